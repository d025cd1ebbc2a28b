"""Does discomfort rise or fall?"""

from dataclasses import astuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend, of, theil_sen_weekly, trend

MONDAY = np.datetime64("2026-08-17")


def ratings(seed, n=56, missing=0.1, slope=0.0):
    """Return the ratings of `n` days, some of them empty."""
    rng = np.random.default_rng(seed)
    values = np.clip(np.round(5 + slope * np.arange(n) + rng.normal(0, 1.2, n)), 0, 10)
    return np.where(rng.random(n) < missing, np.nan, values)


def days(n=56):
    return MONDAY + np.arange(n)


SEEDS = st.integers(0, 10_000)


def test_a_course_that_falls_is_a_clear_trend_in_points_a_week():
    found = trend(days(), ratings(1, slope=-0.06))

    assert found.clear
    assert found.interval[0] < -0.42 < found.interval[1] < 0
    assert found.interval[0] < found.slope_per_week < found.interval[1]


def test_the_trend_is_that_of_statsmodels_at_the_phi_that_was_found():
    from statsmodels.regression.linear_model import GLS

    values = ratings(3)
    t = np.arange(56.0)[~np.isnan(values)]
    found = trend(days(), values)
    theirs = GLS(
        values[~np.isnan(values)],
        np.column_stack([np.ones_like(t), t]),
        sigma=found.phi ** np.abs(t[:, None] - t),
    ).fit()

    assert found.slope_per_week == pytest.approx(7 * theirs.params[1])
    assert found.se_per_week == pytest.approx(7 * theirs.bse[1])


@pytest.mark.parametrize(
    ("n", "empty", "expected"),
    [
        (0, 0, Reason("28 days from the first rating to the last", "0 days")),
        (1, 0, Reason("28 days from the first rating to the last", "1 day")),
        (27, 0, Reason("28 days from the first rating to the last", "27 days")),
        (28, 8, Reason("21 ratings", "20 ratings")),
    ],
)
def test_with_too_little_the_answer_is_a_reason(n, empty, expected):
    values = ratings(1, n, missing=0)
    values[3 : 3 + empty] = np.nan

    assert trend(days(n), values) == expected


def test_four_weeks_need_four_ratings_each():
    """Three full weeks, none in the fourth, one rating in the fifth."""
    values = np.concatenate([ratings(1, 21, missing=0), np.full(8, np.nan), [5.0]])

    assert trend(days(30), values) == Reason("4 weeks with 4 ratings or more", "3 such weeks")


def test_ratings_that_are_all_the_same_have_no_variation():
    found = trend(days(), np.full(56, 4.0))

    assert found == Reason("ratings that differ", "every rating is 4", "no variation")


def test_two_kinds_of_rating_are_no_trend():
    kinds = ["daily"] * 40 + ["before"] * 16
    series = pd.DataFrame({"day": days(), "discomfort": ratings(1, missing=0), "kind": kinds})

    assert of(series).state == "mixed"
    assert isinstance(of(series.assign(kind="daily")), Trend)


def test_the_weekly_line_is_theils_and_sens():
    """Sen 1968, in scipy's own tests: x 1 2 3 4 10 12 18, y 9 15 19 20 45 55 78, slope 4.

    Here as weeks: the n-th number is the mean of week x.
    """
    from scipy.stats import theilslopes

    x, y = [1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78]
    published = theilslopes(y, x, 0.07)
    assert tuple(published)[0::2] == pytest.approx((4, 3.7142857142857144), abs=1e-6)
    assert published.high_slope == pytest.approx(4.375, abs=1e-6)

    at = np.concatenate([7 * week + np.arange(5) for week in x])
    found = theil_sen_weekly(MONDAY + at, np.repeat(y, 5))

    assert (found.slope_per_week, found.weeks) == (4, 7)


def test_the_weekly_line_needs_four_weeks():
    assert theil_sen_weekly(days(21), ratings(1, 21, missing=0)).there == "3 such weeks"


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.sampled_from([-364, 364, 7 * 1000]))
def test_the_same_ratings_a_year_later_give_the_same_trend(seed, later):
    values = ratings(seed)

    assert trend(days() + later, values) == trend(days(), values)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.lists(st.integers(0, 55), max_size=20))
def test_days_without_a_rating_change_nothing_by_being_there(seed, empty):
    values = ratings(seed)
    more = np.concatenate([days(), MONDAY + np.array(empty, dtype=int)])

    assert trend(more, [*values, *[None] * len(empty)]) == trend(days(), values)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(-4, 4))
def test_adding_a_constant_leaves_the_trend(seed, more):
    values = ratings(seed)
    before, after = trend(days(), values), trend(days(), values + more)

    assert np.hstack(astuple(after)) == pytest.approx(np.hstack(astuple(before)))


def test_fewer_ratings_give_wider_intervals_on_average():
    def width(seed, missing):
        low, high = trend(days(), ratings(seed, missing=missing)).interval
        return high - low

    full, thin = (np.mean([width(seed, share) for seed in range(30)]) for share in (0.0, 0.3))

    assert thin > 1.1 * full


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=70))
def test_any_ratings_give_plain_numbers_or_a_reason(values):
    found = trend(days(len(values)), pd.array(values, dtype="Int64"))

    if isinstance(found, Trend):
        assert np.isfinite(np.hstack(astuple(found))).all()
        assert found.n == len(values) - values.count(None)
    else:
        assert found.needed
        assert found.there
