"""Done and prescribed by week, with what nobody logged as a hatched range. Computes nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backlog.figures import style

TITLE = "How much of the plan was done each week?"

_DAY = pd.Timedelta(days=1)

#: The axis is at least this long, so that one week is no wall.
_SHORTEST = 56 * _DAY

#: Up to this many weeks each bar carries its percentage.
WRITTEN = 20

_LOOKS = {
    "not_logged": style.UNKNOWN,
    "beside": {"facecolor": "#dfe5e8", "edgecolor": style.MUTED, "hatch": "....", "linewidth": 0},
}

KEYS = {
    "done": Patch(facecolor=style.DONE),
    "not logged: may have been done": Patch(**_LOOKS["not_logged"]),
    "beyond the plan": Patch(**_LOOKS["beside"]),
    "prescribed": Patch(facecolor="none", edgecolor=style.INK),
}
_WITHIN = {words: key for words, key in KEYS.items() if words != "beyond the plan"}


def plot_weeks(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the weeks of `backlog.analysis.adherence.weekly`."""
    ax = style.axes(ax, TITLE, describe_weeks(frame), 4.4 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    _bars(ax, frame)
    if len(frame) <= WRITTEN:
        _percentages(ax, frame)
    first, last = frame.index.min(), frame.index.max()
    style.dates(ax, first - 5 * _DAY, max(last + 5 * _DAY, first + _SHORTEST))
    ax.set_ylabel("sessions", fontsize=style.TEXT, color=style.INK)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylim(0, 1.15 * max(1, (frame["prescribed"] + frame["beside"]).max()))
    style.legend(ax, KEYS if frame["beside"].any() else _WITHIN)
    return ax


def describe_weeks(frame: pd.DataFrame) -> str:
    """Return the weeks in words, the last four one by one."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = "; ".join(_told(week) for week in frame.tail(4).itertuples())
    return f"{TITLE} Bars of {len(frame)} weeks. The last of them: {told}."


def _told(week: Any) -> str:
    since = f"week of {week.Index.day} {week.Index:%B}"
    if not week.prescribed:
        return f"{since}: {week.all_done} done, nothing prescribed"
    open_ = f" ({week.not_logged:g} not logged)" if week.not_logged else ""
    return f"{since}: {week.done:g} of {week.prescribed:g}{open_}"


def _bars(ax: Axes, frame: pd.DataFrame) -> None:
    few = len(frame) <= 60
    bar = {"x": frame.index, "width": 5.6 if few else 7.0}
    edge = {"edgecolor": style.INK, "linewidth": 1.2 if few else 0, "zorder": 3}
    ax.bar(**bar, height=frame["done"], color=style.DONE, label="done")
    top = {"not_logged": "done", "beside": "prescribed"}
    for part, below in top.items():
        look = _LOOKS[part]
        ax.bar(**bar, height=frame[part], bottom=frame[below], label=part, **look)
    ax.bar(**bar, height=frame["prescribed"], facecolor="none", label="prescribed", **edge)
    if not few:
        ax.step(frame.index, frame["prescribed"], where="mid", color=style.INK, linewidth=1)


def _percentages(ax: Axes, frame: pd.DataFrame) -> None:
    tops = frame["prescribed"] + frame["beside"]
    for week, top, percent in zip(frame.index, tops, frame["percent"], strict=True):
        if pd.notna(percent):
            ax.text(week, top + 0.15, f"{percent} %", ha="center", va="bottom", **_SMALL)


_SMALL = {"fontsize": style.SMALL - 1, "color": style.INK}
