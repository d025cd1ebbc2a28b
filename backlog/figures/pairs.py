"""Discomfort before and after each session, joined session by session. Computes nothing."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num

from backlog.analysis.phrases import count
from backlog.figures import style

TITLE = "What was the discomfort before and after each session?"

#: Mark, colour and words of the rating after a session, by the direction from the one before.
AFTER = {
    -1: ("v", style.DONE, "after: lower"),
    0: ("_", style.INK, "after: the same"),
    1: ("^", style.WARM_DARK, "after: higher"),
}


def plot_pairs(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.response.pairs`."""
    both = frame.dropna(subset="change") if len(frame) else frame
    ax = style.axes(ax, TITLE, describe_pairs(frame), 4.4 if len(both) else style.LOW)
    if frame.empty:
        return style.nothing(ax, "No session logged yet.")
    if both.empty:
        return style.nothing(ax, "No session with a rating before and after it yet.")
    style.legend(ax, _points(ax, both, _size(both)))
    ax.set_ylim(-0.4, 10.4)
    ax.set_yticks(range(0, 11, 2), ["0 none", "2", "4", "6", "8", "10 worst"])
    ax.grid(axis="y", color=style.FAINT, linewidth=0.6)
    day = pd.Timedelta(days=1)
    style.dates(ax, both["day"].min() - day, both["day"].max() + day)
    return ax


def describe_pairs(frame: pd.DataFrame) -> str:
    """Return how many sessions ended lower, the same and higher."""
    if frame.empty:
        return f"{TITLE} No session logged yet."
    change = frame["change"].dropna()
    lower, higher = int((change < 0).sum()), int((change > 0).sum())
    return (
        f"{TITLE} Of {count(len(change), 'session')} with both ratings, {lower} ended lower, "
        f"{len(change) - lower - higher} the same, {higher} higher; "
        f"{len(frame) - len(change)} without both ratings."
    )


def _size(frame: pd.DataFrame) -> float:
    return 42 if len(frame) <= 120 else 12


def _points(ax: Axes, both: pd.DataFrame, size: float) -> dict[str, Artist]:
    before, after = both["before"].astype(float), both["after"].astype(float)
    x = date2num(both["day"])
    stems = [((at, low), (at, high)) for at, low, high in zip(x, before, after, strict=True)]
    ax.add_collection(LineCollection(stems, colors=style.FAINT, linewidths=1.6, zorder=1))
    hollow = {"facecolor": style.PAPER, "edgecolor": style.INK, "zorder": 2}
    first = ax.scatter(both["day"], before, s=size, label="before", **hollow)
    keys: dict[str, Artist] = {"before": first}
    direction = both["change"].astype(int).clip(-1, 1)
    for sign, (marker, colour, words) in AFTER.items():
        rows = direction == sign
        keys[words] = ax.scatter(
            both["day"][rows],
            after[rows],
            s=size,
            marker=marker,
            color=colour,
            zorder=3,
            label=words,
        )
    return keys
