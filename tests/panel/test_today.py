"""What holds today: an exercise that ended, what is left open, and limits that keep postponing."""

from datetime import date, timedelta

import pytest

from backlog.panel import today
from backlog.program import Prescription

DAY = date(2026, 11, 22)
STRETCH = Prescription(DAY, "lower-back-stretch", 1, 6, 20.0, "s", stop_at=6)
TUMMY = Prescription(DAY, "lower-tummy", 1, 6, postpone_at=4, stop_at=6)
ABDOMINAL = Prescription(DAY, "deep-abdominal", 1, 5, 5.0, "s", stop_at=6)
PROGRAM = (STRETCH, TUMMY, ABDOMINAL)
NAMES = {"stretch": "lower-back-stretch", "tummy": "lower-tummy", "deep": "deep-abdominal"}


def sets(story, day=DAY):
    """One set a line: session, exercise, status, reason, worst discomfort; - is empty."""
    rows = []
    for line in filter(None, map(str.strip, story.splitlines())):
        session, exercise, status, reason, worst = line.split()
        rows.append(
            {
                "session_id": session,
                "local_day": day,
                "exercise": NAMES[exercise],
                "status": status,
                "reason": None if reason == "-" else reason,
                "discomfort": None if worst == "-" else int(worst),
            }
        )
    return rows


def session(id="A", before=0, status="finished", day=DAY):
    return {"session_id": id, "discomfort_before": before, "status": status, "local_day": day}


# --- ended --------------------------------------------------------------------------------------


def test_a_rating_at_the_limit_ends_the_exercise_for_the_day():
    rows = sets("""
        A stretch partial over_limit 6
        A tummy   done    -          5
    """)

    assert today.ended(rows, [session()], PROGRAM, DAY) == {"lower-back-stretch": 6}


def test_a_rating_that_was_given_at_the_review_ends_it_too():
    rows = sets("A deep done - 8")

    assert today.ended(rows, [session()], PROGRAM, DAY) == {"deep-abdominal": 8}


def test_an_exercise_that_was_only_postponed_did_not_end():
    rows = sets("A tummy skipped_by_rule over_limit -")

    assert today.ended(rows, [session(before=5)], PROGRAM, DAY) == {}


def test_where_the_check_in_was_at_the_limit_already_it_takes_one_more():
    seven, eight = sets("A stretch done - 7"), sets("A stretch done - 8")

    assert today.ended(seven, [session(before=7)], PROGRAM, DAY) == {}
    assert today.ended(eight, [session(before=7)], PROGRAM, DAY) == {"lower-back-stretch": 8}


def test_a_new_day_begins_without_what_ended_yesterday():
    rows = sets("A stretch partial over_limit 9", day=DAY - timedelta(1))

    assert today.ended(rows, [session()], PROGRAM, DAY) == {}


def test_without_a_limit_and_without_a_place_in_the_program_nothing_ends():
    free = (Prescription(DAY, "lower-back-stretch", 1, 6, 20.0, "s"),)
    rows = sets("""
        A stretch done - 10
        A tummy   done - 10
    """)

    assert today.ended(rows, [session()], free, DAY) == {}


# --- left ---------------------------------------------------------------------------------------


def left(story, *sessions, lines=PROGRAM):
    return today.left(sets(story), sessions or [session()], lines, DAY)


def test_before_the_first_session_nothing_is_left():
    assert left("") == []


def test_a_whole_session_leaves_nothing():
    assert left("A stretch done - -\n A tummy done - -\n A deep partial tired -") == []


@pytest.mark.parametrize(
    "how",
    [
        "skipped_by_rule over_limit",
        "skipped_by_rule not_rated",
        "skipped time",
        "not_attempted -",
        "partial interrupted",
        "partial time",
    ],
)
def test_what_was_not_done_for_now_is_left_today(how):
    assert left(f"A stretch done - -\n A tummy {how} -\n A deep done - -") == ["lower-tummy"]


@pytest.mark.parametrize("how", ["done -", "partial -", "partial tired", "stopped_pain pain"])
def test_who_did_it_or_was_done_with_it_is_not_asked_again(how):
    assert left(f"A stretch done - -\n A tummy {how} -\n A deep done - -") == []


