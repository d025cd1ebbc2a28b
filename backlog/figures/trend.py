"""The trend: all ratings and, only where there is a clear one, a line with its interval."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.figures import ratings, style

TITLE = "Does discomfort rise or fall over all these days?"

_BAND = {"facecolor": style.FAINT, "alpha": 0.5, "linewidth": 0}


def plot_trend(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.marks.line`."""
    ax = style.axes(ax, TITLE, describe_trend(frame), 4.6 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    style.legend(ax, ratings.days(ax, frame) | _line(ax, frame), columns=3)
    return ax


def describe_trend(frame: pd.DataFrame) -> str:
    """Return where the line begins and ends, or that there is none."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    if frame["line"].isna().all():
        return f"{TITLE} {ratings.about(frame)}; no line."
    first, last = frame["line"].iloc[0], frame["line"].iloc[-1]
    return f"{TITLE} {ratings.about(frame)}; the line goes from {first:.1f} to {last:.1f}."


def _line(ax: Axes, frame: pd.DataFrame) -> ratings.Keys:
    if frame["line"].isna().all():
        return {}
    day, ends = frame["day"], (frame["line_low"], frame["line_high"])
    band = ax.fill_between(day, *ends, zorder=1, label="interval", **_BAND)
    (line,) = ax.plot(day, frame["line"], color=style.INK, linewidth=2.4, zorder=4, label="line")
    return {"trend": line, "how steep it may be (about 90–95 %)": band}
