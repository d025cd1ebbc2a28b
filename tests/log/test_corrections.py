"""Corrections: appended revisions, whose history says who became what and when."""

from datetime import timedelta

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from backlog.log import Log, LogError, line
from backlog.log.corrections import at_once, delete, histories, history, latest, revise, undo


@pytest.fixture
def later(log, given):
    """Return the log an hour later, with one set."""
    log.append("sets", given.a_set(1))
    return Log(log.folder, now=lambda: given.now + timedelta(hours=1))


@pytest.fixture
def id(given):
    return f"{given.session_id}-1"


def written(log):
    return (log.folder / "sets.csv").read_bytes()


def test_a_revision_counts_and_what_was_before_stays(later, given, id):
    before = written(later)
    revise(later, "sets", id, {"reps": 4, "note": None})

    (record,) = later.records("sets")
    assert (record["reps"], record["note"], record["rev"]) == (4, None, 2)
    assert record["recorded_at"] == given.now + timedelta(hours=1)
    assert written(later).startswith(before)
    assert written(later).count(b"\n") == 3
    assert later.problems("sets") == []


def test_a_revision_that_changes_nothing_is_not_written(later, id):
    before = written(later)
    revise(later, "sets", id, {"reps": 6, "held": 119.5})

    assert written(later) == before


@pytest.mark.parametrize("column", ["set_id", "rev", "recorded_at", "chk"])
def test_what_is_the_logs_own_cannot_be_revised(later, id, column):
    with pytest.raises(ValueError, match=rf"sets\.csv: {column} is the log's own"):
        revise(later, "sets", id, {column: "x"})


def test_a_value_that_may_not_stand_there_changes_nothing(later, id):
    before = written(later)

    with pytest.raises(ValueError, match=r"sets\.csv, discomfort: '11' must be"):
        revise(later, "sets", id, {"discomfort": 11})
    with pytest.raises(ValueError, match=r"mood. is no column of this table"):
        revise(later, "sets", id, {"mood": "fine"})
    assert written(later) == before


def test_a_row_that_is_not_there_is_told(later):
    with pytest.raises(LogError, match=r"There is no X1 in sets\.csv"):
        revise(later, "sets", "X1", {"reps": 4})


def test_a_deleted_row_is_left_out_until_that_is_undone(later, id):
    delete(later, "sets", id)
    assert list(later.records("sets")) == []
    with pytest.raises(LogError, match="is deleted: undo that first"):
        revise(later, "sets", id, {"reps": 4})

    undo(later, "sets", id)
    (record,) = later.records("sets")
    assert (record["status"], record["rev"]) == ("done", 3)


def test_undone_twice_a_row_is_as_it_was(later, id):
    revise(later, "sets", id, {"reps": 4})
    reps = [undo(later, "sets", id)["reps"] for _ in range(3)]

    assert reps == [6, 4, 6]


def test_a_row_that_was_never_changed_cannot_be_undone(later, id):
    with pytest.raises(LogError, match="was never changed: there is nothing to undo"):
        undo(later, "sets", id)


def test_the_history_says_what_became_what_and_when(later, given, id):
    revise(later, "sets", id, {"reps": 4, "note": None})
    delete(later, "sets", id)

    first, second, third = history(later, "sets", id)
    assert (first.number, first.line, first.changes) == (1, 2, {})
    assert second.changes == {"reps": (6, 4), "note": ("set 1, felt fine", None)}
    assert second.recorded_at == given.now + timedelta(hours=1)
    assert third.changes == {"status": ("done", "deleted")}
    assert history(later, "sets", "X1") == []
    assert history(later, "program", "lower-tummy") == []


def test_the_newest_revisions_are_told_with_the_deleted_ones(later, given, id):
    later.append("sets", given.a_set(2))
    revise(later, "sets", f"{given.session_id}-2", {"reps": 4})
    delete(later, "sets", id)

    told = [(row["set_id"][-1], row["rev"], row["status"]) for row in latest(later, "sets")]
    assert told == [("2", 2, "done"), ("1", 2, "deleted")]


def test_what_is_corrected_at_once_has_one_time_and_stands_in_one_write(later, given, id):
    later.append("sets", given.a_set(2))
    other = f"{given.session_id}-2"
    with at_once(later) as step:
        step.revise("sets", id, {"reps": 4})
        step.delete("sets", other)

    ends = [past[-1] for past in histories(later, "sets", [id, other]).values()]
    assert [end.record["status"] for end in ends] == ["done", "deleted"]
    assert len({end.recorded_at for end in ends}) == 1


def test_where_one_correction_is_refused_none_is_written(later, given, id):
    later.append("sets", given.a_set(2))
    before = written(later)

    def both():
        with at_once(later) as step:
            step.revise("sets", id, {"reps": 4})
            step.revise("sets", f"{given.session_id}-2", {"discomfort": 11})

    with pytest.raises(ValueError, match="discomfort"):
        both()
    assert written(later) == before


@settings(max_examples=40, deadline=None)
@any_of(steps=st.lists(st.sampled_from(["undo", "delete", 3, 4, 5]), max_size=12))
def test_whatever_is_corrected_nothing_is_rewritten_and_the_last_word_counts(
    tmp_path_factory, given, steps
):
    log = Log(tmp_path_factory.mktemp("data"), now=lambda: given.now)
    log.append("sets", given.a_set(1))
    id, seen = f"{given.session_id}-1", [written(log)]
    for step in steps:
        try:
            if step == "undo":
                last = undo(log, "sets", id)
            elif step == "delete":
                last = delete(log, "sets", id)
            else:
                last = revise(log, "sets", id, {"reps": step})
        except LogError:
            continue
        assert written(log).startswith(seen[-1])
        seen.append(written(log))
        assert list(log.records("sets")) == [last][: last["status"] != "deleted"]
    assert [each.number for each in history(log, "sets", id)] == list(range(1, len(set(seen)) + 1))
    assert all(map(line.proven, seen[-1].split(b"\n")[1:-1]))
