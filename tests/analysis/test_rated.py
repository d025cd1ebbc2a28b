"""The answered ratings and their weeks."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.analysis.rated import answered, monday, weekly

MONDAY = np.datetime64("2026-08-17")


@pytest.mark.parametrize("empty", [None, pd.NA, float("nan")])
def test_an_empty_rating_is_left_out_and_is_no_number(empty):
    found = answered(MONDAY + np.arange(3), pd.Series([4, empty, 0], dtype="Float64"))

    assert found.values.tolist() == [4, 0]
    assert found.days.tolist() == [date(2026, 8, 17), date(2026, 8, 19)]


def test_days_may_come_as_dates_in_any_order_and_two_ratings_of_one_give_their_mean():
    found = answered([date(2026, 8, 18), date(2026, 8, 17), date(2026, 8, 18)], [3, 9, 4])

    assert found.values.tolist() == [9, 3.5]


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_a_week_begins_on_monday(day):
    first = monday(np.array([day], dtype="datetime64[D]"))[0].item()

    assert first.weekday() == 0
    assert 0 <= (day - first).days <= 6


def test_a_week_has_a_mean_from_four_ratings_on_and_a_missing_week_has_a_row():
    days = MONDAY + np.array([0, 1, 2, 3, 21, 22, 23])
    weeks = weekly(answered(days, [1, 2, 3, 4, 9, 9, 9]))

    assert weeks["n"].tolist() == [4, 0, 0, 3]
    assert weeks["mean"].fillna(-1).tolist() == [2.5, -1, -1, -1]


def test_nothing_rated_has_no_weeks():
    assert weekly(answered([], [])).empty
    assert weekly(answered(MONDAY + np.arange(2), [None, None])).empty
