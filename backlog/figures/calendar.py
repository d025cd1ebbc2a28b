"""The calendar of day states: weeks as columns, Monday on top, one mark a state.

All squares are one mesh, so that ten years draw as fast as ten days. Knows how a state looks; what
a state means is told in `backlog.analysis.days`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from backlog.analysis.days import STATES, counts
from backlog.analysis.phrases import count, span_text
from backlog.figures import style

TITLE = "Which days had a session?"

#: Weeks side by side; a longer log goes on below.
WEEKS = 53

#: Seven days, and room for the names of the months above the next block.
ROWS = 9


class Look(NamedTuple):
    """How a state looks: the square's colour, its mark and the mark's colour."""

    fill: str
    mark: str
    ink: str


LOOKS: Mapping[str, Look] = {
    "done": Look(style.DONE, "✓", style.PAPER),
    "partial": Look(style.HALF, "◐", style.INK),
    "stopped_pain": Look(style.WARM, "S", style.INK),
    "skipped_by_rule": Look("#f6dcae", "R", style.INK),
    "excused": Look("#dfe5e8", "e", style.INK),
    "rest": Look(style.OPEN, "·", style.MUTED),
    "pending": Look(style.OPEN, "…", style.INK),
    "missed": Look(style.OPEN, "–", style.INK),
    "not_logged": Look(style.OPEN, "?", style.MUTED),
    "unknown": Look(style.PAPER, "", style.PAPER),
}
_ORDER = list(LOOKS)


def plot_calendar(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw a table of `backlog.analysis.days`."""
    blocks = 1 + (frame["week"].nunique() - 1) // WEEKS if len(frame) else 1
    wide = min(WEEKS, max(24, frame["week"].nunique()))
    cell = (style.WIDTH - 0.9) / wide
    height = 1.95 + (ROWS * blocks - 2) * cell if len(frame) else style.LOW
    ax = style.axes(ax, TITLE, describe_calendar(frame), height, 28)
    if frame.empty:
        return style.nothing(ax)
    placed = _placed(frame)
    _squares(ax, placed, blocks, wide)
    for state, days in placed.groupby("state"):
        _marks(ax, str(state), days, cell)
    _labels(ax, placed, cell)
    return _framed(ax, counts(frame))


def describe_calendar(frame: pd.DataFrame) -> str:
    """Return the calendar in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = ", ".join(f"{n} {STATES[state]}" for state, n in counts(frame).items())
    known = frame.loc[frame["state"] != "unknown", "day"]
    on = span_text(known.min(), known.max())
    return f"{TITLE} Calendar of {count(len(known), 'day')}, {on}: {told}."


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the days with the column and row of their square; blocks are `ROWS` apart."""
    number = (frame["week"] - frame["week"].min()).dt.days // 7
    row = frame["day"].dt.day_of_week + ROWS * (number // WEEKS)
    return frame.assign(column=number % WEEKS, row=row)


def _squares(ax: Axes, placed: pd.DataFrame, blocks: int, wide: int) -> None:
    codes = np.ma.masked_all((ROWS * blocks - 2, wide))
    codes[placed["row"], placed["column"]] = [_ORDER.index(state) for state in placed["state"]]
    ax.pcolormesh(
        codes,
        cmap=ListedColormap([look.fill for look in LOOKS.values()]),
        vmin=-0.5,
        vmax=len(LOOKS) - 0.5,
        edgecolors=style.PAPER,
        linewidth=1.5,
    )


def _marks(ax: Axes, state: str, days: pd.DataFrame, cell: float) -> None:
    look = LOOKS[state]
    if look.mark:
        size = (cell * 72 * 0.8) ** 2
        x, y = days["column"] + 0.5, days["row"] + 0.5
        ax.scatter(
            x, y, s=size, marker=_glyph(look.mark), color=look.ink, linewidths=0, label=state
        )


@cache
def _glyph(mark: str) -> Path:
    """Return a character as a centred marker.

    Markers are scaled to their longest side; a corner that is not drawn keeps a dot a dot.
    """
    outline = TextPath((0, 0), mark, size=1, prop=FontProperties(family="DejaVu Sans"))
    box = outline.get_extents()
    centred = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    drawn = outline.transformed(centred)
    return Path([*drawn.vertices, (0.5, 0.5)], [*drawn.codes, Path.MOVETO])


def _labels(ax: Axes, placed: pd.DataFrame, cell: float) -> None:
    """Write the months above each block and the days of the week beside it."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") if cell > 0.25 else _SOME
    for top in range(0, int(placed["row"].max()) + 1, ROWS):
        for row, name in enumerate(names):
            ax.text(-0.3, top + row + 0.5, name, ha="right", va="center", **_SMALL)
    for at, text in _months(placed, cell):
        ax.text(at["column"], at["row"] - 0.35, text, ha="left", va="bottom", **_SMALL)


_SOME = ("Mon", "", "Wed", "", "Fri", "", "")
_SMALL = {"fontsize": style.SMALL - 1, "color": style.INK}


def _months(placed: pd.DataFrame, cell: float) -> list[tuple[pd.Series, str]]:
    """Return the Mondays that begin a month or a block, each with the text above it.

    A label that the one before leaves no room for is left out.
    """
    mondays = placed[placed["row"] % ROWS == 0]
    labels: list[tuple[pd.Series, str]] = []
    previous, free = None, (0, 0.0)
    for _, monday in mondays.iterrows():
        month, here = monday["day"].to_period("M"), (monday["row"], float(monday["column"]))
        starts = monday["column"] == 0
        if starts or (month != previous and here >= free):
            year = starts or month.month == 1
            text = f"{monday['day']:%b %Y}" if year else f"{monday['day']:%b}"
            labels.append((monday, text))
            free = (here[0], here[1] + len(text) * 0.095 / cell)
        previous = month
    return labels


def _framed(ax: Axes, found: Mapping[str, int]) -> Axes:
    ax.set_aspect("equal", anchor="NW")
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    ax.set(xticks=[], yticks=[])
    style.legend(ax, {f"{STATES[state]}: {n}": _key(state) for state, n in found.items()}, 3, 0.1)
    return ax


def _key(state: str) -> tuple[Line2D, Line2D]:
    """Return the legend's square with its mark on it."""
    look = LOOKS[state]
    square = Line2D([], [], linestyle="", marker="s", markersize=15, color=look.fill)
    square.set_markeredgecolor(style.FAINT)
    mark = Line2D([], [], linestyle="", marker=_glyph(look.mark), markersize=13, color=look.ink)
    return square, mark
