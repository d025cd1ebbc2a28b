"""The weekly process chart: weekly means, the usual range, and the weeks that fall out of it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from backlog.analysis.phrases import count, day_text
from backlog.figures import ratings, style

TITLE = "Was any week out of the usual?"
NONE = "No week with four ratings yet."

_RANGE = {"facecolor": "#e6ebee", "edgecolor": "none"}
_SIGNAL = {"marker": "D", "facecolor": style.WARM, "edgecolor": style.INK}
_WEEK = pd.Timedelta(days=7)


def plot_control(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the weeks of `backlog.analysis.marks.weeks`; limits are cut to the scale."""
    given = frame["mean"].notna().any()
    ax = style.axes(ax, TITLE, describe_control(frame), 4.6 if given else style.LOW)
    if not given:
        return style.nothing(ax, NONE)
    frame = frame.assign(week=frame["week"] + ratings.MIDDLE)
    keys: ratings.Keys = {}
    for _, rows in frame.groupby("part"):
        keys |= _limits(ax, rows)
    keys |= ratings.happened(ax, frame)
    style.legend(ax, _means(ax, frame) | keys, columns=3)
    ratings.scale(ax)
    ax.set_ylabel("weekly mean", fontsize=style.TEXT, color=style.INK)
    first, last = frame["week"].min() - _WEEK, frame["week"].max() + _WEEK
    style.dates(ax, first, last, style.SHORTEST_OF_WEEKS)
    return ax


def describe_control(frame: pd.DataFrame) -> str:
    """Return how many weeks have a mean, and which fell out of the usual."""
    if frame["mean"].isna().all():
        return f"{TITLE} {NONE}"
    means = f"{count(int(frame['mean'].notna().sum()), 'week')} with a mean"
    found = frame[frame["signal"] != ""]
    told = ", ".join(f"week of {day_text(row.week)} ({row.signal})" for row in found.itertuples())
    if (frame["limits"] == "none").all():
        return f"{TITLE} {means}, too few for limits{ratings.told(frame)}."
    return f"{TITLE} {means}; out of the usual: {told or 'none'}{ratings.told(frame)}."


def _means(ax: Axes, frame: pd.DataFrame) -> ratings.Keys:
    """Draw the means; the line stops where a week has none, and the signals as diamonds."""
    size = 46 if len(frame) <= 60 else 12
    ax.plot(frame["week"], frame["mean"], color=style.DONE, linewidth=1.4, zorder=3)
    dots = ax.scatter(frame["week"], frame["mean"], s=size, color=style.DONE, zorder=4)
    dots.set_label("mean")
    found = frame[frame["signal"] != ""]
    keys: ratings.Keys = {"mean of a week": dots}
    if len(found):
        where = {"x": found["week"], "y": found["mean"], "s": 2.2 * size, "zorder": 5}
        keys["out of the usual"] = ax.scatter(**where, **_SIGNAL, label="signal")
    return keys


def _limits(ax: Axes, rows: pd.DataFrame) -> ratings.Keys:
    kind = rows["limits"].iloc[0]
    if kind == "none":
        return {}
    span = [rows["week"].min() - _WEEK / 2, rows["week"].max() + _WEEK / 2]
    low, high = (float(rows[end].iloc[0]) for end in ("low", "high"))
    ax.fill_between(span, max(low, 0), min(high, 10), zorder=0, **_RANGE)
    for end in (low, high):
        if 0 < end < 10:
            ax.plot(span, [end, end], color=style.MUTED, linewidth=1, linestyle=(0, (5, 3)))
    ax.plot(span, [rows["centre"].iloc[0]] * 2, color=style.MUTED, linewidth=1.4, label="centre")
    words = "usual range, still on trial" if kind == "trial" else "usual range"
    return {words: Patch(**_RANGE), "its middle": Line2D([], [], color=style.MUTED, linewidth=1.4)}
