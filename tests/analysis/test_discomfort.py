"""How much discomfort was there on each day?"""

from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis import days, discomfort, response


def series(given):
    return discomfort.daily(given, days.table(given))


def values(table):
    return [None if pd.isna(value) else float(value) for value in table["discomfort"]]


def test_a_day_without_an_answer_stays_empty_and_never_becomes_a_number(record):
    """
    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,4
    b,2026-08-18,
    c,2026-08-20,0
    """
    table = series(record("2026-08-21"))

    assert values(table) == [4, None, None, 0, None]
    assert table["n"].tolist() == [1, 0, 0, 1, 0]


def test_days_that_were_entered_later_are_no_start_of_the_series(record):
    """
    checkins
    checkin_id,local_day,discomfort,entry
    a,2026-07-01,9,backfilled
    b,2026-08-19,4,live

    sessions
    session_id,local_day,entry
    c,2026-07-02,backfilled
    d,2026-08-18,manual
    """
    given = record("2026-08-20")

    assert values(series(given)) == [None, 4, None]
    assert days.first_day(given) == pd.Timestamp(2026, 7, 1)


def test_where_everything_was_entered_later_the_series_has_its_days_and_no_rating(record):
    """
    checkins
    checkin_id,local_day,discomfort,entry
    a,2026-08-19,9,backfilled
    """
    assert values(series(record("2026-08-20"))) == [None, None]


def test_two_check_ins_of_one_day_give_their_mean_with_their_number(record):
    """
    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,4
    b,2026-08-17,7
    """
    table = series(record("2026-08-17"))

    assert (values(table), table["n"].tolist()) == ([5.5], [2])


def test_the_check_in_counts_else_the_first_rating_before_a_session(record):
    """
    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,4

    sessions
    session_id,local_day,started_at,discomfort_before,discomfort_after
    a,2026-08-17,2026-08-17T08:00:00Z,8,9
    c,2026-08-18,2026-08-18T18:00:00Z,3,9
    b,2026-08-18,2026-08-18T08:00:00Z,6,9
    """
    table = series(record("2026-08-18"))

    assert values(table) == [4, 6]
    assert table["kind"].tolist() == ["daily", "before"]
    assert discomfort.minority(table) == 0.5


def test_ratings_after_a_session_and_the_next_morning_stay_out(record):
    """
    checkins
    checkin_id,local_day,kind,discomfort
    a,2026-08-17,daily,4
    b,2026-08-18,morning_after,9

    sessions
    session_id,local_day,discomfort_after
    a,2026-08-18,9
    """
    assert values(series(record("2026-08-18"))) == [4, None]


def test_a_rating_that_was_recalled_later_stays_out(record):
    """
    checkins
    checkin_id,local_day,discomfort,entry
    a,2026-08-17,4,live
    b,2026-08-18,9,backfilled
    """
    assert values(series(record("2026-08-18"))) == [4, None]


def test_the_median_needs_four_ratings_in_its_seven_days(record):
    """
    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,2
    b,2026-08-18,4
    c,2026-08-19,6
    d,2026-08-20,8
    """
    medians = series(record("2026-08-21"))["median7"]

    assert medians.isna().tolist() == [True, True, True, False, False]
    assert medians[3] == medians[4] == 5


def test_the_line_stops_where_it_would_bridge_more_than_one_missing_day(record):
    """
    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,2
    b,2026-08-18,2
    c,2026-08-19,2
    d,2026-08-20,2
    e,2026-08-22,2
    f,2026-08-25,2
    g,2026-08-26,2
    """
    medians = series(record("2026-08-26"))["median7"]

    assert medians.isna().tolist() == [True] * 3 + [False] * 3 + [True] * 2 + [False] * 2


def test_a_session_without_both_ratings_has_no_change(record):
    """
    sessions
    session_id,local_day,status,discomfort_before,discomfort_after
    a,2026-08-17,finished,5,3
    b,2026-08-18,finished,,3
    c,2026-08-19,finished,5,
    d,2026-08-20,not_started,5,5
    e,2026-08-21,partial,0,0
    """
    pairs = response.pairs(record("2026-08-21"))

    assert pairs["change"].tolist() == [-2, pd.NA, pd.NA, 0]
    assert response.counts(pairs) == {"lower": 1, "same": 1, "higher": 0, "not_rated": 2}


@given(st.lists(st.integers(17, 25), max_size=20))
def test_a_row_without_a_rating_changes_no_number(read, unanswered):
    given = read(
        """
        checkins
        checkin_id,local_day,discomfort
        a,2026-08-17,2
        b,2026-08-19,7
        c,2026-08-25,4
        """,
        "2026-08-25",
    )
    rows = given.tables["checkins"]
    empty = rows.head(1).assign(discomfort=pd.array([None], dtype="Int64"))
    dated = [empty.assign(local_day=pd.Timestamp(2026, 8, day)) for day in unanswered]
    more = replace(given, tables={**given.tables, "checkins": pd.concat([rows, *dated])})

    assert series(more).equals(series(given))
