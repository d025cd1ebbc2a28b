"""backlog.report.sheet: what one sheet holds of a page, and what is whole in the annex."""

from dataclasses import replace
from datetime import date

import pytest

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import annex, page, period, sheet
from backlog.report.parts import Lines

UNTIL = date(2026, 11, 15)
FLARES = Lines("Flares", ("1 Oct", "2 Oct", "3 Oct"))
REASONS = Lines("Reasons", ("excused 4 Oct", "excused 5 Oct"), always=("tired (7 sessions)",))
ASKED = Lines("Questions", ("May I swim?", "May I run?", "And dance?"), more=2)


@pytest.fixture(scope="module")
def record():
    return reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)


@pytest.fixture(scope="module")
def shown(record):
    made = page.of(record, period.since_last_visit(record))
    return replace(made, lists=(FLARES, REASONS, ASKED))


def lists(short):
    return [part.told for part in short.page.lists]


def test_the_newest_lines_stay_and_those_before_are_counted(shown):
    assert lists(sheet.of(shown, 1)) == [
        ("2 earlier, not shown.", "3 Oct"),
        ("tired (7 sessions)", "1 earlier, not shown.", "excused 5 Oct"),
        ("May I swim?", "May I run?", "And dance?"),
    ]


def test_without_room_for_any_line_they_are_still_counted(shown):
    flares, reasons, asked = lists(sheet.of(shown, 0))

    assert flares == ("3 earlier, not shown.",)
    assert reasons == ("tired (7 sessions)", "2 earlier, not shown.")
    assert asked == ("1 earlier, not shown.", "May I run?", "And dance?")


def test_with_an_annex_what_was_cut_is_said_to_be_there_and_is_there_whole(record, shown):
    short = sheet.of(replace(shown, annex=annex.of(record, shown.period)), 2)

    assert lists(short)[0] == ("1 earlier, in the annex.", "2 Oct", "3 Oct")
    assert short.cut == (FLARES,)


def test_more_activities_than_fit_are_counted_in_the_note(shown):
    row = shown.activities.rows[0]
    four = replace(shown.activities, rows=(row,) * 4)

    short = sheet.of(replace(shown, activities=four), 4)

    assert len(short.page.activities.rows) == 3
    assert short.page.activities.note.startswith("1 more, not shown. 0 no trouble")
    assert short.cut == (four,)


def test_a_page_with_room_loses_nothing(shown):
    first, *_ = sheet.sheets(shown)

    assert first == sheet.Sheet(shown, ())
