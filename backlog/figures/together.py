"""What was done above, how it hurt below: two panels on the same weeks, and no coefficient."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from backlog.analysis.phrases import count
from backlog.figures import ratings, style

TITLE = "What was done, and how did it hurt, week by week?"

_WEEK = pd.Timedelta(days=7)


def plot_together(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the weeks of `backlog.analysis.together` with the marks of `marks.weeks`.

    The axes become the upper panel; the lower one shares their place in the figure's grid.
    """
    ax = style.axes(ax, TITLE, describe_together(frame), 6.4 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    below = style.plain(_below(ax))
    frame = frame.assign(week=frame["week"] + ratings.MIDDLE)
    _done(ax, frame)
    dots = _hurt(below, frame)
    for panel in (ax, below):
        first, last = frame["week"].min() - _WEEK, frame["week"].max() + _WEEK
        style.dates(panel, first, last, style.SHORTEST_OF_WEEKS)
        marked = ratings.happened(panel, frame)
    ax.tick_params(labelbottom=False)
    style.legend(below, _KEYS | {"mean of a week with 4 ratings": dots} | marked)
    return ax


def describe_together(frame: pd.DataFrame) -> str:
    """Return the last four weeks in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = "; ".join(_told(week) for week in frame.tail(4).itertuples())
    weeks = f"Two panels of {count(len(frame), 'week')}{ratings.told(frame)}"
    return f"{TITLE} {weeks}. The last: {told}."


def _below(ax: Axes) -> Axes:
    """Give the lower half of the place of `ax` to a panel of its own."""
    upper, lower = ax.get_subplotspec().subgridspec(2, 1)
    ax.set_subplotspec(upper)
    return ax.figure.add_subplot(lower)


_KEYS = {
    "done": Patch(facecolor=style.DONE),
    "not logged": Patch(**style.UNKNOWN),
}


def _told(week: Any) -> str:
    done = "nothing planned" if pd.isna(week.share) else f"{100 * week.share:.0f} % done"
    hurt = "too few ratings" if pd.isna(week.discomfort) else f"discomfort {week.discomfort:.1f}"
    return f"week of {week.week.day} {week.week:%B}: {done}, {hurt}"


def _done(ax: Axes, frame: pd.DataFrame) -> None:
    share = frame["share"].astype("float64")
    bar = {"x": frame["week"], "width": 5.6 if len(frame) <= 60 else 7.0}
    ax.bar(**bar, height=share, color=style.DONE, label="done")
    more = frame["share_at_most"].astype("float64") - share
    ax.bar(**bar, height=more, bottom=share, label="not_logged", **style.UNKNOWN)
    ax.set_ylim(0, 1.05)
    ax.set_yticks([0, 0.5, 1])
    ax.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    ax.set_ylabel("done of the plan", fontsize=style.TEXT, color=style.INK)
    ax.grid(axis="y", color=style.FAINT, linewidth=0.6)


def _hurt(ax: Axes, frame: pd.DataFrame) -> Any:
    """Draw the weekly means; the line stops where a week has none."""
    means = frame["discomfort"].astype("float64")
    size = 40 if len(frame) <= 60 else 12
    ax.plot(frame["week"], means, color=style.INK, linewidth=1.4, zorder=3, label="line")
    dots = ax.scatter(frame["week"], means, s=size, color=style.INK, zorder=4, label="discomfort")
    ratings.scale(ax)
    ax.set_ylabel("discomfort", fontsize=style.TEXT, color=style.INK)
    return dots
