"""Both ways to a DataFrame give the same frame, with the types that are promised."""

from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies

from backlog.log import frame, line, reader, revisions, schema

TEXT = strategies.text(strategies.characters(exclude_categories=()), max_size=20)
OFFSETS = strategies.integers(-48, 56).map(lambda n: timezone(timedelta(minutes=15 * n)))


def value_of(column):
    """Return a strategy for the values of a column."""
    if column.enum:
        return strategies.sampled_from([value for value in column.enum if value != "deleted"])
    if column.pattern:
        return strategies.from_regex(column.pattern, fullmatch=True)
    return {
        "integer": lambda: strategies.integers(column.minimum, column.maximum),
        "number": lambda: strategies.integers(column.minimum * 100, column.maximum * 100).map(
            lambda n: n / 100
        ),
        "date": lambda: strategies.dates(column.minimum, column.maximum),
        "datetime": lambda: strategies.datetimes(
            datetime(2000, 1, 3), datetime(2199, 12, 29), timezones=OFFSETS
        ),
        "text": lambda: TEXT,
    }[column.type]()


def row_of(table):
    """Return a strategy for whole rows of a table."""
    return strategies.fixed_dictionaries(
        {
            column.name: value_of(column)
            if column.required
            else strategies.none() | value_of(column)
            for column in table.values
        }
    )


def whole_file(table, rows):
    return line.header(table) + b"".join(line.of(table, table.check(row)) for row in rows)


@pytest.mark.parametrize("name", ["sets", "sessions", "checkins", "activities", "days"])
def test_both_ways_give_equal_frames(name):
    table = schema.table(name)
    id = table.key[0]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategies.lists(row_of(table), min_size=1, max_size=6, unique_by=lambda row: row[id]))
    def agree(rows):
        data = whole_file(table, rows)
        slow, problems = reader.current(data, table)
        quick = frame.proven(data, table)

        assert problems == []
        assert quick is not None
        pd.testing.assert_frame_equal(quick, frame.from_rows(slow, table))

    agree()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(row_of(schema.table("sets")))
def test_a_row_is_read_as_it_was_written(row):
    table = schema.table("sets")
    checked = table.check(row)

    (read,) = reader.reading(whole_file(table, [row]), table).rows
    assert read.record == checked
    assert read.record["note"] == (row["note"] or None)


@settings(max_examples=60, deadline=None)
@given(
    strategies.lists(
        strategies.tuples(
            strategies.integers(1, 4), strategies.integers(1, 3), strategies.booleans()
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    )
)
def test_both_ways_agree_on_revisions_and_deleted_rows(revised):
    table = schema.table("days")
    rows = [
        {
            "day_id": f"d{number}",
            "rev": rev,
            "from": date(2026, 11, 22),
            "to": date(2026, 11, 22),
            "kind": "flare",
            "status": "deleted" if deleted else "kept",
            "recorded_at": datetime(2026, 11, 22, tzinfo=UTC),
        }
        for number, rev, deleted in revised
    ]
    data = whole_file(table, rows)

    quick = frame.proven(data, table)
    pd.testing.assert_frame_equal(quick, frame.from_rows(reader.current(data, table)[0], table))


def test_types_are_as_promised_with_and_without_rows(log, given):
    promised = {"reps": "Int64", "held": "Float64", "discomfort": "Int64", "note": "str"}
    dated = {"local_day": "datetime64[us]", "performed_at": "datetime64[us, UTC]"}
    empty, _ = log.read("sets")
    log.append("sets", given.a_set(1, discomfort=None, note=None))
    full, _ = log.read("sets")

    for name, dtype in (promised | dated).items():
        assert str(empty[name].dtype) == dtype
        assert str(full[name].dtype) == dtype
    assert pd.isna(full["discomfort"][0])
    assert pd.isna(full["note"][0])
    assert full["performed_at"][0] == given.now + timedelta(minutes=1)
    assert "chk" not in full


def test_digits_that_are_text_stay_text(log, given):
    log.append("sets", given.a_set(1, program="00012345", note="007"))
    frame_read, _ = log.read("sets")

    assert frame_read["program"].tolist() == ["00012345"]
    assert frame_read["note"].tolist() == ["007"]


def test_words_that_pandas_takes_for_missing_stay_words(log, given):
    words = ["NA", "null", "nan", "None", "N/A", "-"]
    for number, word in enumerate(words, 1):
        log.append("sets", given.a_set(number, note=word))

    assert log.read("sets")[0]["note"].tolist() == words


def test_a_proven_line_with_a_value_that_is_not_allowed_is_looked_at_on_its_own(given):
    table = given.sets
    header, row = given.healthy(1).split(b"\n")[:2]
    body = row[:-5].replace(b",done,", b",dome,")
    data = b"\n".join([header, body + b"," + line.letters(body), b""])

    assert line.proven(data.split(b"\n")[1])
    assert frame.proven(data, table) is None
    (problem,) = reader.reading(data, table).problems
    assert (problem.column, problem.value, problem.used) == ("status", "dome", False)


def test_rows_of_another_table_are_set_aside_on_both_ways(given):
    foreign = schema.table("days")
    row = {
        "day_id": "d1", "rev": 1, "from": date(2026, 11, 22), "to": date(2026, 11, 22),
        "kind": "flare", "status": "kept", "recorded_at": given.now,
    }  # fmt: skip
    data = given.healthy(2) + line.of(foreign, foreign.check(row))

    assert frame.proven(data, given.sets) is None
    (problem,) = reader.reading(data, given.sets).problems
    assert problem.line == 4
    assert "has 12 fields instead of 23" in str(problem)


def test_rows_of_another_table_run_together_are_set_aside_and_crash_nothing(given):
    foreign = schema.table("days")
    row = {
        "day_id": "d1", "rev": 1, "from": date(2026, 11, 22), "to": date(2026, 11, 22),
        "kind": "flare", "status": "kept", "recorded_at": given.now,
    }  # fmt: skip
    alien = line.of(foreign, foreign.check(row))

    read = reader.reading(given.healthy(1) + alien[:-1] + b" " + alien, given.sets)
    (problem,) = read.problems
    assert (len(read.rows), problem.line, problem.used) == (1, 3, False)


def test_newest_keeps_every_row_of_a_file_without_corrections(given):
    rows = reader.reading(given.healthy(5), given.sets).rows

    assert revisions.newest(rows, given.sets) == rows
