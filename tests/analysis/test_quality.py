"""Adherence weighted by quality: from the day of a rating on, and only where somebody rated."""

import pytest

from backlog.analysis import days, items_rated, quality
from backlog.analysis.words.quality import WHAT
from backlog.analysis.words.quality import quality as said

DAYS = range(2, 22)
PLAN = """
program
from,exercise,sets,reps,hold,hold_unit,days_per_week
2026-11-02,deep-abdominal,1,5,10,s,7

sessions
session_id,local_day
{}

sets
session_id,set_id,exercise,target_hold,hold_unit,reps,held
{}

days
day_id,from,to,kind,exercise,quality
{}
"""
SESSIONS = "\n".join(f"s{day},2026-11-{day:02}" for day in DAYS)
SETS = "\n".join(f"s{day},s{day}-1,deep-abdominal,10,s,5,50" for day in DAYS)


def visit(day, rating, exercise="deep-abdominal"):
    return f"v{day},2026-11-{day:02},2026-11-{day:02},visit,{exercise},{rating}"


@pytest.fixture
def table(read):
    """`table(visits)`: twenty days, each done in full, with these visits."""

    def of(*visits):
        record = read(PLAN.format(SESSIONS, SETS, "\n".join(visits)), "2026-11-21")
        return quality.table(record, days.table(record))

    return of


def test_without_a_rating_there_is_no_such_number_and_the_words_say_so(table):
    rated = table(visit(12, ""))

    assert rated.empty
    assert list(items_rated.of_quality(rated)) == []
    assert said(rated).startswith("No visit has rated an exercise yet")


def test_a_dose_done_in_full_with_quality_4_counts_four_fifths(table):
    (row,) = table(visit(2, 4)).itertuples()

    assert (row.share, row.dose, row.percent, row.sessions) == (0.8, 1.0, 80, 20)


def test_days_before_the_first_rating_are_in_neither_sum(table):
    (row,) = table(visit(12, 3)).itertuples()

    assert (round(row.share, 9), row.sessions, row.first.day) == (0.6, 10, 12)


def test_each_rating_holds_until_the_next(table):
    (row,) = table(visit(2, 2), visit(12, 4)).itertuples()

    assert row.share == pytest.approx((10 * 0.4 + 10 * 0.8) / 20)
    assert (row.quality, row.rated_on.day) == (4, 12)


def test_of_two_ratings_on_one_day_the_later_one_counts(table):
    (row,) = table(visit(2, 2), visit(2, 5)).itertuples()

    assert row.share == 1.0


def test_a_rating_of_an_exercise_that_was_never_prescribed_gives_no_number(table):
    assert table(visit(2, 4, exercise="knee-rolls")).empty


def test_under_five_sessions_there_is_no_percentage(table):
    rated = table(visit(18, 4))

    (item,) = items_rated.of_quality(rated)
    assert (item["value"], item["guard"]) == (None, "needs 5 prescribed sessions")
    assert "too early for a percentage since the rating, it needs 5 planned sessions" in (
        said(rated)
    )


def test_the_number_is_named_as_what_it_is_and_never_as_a_scale(table):
    told = said(table(visit(2, 4)))

    assert told.splitlines() == [
        "Deep abdominal strengthening: 80\N{NO-BREAK SPACE}% weighted by quality, "
        "100\N{NO-BREAK SPACE}% of the dose (quality 4 of 5 on 2 November 2026).",
        WHAT,
    ]
    assert "EXAS" not in told
