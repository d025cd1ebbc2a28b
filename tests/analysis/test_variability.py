"""How much does discomfort go up and down?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis.reason import Reason
from backlog.analysis.variability import variability

MONDAY = np.datetime64("2026-08-17")


def of(values):
    return variability(MONDAY + np.arange(len(values)), values)


def test_ups_and_downs_are_those_around_each_weeks_own_mean():
    """Two weeks at 2 and two at 6, steady but for one point up and one down in each."""
    low, high = [1, 2, 2, 2, 2, 2, 3], [5, 6, 6, 6, 6, 6, 7]

    assert of(low + low + high + high).within_week == pytest.approx((8 / 24) ** 0.5)


def test_high_days_are_two_points_above_the_persons_own_mean():
    found = of([4] * 27 + [10, 10, 10])

    assert found.high_from == pytest.approx(6.6)
    assert (found.share_high, found.longest_run) == (0.1, 3)


def test_a_day_without_a_rating_ends_a_run():
    assert of([4] * 30 + [10, 10, None, 10]).longest_run == 2


def test_nobody_with_the_same_rating_every_day_has_high_days():
    found = of([5] * 28)

    assert (found.within_week, found.share_high, found.longest_run) == (0, 0, 0)


def test_weeks_of_one_rating_have_no_spread_within_them():
    assert variability(MONDAY + 7 * np.arange(28), [4, 5] * 14).within_week is None


def test_under_twenty_eight_ratings_the_answer_is_a_reason():
    assert of([5] * 27 + [None] * 30) == Reason("28 ratings", "27 ratings")


@given(st.lists(st.integers(0, 8), min_size=28, max_size=60), st.integers(1, 2))
def test_adding_a_constant_changes_only_where_high_begins(values, more):
    before, after = of(values), of([value + more for value in values])

    assert after.high_from == pytest.approx(before.high_from + more)
    assert after.within_week == pytest.approx(before.within_week, abs=1e-9)
    assert (after.share_high, after.longest_run) == (before.share_high, before.longest_run)
