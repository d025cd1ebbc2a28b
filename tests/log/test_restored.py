"""Cells that a spreadsheet rewrote: read back where the seal proves it, never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from backlog.log import line, restored, schema

SETS = schema.table("sets")

#: How spreadsheets of this world write the days of a column.
FORMS = [
    "{day:%d.%m.%Y}",
    "{day:%d.%m.%y}",
    "{day.day}.{day.month}.{day.year}",
    "{day:%d/%m/%Y}",
    "{day:%m/%d/%Y}",
    "{day.month}/{day.day}/{day:%y}",
    "{day:%d-%m-%Y}",
    "{day:%Y/%m/%d}",
    "{day:%d-%b-%y}",
    "{day:%d-%b-%Y}",
    "{day:%d.%m.%Y} 00:00",
    "{serial}",
]


def cells_of(given, **changes):
    """Return the cells of a sealed line by name of column."""
    record = SETS.check({"rev": 1, "recorded_at": given.now} | given.a_set(1, **changes))
    cells = [*SETS.cells(record), line.letters(line.body(SETS, record)).decode()]
    return record, dict(zip(SETS.names, cells, strict=True))


# Drawn alike each time: one reading in 65,536 fits by chance, and then nothing is restored.
@settings(derandomize=True, deadline=None)
@pytest.mark.parametrize("form", FORMS)
@any_of(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_in_any_spreadsheets_form_is_read_back_as_it_was(given, form, day):
    record, cells = cells_of(given, local_day=day)
    cells["local_day"] = form.format(day=day, serial=(day - date(1899, 12, 30)).days)

    assert restored.record(SETS, cells) == (record, {"local_day": day.isoformat()})


@settings(derandomize=True, deadline=None)
@any_of(days=st.integers(1, 400), day=st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_another_day_than_the_one_that_was_written_is_not_taken(given, days, day):
    record, cells = cells_of(given, local_day=day)
    other = day + timedelta(days=days)
    cells["local_day"] = f"{other:%d.%m.%Y}"

    found = restored.record(SETS, cells)
    assert found is None or found[0] == record


def test_a_decimal_comma_and_a_day_in_one_line_are_both_read_back(given):
    record, cells = cells_of(given)
    cells |= {"held": "119,50", "target_hold": "20,0", "local_day": "22.11.26"}

    assert restored.record(SETS, cells) == (
        record,
        {"local_day": "2026-11-22", "target_hold": "20", "held": "119.5"},
    )


def test_nothing_is_restored_without_a_seal_or_beside_another_change(given):
    _, cells = cells_of(given)
    cells["local_day"] = "22.11.2026"

    assert restored.record(SETS, cells | {"chk": ""}) is None
    assert restored.record(SETS, cells | {"reps": "5"}) is None
    assert restored.record(SETS, cells | {"side": "links"}) is None
