"""Is it different from the start?"""

from dataclasses import astuple
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.analysis import ar1
from backlog.analysis.change import (
    STATES,
    TOO_EARLY,
    change,
    is_mark,
    last_mark,
    robust,
    tipping_point,
    verdict,
)
from backlog.analysis.reason import Reason

ONE = date(2026, 8, 17)


def on(day):
    """Return the date of program day `day`, the first being 1."""
    return ONE + timedelta(days=day - 1)


def dates(n):
    return np.datetime64(ONE) + np.arange(n)


def of(values, through=None):
    """Return the change in ratings that begin on day 1."""
    return change(dates(len(values)), values, ONE, on(through or len(values)))


def noisy(seed, n=84, missing=0.1):
    rng = np.random.default_rng(seed)
    values = np.clip(np.round(5.5 + rng.normal(0, 1.2, n)), 0, 10)
    return np.where(rng.random(n) < missing, np.nan, values)


def flat(found):
    """Return the numbers of a change."""
    told = [it for it in astuple(found)[1:12] if it is not None]
    return np.hstack([*told, found.phi, found.n_eff])


def test_the_windows_are_the_first_seven_days_and_from_day_42_on_the_last_fourteen():
    at_41, at_42 = of([6.0, 5.0] * 20 + [5]), of([6.0, 5.0] * 21)

    assert (at_41.baseline_window.last, at_41.recent_window.first) == (on(7), on(35))
    assert (at_42.recent_window.first, at_42.n_recent) == (on(29), 14)


def test_means_and_percent_are_those_of_the_windows():
    """Borckardt 2014: 7.714 in the first week, 2.929 in the last two, with six days between them
    and 42 days in all: minus 62 percent.
    """
    before, after = [7, 9, 8, 7, 7, 8, 8], [3, 4, 2, 4, 2, 1, 4, 5, 3, 2, 1, 2, 4, 4]
    found = of([*before, *[None] * 21, *after])

    assert found.baseline == pytest.approx(7.7142857)
    assert found.recent == pytest.approx(2.9285714)
    assert found.percent == pytest.approx(-62.037, abs=1e-3)
    assert found.state == "clear important improvement"


def test_the_error_is_the_contracts_written_with_dense_matrices():
    values = noisy(4)
    found = of(values)
    t = np.arange(84.0)[~np.isnan(values)]
    y = values[~np.isnan(values)]
    x = np.column_stack([np.ones_like(t), t])
    weights = np.where(t < 7, -1 / found.n_baseline, np.where(t >= 70, 1 / found.n_recent, 0))
    correlation = found.phi ** np.abs(t[:, None] - t)
    hat = x @ np.linalg.inv(x.T @ x) @ x.T
    left = y - hat @ y
    s2 = left @ left / np.trace((np.eye(len(t)) - hat) @ correlation)
    se = np.sqrt(s2 * weights @ correlation @ weights)

    assert found.delta == pytest.approx(weights @ y)
    assert found.phi == max(0.3, ar1.reml(t, x, y))
    assert found.interval == pytest.approx(ar1.interval(weights @ y, se, found.n_eff - 2))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], Reason("28 days", "0 days")),
        ([5] * 27, Reason("28 days", "27 days")),
        ([None] * 28, Reason("4 ratings in the first 14 days", "0 ratings")),
        ([5, 5, 5] + [None] * 11 + [5] * 20, Reason("4 ratings in the first 14 days", "3 ratings")),
        ([5] * 3 + [None] * 7 + [5] * 20, Reason("32 days, as ratings came late", "30 days")),
        ([5] * 25 + [None] * 4 + [5] * 3, Reason("4 ratings in the last 7 days", "3 ratings")),
        ([5] * 35 + [None] * 7, Reason("8 ratings in the last 14 days", "7 ratings")),
    ],
)
def test_with_too_little_the_answer_is_what_is_needed_and_what_there_is(given, expected):
    found = of(given)

    assert (found.needed, found.there) == (expected.needed, expected.there)
    assert found.state == TOO_EARLY


def test_too_few_ratings_say_in_which_of_the_two_windows_they_are_missing():
    start, recent = of([5, 5, 5] + [None] * 11 + [5] * 20), of([5] * 35 + [None] * 7)

    assert (start.n, start.window.fewest, start.at_start) == (3, 4, True)
    assert (recent.n, recent.window.fewest, recent.at_start) == (7, 8, False)


@given(st.integers(0, 10_000), st.integers(28, 120), st.floats(0, 0.7))
@settings(max_examples=60, deadline=None)
def test_windows_never_overlap_and_hold_the_ratings_that_they_need(seed, n, missing):
    found = of(noisy(seed, n, missing))
    if isinstance(found, Reason):
        assert found.state == TOO_EARLY
        return
    first, last = found.baseline_window, found.recent_window

    assert (last.first - first.last).days - 1 >= 14
    assert found.n_baseline >= first.fewest
    assert found.n_recent >= last.fewest
    assert np.isfinite(flat(found)).all()


POINTS = st.floats(-10, 10)


