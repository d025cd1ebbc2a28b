"""backlog.report.letters: what stands for letters that no font has."""

from backlog.report import letters

MESSAGE = 'PDF/UA-1 error: the text `"a\\u{200d}❤"` could not be displayed with font `"Serif"`'


def test_the_compiler_names_the_letters_that_it_lacks():
    assert letters.refused(MESSAGE) == "a\u200d❤"
    assert letters.refused("unknown variable: page-data") is None


def test_what_joins_goes_and_the_letters_stay():
    assert letters.apart("tired ❤\ufe0f\u200d🔥", "") == "tired ❤🔥"


def test_a_lacking_letter_is_told_by_its_name_and_the_others_stay():
    assert letters.spelled("Rücken ❤🔥", "❤") == "Rücken [heavy black heart]🔥"
    assert letters.spelled("\ue000", "\ue000") == "[U+E000]"
    assert letters.spelled("a\u200bb", "a\u200b") == "ab"


def test_of_plain_text_only_latin_letters_and_signs_of_a_sentence_stay():
    assert letters.plain("Rücken – 1 × 6 … ❤", "") == "Rücken – 1 × 6 … [heavy black heart]"
