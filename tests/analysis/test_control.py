"""Did a week fall out of the usual?"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.analysis.control import Limits, chart, limits, signals

MONDAY = np.datetime64("2026-08-17")
USUAL = Limits(5.0, 1.0)  # limits 2.34 and 7.66, near limits 3.23 and 6.77
NAN = float("nan")


def weeks(means):
    """Return days and ratings, four a week, with these weekly means; None leaves a week out."""
    at = [7 * week + day for week, mean in enumerate(means) if mean is not None for day in range(4)]
    return MONDAY + np.array(at, dtype=int), np.repeat(
        [mean for mean in means if mean is not None], 4
    )


def flagged(means):
    """Return where there is a signal, counted from 1, and which."""
    found = signals(np.array(means, dtype=float), USUAL)
    return {at: signal for at, signal in enumerate(found, start=1) if signal}


def test_the_published_chart_has_the_published_limits():
    """NHS-R plotthedots, its vignette: with the two exceptional ranges and without them."""
    values = np.array([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], dtype=float)
    unscreened = Limits(values.mean(), np.abs(np.diff(values)).mean())
    screened = limits(values)

    assert unscreened.moving_range == pytest.approx(1.8823529412)
    assert unscreened.far == pytest.approx((-3.0626, 6.9515), abs=1e-3)
    assert screened.mean == pytest.approx(1.9444444444)
    assert screened.moving_range == pytest.approx(1.0)
    assert screened.far == pytest.approx((-0.7156, 4.6044), abs=1e-3)


def test_near_limits_are_two_thirds_of_the_way():
    assert USUAL.near == pytest.approx((5 - 1.7733, 5 + 1.7733), abs=1e-4)


def test_the_seventh_in_a_row_on_one_side_is_the_signal_and_each_after_it():
    """The rule as the NHS publishes it: of eight on one side, positions 7 and 8."""
    assert flagged([5.5] * 8 + [4.5]) == {7: "one side", 8: "one side"}


@pytest.mark.parametrize("breaking", [5.0, NAN, 4.5])
def test_a_tie_with_the_mean_or_a_missing_week_or_the_other_side_breaks_the_run(breaking):
    assert flagged([5.5] * 6 + [breaking] + [5.5] * 6) == {}


def test_seven_strictly_falling_are_a_drift():
    falling = [5.9, 5.7, 5.5, 5.3, 4.9, 4.7, 4.5]

    assert flagged(falling) == {7: "drift"}
    assert flagged([*falling[:4], falling[3], *falling[4:]]) == {}
    assert flagged([*falling[:4], NAN, *falling[4:]]) == {}


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ([6.9, 5.1, 6.9], {3: "near the limit"}),
        ([6.9, 6.9, 5.1], {3: "near the limit"}),
        ([6.9, 4.9, 6.9], {}),
        ([6.9, 5.1, 3.1], {}),
        ([6.9, NAN, 6.9], {}),
        ([3.1, 3.1, 4.9], {3: "near the limit"}),
    ],
)
def test_two_of_three_near_a_limit_need_all_three_on_its_side(means, expected):
    assert flagged(means) == expected


def test_a_week_outside_is_a_signal_in_either_direction():
    assert flagged([5, 7.7, 5, 2.3, 5, 7.6]) == {2: "outside", 4: "outside"}


def test_there_are_no_limits_under_six_weeks_trial_ones_under_twelve_and_then_they_stay():
    means = [5, 6, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5]
    kinds = {n: chart(*weeks(means[:n]))["limits"].iloc[-1] for n in (5, 6, 11, 12)}
    at_12, later = chart(*weeks(means)), chart(*weeks([*means, 0, 10, 0]))

    assert kinds == {5: "none", 6: "trial", 11: "trial", 12: "fixed"}
    assert later["low"].unique().tolist() == at_12["low"].unique().tolist()
    assert later["signal"].tolist()[-3:] == ["outside"] * 3


def test_a_missing_week_takes_its_moving_ranges_with_it():
    means = np.array([4, 5, NAN, 9, 8, 9])

    assert limits(means).moving_range == pytest.approx(1.0)


@pytest.mark.parametrize("means", [[5.0] * 8, [5, NAN, 6, NAN, 7], []])
def test_weeks_that_do_not_differ_or_never_follow_each_other_have_no_limits(means):
    assert limits(np.array(means, dtype=float)) is None


def test_a_week_with_three_ratings_has_no_mean():
    days, ratings = weeks([5] * 7)
    kept = np.arange(len(days)) != 9

    assert np.flatnonzero(chart(days[kept], ratings[kept])["mean"].isna()).tolist() == [2]


@pytest.mark.parametrize(
    ("day", "part"), [(date(2026, 8, 31), [0, 0, 1, 1]), (date(2026, 9, 1), [0, 0, 0, 1])]
)
def test_new_limits_begin_with_the_first_whole_week_of_a_new_program(day, part):
    assert chart(*weeks([5, 6, 5, 6]), [day])["part"].tolist() == part


def test_a_run_does_not_reach_over_a_program_change():
    means = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6] + [8] * 6
    without, with_change = (chart(*weeks(means), days) for days in ([], [date(2026, 11, 9)]))

    assert without["signal"].tolist()[-6:] != [""] * 6
    assert with_change["signal"].tolist()[-6:] == [""] * 6
    assert with_change["limits"].tolist() == ["fixed"] * 12 + ["none"] * 6


def test_nothing_rated_is_an_empty_chart_with_its_columns():
    empty = chart([], [])

    assert empty.empty
    assert {"mean", "limits", "low", "signal"} <= set(empty.columns)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 8)), max_size=20), st.integers(1, 2))
def test_adding_a_constant_moves_the_limits_and_no_signal(means, more):
    raised = [None if mean is None else mean + more for mean in means]
    before, after = chart(*weeks(means)), chart(*weeks(raised))

    assert after["signal"].tolist() == before["signal"].tolist()
    assert (after["low"] - before["low"]).dropna().tolist() == pytest.approx(
        [more] * int(before["low"].notna().sum())
    )
