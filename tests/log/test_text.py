"""Free text in a cell: every text comes back, and none is a formula."""

import re

import pytest
from hypothesis import example, given, settings, strategies

from backlog.log.text import from_cell, to_cell

#: Every character that there is, control characters among them, and the ones that mean something
#: here more often than they would come by chance.
ANY_TEXT = strategies.text(
    strategies.one_of(
        strategies.sampled_from("='+-@\t\r\n\\,;|\"＝＋－＠nrtu0"),
        strategies.characters(exclude_categories=("Cs",)),
    )
)


@settings(deadline=None)
@given(ANY_TEXT)
@example("\\n")
@example("\\u0041")
@example("''=1+1")
@example("a,'=b;\t@c")
def test_every_text_comes_back_as_it_was(text):
    assert from_cell(to_cell(text)) == text


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_cell_is_one_line_of_visible_characters_that_can_be_encoded(text):
    cell = to_cell(text)

    assert len(cell.splitlines()) <= 1
    assert "\x00" not in cell
    assert cell.encode().decode() == cell


@settings(deadline=None)
@given(ANY_TEXT)
def test_no_cell_is_a_formula_and_no_part_of_it_either(text):
    for part in re.split("[,;|\t]", to_cell(text)):
        assert not part.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("felt fine", "felt fine"),
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("'=1+1", "''=1+1"),
        ("'quoted'", "'quoted'"),
        ("a;=b, -c|@d", "a;'=b, -c|'@d"),
        ("two\nlines", "two\\nlines"),
        ("C:\\new", "C:\\\\new"),
        ("\tx", "'\\tx"),
        ("bell\x07", "bell\\u0007"),
        ("\\ud800", "\\\\ud800"),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_a_text_stands_in_its_cell_as_told(text, cell):
    assert to_cell(text) == cell


def test_what_a_person_typed_and_is_no_escape_stays_as_it_is():
    assert from_cell("50 \\% \\q, =1 \\") == "50 \\% \\q, =1 \\"
    assert from_cell("half \\ud800") == "half \\ud800"
