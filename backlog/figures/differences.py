"""How discomfort answered to sessions: one bar a difference, by how the next morning was."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backlog.analysis.phrases import count
from backlog.figures import style

TITLE = "How did discomfort change over a session?"
NONE = "No session with a rating before and after it yet."

#: Look and words of each answer about the next morning.
MORNINGS = {
    "yes": ({"facecolor": style.DONE, "edgecolor": style.INK}, "settled next morning"),
    "no": (
        {"facecolor": style.WARM, "edgecolor": style.INK, "hatch": "xx"},
        "not settled next morning",
    ),
    "unknown": ({"facecolor": style.PAPER, "edgecolor": style.INK}, "next morning not known"),
}


def plot_differences(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.marks.differences`."""
    ax = style.axes(ax, TITLE, describe_differences(frame), 3.8 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax, NONE)
    below = 0 * frame["yes"]
    for answer, (look, _) in MORNINGS.items():
        ax.bar(frame.index, frame[answer], 0.7, bottom=below, label=answer, linewidth=0.9, **look)
        below = below + frame[answer]
    _axes(ax, frame)
    style.legend(ax, {words: Patch(**look) for look, words in MORNINGS.values()}, 3, 0.75)
    return ax


def describe_differences(frame: pd.DataFrame) -> str:
    """Return every bar in words."""
    if frame.empty:
        return f"{TITLE} {NONE}"
    told = "; ".join(_told(int(at), row) for at, row in frame.iterrows() if row.sum())
    return f"{TITLE} {told}."


def _told(difference: int, row: pd.Series) -> str:
    settled = f"{row['yes']} settled, {row['no']} not, {row['unknown']} not known"
    return f"{_name(difference)}: {count(row.sum(), 'session')} ({settled})"


def _name(difference: int) -> str:
    return "the same" if difference == 0 else f"{difference:+d}".replace("-", "−")


def _axes(ax: Axes, frame: pd.DataFrame) -> None:
    first, last = min(-3, frame.index.min()), max(3, frame.index.max())
    every = range(first, last + 1)
    ax.set_xticks(list(every), [_name(at) for at in every])
    ax.set_xlim(first - 0.6, last + 0.6)
    ax.set_xlabel("points after the session, against before it", fontsize=style.TEXT)
    ax.set_ylabel("sessions", fontsize=style.TEXT, color=style.INK)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
