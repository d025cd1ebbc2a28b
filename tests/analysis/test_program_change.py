"""What was discomfort like before and after a change of the program?"""

from dataclasses import astuple
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.analysis import days, discomfort
from backlog.analysis.program_change import (
    ProgramChange,
    changes,
    nap,
    nap_interval,
    of,
    program_change,
)
from backlog.analysis.reason import Reason

DAY = date(2026, 9, 14)
RATINGS = st.lists(st.integers(0, 10), min_size=1, max_size=12)


def around(before, after):
    """Return days and ratings up to the day of the change and from it on."""
    first = np.datetime64(DAY) - len(before)
    return first + np.arange(len(before) + len(after)), [*before, *after]


def noisy(seed, step=0.0):
    values = 5 + np.random.default_rng(seed).normal(0, 1, 60)
    return around(values[:30], values[30:] + step)


def test_pairs_are_those_of_the_published_example():
    """Parker & Vannest 2009, in SingleCaseES: 0.9167 where higher is better, tau 0.8333.

    Here lower is better, so the example stands on its head.
    """
    before, after = [20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29]
    found = nap(-np.array(before, dtype=float), -np.array(after, dtype=float))

    assert found == pytest.approx(0.9166666666666666, abs=1e-5)
    assert 2 * found - 1 == pytest.approx(0.8333333333333334, abs=1e-5)
    assert nap_interval(found, 6, 7) == pytest.approx((0.59732, 0.986), abs=1e-5)


def test_pairs_of_the_published_pain_example_are_all_lower():
    """Borckardt 2014: daily pain, 7 days before and 14 after."""
    before, after = [7, 9, 8, 7, 7, 8, 8], [3, 4, 2, 4, 2, 1, 4, 5, 3, 2, 1, 2, 4, 4]

    assert nap(np.array(before, dtype=float), np.array(after, dtype=float)) == 1.0
    assert nap_interval(1.0, 7, 14)[1] == 1.0


@given(RATINGS, RATINGS)
def test_pairs_are_counted_one_by_one_and_ties_count_half(before, after):
    points = [(a < b) + (a == b) / 2 for b in before for a in after]

    assert nap(np.array(before), np.array(after)) == pytest.approx(sum(points) / len(points))
    assert nap(np.array(after), np.array(before)) == pytest.approx(1 - sum(points) / len(points))


def test_step_and_slopes_are_those_of_statsmodels_at_the_phi_that_was_found():
    from statsmodels.regression.linear_model import GLS

    on, values = noisy(1, step=-4)
    t = np.arange(-30.0, 30)
    later = (t >= 0).astype(float)
    found = program_change(on, values, DAY)
    theirs = GLS(
        np.array(values),
        np.column_stack([np.ones(60), t, later, later * t]),
        sigma=found.phi ** np.abs(t[:, None] - t),
    ).fit()

    slopes = [found.slope_before / 7, found.level, found.slope_change / 7]
    assert slopes == pytest.approx(theirs.params[1:])
    assert found.level_interval[0] < -4 < found.level_interval[1] < 0


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [5] * 14, ("before", "0 days, 0 ratings")),
        ([5] * 13, [5] * 14, ("before", "13 days, 13 ratings")),
        ([5] * 14, [5] * 13, ("after", "13 days, 13 ratings")),
        ([5] * 14, [5] * 9 + [None] * 5 + [5] * 0, ("after", "9 days, 9 ratings")),
        ([5, None] * 9, [5] * 14, ("before", "18 days, 9 ratings")),
    ],
)
def test_each_side_needs_fourteen_days_with_ten_ratings(before, after, expected):
    side, there = expected

    assert program_change(*around(before, after), DAY) == Reason(
        f"14 days with 10 ratings {side} the change", there
    )


def test_a_second_change_ends_what_is_compared_with_the_first():
    """Three programs of 20 days: each change has 20 days on both of its sides."""
    series = pd.DataFrame(
        {
            "day": pd.date_range("2026-08-17", periods=60),
            "discomfort": np.random.default_rng(1).integers(2, 8, 60).astype(float),
            "program": np.repeat(["a", "b", "c"], 20),
        }
    )
    found = dict(of(series))

    assert list(found) == changes(series) == [date(2026, 9, 6), date(2026, 9, 26)]
    assert [(one.n_before, one.n_after) for one in found.values()] == [(20, 20), (20, 20)]


def test_the_first_program_is_no_change(record):
    """
    program
    from,exercise,sets,reps,days_per_week
    2026-08-18,lower-tummy,1,6,7

    checkins
    checkin_id,local_day,discomfort
    a,2026-08-17,4
    """
    log = record("2026-08-20")
    series = discomfort.daily(log, days.table(log))

    assert changes(series) == []
    assert list(of(series)) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(-400, 400), st.integers(-3, 3))
def test_other_dates_and_another_level_leave_step_slopes_and_pairs(seed, later, more):
    on, values = noisy(seed)
    move = timedelta(days=later)
    before = program_change(on, values, DAY)
    after = program_change(on + later, np.array(values) + more, DAY + move)

    def numbers(found: ProgramChange):
        told = [*astuple(found)[1:6], found.nap, found.phi]
        return np.hstack(told)

    assert numbers(after) == pytest.approx(numbers(before), abs=1e-8)