def test_one_side_that_was_not_come_to_leaves_the_exercise_open():
    story = "A stretch done - -\n A tummy done - -\n A tummy not_attempted - -\n A deep done - -"

    assert left(story) == ["lower-tummy"]


def test_what_was_done_in_a_second_session_is_not_left_any_more():
    story = """
        A stretch done - -
        A tummy skipped_by_rule over_limit -
        A deep done - -
        B tummy done - -
    """

    assert left(story) == []


def test_what_ended_for_today_is_not_left():
    story = """
        A stretch partial over_limit 7
        A stretch skipped_by_rule over_limit 7
        A tummy skipped_by_rule over_limit -
        A deep not_attempted - -
    """

    assert left(story) == ["lower-tummy", "deep-abdominal"]


def test_a_session_that_was_stopped_for_pain_asks_for_nothing_more():
    story = "A stretch stopped_pain pain 5\n A tummy not_attempted - -\n A deep not_attempted - -"

    assert left(story, session(status="stopped_pain")) == []


def test_a_session_of_which_nothing_was_done_leaves_an_ordinary_session():
    assert left("A stretch skipped - -\n A tummy skipped - -\n A deep skipped - -") == []


def twice(line):
    return Prescription(DAY, line.exercise, 1, 6, line.hold, line.hold_unit, times_per_day=2)


def test_twice_a_day_the_second_time_is_an_ordinary_session():
    lines = tuple(map(twice, PROGRAM))

    assert left("A stretch done - -\n A tummy done - -\n A deep done - -", lines=lines) == []


def test_what_is_due_once_more_is_left_when_the_others_are_not():
    lines = (twice(STRETCH), TUMMY, ABDOMINAL)
    once = "A stretch done - -\n A tummy done - -\n A deep done - -"

    assert left(once, lines=lines) == ["lower-back-stretch"]
    assert left(f"{once}\n B stretch done - -", lines=lines) == []


def test_of_a_round_that_others_were_done_in_the_open_one_comes_first():
    lines = tuple(map(twice, PROGRAM))
    story = "A stretch done - -\n A tummy skipped_by_rule over_limit -\n A deep done - -"

    assert left(story, lines=lines) == ["lower-tummy"]


# --- done -----------------------------------------------------------------------------------------


def done(story, lines=PROGRAM):
    return today.done(sets(story), [session()], lines, DAY)


def test_a_day_is_done_when_everything_was_taken_up_as_often_as_it_asks():
    once = "A stretch done - -\n A tummy done - -\n A deep partial tired -"

    assert done(once)
    assert not done(once, lines=tuple(map(twice, PROGRAM)))
    assert not done("A stretch done - -\n A tummy skipped - -\n A deep done - -")
    assert not done("")


def test_a_session_of_what_was_left_is_not_the_second_one_of_the_day():
    lines = tuple(map(twice, PROGRAM))
    story = """
        A stretch done - -
        A tummy skipped_by_rule over_limit -
        A deep done - -
        B tummy done - -
    """

    assert not done(story, lines=lines)


def test_what_ended_does_not_keep_a_day_open():
    assert done("A stretch partial over_limit 6\n A tummy done - -\n A deep done - -")


# --- postponed again and again --------------------------------------------------------------------


def days(*statuses):
    """One set of the tummy exercise on each of some days in a row."""
    rows = []
    for ago, status in enumerate(reversed(statuses)):
        rows += sets(f"A tummy {status} - -", day=DAY - timedelta(ago))
    return rows


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["skipped_by_rule"] * 3, 3),
        (["skipped_by_rule", "done", "skipped_by_rule"], 1),
        (["skipped_by_rule", "skipped_by_rule", "partial"], 0),
        (["skipped_by_rule", "not_attempted", "skipped", "skipped_by_rule"], 2),
        (["done"], 0),
    ],
)
def test_postponements_are_counted_as_days_in_a_row(statuses, expected):
    assert today.postponed_in_a_row(days(*statuses)) == {"lower-tummy": expected}


def test_twice_on_one_day_is_one_postponement_and_one_that_was_released_is_none():
    rows = sets("A tummy skipped_by_rule - -\n B tummy skipped_by_rule - -")

    assert today.postponed_in_a_row(rows) == {"lower-tummy": 1}
    assert today.postponed_in_a_row([*rows, *sets("C tummy done - -")]) == {"lower-tummy": 0}
