"""What a person wrote, as a line of a page: plain text that bursts nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis.words.said import said

ANYTHING = st.text(st.characters(), max_size=400)


def test_plain_text_stays_as_it_is():
    assert said("Rücken: 5 < 7 & $x$ *fine*") == "Rücken: 5 < 7 & $x$ *fine*"


def test_line_breaks_become_spaces():
    assert said(" one\n\ntwo\tthree\u2028four ") == "one two three four"


def test_long_text_is_cut_and_says_how_long_it_was():
    told = said("A" * 10_000, 20)

    assert told == f"{'A' * 20}… (10,000 characters)"


@pytest.mark.parametrize("text", ["\x00\x1b\x07a", "\u202ea\u2066", "\ufeffa\u200b", "a\ud800"])
def test_what_cannot_be_seen_is_left_out(text):
    assert said(text) == "a"


def test_text_from_right_to_left_turns_nothing_beside_it():
    assert said("שלום") == "\u2068שלום\u2069"
    assert said("ا" * 300, 10).startswith(f"\u2068{'ا' * 10}…\u2069 (300")


def test_marks_do_not_pile_up():
    assert said("Z" + "\u0301" * 50 + "a") == "Z" + "\u0301" * 3 + "a"


def test_joined_pictures_stay_joined():
    assert said("👩\u200d👧") == "👩\u200d👧"


@given(ANYTHING)
def test_any_text_is_one_short_line_without_controls(text):
    told = said(text, 50)

    assert len(told) <= 50 + len("… (400 characters)") + 2
    assert told == "" or "\n" not in told
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in told)
    told.encode()
