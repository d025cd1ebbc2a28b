"""Start against now: all ratings, and the means of the two windows that are compared."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.analysis.marks import NOW, START
from backlog.figures import ratings, style

TITLE = "Is it different from the start?"

_NAMES = {START: "mean of the first days", NOW: "mean of the last days"}
_DASHES = {START: (0, (2, 1)), NOW: "-"}


def plot_change(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.marks.windows`."""
    ax = style.axes(ax, TITLE, describe_change(frame), 4.6 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    keys = ratings.days(ax, frame, quiet=True)
    for window, rows in frame.groupby("window"):
        keys |= _window(ax, str(window), rows)
    style.legend(ax, keys, columns=3)
    return ax


def describe_change(frame: pd.DataFrame) -> str:
    """Return the two means in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    levels = frame.groupby("window")["level"].first()
    told = ", ".join(f"{_NAMES[name]} {levels[name]:.1f}" for name in _NAMES if name in levels)
    return f"{TITLE} {ratings.about(frame)}; {told or 'no comparison yet'}."


def _window(ax: Axes, window: str, rows: pd.DataFrame) -> ratings.Keys:
    """Draw the ratings of one window in full and their mean as a line with its number."""
    span = [rows["day"].min() - ratings.DAY / 2, rows["day"].max() + ratings.DAY / 2]
    level = float(rows["level"].iloc[0])
    ax.axvspan(*span, color=style.OPEN, zorder=0)
    (line,) = ax.plot(
        span,
        [level, level],
        color=style.INK,
        linewidth=3,
        linestyle=_DASHES[window],
        zorder=4,
        label=window,
    )
    rated = rows.dropna(subset="discomfort")
    ax.scatter(rated["day"], rated["discomfort"].astype(float), color=style.DONE, s=34, zorder=3)
    _number(ax, span[0 if window == START else 1], level, window)
    return {_NAMES[window]: line}


def _number(ax: Axes, at: pd.Timestamp, level: float, window: str) -> None:
    """Write the mean above its line, where it leaves the picture alone."""
    side = "left" if window == START else "right"
    ax.annotate(
        f"{level:.1f}",
        (at, level),
        xytext=(0, 5),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=style.TITLE,
        fontweight="bold",
        color=style.INK,
        zorder=5,
        bbox=style.BEHIND,
    )
