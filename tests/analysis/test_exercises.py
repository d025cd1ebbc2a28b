"""Each exercise on each side: dose, response and stops."""

from datetime import date

import pandas as pd

from backlog.analysis import days
from backlog.analysis.exercises import exercises


def test_left_and_right_have_their_own_dose_response_and_stops(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-11-02,lower-tummy,1,6,7

    sessions
    session_id,local_day
    s1,2026-11-02
    s2,2026-11-03
    s3,2026-11-04
    s4,2026-11-05
    s5,2026-11-06

    sets
    session_id,set_id,exercise,side,target_reps,reps,status,discomfort
    s1,s1-1,lower-tummy,left,6,6,done,2
    s1,s1-2,lower-tummy,right,6,3,stopped_pain,6
    s2,s2-1,lower-tummy,left,6,6,done,3
    s2,s2-2,lower-tummy,right,6,3,partial,
    s3,s3-1,lower-tummy,left,6,6,done,4
    s3,s3-2,lower-tummy,right,6,6,done,5
    s4,s4-1,lower-tummy,left,6,6,done,3
    s4,s4-2,lower-tummy,right,6,6,done,4
    s5,s5-1,lower-tummy,left,6,6,done,3
    s5,s5-2,lower-tummy,right,6,0,skipped_by_rule,
    """
    log = record("2026-11-06")

    left, right = exercises(log, days.table(log)).itertuples()

    assert (left.side, left.percent, left.worst, left.n, left.stops) == ("left", 100, 3, 5, 0)
    assert (right.side, right.done, right.target) == ("right", 18, 24)
    assert (right.n, right.missing) == (3, 1)
    assert pd.isna(right.percent)
    assert pd.isna(right.worst)
    assert (right.stops, right.postponed) == (1, 1)


def test_an_exercise_that_the_program_does_not_ask_for_is_there_all_the_same(record):
    """
    sessions
    session_id,local_day
    s1,2026-11-02

    sets
    session_id,set_id,exercise,target_reps,reps,discomfort
    s1,s1-1,my-own,6,6,2
    """
    log = record("2026-11-06")

    (row,) = exercises(log, days.table(log)).itertuples()

    assert (row.exercise, row.name, row.n) == ("my-own", "my-own", 1)


def test_nothing_logged_gives_an_empty_table(record):
    """
    program
    from,exercise,sets,reps
    2026-11-02,lower-tummy,1,6
    """
    log = record("2026-11-06").between(date(2026, 11, 2), date(2026, 11, 6))

    assert exercises(log, days.table(log)).empty
