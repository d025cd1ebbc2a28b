"""What is asked, and when: the furthest point, the warning signs, the morning after, a visit."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backlog.panel import asked
from backlog.panel.asked import Last

DAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def session(ago=0, before=None, furthest=None, signs=None, status="finished", id="A"):
    return {
        "session_id": id,
        "local_day": DAY - timedelta(ago),
        "started_at": MORNING - timedelta(ago),
        "discomfort_before": before,
        "furthest": furthest,
        "warning_signs": signs,
        "status": status,
    }


def check_in(ago=0, discomfort=None, furthest=None, kind="daily", session=None):
    at = MORNING - timedelta(ago) + timedelta(hours=1)
    told = {"at": at, "discomfort": discomfort, "furthest": furthest}
    return {**told, "kind": kind, "session_id": session}


def visit(ahead, told=0):
    day = DAY + timedelta(ahead)
    return {"kind": "next_visit", "from": day, "recorded_at": MORNING + timedelta(hours=told)}


# --- what was said last ---------------------------------------------------------------------------


def test_each_newest_answer_counts_on_its_own():
    sessions = [session(ago=3, before=5, furthest="thigh"), session(ago=1, before=2)]

    assert asked.last(sessions, []) == Last(2, "thigh")
    assert asked.last(sessions, [check_in(ago=2, furthest="back")]) == Last(2, "back")


def test_a_rise_that_the_check_in_of_the_day_told_first_still_has_its_questions():
    sessions, morning = [session(ago=1, before=2, signs="shown")], check_in(discomfort=7)
    said = asked.last(sessions, [morning])

    assert said == Last(2, None)
    assert (asked.furthest_from(said), asked.signs_from(sessions, said, DAY)) == (3, 4)


def test_what_was_not_answered_is_no_answer():
    assert asked.last([session(ago=1, before=4), session()], []) == Last(4, None)
    assert asked.last([], []) == Last(None, None)


# --- the furthest point ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Last(None, None), None),
        (Last(3, None), 4),
        (Last(3, "back"), 4),
        (Last(3, "buttock"), 0),
        (Last(None, "below_knee"), 0),
    ],
)
def test_the_furthest_point_is_asked_below_the_back_or_when_the_rating_rose(said, expected):
    assert asked.furthest_from(said) == expected


def test_only_what_was_known_can_have_moved_further():
    assert asked.further(Last(3, "buttock")) == ["thigh", "below_knee"]
    assert asked.further(Last(3, "below_knee")) == []
    assert asked.further(Last(3, None)) == []


# --- the warning signs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([], 0),
        ([session(ago=1)], 0),
        ([session(ago=6, signs="shown"), session(ago=1)], 5),
        ([session(ago=6, signs="ticked")], 5),
        ([session(ago=7, signs="shown"), session(ago=1)], 0),
    ],
)
def test_the_signs_are_shown_weekly_and_when_the_rating_rises_by_two(sessions, expected):
    assert asked.signs_from(sessions, Last(3, None), DAY) == expected


def test_after_a_clinician_has_seen_them_they_are_shown_once_more():
    seen = MORNING - timedelta(days=2, hours=-3)
    before, after = session(ago=2, signs="ticked"), session(ago=1, signs="shown")

    assert asked.signs_from([before], Last(3, None), DAY, seen) == 0
    assert asked.signs_from([before, after], Last(3, None), DAY, seen) == 5


def test_without_a_last_rating_nothing_can_rise():
    assert asked.signs_from([session(ago=1, signs="shown")], Last(None, None), DAY) is None


# --- the morning after ----------------------------------------------------------------------------


def test_the_morning_after_is_asked_on_the_day_after_a_session_only():
    for ago, expected in ((0, None), (1, "A"), (2, None)):
        assert asked.morning_after([session(ago=ago)], [], DAY) == expected


def test_it_speaks_of_the_last_session_that_was_done():
    early, late = session(ago=1, id="A"), session(ago=1, id="B")
    late["started_at"] += timedelta(hours=9)
    none = session(ago=1, id="C", status="not_started")

    assert asked.morning_after([early, late, none], [], DAY) == "B"
    assert asked.morning_after([none], [], DAY) is None


def test_once_it_was_answered_it_is_not_asked_again():
    answer = check_in(kind="morning_after", session="A")

    assert asked.morning_after([session(ago=1)], [answer], DAY) is None
    assert asked.morning_after([session(ago=1)], [check_in(discomfort=3)], DAY) == "A"


# --- the visit ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "soon"), [(0, True), (3, True), (4, False)])
def test_home_reminds_of_a_visit_from_three_days_before(ahead, soon):
    day = (DAY + timedelta(ahead)).isoformat()

    assert asked.visit([visit(ahead)], DAY) == {"day": day, "soon": soon}


def test_a_visit_that_was_put_off_is_the_one_told_last_and_one_that_is_over_is_none():
    assert asked.visit([visit(2, told=1), visit(9, told=2)], DAY)["soon"] is False
    assert asked.visit([visit(-1)], DAY) is None
    assert asked.visit([], DAY) is None
