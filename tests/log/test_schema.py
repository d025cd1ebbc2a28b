"""The rules of the tables: from a cell to a value, and what is said when it may not stand there."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from backlog.log.column import written
from backlog.log.schema import TABLES, table

SETS = table("sets")
A_DATE = "must be a date such as 2026-11-22 from 2000-01-01 to 2199-12-31"
COLUMN = {column.name: column for column in SETS.columns}


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("discomfort", "", None),
        ("discomfort", "0", 0),
        ("discomfort", "10", 10),
        ("reps", "5.0", 5),
        ("held", "119.5", 119.5),
        ("side", "left", "left"),
        ("local_day", "2026-11-22", date(2026, 11, 22)),
        ("performed_at", "2026-11-22T07:12:03Z", datetime(2026, 11, 22, 7, 12, 3, tzinfo=UTC)),
        ("performed_at", "2026-11-22 07:12+00:00", datetime(2026, 11, 22, 7, 12, tzinfo=UTC)),
        ("note", "'=1+1\\n", "=1+1\n"),
    ],
)
def test_a_cell_is_read_as_its_value(name, cell, value):
    assert COLUMN[name].parse(cell) == value


@pytest.mark.parametrize(
    ("name", "cell", "allowed"),
    [
        ("discomfort", "11", "must be a whole number from 0 to 10, or empty"),
        ("discomfort", "-1", "must be a whole number from 0 to 10, or empty"),
        ("discomfort", "2.5", "must be a whole number from 0 to 10, or empty"),
        ("discomfort", " 2", "must be a whole number from 0 to 10, or empty"),
        ("discomfort", "٢", "must be a whole number from 0 to 10, or empty"),
        ("reps", "1,000", "must be a whole number from 0 to 200"),
        ("reps", "1_0", "must be a whole number from 0 to 200"),
        ("reps", "10 reps", "must be a whole number from 0 to 200"),
        ("reps", "", "must be a whole number from 0 to 200"),
        ("gap_s", "nan", "must be a number from 0 to 86400, or empty"),
        ("gap_s", "inf", "must be a number from 0 to 86400, or empty"),
        ("gap_s", "1e3", "must be a number from 0 to 86400, or empty"),
        ("side", "Left ", "must be both, left or right"),
        ("reviewed", "no", "must be yes, or empty"),
        ("local_day", "22.11.2026", A_DATE),
        ("local_day", "2026-02-30", A_DATE),
        ("local_day", "0202-01-01", A_DATE),
        ("note", "x" * 10_001, "must be text of at most 10000 characters, or empty"),
    ],
)
def test_a_cell_that_may_not_stand_there_is_told_what_may(name, cell, allowed):
    with pytest.raises(ValueError, match="must be") as told:
        COLUMN[name].parse(cell)

    assert str(told.value) == allowed


def test_a_time_without_its_offset_is_not_taken_for_utc():
    with pytest.raises(ValueError, match="with its offset"):
        COLUMN["performed_at"].parse("2026-11-22T07:12:03")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (20.0, "20"),
        (20, "20"),
        (119.5, "119.5"),
        (1 / 3, "0.33"),
        (-0.001, "0"),
        (np.int64(7), "7"),
        (np.float64(2.25), "2.25"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 7, 12, 3, tzinfo=UTC), "2026-11-22T07:12:03+00:00"),
        (datetime(2026, 11, 22, 7, 12, 3, 999, tzinfo=UTC), "2026-11-22T07:12:03+00:00"),
        (
            datetime(2026, 11, 22, 7, 12, 3, 250_999, tzinfo=timezone(timedelta(hours=-3.5))),
            "2026-11-22T07:12:03.250-03:30",
        ),
    ],
)
def test_a_value_has_one_written_form(value, text):
    assert written(value) == text


@pytest.mark.parametrize(
    ("column", "value"),
    [("reps", True), ("reps", 6.5), ("held", float("nan")), ("note", 5), ("side", None)],
)
def test_a_row_is_refused_with_column_value_and_what_is_allowed(given, column, value):
    row = {"rev": 1, "recorded_at": given.now} | given.a_set(**{column: value})

    with pytest.raises(ValueError, match=rf"sets.csv, {column}:.* must be"):
        SETS.check(row)


def test_a_name_that_is_no_column_is_refused(given):
    with pytest.raises(ValueError, match="'weather' is no column of this table; it has set_id"):
        SETS.check(given.a_set(weather="rain"))


def test_a_table_that_is_not_there_is_told_which_there_are():
    with pytest.raises(ValueError, match="no table 'set'; there are sets, sessions, checkins"):
        table("set")


def test_the_seal_stands_last_and_is_no_value_of_a_row():
    for name in ("sets", "sessions", "checkins", "activities", "days"):
        assert TABLES[name].names[-1] == "chk"
        assert "chk" not in [column.name for column in TABLES[name].values]
    assert not TABLES["program"].sealed


def test_every_column_has_a_description_and_a_limit():
    for each in TABLES.values():
        for column in each.columns:
            limits = (column.enum, column.pattern, column.max_length, column.maximum)
            assert any(limits), f"{each.name}.{column.name}"


@settings(deadline=None)
@given(strategies.floats(0, 6000))
def test_a_number_comes_back_within_a_hundredth(value):
    back = COLUMN["held"].parse(written(value))

    assert abs(back - value) <= 0.005 + 1e-9


OFFSETS = strategies.integers(-14 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n)))


@settings(deadline=None)
@given(strategies.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 31), timezones=OFFSETS))
def test_a_time_comes_back_with_its_offset_to_the_millisecond(value):
    back = COLUMN["performed_at"].parse(written(value))

    assert back.utcoffset() == value.utcoffset()
    assert timedelta(0) <= value - back < timedelta(milliseconds=1)
