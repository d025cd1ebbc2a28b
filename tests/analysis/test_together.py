"""What was done and how it hurt, on the same weeks."""

import pandas as pd

from backlog.analysis import days, discomfort
from backlog.analysis.together import CAUTION, weeks


def of(log):
    every_day = days.table(log)
    return weeks(every_day, discomfort.daily(log, every_day))


def test_each_week_of_the_log_has_its_sums_and_its_mean_and_nothing_between_them(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-19,lower-tummy,1,6,7

    sessions
    session_id,local_day
    a,2026-08-19

    sets
    session_id,set_id,exercise,side,target_reps,reps
    a,a-1,lower-tummy,left,6,6
    a,a-2,lower-tummy,right,6,6

    checkins
    checkin_id,local_day,discomfort
    c1,2026-08-19,4
    c2,2026-08-20,5
    c3,2026-08-21,6
    c4,2026-08-22,7
    c5,2026-08-25,3

    days
    day_id,from,to,kind
    d,2026-08-24,2026-08-25,excused
    """
    table = of(record("2026-08-30"))

    assert table["week"].tolist() == [pd.Timestamp(2026, 8, 17), pd.Timestamp(2026, 8, 24)]
    assert table["prescribed"].tolist() == [5, 4]
    assert table["share"].tolist() == [0.2, 0]
    assert table["share_at_most"].tolist() == [1, 1]
    assert table["discomfort"].tolist() == [5.5, pd.NA]
    assert (table["n"].tolist(), table["missing"].tolist()) == ([4, 1], [1, 6])
    assert table["excused"].tolist() == [0, 2]


def test_a_week_that_asked_for_nothing_has_no_share(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-17,lower-tummy,1,6,7

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-17,4

    days
    day_id,from,to,kind
    d,2026-08-17,2026-08-23,excused
    """
    assert of(record("2026-08-23"))["share"].tolist() == [pd.NA]


def test_an_empty_log_has_no_weeks(read):
    assert of(read("", "2026-08-23")).empty


def test_what_stands_beside_the_panels_claims_no_cause():
    assert "does not show" in CAUTION
