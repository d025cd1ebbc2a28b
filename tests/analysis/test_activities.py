"""Self-named activities: first, before, last, each with its day."""

from datetime import date

import pandas as pd

from backlog.analysis import activities


def test_an_activity_has_its_first_answer_the_one_before_and_the_last(record):
    """
    activities
    activity_id,at,local_day,name,value
    a1,2026-10-01T18:00:00Z,2026-10-01,Socks,7
    a2,2026-10-08T18:00:00Z,2026-10-08,Socks,5
    a3,2026-10-15T18:00:00Z,2026-10-15,Socks,4
    a4,2026-10-22T18:00:00Z,2026-10-22,Socks,
    """
    (row,) = activities.activities(record("2026-10-30"), date(2026, 10, 10)).itertuples()

    assert (row.first, row.before, row.last) == (7, 5, 4)
    assert row.last_day == pd.Timestamp(2026, 10, 15)
    assert (row.n, row.missing) == (3, 1)


def test_an_activity_that_is_new_has_nothing_before(record):
    """
    activities
    activity_id,at,local_day,name,value
    a1,2026-10-15T18:00:00Z,2026-10-15,Stairs,6
    """
    (row,) = activities.activities(record("2026-10-30"), date(2026, 10, 10)).itertuples()

    assert pd.isna(row.before)
    assert (row.first, row.last) == (6, 6)


def test_one_activity_is_one_whatever_its_capitals_and_spaces(record):
    """
    activities
    activity_id,at,local_day,name,value
    a1,2026-10-01T18:00:00Z,2026-10-01,putting on  socks,7
    a2,2026-10-08T18:00:00Z,2026-10-08,Putting on socks,5
    """
    table = activities.activities(record("2026-10-30"), date(2026, 10, 1))

    assert list(table["name"]) == ["Putting on socks"]


def test_what_was_followed_comes_before_what_was_named_once(record):
    """
    activities
    activity_id,at,local_day,name,value
    a1,2026-10-01T18:00:00Z,2026-10-01,Socks,7
    a2,2026-10-08T18:00:00Z,2026-10-08,Socks,5
    a3,2026-10-15T18:00:00Z,2026-10-15,Stairs,4
    a4,2026-10-22T18:00:00Z,2026-10-22,Lifting,4
    """
    found = activities.activities(record("2026-10-30"), date(2026, 10, 10))

    assert found["name"].tolist() == ["Socks", "Lifting", "Stairs"]


def test_an_activity_that_was_never_answered_is_missing_and_not_zero(record):
    """
    activities
    activity_id,at,local_day,name,value
    a1,2026-10-01T18:00:00Z,2026-10-01,Socks,
    """
    (row,) = activities.activities(record("2026-10-30"), date(2026, 10, 1)).itertuples()

    assert pd.isna(row.last)
    assert (row.n, row.missing) == (0, 1)


def test_the_change_as_a_whole_is_a_scale_of_its_own(record):
    """
    activities
    activity_id,at,local_day,kind,name,value
    a1,2026-10-01T18:00:00Z,2026-10-01,global_change,,2
    a2,2026-10-02T18:00:00Z,2026-10-02,activity,Socks,9
    """
    log = record("2026-10-30")

    assert activities.answers(log, "global_change")["value"].tolist() == [2]
    assert len(activities.activities(log, date(2026, 10, 1))) == 1


def test_nothing_rated_gives_an_empty_table(record):
    """
    sessions
    session_id,local_day
    s1,2026-10-01
    """
    assert activities.activities(record("2026-10-30"), date(2026, 10, 1)).empty
