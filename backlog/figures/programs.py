"""Discomfort under each program: all ratings, and the mean of each part. Computes nothing."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.figures import ratings, style

TITLE = "What was it like before and after the program changed?"


def plot_programs(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.marks.programs`."""
    changed = len(frame) > 0 and frame["part"].max() > 0
    ax = style.axes(ax, TITLE, describe_programs(frame), 4.6 if changed else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    if not changed:
        return style.nothing(ax, "The program has not changed yet.")
    keys = ratings.days(ax, frame)
    for part, rows in frame.dropna(subset="level").groupby("part"):
        keys |= _mean(ax, int(part), rows)
    style.legend(ax, keys, columns=3)
    return ax


def describe_programs(frame: pd.DataFrame) -> str:
    """Return the mean of each part in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    if frame["part"].max() == 0:
        return f"{TITLE} The program has not changed yet."
    levels = frame.groupby("part")["level"].first()
    told = [f"program {part + 1} {_level(level)}" for part, level in levels.items()]
    return f"{TITLE} {ratings.about(frame)}; means: {', '.join(told)}."


def _level(level: float) -> str:
    return "too few ratings" if pd.isna(level) else f"{level:.1f}"


def _mean(ax: Axes, part: int, rows: pd.DataFrame) -> ratings.Keys:
    """Draw the mean of one program as a line with its number."""
    span, level = [rows["day"].min(), rows["day"].max()], float(rows["level"].iloc[0])
    (line,) = ax.plot(
        span, [level, level], color=style.INK, linewidth=2.6, zorder=4, label=f"program {part + 1}"
    )
    ax.annotate(
        f"{level:.1f}",
        (span[1], level),
        xytext=(-2, 5),
        textcoords="offset points",
        ha="right",
        fontsize=style.TEXT,
        fontweight="bold",
        color=style.INK,
        zorder=5,
        bbox=style.BEHIND,
    )
    return {"mean under a program": line}
