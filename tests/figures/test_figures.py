"""Every figure stands with 0, 1, 7, 90 and 2,000 sessions, and draws just what its frame holds."""

import subprocess
import sys
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib import rcParams
from matplotlib.colors import to_rgb
from matplotlib.dates import date2num, num2date

from backlog import figures
from backlog.analysis import (
    adherence,
    days,
    discomfort,
    dose,
    findings,
    habit,
    marks,
    obstacles,
    reading,
    recording,
    response,
    tables,
    together,
)
from backlog.figures import calendar, style
from backlog.log import Log
from backlog.synthetic import EXAMPLE, person, save

UNTIL = EXAMPLE["until"]

#: Sessions, and the days of a log of person 6 that has just as many.
SIZES = {0: 0, 1: 1, 7: 8, 90: 101, 2000: 2244}

NAMES = (
    "calendar",
    "change",
    "control",
    "course",
    "differences",
    "discomfort",
    "doses",
    "habit",
    "obstacles",
    "pairs",
    "programs",
    "recording",
    "together",
    "trend",
    "variability",
    "weeks",
)
PLOTS = {
    name: (getattr(figures, f"plot_{name}"), getattr(figures, f"describe_{name}")) for name in NAMES
}

#: Those that are drawn over dates.
DATED = (
    "change",
    "control",
    "discomfort",
    "habit",
    "pairs",
    "programs",
    "together",
    "trend",
    "variability",
    "weeks",
)
#: Those that show every daily rating as a dot.
RATED = ("change", "discomfort", "programs", "trend", "variability")


def frames_of(folder):
    return frames_of_record(reading.read(Log(folder), UNTIL))


def frames_of_record(record):
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    pairs = response.pairs(record)
    return {
        "calendar": every_day,
        "change": marks.windows(series, findings.change(series)),
        "control": marks.weeks(findings.weeks(series), series),
        "course": marks.states(series, every_day),
        "differences": marks.differences(pairs),
        "discomfort": series,
        "doses": dose.table(record, every_day),
        "habit": habit.strength(every_day),
        "obstacles": tables.obstacles(obstacles.obstacles(record)),
        "pairs": pairs,
        "programs": marks.programs(series),
        "recording": tables.recorded(recording.split(record)),
        "together": marks.weeks(together.weeks(every_day, series), series),
        "trend": marks.line(series, findings.slope(series)),
        "variability": marks.high(series, findings.ups_and_downs(series)),
        "weeks": adherence.weekly(every_day),
    }


@pytest.fixture(scope="module")
def of_size(tmp_path_factory):
    """Return a function that gives the frames of a log with so many sessions."""

    @cache
    def made(sessions):
        folder = tmp_path_factory.mktemp("log") / "data"
        if sessions:
            save(person(6, SIZES[sessions]), Log(folder))
        return frames_of(folder)

    return made


@pytest.fixture(params=SIZES)
def frames(request, of_size):
    """Return the frame of every figure for a log of each size."""
    return of_size(request.param)


@pytest.fixture(params=[size for size in SIZES if size])
def drawn(request, of_size):
    """Return the same for a log with something in it."""
    return of_size(request.param)


@pytest.fixture(scope="module")
def example():
    return frames_of(reading.EXAMPLE_FOLDER)


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_stands_with_any_number_of_sessions(frames, name):
    plot, describe = PLOTS[name]

    picture = figures.show(plot, frames[name], "A caption.")

    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt == f"{describe(frames[name])} A caption."


@pytest.mark.parametrize("name", PLOTS)
def test_an_empty_figure_says_so_in_a_plain_sentence(name):
    empty = frames_of(reading.EXAMPLE_FOLDER / "nothing")[name]
    plot, describe = PLOTS[name]

    ax = plot(empty)

    (told,) = [text.get_text() for text in ax.texts]
    assert told.endswith(".")
    assert not ax.axison
    assert told in describe(empty)


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_asks_its_question_and_carries_its_description(example, name):
    plot, describe = PLOTS[name]

    ax = plot(example[name])

    assert ax.get_title(loc="left").endswith("?")
    assert ax.get_gid() == describe(example[name])


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_draws_into_the_axes_that_it_is_given(example, name):
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()

    assert PLOTS[name][0](example[name], ax) is ax


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_changes_no_frame_and_no_setting(example, name):
    before, settings = example[name].copy(), dict(rcParams)

    PLOTS[name][0](example[name])

    pd.testing.assert_frame_equal(example[name], before)
    assert dict(rcParams) == settings