@given(POINTS, st.one_of(st.none(), st.floats(-100, 300)), st.tuples(POINTS, POINTS))
def test_every_case_has_exactly_one_state_and_it_is_the_first_of_the_rule(delta, percent, ends):
    low, high = sorted(ends)
    state = verdict(delta, percent, (low, high))

    size = delta <= -2 and percent is not None and percent <= -30
    holds = {
        "worse": delta >= 2,
        "clear important improvement": size and high < 0,
        "important size, not certain": size and high >= 0,
        "real but small": not size and high < 0,
        "a little worse": not size and low > 0,
        "no clear change": not size and low <= 0 <= high,
    }
    assert state in STATES
    assert state == next(name for name in STATES if holds.get(name))


@pytest.mark.parametrize(
    ("delta", "percent", "interval", "state"),
    [
        (2.0, 40.0, (-1, 5), "worse"),
        (-2.0, -30.0, (-3, -0.1), "clear important improvement"),
        (-2.0, -29.9, (-3, -0.1), "real but small"),
        (-2.5, None, (-3, -0.1), "real but small"),
        (-2.0, -30.0, (-4, 0.0), "important size, not certain"),
        (-1.9, -60.0, (-2, -0.1), "real but small"),
        (1.0, 20.0, (0.1, 2), "a little worse"),
        (-1.0, -20.0, (-2, 0.0), "no clear change"),
    ],
)
def test_each_state_at_its_edge(delta, percent, interval, state):
    assert verdict(delta, percent, interval) == state


def test_a_start_below_three_has_no_percent_and_no_important_size():
    found = of(np.linspace(3, 0, 84) + np.tile([0.1, -0.1], 42))

    assert found.percent is None
    assert found.state == "real but small"


def test_ratings_that_never_differ_show_no_clear_change():
    assert of([5.0] * 42).state == "no clear change"


def test_days_without_a_rating_tip_an_improvement():
    """From 0 of 7 to 7 of 14 days without a rating, better by 3: half of the days by 2 undo it."""
    assert tipping_point(-3, 0, 0.5) == 2
    assert robust(-3, 0, 0.5) is False
    assert robust(-4.5, 0, 0.5) is True
    assert (tipping_point(-3, 0.5, 0.5), robust(-3, 0.5, 0.5)) == (None, True)
    assert (tipping_point(-1, 0, 0.5), robust(-1, 0, 0.5)) == (None, None)


def test_verdicts_stand_at_the_marks_and_are_interim_between_them():
    marks = [day for day in range(1, 180) if is_mark(ONE, on(day))]

    assert [day / 7 for day in marks] == [4, 6, 8, 12, 16, 20, 24]
    assert of([5.0, 6.0] * 21).interim is False
    assert of([5.0, 6.0] * 22).interim is True


@pytest.mark.parametrize(("day", "mark"), [(27, None), (28, 28), (41, 28), (83, 56), (200, 196)])
def test_the_last_mark_is_the_last_day_on_which_a_verdict_stood(day, mark):
    assert last_mark(ONE, on(day)) == (mark and on(mark))


SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.integers(-2, 2))
@settings(max_examples=25, deadline=None)
def test_adding_a_constant_moves_both_means_and_leaves_the_change(seed, more):
    before, after = of(noisy(seed)), of(noisy(seed) + more)

    assert after.baseline == pytest.approx(before.baseline + more)
    assert after.delta == pytest.approx(before.delta, abs=1e-9)
    assert after.interval == pytest.approx(before.interval)


@given(SEEDS, st.integers(-1000, 1000))
@settings(max_examples=25, deadline=None)
def test_the_same_ratings_on_other_dates_give_the_same_change(seed, later):
    values, move = noisy(seed), timedelta(days=later)
    moved = change(dates(84) + later, values, ONE + move, on(84) + move)

    assert flat(moved) == pytest.approx(flat(of(values)), rel=1e-12)
    assert moved.state == of(values).state


@given(SEEDS, st.lists(st.integers(0, 83), max_size=30))
@settings(max_examples=25, deadline=None)
def test_days_without_a_rating_change_nothing_by_being_there(seed, empty):
    values = noisy(seed)
    more = np.concatenate([dates(84), np.datetime64(ONE) + np.array(empty, dtype=int)])

    assert change(more, [*values, *[None] * len(empty)], ONE, on(84)) == of(values)


def test_ratings_before_day_one_and_after_the_last_day_are_left_out():
    values = noisy(1)
    around = np.concatenate([np.full(5, 10.0), values, np.full(5, 10.0)])
    days = np.datetime64(ONE) + np.arange(-5, 89)

    assert change(days, around, ONE, on(84)) == of(values)


def test_fewer_ratings_give_wider_intervals_on_average():
    def width(seed, kept):
        values = noisy(seed, missing=0)
        values[np.arange(84) % 4 >= kept] = np.nan
        low, high = of(values).interval
        return high - low

    full, thin = (np.mean([width(seed, kept) for seed in range(30)]) for kept in (4, 3))

    assert thin > 1.05 * full
