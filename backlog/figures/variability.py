"""Ups and downs: all ratings, and the days that stood out above the usual. Computes nothing."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.analysis.phrases import count
from backlog.figures import ratings, style

TITLE = "Which days stood out?"


def plot_variability(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.marks.high`."""
    ax = style.axes(ax, TITLE, describe_variability(frame), 4.6 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    style.legend(ax, ratings.days(ax, frame, quiet=True) | _high(ax, frame), columns=3)
    return ax


def describe_variability(frame: pd.DataFrame) -> str:
    """Return how many days stood out."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    if frame["high_from"].isna().all():
        return f"{TITLE} {ratings.about(frame)}; too few to tell."
    days = count(int(frame["high"].sum()), "day")
    return f"{TITLE} {ratings.about(frame)}; {days} at {frame['high_from'].iloc[0]:.1f} or higher."


def _high(ax: Axes, frame: pd.DataFrame) -> ratings.Keys:
    if frame["high_from"].isna().all():
        return {}
    limit, rows = frame["high_from"].iloc[0], frame[frame["high"]]
    line = ax.axhline(limit, color=style.MUTED, linewidth=1.2, linestyle=(0, (5, 3)))
    size = 76 if len(frame) <= 200 else 16
    days = ax.scatter(
        rows["day"],
        rows["discomfort"].astype(float),
        s=size,
        marker="^",
        color=style.WARM_DARK,
        zorder=4,
        label="high",
    )
    return {"clearly above your usual": days, "from here on": line}
