"""backlog.report.paper: how high a page will be, told from the number and the width of its letters.

Whether a browser agrees is tested in ``browser/test_therapist_page.py``.
"""

from dataclasses import replace
from datetime import date

import pytest

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import page, paper, period
from backlog.report.parts import Lines

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def height():
    """`height(line)`: how high the example's page is when its lists hold one line twelve times."""
    record = reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)
    shown = page.of(record, period.since_last_visit(record))

    def of(line):
        lists = (Lines("Questions for this visit", (line,) * 6), Lines("Reasons", (line,) * 6))
        return paper.height(replace(shown, lists=lists), 8.0)

    return of


def test_a_letter_of_a_script_whose_letters_are_wide_counts_as_two(height):
    """Chinese, Japanese and Korean letters are about as wide as they are high."""
    assert height("腰" * 80) == height("n" * 160) > height("n" * 80)


@pytest.mark.parametrize("narrow", ["é", "ж", "ש", "\N{HALFWIDTH KATAKANA LETTER KA}"])
def test_letters_of_other_scripts_count_once(height, narrow):
    assert height(narrow * 80) == height("n" * 80)
