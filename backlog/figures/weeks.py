"""Done and prescribed by week, with what nobody logged as a hatched range. Computes nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backlog.analysis.phrases import count
from backlog.figures import style

TITLE = "How much of the plan was done each week?"

_DAY = pd.Timedelta(days=1)

_DASHES = (0, (3, 2))

#: Up to this many weeks each bar carries its percentage, and each its frame.
WRITTEN, FEW = 20, 60

_LOOKS = {
    "not_logged": style.UNKNOWN,
    "beside": {"facecolor": "#dfe5e8", "edgecolor": style.MUTED, "hatch": "....", "linewidth": 0},
}

KEYS = {
    "done": Patch(facecolor=style.DONE),
    "not logged: may have been done": Patch(**_LOOKS["not_logged"]),
    "beyond the plan": Patch(**_LOOKS["beside"]),
    "planned": Patch(facecolor="none", edgecolor=style.INK),
    "this week, so far": Patch(facecolor="none", edgecolor=style.INK, linestyle=_DASHES),
}


def _keys(frame: pd.DataFrame) -> dict[str, Patch]:
    """Return the keys of what is drawn."""
    drawn = {
        "not logged: may have been done": frame["not_logged"].any(),
        "beyond the plan": frame["beside"].any(),
        "this week, so far": frame["running"].any(),
    }
    return {words: key for words, key in KEYS.items() if drawn.get(words, True)}


def plot_weeks(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the weeks of `backlog.analysis.adherence.weekly`."""
    ax = style.axes(ax, TITLE, describe_weeks(frame), 4.4 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    _bars(ax, frame)
    if len(frame) <= WRITTEN:
        _percentages(ax, frame)
    first, last = frame.index.min(), frame.index.max()
    style.weeks(ax, first - 5 * _DAY, last + 5 * _DAY)
    ax.set_ylabel("sessions", fontsize=style.TEXT, color=style.INK)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylim(0, 1.15 * max(1, _tops(frame).max()))
    style.legend(ax, _keys(frame))
    return ax


def describe_weeks(frame: pd.DataFrame) -> str:
    """Return the weeks in words, the last four one by one."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = "; ".join(_told(week) for week in frame.tail(4).itertuples())
    return f"{TITLE} Bars of {count(len(frame), 'week')}. The last: {told}."


def _told(week: Any) -> str:
    since = f"week of {week.Index.day} {week.Index:%B}{' so far' if week.running else ''}"
    if not week.planned:
        return f"{since}: {week.all_done} done, nothing planned"
    open_ = f", {week.not_logged:g} not logged" if week.not_logged else ""
    more = f", {week.beside} beyond the plan" if week.beside else ""
    return f"{since}: {week.kept} of {week.planned} done{open_}{more}"


def _bars(ax: Axes, frame: pd.DataFrame) -> None:
    few = len(frame) <= FEW
    bar = {"x": frame.index, "width": 5.6 if few else 7.0}
    ax.bar(**bar, height=frame["kept"], color=style.DONE, label="kept")
    top = {"not_logged": "kept", "beside": "planned"}
    for part, below in top.items():
        look = _LOOKS[part]
        ax.bar(**bar, height=frame[part], bottom=frame[below], label=part, **look)
    _frames(ax, frame, bar, few)


def _frames(ax: Axes, frame: pd.DataFrame, bar: dict[str, Any], few: bool) -> None:
    """Draw what was planned round the bars, dashed where the week is still running."""
    edge = {"edgecolor": style.INK, "linewidth": 1.2 if few else 0, "zorder": 3}
    frames = ax.bar(**bar, height=frame["planned"], facecolor="none", label="planned", **edge)
    for patch, running in zip(frames.patches, frame["running"], strict=True):
        patch.set_linestyle(_DASHES if running else "solid")
    if not few:
        ax.step(frame.index, frame["planned"], where="mid", color=style.INK, linewidth=1)


def _percentages(ax: Axes, frame: pd.DataFrame) -> None:
    for week, top, percent in zip(frame.index, _tops(frame), frame["percent"], strict=True):
        if pd.notna(percent):
            ax.text(week, top + 0.15, f"{percent} %", ha="center", va="bottom", **_SMALL)


def _tops(frame: pd.DataFrame) -> pd.Series:
    return frame["planned"] + frame["beside"]


_SMALL = {"fontsize": style.SMALL - 1, "color": style.INK}
