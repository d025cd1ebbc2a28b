"""A second copy of a table: the union by id and revision, and no conflict decided in silence."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from backlog.log import Log, LogError, reader, schema
from backlog.log.upkeep import merge
from backlog.program import Prescription


@pytest.fixture
def other(tmp_path, given):
    """Return the log of another machine."""
    return Log(tmp_path / "other", now=lambda: given.now + timedelta(days=1))


def all_rows(log, given):
    return [row.record for row in reader.reading(log.tables.data(given.sets), given.sets).rows]


def merged(log, path):
    return [merge.apply(log, source) for source in merge.sources(log, path)]


def test_rows_of_both_machines_are_in_the_log_once(log, other, given):
    log.extend("sets", [given.a_set(1), given.a_set(2)])
    other.extend("sets", [given.a_set(2), given.a_set(3)])
    before = (log.folder / "sets.csv").read_bytes()

    ((done, aside),) = merged(log, other.folder)
    # Row 2 was recorded a day later there: the same revision, another time of writing.
    assert [(each.id, each.line, each.other_line) for each in done.conflicts] == [
        (f"{given.session_id}-2 1", 3, 2)
    ]
    assert [record["set_no"] for record in log.records("sets")] == [1, 2, 3]
    assert (log.folder / "sets.csv").read_bytes().startswith(before)
    assert aside is None


def test_equal_rows_count_once_and_twice_is_once(log, other, given):
    rows = [given.a_set(number, recorded_at=given.now) for number in (1, 2, 3)]
    log.extend("sets", rows[:2])
    other.extend("sets", rows[1:])

    merged(log, other.folder)
    once = (log.folder / "sets.csv").read_bytes()
    merged(log, other.folder)
    assert once == given.a_file(rows)
    assert (log.folder / "sets.csv").read_bytes() == once


def test_a_conflict_names_both_lines_and_what_differs_and_both_rows_stay(log, other, given):
    log.append("sets", given.a_set(1, recorded_at=given.now))
    other.append("sets", given.a_set(2, recorded_at=given.now))
    other.append("sets", given.a_set(1, recorded_at=given.now, reps=4))

    (conflict,) = merge.plan(log, other.folder / "sets.csv").conflicts
    assert (conflict.line, conflict.other_line) == (2, 3)
    assert conflict.differs == {"reps": (6, 4)}

    merged(log, other.folder)
    assert [record["reps"] for record in all_rows(log, given)] == [6, 6, 4]
    assert [problem.line for problem in log.problems("sets")] == [2, 4]


def test_planning_writes_nothing(log, other, given):
    log.append("sets", given.a_set(1))
    other.append("sets", given.a_set(2))
    before = (log.folder / "sets.csv").read_bytes()

    assert len(merge.plan(log, other.folder / "sets.csv").missing) == 1
    assert (log.folder / "sets.csv").read_bytes() == before


def test_a_row_that_was_edited_by_hand_comes_over_flagged(log, other, given):
    log.append("sets", given.a_set(1))
    other.append("sets", given.a_set(2))
    path = other.folder / "sets.csv"
    path.write_bytes(path.read_bytes().replace(b"done,,2,", b"done,,9,"))

    merged(log, other.folder)
    (problem,) = log.problems("sets")
    assert (problem.line, problem.used) == (3, True)
    assert "edited by hand" in problem.allowed


def test_bad_lines_of_the_other_file_are_named_and_stay_there(log, other, given):
    log.append("sets", given.a_set(1))
    other.append("sets", given.a_set(2))
    path = other.folder / "sets.csv"
    path.write_bytes(path.read_bytes() + b"torn")

    ((done, _),) = merged(log, other.folder)
    assert [problem.line for problem in done.problems] == [3]
    assert path.read_bytes().endswith(b"torn")
    assert log.problems("sets") == []


NAMES = [
    "sets (1).csv",
    "sets (Anna's conflicted copy 2026-11-22).csv",
    "sets (conflicted copy 2026-11-22 071203).csv",
    "sets.sync-conflict-20261122-071203-ABCDEFG.csv",
    "sets-LAPTOP.csv",
    "sets 2.csv",
    "sets - Copy.csv",
    "Copy of sets.csv",
    "SETS_conflict.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_conflicted_copy_is_found_merged_and_put_aside(log, given, name):
    log.append("sets", given.a_set(1))
    copy = log.folder / name
    copy.write_bytes(given.healthy(3))

    assert merge.conflicted_copies(log.folder) == [copy]
    assert (
        f"`python3 start.py merge '{name}'` shows what the log lacks"
        in merge.sentences(log.folder)[0]
    )
    ((_, aside),) = merged(log, copy)
    assert merge.conflicted_copies(log.folder) == []
    assert aside.read_bytes() == given.healthy(3)
    assert len(list(log.records("sets"))) == 3


def test_what_is_no_second_copy_is_left_alone(log, given):
    log.append("sets", given.a_set(1))
    for name in ("setsize (1).csv", "my sets.csv", "sets.csv.new", "sets (2).csv"):
        (log.folder / name).write_bytes(b"weather,day\n1,2\n")

    assert merge.conflicted_copies(log.folder) == []
    assert merge.sentences(log.folder) == []


def test_a_copy_in_another_dialect_is_merged(log, given):
    log.append("sets", given.a_set(1))
    out = io.StringIO()
    rows = csv.reader(io.StringIO(given.healthy(3).decode()))
    csv.writer(out, delimiter=";").writerows(rows)
    (log.folder / "sets (1).csv").write_text(out.getvalue(), encoding="utf-16", newline="")

    merged(log, log.folder / "sets (1).csv")
    assert (log.folder / "sets.csv").read_bytes() == given.healthy(3)


def test_of_contradicting_prescriptions_the_logs_own_stays_alone(log, other):
    first, second = date(2026, 11, 1), date(2026, 11, 15)
    log.prescribe([Prescription(first, "lower-tummy", 1, 6)])
    other.prescribe([Prescription(first, "lower-tummy", 1, 9)])
    other.prescribe([Prescription(second, "lower-tummy", 2, 6)])

    ((done, _),) = merged(log, other.folder)
    assert [each.differs for each in done.conflicts] == [{"reps": (6, 9)}]
    assert [(line.from_day, line.reps) for line in log.program()[0]] == [(first, 6), (second, 6)]


def test_there_must_be_something_to_merge(log, given, tmp_path):
    log.append("sets", given.a_set(1))
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.csv").write_text("a,b\n")

    with pytest.raises(LogError, match="no table but the log's own"):
        merge.sources(log, log.folder)
    with pytest.raises(LogError, match="there is nothing to merge"):
        merge.sources(log, tmp_path / "empty")
    with pytest.raises(LogError, match=r"notes\.csv is named after no table"):
        merge.plan(log, tmp_path / "notes.csv")
    with pytest.raises(LogError, match="is not there any more"):
        merge.plan(log, tmp_path / "sets (9).csv")


def test_a_folder_of_a_newer_backlog_is_not_merged(log, other, given):
    other.append("sets", given.a_set(1))
    description = other.folder / "datapackage.json"
    description.write_bytes(schema.DATAPACKAGE.replace(b'"version": "', b'"version": "9', 1))

    with pytest.raises(LogError, match="newer backlog"):
        merge.sources(log, other.folder)


A_ROW = st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(4, 6), st.integers(0, 1))


@settings(max_examples=60, deadline=None)
@any_of(here=st.lists(A_ROW, max_size=6), there=st.lists(A_ROW, max_size=6))
def test_merging_either_way_gives_the_same_rows_and_twice_is_once(
    tmp_path_factory, given, here, there
):
    logs = [Log(tmp_path_factory.mktemp("data"), now=lambda: given.now) for _ in range(2)]
    data = [a_table(rows, given) for rows in (here, there)]
    for log, theirs, own in zip(logs, reversed(data), data, strict=True):
        (log.folder / "sets.csv").write_bytes(own)
        (log.folder / "sets (1).csv").write_bytes(theirs)
        ((done, _),) = merged(log, log.folder / "sets (1).csv")
        assert len(set(done.missing)) == len(done.missing)
        assert (log.folder / "sets.csv").read_bytes().startswith(own)

    one, two = (all_rows(log, given) for log in logs)
    assert same(one, two)
    assert same(one, [record for rows in data for record in records(rows, given)])
    assert same(*(list(log.records("sets")) for log in logs))
    for log, theirs in zip(logs, reversed(data), strict=True):
        (log.folder / "sets (2).csv").write_bytes(theirs)
        assert merge.plan(log, log.folder / "sets (2).csv").missing == ()


def a_table(rows, given):
    return given.a_file(
        [
            given.a_set(number, rev=rev, reps=reps, recorded_at=given.now + timedelta(hours=late))
            for number, rev, reps, late in rows
        ]
    )


def records(data, given):
    return [row.record for row in reader.reading(data, given.sets).rows]


def same(one, two):
    return all(each in two for each in one) and all(each in one for each in two)
