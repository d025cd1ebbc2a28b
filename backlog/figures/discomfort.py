"""Daily discomfort: every rating as a dot, the 7-day median as a line. Computes nothing.

The line stops where it would bridge more than one day without a rating.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.figures import ratings, style

TITLE = "How much discomfort was there each day?"


def plot_discomfort(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.discomfort.daily`."""
    ax = style.axes(ax, TITLE, describe_discomfort(frame), 4.6 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    style.legend(ax, ratings.days(ax, frame) | _line(ax, frame), columns=3)
    return ax


def describe_discomfort(frame: pd.DataFrame) -> str:
    """Return the series in words: how many ratings, their range, and the latest median."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    rated = frame["discomfort"].dropna()
    if rated.empty:
        return f"{TITLE} {ratings.about(frame)}."
    last = frame["median7"].iloc[-1]
    median = f"; 7-day median at the end {last:g}" if pd.notna(last) else ""
    span = f"from {rated.min():g} to {rated.max():g} of 10"
    return f"{TITLE} {ratings.about(frame)}; {span}{median}."


def _line(ax: Axes, frame: pd.DataFrame) -> ratings.Keys:
    median = frame["median7"].astype("float64")
    if median.isna().all():
        return {}
    (line,) = ax.plot(
        frame["day"], median, color=style.INK, linewidth=2.4, zorder=4, label="median7"
    )
    return {"median of 7 days": line}
