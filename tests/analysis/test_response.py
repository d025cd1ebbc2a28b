"""How did discomfort respond to each session?"""

import pandas as pd
import pytest

from backlog.analysis.reason import Reason
from backlog.analysis.response import by_exercise, pairs, response


def told(values):
    return [None if pd.isna(value) else value for value in values]


def test_sessions_are_summed_up_from_five_with_both_ratings_on(record):
    """
    sessions
    session_id,local_day,discomfort_before,discomfort_after
    a,2026-08-03,4,2
    b,2026-08-05,4,3
    c,2026-08-07,4,4
    d,2026-08-09,4,6
    e,2026-08-11,4,8
    f,2026-08-13,4,
    """
    found = response(pairs(record("2026-08-14")))

    assert (found.n, found.missing) == (5, 1)
    assert (found.quarter, found.change, found.three_quarters) == (-1, 0, 2)
    assert (found.share_not_higher, found.share_rise) == (0.6, 0.4)
    assert (found.share_worst, found.n_worst) == (None, 0)
    assert (found.share_settled, found.n_settled) == (None, 0)


def test_four_are_too_few(record):
    """
    sessions
    session_id,local_day,discomfort_before,discomfort_after
    a,2026-08-03,4,2
    b,2026-08-05,4,3
    c,2026-08-07,4,4
    d,2026-08-09,4,6
    """
    assert response(pairs(record("2026-08-14"))) == Reason(
        "5 sessions with a rating before and after", "4 such sessions"
    )


def test_the_worst_of_a_session_is_that_of_its_exercises_and_empty_when_none_was_rated(record):
    """
    sessions
    session_id,local_day
    a,2026-08-03
    b,2026-08-05

    sets
    session_id,set_id,exercise,reps,discomfort
    a,a-1,lower-tummy,5,3
    a,a-2,deep-abdominal,5,6
    a,a-3,lower-back-stretch,5,
    b,b-1,lower-tummy,5,
    """
    assert told(pairs(record("2026-08-14"))["worst"]) == [6, None]


SETTLED = """
    sessions
    session_id,local_day,discomfort_before
    a,2026-08-03,4
    {later}

    checkins
    checkin_id,local_day,at,kind,session_id,discomfort,settled,entry
    {checkins}
    """


@pytest.mark.parametrize(
    ("checkins", "later", "expected"),
    [
        ("c,2026-08-04,2026-08-04T07:00:00Z,morning_after,a,9,yes,live", "", "yes"),
        ("c,2026-08-04,2026-08-04T07:00:00Z,morning_after,a,1,no,live", "", "no"),
        ("c,2026-08-04,2026-08-04T07:00:00Z,daily,,5,,live", "", "yes"),
        ("c,2026-08-04,2026-08-04T07:00:00Z,daily,,6,,live", "", "no"),
        ("c,2026-08-04,2026-08-04T07:00:00Z,daily,,,,live", "", None),
        ("c,2026-08-04,2026-08-04T07:00:00Z,daily,,5,,backfilled", "", None),
        ("c,2026-08-05,2026-08-05T07:00:00Z,daily,,5,,live", "", None),
        ("c,2026-08-04,2026-08-04T20:00:00Z,daily,,9,,live", "b,2026-08-04,5", "yes"),
    ],
    ids=[
        "the person said yes",
        "the person said no",
        "the next day began one above",
        "the next day began two above",
        "nobody answered",
        "recalled later",
        "only the day after that",
        "the first rating counts, here before the next session",
    ],
)
def test_whether_it_had_settled_is_answered_by_the_person_else_by_the_next_day(
    read, checkins, later, expected
):
    log = read(SETTLED.format(checkins=checkins, later=later), "2026-08-14")

    assert told(pairs(log)["settled"])[0] == expected


def test_without_a_rating_before_it_nobody_knows_whether_it_settled(record):
    """
    sessions
    session_id,local_day,discomfort_before
    a,2026-08-03,

    checkins
    checkin_id,local_day,discomfort
    c,2026-08-04,0
    """
    assert told(pairs(record("2026-08-14"))["settled"]) == [None]


def test_an_exercise_has_a_median_from_five_sessions_on_and_else_a_list(read):
    days = range(3, 8)
    text = "sessions\nsession_id,local_day\n" + "\n".join(f"s{at},2026-08-0{at}" for at in days)
    text += "\n\nsets\nsession_id,set_id,exercise,set_no,reps,status,discomfort\n" + "\n".join(
        f"s{at},s{at}-1,deep-abdominal,1,5,done,{at}\n"
        f"s{at},s{at}-2,deep-abdominal,2,5,done,1\n"
        + (f"s{at},s{at}-3,lower-tummy,1,{at - 3},stopped_pain,6\n" if at < 5 else "")
        + f"s{at},s{at}-4,lower-back-stretch,1,0,not_attempted,"
        for at in days
    )
    table = by_exercise(read(text, "2026-08-14")).set_index("exercise")

    assert table.index.tolist() == ["lower-tummy", "deep-abdominal"]
    assert told(table["worst"]) == [None, 5]
    assert table["ratings"].tolist() == [(6, 6), (3, 4, 5, 6, 7)]
    assert table["stops"].tolist() == [2, 0]
    assert table["missing"].tolist() == [0, 0]


def test_no_session_is_an_empty_table_and_a_reason(read):
    empty = read("", "2026-08-14")

    assert by_exercise(empty).empty
    assert response(pairs(empty)).there == "0 such sessions"


def test_an_answer_that_names_no_session_speaks_of_those_of_the_day_before(record):
    """
    sessions
    session_id,local_day,discomfort_before
    s1,2026-08-12,
    s2,2026-08-13,

    checkins
    checkin_id,local_day,at,kind,settled
    c1,2026-08-13,2026-08-13T07:00:00Z,morning_after,no
    """
    assert told(pairs(record("2026-08-14"))["settled"]) == ["no", None]
