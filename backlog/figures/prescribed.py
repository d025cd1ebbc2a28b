"""What was prescribed, from when to when: a bar a dose, a row an exercise. Computes nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from backlog.figures import style

TITLE = "What was prescribed, and since when?"
#: The first dose is light, each next one darker, so that a change is seen without its words.
SHADES = ("#d5e5ec", "#a9cad8", style.HALF)


def plot_prescribed(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.prescribed`."""
    names = list(dict.fromkeys(frame["name"]))
    height = 1.5 + 0.8 * len(names) if names else style.LOW
    ax = style.axes(ax, TITLE, describe_prescribed(frame), height)
    if frame.empty:
        return style.nothing(ax)
    day = pd.Timedelta(days=1)
    span = frame["last"].max() - frame["first"].min() + day
    for row in frame.itertuples():
        at, shade = names.index(row.name), SHADES[min(row.step, len(SHADES) - 1)]
        ax.barh(at, row.last - row.first + day, left=row.first, height=0.62, color=shade,
                edgecolor=style.PAPER, linewidth=2)  # fmt: skip
        ax.text(row.first + 0.012 * span, at, _told(row), va="center", fontsize=style.SMALL,
                color=style.INK)  # fmt: skip
    ax.set_yticks(range(len(names)), names, fontsize=style.TEXT)
    ax.invert_yaxis()
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    style.dates(ax, frame["first"].min(), frame["last"].max() + day)
    _leave_out_what_is_too_wide(ax)
    return ax


def _leave_out_what_is_too_wide(ax: Axes) -> None:
    """Take the words off bars that have no room for them; every dose is told in the table too."""
    ax.get_figure(root=True).draw_without_rendering()
    for bar, words in zip(ax.patches, list(ax.texts), strict=True):
        if words.get_window_extent().x1 > bar.get_window_extent().x1:
            words.remove()


def describe_prescribed(frame: pd.DataFrame) -> str:
    """Return every dose with its days in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = [
        f"{row.name}: {row.dose} from {row.first:%Y-%m-%d} to {row.last:%Y-%m-%d}"
        for row in frame.itertuples()
    ]
    return f"{TITLE} {'; '.join(told)}."


def _told(row: Any) -> str:
    """Return a dose on lines that are short enough for its bar."""
    return str(row.dose).replace(", ", "\n").replace(" on each", "\non each")
