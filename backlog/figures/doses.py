"""The dose done of each exercise, left beside right, as bars on one scale. Computes nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from backlog.analysis.tables import amount
from backlog.figures import style

TITLE = "How much of each exercise was done, left and right?"

KEYS = {
    "done": Patch(facecolor=style.DONE),
    "on days not logged": Patch(**style.UNKNOWN),
    "planned": Patch(facecolor="none", edgecolor=style.INK),
}


def plot_doses(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.dose`."""
    height = 1.9 + 0.62 * len(frame) if len(frame) else style.LOW
    ax = style.axes(ax, TITLE, describe_doses(frame), height)
    if frame.empty:
        return style.nothing(ax)
    names = [_name(row) for row in frame.itertuples()]
    _bars(ax, frame)
    for at, row in enumerate(frame.itertuples()):
        ax.text(1.02, at, _amount(row), va="center", fontsize=style.SMALL, color=style.INK)
    ax.set_yticks(range(len(names)), names, fontsize=style.TEXT)
    ax.invert_yaxis()
    ax.set_xlim(0, 1.55)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    ax.spines["bottom"].set_bounds(0, 1)
    style.legend(ax, KEYS)
    return ax


def describe_doses(frame: pd.DataFrame) -> str:
    """Return every bar in words."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    told = "; ".join(f"{_name(row)}: {_amount(row)}" for row in frame.itertuples())
    return f"{TITLE} {told}."


def _bars(ax: Axes, frame: pd.DataFrame) -> None:
    bar = {"y": range(len(frame)), "height": 0.62}
    ax.barh(**bar, width=frame["share"], color=style.DONE, label="done")
    unknown = {"left": frame["share"], "label": "not logged"} | style.UNKNOWN
    ax.barh(**bar, width=frame["share_not_logged"], **unknown)
    ax.barh(**bar, width=1, facecolor="none", edgecolor=style.INK, linewidth=1.2)


def _name(row: Any) -> str:
    return row.name if row.side == "both" else f"{row.name}, {row.side}"


def _amount(row: Any) -> str:
    """Return what was done, as a percentage where there is one, and as sums."""
    sums = amount(row.done, row.target, row.unit)
    beyond = f"; {row.uncapped} % with all extras" if pd.notna(row.uncapped) else ""
    return (f"{row.percent} %: {sums}" if pd.notna(row.percent) else sums) + beyond
