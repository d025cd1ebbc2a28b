"""How settled is the habit?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis import days
from backlog.analysis.habit import step, strength

#: Loop Habit Tracker's published test values: strength, done, strength after, by sessions a day.
DAILY = [
    (0, 1, 0.051922),
    (0.5, 1, 0.525961),
    (0.75, 1, 0.762981),
    (0.5, 0, 0.474039),
    (0.75, 0, 0.711058),
]
EVERY_THIRD = [
    (0, 1, 0.030315),
    (0.5, 1, 0.515157),
    (0.75, 1, 0.757579),
    (0.5, 0, 0.484843),
    (0.75, 0, 0.727264),
]


@pytest.mark.parametrize(("before", "done", "after"), DAILY)
def test_a_day_of_a_daily_plan_gives_the_published_strength(before, done, after):
    assert step(before, done, 1) == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize(("before", "done", "after"), EVERY_THIRD)
def test_a_day_of_a_plan_for_every_third_gives_the_published_strength(before, done, after):
    assert step(before, done, 1 / 3) == pytest.approx(after, abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 3), st.floats(0.1, 6))
def test_a_strength_stays_between_nothing_and_one(before, done, frequency):
    assert 0 <= step(before, done, frequency) <= 1


def of(log):
    found = strength(days.table(log))["strength"]
    return [None if pd.isna(value) else round(value, 4) for value in found]


def test_done_and_missed_days_step_and_an_excused_day_and_today_leave_it(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,side,target_reps,reps
    a,a-1,lower-tummy,left,6,6
    a,a-2,lower-tummy,right,6,6

    days
    day_id,from,to,kind
    d,2026-08-18,2026-08-18,excused
    """
    after_one = round(step(0, 1, 1), 4)
    after_two = round(step(step(0, 1, 1), 0, 1), 4)

    assert of(record("2026-08-20")) == [after_one, after_one, after_two, after_two]


def test_each_day_of_a_plan_for_any_days_counts_with_its_weeks_share(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,2

    sessions
    session_id,local_day
    a,2026-08-17

    sets
    session_id,set_id,exercise,side,target_reps,reps
    a,a-1,lower-tummy,left,6,6
    a,a-2,lower-tummy,right,6,6
    """
    held, expected = 0.0, []
    for _ in range(7):
        held = step(held, 0.5, 2 / 7)
        expected.append(round(held, 4))

    # Monday to Sunday; the Monday after, nothing of its own week is done yet
    assert of(record("2026-08-24"))[:7] == expected
    assert of(record("2026-08-25"))[7] < expected[-1]


def test_without_days_a_week_there_is_no_strength(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4
    """
    assert of(record("2026-08-19")) == [None, None, None]
