"""Figures of what was found: they draw what stands in the frame, and nothing where nothing does."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num

from backlog import figures
from backlog.analysis import findings, marks
from backlog.analysis.reason import Reason


def series(ratings, program=None, start="2026-08-17"):
    """Return a daily series of these ratings; None where nobody answered."""
    days = pd.date_range(start, periods=len(ratings))
    return pd.DataFrame(
        {
            "day": days,
            "discomfort": pd.array(ratings, dtype="Float64"),
            "n": [int(rating is not None) for rating in ratings],
            "kind": pd.array(["daily" if it is not None else None for it in ratings], dtype="str"),
            "median7": pd.array([None] * len(ratings), dtype="Float64"),
            "program": program or ["a"] * len(ratings),
            "excused": False,
            "flare": False,
            "visit": False,
        }
    )


def wave(level, days):
    return [level + (0, 1, -1, 0, 2, -1, 0)[day % 7] for day in range(days)]


@pytest.fixture
def dropped():
    """Return eight weeks that begin around 6 and end around 2, without a rating on every tenth."""
    ratings = wave(6, 28) + wave(2, 28)
    return series([None if day % 10 == 9 else it for day, it in enumerate(ratings)])


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


def test_the_means_of_both_windows_are_drawn_over_their_days(dropped):
    found = findings.change(dropped)
    frame = marks.windows(dropped, found)

    ax = figures.plot_change(frame)

    start, now = lines(ax)["start"], lines(ax)["now"]
    assert list(start.get_ydata()) == [found.baseline, found.baseline]
    assert list(now.get_ydata()) == [found.recent, found.recent]
    half = pd.Timedelta(hours=12)
    last = [pd.Timestamp(found.recent_window.first) - half, dropped["day"].max() + half]
    assert date2num(now.get_xdata()).tolist() == date2num(last).tolist()
    written = {text.get_text() for text in ax.texts}
    assert written == {f"{found.baseline:.1f}", f"{found.recent:.1f}"}


def test_the_windows_are_told_apart_without_colour(dropped):
    ax = figures.plot_change(marks.windows(dropped, findings.change(dropped)))

    assert lines(ax)["start"].get_linestyle() != lines(ax)["now"].get_linestyle()


def test_without_a_comparison_only_the_dots_are_drawn():
    few = series([5, None, 4])

    frame = marks.windows(few, findings.change(few))
    ax = figures.plot_change(frame)

    assert frame["level"].isna().all()
    assert not {"start", "now"} & set(lines(ax))
    assert "no comparison yet" in ax.get_gid()


def test_a_clear_trend_is_a_line_within_its_band(dropped):
    found = findings.slope(dropped)
    frame = marks.line(dropped, found)

    ax = figures.plot_trend(frame)

    drawn = lines(ax)["line"].get_ydata()
    assert found.clear
    assert drawn.tolist() == frame["line"].tolist()
    assert np.allclose(np.diff(drawn) * 7, found.slope_per_week)
    assert "interval" in [band.get_label() for band in ax.collections]


@pytest.mark.parametrize("ratings", [[5, 4, 6], wave(5, 56), [5] * 40])
def test_without_a_clear_trend_there_is_no_line(ratings):
    flat = series(ratings)

    frame = marks.line(flat, findings.slope(flat))
    ax = figures.plot_trend(frame)

    assert frame["line"].isna().all()
    assert "line" not in lines(ax)


def test_the_weekly_chart_draws_means_limits_and_signals_and_bridges_no_gap():
    ratings = [it for week in range(14) for it in wave(5 + week % 2, 7)]
    ratings[35:42] = [None] * 7
    ratings[91:98] = [10] * 7
    rated = series(ratings)
    frame = marks.weeks(findings.weeks(rated), rated)

    ax = figures.plot_control(frame)

    means = next(line for line in ax.lines if len(line.get_ydata()) == len(frame))
    assert np.array_equal(means.get_ydata(), frame["mean"], equal_nan=True)
    assert np.isnan(means.get_ydata()[5])
    (signal,) = [dots for dots in ax.collections if dots.get_label() == "signal"]
    expected = frame.loc[frame["signal"] != "", "mean"].tolist()
    assert np.asarray(signal.get_offsets())[:, 1].tolist() == expected
    assert 10 in expected
    assert set(lines(ax)["centre"].get_ydata()) == set(frame["centre"].dropna())
    assert ax.get_ylim() == (-0.4, 10.4)


def test_days_that_stand_out_are_triangles():
    rated = series([3, 3, 6, 3, 3, 3, 3] * 5)
    frame = marks.high(rated, findings.ups_and_downs(rated))

    ax = figures.plot_variability(frame)

    (dots,) = [found for found in ax.collections if found.get_label() == "high"]
    assert np.asarray(dots.get_offsets())[:, 1].tolist() == [6.0] * 5
    assert frame["high"].sum() == 5


def test_each_program_has_its_mean_and_a_short_one_has_none():
    ratings, programs = wave(6, 20) + wave(3, 20) + [2, 2], ["a"] * 20 + ["b"] * 20 + ["c"] * 2
    frame = marks.programs(series(ratings, programs))

    ax = figures.plot_programs(frame)

    drawn = lines(ax)
    assert {"program 1", "program 2"} <= set(drawn)
    assert "program 3" not in drawn
    assert drawn["program 1"].get_ydata()[0] == pytest.approx(np.mean(wave(6, 20)))
    assert "program 3 too few ratings" in ax.get_gid()


def pairs(*rows):
    frame = pd.DataFrame(rows, columns=["change", "settled"])
    return frame.astype({"change": "Int64", "settled": "string"})


def test_the_bars_of_the_differences_are_counts_by_the_next_morning():
    frame = marks.differences(
        pairs((-1, "yes"), (-1, None), (1, "no"), (1, "no"), (None, "yes"), (1, "yes"))
    )

    bars = {it.get_label(): it for it in figures.plot_differences(frame).containers}

    assert list(frame.index) == [-1, 0, 1]
    assert [bar.get_height() for bar in bars["yes"]] == [1, 0, 1]
    assert [bar.get_height() for bar in bars["no"]] == [0, 0, 2]
    assert [bar.get_height() for bar in bars["unknown"]] == [1, 0, 0]
    assert [bar.get_y() for bar in bars["no"]] == [1, 0, 1]


def test_both_panels_stand_on_the_same_weeks_and_a_week_without_a_mean_has_no_dot():
    weeks = pd.DataFrame(
        {
            "week": pd.date_range("2026-08-17", periods=3, freq="7D"),
            "share": pd.array([0.5, None, 1.0], dtype="Float64"),
            "share_at_most": pd.array([0.75, None, 1.0], dtype="Float64"),
            "discomfort": pd.array([5.0, None, 3.5], dtype="Float64"),
        }
    )

    above = figures.plot_together(marks.weeks(weeks, series([5, 4] * 10)))
    above, below = above.figure.axes

    assert above.get_xlim() == below.get_xlim()
    done, open_ = above.containers
    assert [bar.get_height() for bar in done][::2] == [0.5, 1.0]
    assert [bar.get_height() for bar in open_][::2] == [0.25, 0.0]
    line = lines(below)["line"].get_ydata()
    assert np.array_equal(line, [5.0, np.nan, 3.5], equal_nan=True)
    assert below.get_ylim() == (-0.4, 10.4)


@pytest.fixture
def eventful():
    """Return eight weeks with a new program on a Thursday, two visits and three days away."""
    marked = series(wave(5, 56), ["a"] * 31 + ["b"] * 25)
    on = marked.index
    return marked.assign(visit=on.isin([8, 10]), excused=on.isin([20, 21, 22]))


def weekly_axes(name, marked):
    """Return every panel of a weekly figure, and its description."""
    if name == "control":
        ax = figures.plot_control(marks.weeks(findings.weeks(marked), marked))
    else:
        weeks = findings.weeks(marked)[["week", "mean"]].rename(columns={"mean": "discomfort"})
        weeks = weeks.assign(share=0.5, share_at_most=0.75)
        ax = figures.plot_together(marks.weeks(weeks, marked))
    return ax.figure.axes, ax.get_gid()


def upright(ax, label):
    return [date2num(line.get_xdata()[0]) for line in ax.lines if line.get_label() == label]


@pytest.mark.parametrize("name", ["control", "together"])
def test_weeks_carry_each_change_visit_and_excused_day_on_its_own_day(eventful, name):
    panels, told = weekly_axes(name, eventful)
    day = date2num(eventful["day"])

    for ax in panels:
        assert upright(ax, "visit") == [day[8], day[10]]
        assert upright(ax, "changed") == [day[31] - 0.5]
        away = [patch.get_x() for patch in ax.patches if patch.get_label() == "excused"]
        assert away == [day[20] - 0.5, day[21] - 0.5, day[22] - 0.5]
    assert "marked: 1 change of the program, 2 visits and 3 excused days" in told
    (legend,) = [found for ax in panels if (found := ax.get_legend())]
    keys = {text.get_text() for text in legend.get_texts()}
    assert {"visit", "program changed", "excused"} <= keys


@pytest.mark.parametrize("name", ["control", "together"])
def test_weeks_in_which_nothing_happened_carry_no_mark(name):
    panels, told = weekly_axes(name, series(wave(5, 56)))

    assert [upright(ax, label) for ax in panels for label in ("visit", "changed")] == [
        [] for _ in range(2 * len(panels))
    ]
    assert "marked" not in told


def test_a_week_stands_in_its_middle_so_that_a_mark_lies_in_its_own_week(eventful):
    (ax,), _ = weekly_axes("control", eventful)

    (dots,) = [found for found in ax.collections if found.get_label() == "mean"]
    assert np.asarray(dots.get_offsets())[:, 0].tolist() == date2num(eventful["day"][3::7]).tolist()


def test_the_habit_is_a_line_from_0_to_100_and_absent_without_a_plan():
    days = pd.date_range("2026-08-17", periods=2)
    chosen = pd.DataFrame({"day": days, "strength": pd.array([0.05, 0.5], dtype="Float64")})
    none = chosen.assign(strength=pd.array([None, None], dtype="Float64"))

    assert lines(figures.plot_habit(chosen))["strength"].get_ydata().tolist() == [5, 50]
    assert figures.plot_habit(none).texts[0].get_text() == "No days a week are chosen yet."


def test_each_reason_is_a_bar_with_its_number_and_silence_is_an_empty_one():
    frame = pd.DataFrame(
        {"reason": ["pain", "not_said"], "words": ["pain", "not said"], "sessions": [2, 1]}
    )

    ax = figures.plot_obstacles(frame)

    (bars,) = ax.containers
    assert [bar.get_width() for bar in bars] == [2, 1]
    assert [text.get_text().strip() for text in ax.texts] == ["2 sessions", "1 session"]
    assert bars[0].get_facecolor() != bars[1].get_facecolor()


def test_a_reason_in_place_of_a_finding_leaves_every_column_empty():
    few, reason = series([5, 6]), Reason("28 days", "2 days")

    assert marks.windows(few, reason)["window"].isna().all()
    assert marks.line(few, reason)[["line", "line_low", "line_high"]].isna().all(axis=None)
    assert not marks.high(few, reason)["high"].any()