def test_figures_are_made_without_pyplot_so_none_is_left_open():
    code = "import sys, backlog.figures; sys.exit('matplotlib.pyplot' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_calendar_has_one_square_and_one_mark_a_day(drawn):
    frame = drawn["calendar"]
    ax = figures.plot_calendar(frame)
    mesh, *marks = ax.collections

    assert mesh.get_array().count() == len(frame)
    marked = {found.get_label(): len(found.get_offsets()) for found in marks}
    assert marked == days.counts(frame)


def test_the_legend_of_the_calendar_counts_every_state(example):
    legend = figures.plot_calendar(example["calendar"]).get_legend()

    told = [text.get_text() for text in legend.get_texts()]
    found = days.counts(example["calendar"])
    assert told == [f"{days.STATES[state]}: {count}" for state, count in found.items()]


def test_every_state_looks_different_without_its_colour():
    marks = [look.mark for look in calendar.LOOKS.values()]

    assert set(calendar.LOOKS) == set(days.STATES)
    assert len(set(marks)) == len(marks)


def test_every_mark_can_be_read_on_its_square():
    for state, look in calendar.LOOKS.items():
        if look.mark:
            assert contrast(look.ink, look.fill) >= 3.5, state


def contrast(one, other):
    light = sorted((luminance(one), luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def luminance(colour):
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_done_is_dark_and_open_is_light_also_in_grey():
    done, half, open_ = map(luminance, (style.DONE, style.HALF, style.OPEN))

    assert done < 0.2 < half < 0.6 < open_


def test_the_bars_of_the_weeks_are_the_columns_of_the_frame(drawn):
    frame = drawn["weeks"]
    bars = {bar.get_label(): bar for bar in figures.plot_weeks(frame).containers}

    for name in ("kept", "not_logged", "beside", "planned"):
        assert [patch.get_height() for patch in bars[name]] == frame[name].tolist()
    assert [patch.get_y() for patch in bars["not_logged"]] == frame["kept"].tolist()
    dashed = [patch.get_linestyle() not in ("-", "solid") for patch in bars["planned"]]
    assert dashed == frame["running"].tolist()


def test_the_bars_of_the_doses_are_the_shares(example):
    done, open_, _ = figures.plot_doses(example["doses"]).containers

    assert [patch.get_width() for patch in done] == example["doses"]["share"].tolist()
    assert [patch.get_x() for patch in open_] == example["doses"]["share"].tolist()


@pytest.mark.parametrize("name", RATED)
def test_every_rating_is_a_dot_and_the_axis_is_always_0_to_10(drawn, name):
    frame = drawn[name]
    if name == "programs" and not frame["part"].any():
        pytest.skip("there is nothing to compare yet")
    ax = PLOTS[name][0](frame)
    kinds = [found for found in ax.collections if found.get_label() in ("daily", "before")]
    dots = np.concatenate([np.asarray(found.get_offsets()) for found in kinds])

    expected = frame.dropna(subset="discomfort")
    assert sorted(dots[:, 1]) == sorted(expected["discomfort"].astype(float))
    assert sorted(dots[:, 0]) == sorted(date2num(expected["day"]))
    assert ax.get_ylim() == (-0.4, 10.4)


def test_the_line_is_the_median_and_breaks_where_it_is_empty():
    frame = pd.DataFrame(
        {
            "day": pd.date_range("2026-08-17", periods=5),
            "discomfort": pd.array([2, 3, None, None, 4], dtype="Float64"),
            "n": [1, 1, 0, 0, 1],
            "kind": ["daily", "daily", None, None, "before"],
            "median7": pd.array([2, 3, None, None, 4], dtype="Float64"),
            "program": ["a", "a", "a", "b", "b"],
            "excused": [False, False, True, True, False],
            "flare": [True, False, False, False, False],
            "visit": [False, False, False, False, True],
        }
    )

    ax = figures.plot_discomfort(frame)

    lines = {line.get_label(): line for line in ax.lines}
    assert np.array_equal(lines["median7"].get_ydata(), [2, 3, np.nan, np.nan, 4], equal_nan=True)
    told = [text.get_text() for text in ax.get_legend().get_texts()]
    assert {"excused", "flare, as declared", "program changed", "visit"} <= set(told)
    assert upright(ax, "changed") == [date2num(pd.Timestamp("2026-08-19 12:00"))]
    assert upright(ax, "visit") == [date2num(pd.Timestamp("2026-08-21"))]


def upright(ax, label):
    """Return where the upright lines of this label stand."""
    return [date2num(it.get_xdata()[0]) for it in ax.lines if it.get_label() == label]


def test_each_pair_is_two_points_and_a_stem(drawn):
    both = drawn["pairs"].dropna(subset="change")
    stems, before, *after = figures.plot_pairs(drawn["pairs"]).collections

    assert len(stems.get_segments()) == len(both)
    assert np.asarray(before.get_offsets())[:, 1].tolist() == both["before"].tolist()
    ends = np.concatenate([np.asarray(found.get_offsets()) for found in after])[:, 1]
    assert sorted(ends) == sorted(both["after"])


@pytest.mark.parametrize("days", [1, 2, 5, 9, 20, 45, 100, 250, 400, 800, 1500, 2200])
def test_ticks_stand_at_midnight_a_day_apart_at_least_and_never_overlap(days):
    ax = style.axes(None, "When?", "")
    first = pd.Timestamp("2026-08-17")

    style.dates(ax, first, first + pd.Timedelta(days=days))

    ax.figure.draw_without_rendering()
    at = [num2date(tick) for tick in ax.get_xticks()]
    assert all((tick.hour, tick.minute) == (0, 0) for tick in at)
    assert 2 <= len(at) <= 16
    boxes = [label.get_window_extent() for label in ax.get_xticklabels() if label.get_text()]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


@pytest.mark.parametrize("days", [1, 5, 9, 40])
def test_an_axis_of_days_ends_with_the_last_day_or_after_one_week(days):
    ax, first = style.axes(None, "When?", ""), pd.Timestamp("2026-11-16")

    style.dates(ax, first, first + pd.Timedelta(days=days))

    assert np.diff(ax.get_xlim()).item() == max(days, 7)


@pytest.mark.parametrize("weeks", [1, 2, 7, 13, 24])
def test_each_date_below_the_bars_of_weeks_is_the_monday_of_one(weeks):
    ax, first = style.axes(None, "When?", ""), pd.Timestamp("2026-11-16")
    mondays = pd.date_range(first, periods=weeks, freq="7D")

    style.weeks(ax, first - pd.Timedelta(days=5), mondays[-1] + pd.Timedelta(days=5))

    ax.figure.draw_without_rendering()
    at = [num2date(tick) for tick in ax.get_xticks()]
    assert all(tick.weekday() == 0 for tick in at)
    assert any(tick.date() in mondays.date for tick in at)
    boxes = [label.get_window_extent() for label in ax.get_xticklabels() if label.get_text()]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("sessions", [1, 90])
def test_dates_never_overlap(of_size, sessions, name):
    ax = PLOTS[name][0](of_size(sessions)[name])
    ax.figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels() if label.get_text()]

    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


def test_nothing_that_is_written_leaves_the_picture(example):
    for name, (plot, _) in PLOTS.items():
        figure = plot(example[name]).figure
        figure.draw_without_rendering()
        inside = figure.bbox
        for text in figure.findobj(lambda artist: hasattr(artist, "get_text")):
            box = text.get_window_extent()
            if text.get_visible() and text.get_text():
                assert inside.x0 <= box.x0, (name, text)
                assert box.x1 <= inside.x1, (name, text)


def test_a_picture_is_the_same_bytes_each_time(example):
    one = figures.show(*(PLOTS["weeks"][0], example["weeks"]))
    other = figures.show(*(PLOTS["weeks"][0], example["weeks"]))

    assert one == other
