"""Discomfort day by day above what was done that day, small enough for a page. Computes nothing.

Every rating is a dot and the 7-day median a line; below them stands one square a day, dark where a
session was done, so that both are read at one glance, also from a photocopy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from backlog.analysis.days import STATES, counts
from backlog.analysis.phrases import count
from backlog.figures import ratings, style

TITLE = "How much discomfort was there each day, and was the session done?"

#: Width and height in inches: the width of a page between its margins.
SIZE = (7.2, 1.85)

#: Of more days than this, lines are drawn fine and squares without an edge.
MANY = 400

#: Top and bottom of the row of squares, below the scale.
TOP, BOTTOM = -1.1, -2.5

_DONE = {"facecolor": style.DONE, "edgecolor": style.DONE}
_PART = {"facecolor": style.HALF, "edgecolor": style.DONE}
_NONE = {"facecolor": style.PAPER, "edgecolor": style.MUTED}
_OPEN = {"facecolor": style.PAPER, "edgecolor": style.MUTED, "hatch": "//////"}
_OUTSIDE = {"facecolor": "#dfe5e8", "edgecolor": "#dfe5e8"}

#: How the square of a day looks, by its words; the states that share them.
LOOKS: Mapping[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "done": (_DONE, ("done",)),
    "partly, stopped": (_PART, ("partial", "stopped_pain")),
    "none": (_NONE, ("missed",)),
    "not logged": (_OPEN, ("not_logged",)),
    "nothing due": (_OUTSIDE, ("rest", "excused", "skipped_by_rule", "pending")),
}


def plot_course(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw a daily series of `backlog.analysis.discomfort` that also has each day's state."""
    ax = ax if ax is not None else _axes()
    ax.set_gid(describe_course(frame))
    style.plain(ax)
    look = {"fontsize": style.PAGE + 1, "fontweight": "bold", "color": style.INK}
    ax.set_title(TITLE, loc="left", pad=4, **look)
    if frame.empty:
        return style.nothing(ax)
    keys = ratings.days(ax, frame) | _median(ax, frame) | _squares(ax, frame)
    ax.set_ylim(BOTTOM - 0.2, 10.6)
    ax.spines["left"].set_bounds(0, 10)
    ax.tick_params(labelsize=style.PAGE)
    style.legend(ax, keys, 6, 0.24, style.PAGE - 0.5, 0.9)
    return ax


def describe_course(frame: pd.DataFrame) -> str:
    """Return the picture in words: the ratings, the latest median, and the days by state."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    last = frame["median7"].iloc[-1]
    median = f"; 7-day median at the end {last:g} of 10" if pd.notna(last) else ""
    days = ", ".join(f"{n} {STATES[state]}" for state, n in counts(frame).items())
    return f"{TITLE} {ratings.about(frame)}{median}. Of {count(len(frame), 'day')}: {days}."


def _axes() -> Axes:
    room = ConstrainedLayoutEngine(w_pad=0.02, h_pad=0.02)
    figure = Figure(figsize=SIZE, dpi=144, layout=room, facecolor=style.PAPER)
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def _median(ax: Axes, frame: pd.DataFrame) -> ratings.Keys:
    median = frame["median7"].astype("float64")
    if median.isna().all():
        return {}
    width = 1.8 if len(frame) <= MANY else 0.7
    (line,) = ax.plot(frame["day"], median, color=style.INK, linewidth=width, zorder=4)
    return {"median of 7 days": line}


def _squares(ax: Axes, frame: pd.DataFrame) -> dict[str, Artist | tuple[Artist, ...]]:
    """Draw each day's square; return the keys of those that are there."""
    keys: dict[str, Artist | tuple[Artist, ...]] = {}
    for words, (look, states) in LOOKS.items():
        days = frame.loc[frame["state"].isin(states), "day"]
        if len(days):
            edge = 0.4 if len(frame) <= MANY else 0
            ax.add_patch(PathPatch(_boxes(days), linewidth=edge, **look))
            keys[words] = Patch(linewidth=0.4, **look)
    return keys


def _boxes(days: pd.Series) -> Path:
    """Return the squares as one path: a page's picture has a few of them, not one a day."""
    across = np.add.outer(date2num(days), (-0.4, 0.4, 0.4, -0.4, -0.4))
    up = np.broadcast_to((BOTTOM, BOTTOM, TOP, TOP, BOTTOM), across.shape)
    corners = np.stack([across, up], axis=-1).reshape(-1, 2)
    square = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
    return Path(corners, np.tile(square, len(days)))
