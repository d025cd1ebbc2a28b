"""How far from the back it was felt, and whether that moved."""

from datetime import date

import pytest

from backlog.analysis import furthest
from backlog.analysis.furthest import FURTHER, NEARER, SAME, Moved
from backlog.analysis.reason import Reason


def test_answers_of_sessions_and_check_ins_are_one_series_without_the_empty_ones(record):
    """
    sessions
    session_id,local_day,started_at,furthest
    s1,2026-11-02,2026-11-02T12:00:00Z,thigh
    s2,2026-11-03,2026-11-03T12:00:00Z,

    checkins
    checkin_id,local_day,at,kind,furthest
    c1,2026-11-02,2026-11-02T07:00:00Z,daily,back
    c2,2026-11-04,2026-11-04T07:00:00Z,morning_after,buttock
    """
    told = furthest.answers(record("2026-11-30"))

    assert list(told["furthest"]) == ["back", "thigh", "buttock"]
    assert furthest.furthest(told) == "thigh"
    assert furthest.last_day(told, "thigh") == date(2026, 11, 2)


def test_without_an_answer_there_is_no_furthest_point(record):
    """
    checkins
    checkin_id,local_day,at
    c1,2026-11-02,2026-11-02T07:00:00Z
    """
    told = furthest.answers(record("2026-11-30"))

    assert furthest.furthest(told) is None
    assert isinstance(furthest.moved(told), Reason)


@pytest.mark.parametrize(
    ("start", "now", "way"),
    [("below_knee", "buttock", NEARER), ("back", "thigh", FURTHER), ("thigh", "thigh", SAME)],
)
def test_the_furthest_of_the_last_two_weeks_is_held_against_that_of_the_first(
    read, start, now, way
):
    log = f"""
    checkins
    checkin_id,local_day,at,furthest
    c1,2026-10-01,2026-10-01T07:00:00Z,back
    c2,2026-10-05,2026-10-05T07:00:00Z,{start}
    c3,2026-11-02,2026-11-02T07:00:00Z,{now}
    c4,2026-11-04,2026-11-04T07:00:00Z,back
    """
    found = furthest.moved(furthest.answers(read(log, "2026-11-30")))

    assert found == Moved(start, 2, now, 2, way)


def test_one_answer_at_an_end_is_too_few_to_speak_of_a_move(record):
    """
    checkins
    checkin_id,local_day,at,furthest
    c1,2026-10-01,2026-10-01T07:00:00Z,thigh
    c2,2026-11-02,2026-11-02T07:00:00Z,back
    """
    found = furthest.moved(furthest.answers(record("2026-11-30")))

    assert isinstance(found, Reason)
    assert found.there == "2 answers"
