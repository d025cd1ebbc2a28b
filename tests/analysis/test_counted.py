"""Counts of a stretch of days: sessions by how they ended, days by what is known of them."""

from datetime import date

import pandas as pd

from backlog.analysis import days
from backlog.analysis.counted import counted

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 8)


def test_sessions_and_days_are_counted_within_the_days(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-10-01,lower-tummy,1,6,7

    sessions
    session_id,local_day,status,lighter
    s0,2026-10-30,finished,
    s1,2026-11-02,finished,yes
    s2,2026-11-03,partial,
    s3,2026-11-04,stopped_pain,
    s4,2026-11-05,finished,

    sets
    session_id,set_id,exercise,side,target_reps,reps,status
    s0,s0-1,lower-tummy,left,6,6,done
    s1,s1-1,lower-tummy,left,6,6,done
    s2,s2-1,lower-tummy,left,6,1,partial
    s3,s3-1,lower-tummy,left,6,2,stopped_pain
    s4,s4-1,lower-tummy,left,6,0,skipped_by_rule
    s4,s4-2,lower-tummy,right,6,6,done

    days
    day_id,from,to,kind
    d1,2026-11-06,2026-11-06,excused
    d2,2026-11-07,2026-11-07,none_done

    checkins
    checkin_id,local_day,at
    c1,2026-11-07,2026-11-07T07:00:00Z
    """
    log = record("2026-11-09")
    every_day = days.table(log)
    within = every_day[every_day["day"].between(pd.Timestamp(FIRST), pd.Timestamp(LAST))]

    found = counted(log.between(FIRST, LAST), within)

    assert (found.done, found.partial, found.stopped, found.lighter) == (2, 1, 1, 1)
    assert found.postponed == 1
    assert (found.excused, found.missed, found.not_logged) == (1, 1, 1)
    assert (found.with_data, found.days) == (5, 7)


def test_of_a_finished_session_without_sets_nobody_said_what_was_done(record):
    """As an import brings them: a check of a day, or a row of a diary.

    program
    from,exercise,sets,reps,days_per_week
    2026-10-01,lower-tummy,1,6,7

    sessions
    session_id,local_day,status,lighter
    s1,2026-11-02,finished,
    s2,2026-11-03,finished,
    s3,2026-11-04,partial,
    s4,2026-11-05,finished,yes
    s5,2026-11-06,not_started,
    """
    log = record("2026-11-09")

    found = counted(log, days.table(log))

    assert (found.untold, found.partial, found.done, found.stopped) == (2, 1, 1, 0)


def test_nothing_logged_counts_nothing(record):
    """
    program
    from,exercise,sets,reps
    2026-11-01,lower-tummy,1,6
    """
    log = record("2026-11-09")

    found = counted(log, days.table(log))

    assert (found.done, found.days, found.with_data) == (0, 0, 0)
