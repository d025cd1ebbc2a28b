"""Many people, a line each: what was done, how it went, stops, the last entry. Computes nothing.

Four panels share the lines, so that a person is read from left to right.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backlog.analysis.phrases import count
from backlog.figures import style

TITLE = "Who needs a look first?"
NOBODY = "There is nobody in this folder."

#: The figure holds the first so many people; its alt text names fewer.
MOST, NAMED = 40, 12

_DOT = {"linestyle": "", "marker": "o", "markersize": 7, "color": style.INK}
_HOLLOW = {"facecolor": style.PAPER, "edgecolor": style.INK}

DONE: dict[str, Artist | tuple[Artist, ...]] = {
    "done": Patch(facecolor=style.DONE),
    "not logged: may have been": Patch(**style.UNKNOWN),
}
FELT: dict[str, Artist | tuple[Artist, ...]] = {
    "mean of the first days": Line2D([], [], markerfacecolor=style.PAPER, **_DOT),
    "mean of the last days": Line2D([], [], **_DOT),
}


def plot_caseload(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the first people of `backlog.caseload.tables.marks`.

    The axes become the left panel; the other three share their place in the figure's grid.
    """
    shown = frame.head(MOST)
    height = 2.5 + 0.36 * len(shown) if len(shown) else style.LOW
    ax = style.axes(ax, TITLE, describe_caseload(frame), height, pad=26)
    if shown.empty:
        return style.nothing(ax, NOBODY)
    done, felt, stops, quiet = panels = _panels(ax)
    _done(done, shown)
    _felt(felt, shown)
    _counted(stops, shown["stops"], 5)
    _heading(stops, "stops for pain")
    _counted(quiet, shown["days_ago"], 14)
    _heading(quiet, "days since entry")
    for panel in panels:
        _lines(panel, shown)
    labels = [_label(row) for row in shown.itertuples()]
    done.set_yticks(range(len(shown)), labels, parse_math=False)
    done.tick_params(axis="y", labelsize=style.TEXT)
    style.legend(done, DONE, columns=1, below=0.4)
    style.legend(felt, FELT, columns=1, below=0.4)
    return ax


def describe_caseload(frame: pd.DataFrame) -> str:
    """Return the first people in words."""
    if frame.empty:
        return f"{TITLE} {NOBODY}"
    told = "; ".join(_told(row) for row in frame.head(NAMED).itertuples())
    people = count(len(frame), "person", "people")
    which = "" if len(frame) <= NAMED else f" The first {NAMED}:"
    return f"{TITLE} {people}, a line each, in the order of who needs a look.{which} {told}."


def _told(row: Any) -> str:
    if row.unread:
        return f"{row.name}: cannot be read"
    parts = [
        "warning sign" if row.signs else "",
        "" if pd.isna(row.low) else f"{row.low:.0f} % done",
        "" if pd.isna(row.start) else f"discomfort {row.start:.1f} to {row.recent:.1f}",
        "" if not row.stops else f"{count(row.stops, 'session')} with a stop for pain",
        _ago(row.days_ago),
    ]
    return f"{row.name}: {', '.join(part for part in parts if part)}"


def _ago(days: Any) -> str:
    if pd.isna(days):
        return "nothing logged yet"
    return f"last entry {count(int(days), 'day')} ago" if days else "entry on the last day"


def _label(row: Any) -> str:
    """Return the name, with a mark before it that is no colour alone."""
    name = row.name if len(row.name) <= 18 else f"{row.name[:17]}…"
    return f"!  {name}" if row.signs else name


def _panels(ax: Axes) -> tuple[Axes, ...]:
    first, *others = ax.get_subplotspec().subgridspec(1, 4, width_ratios=(6, 6, 3, 3))
    ax.set_subplotspec(first)
    return ax, *(style.plain(ax.figure.add_subplot(place, sharey=ax)) for place in others)


def _lines(ax: Axes, frame: pd.DataFrame) -> None:
    """Give a panel its lines, the first person on top, and a grid that leads the eye along."""
    ax.set_ylim(len(frame) - 0.4, -0.6)
    ax.grid(axis="y", color=style.OPEN, linewidth=1.2)
    ax.tick_params(axis="y", length=0, labelleft=ax.get_subplotspec().is_first_col())
    ax.spines["left"].set_visible(False)


def _heading(ax: Axes, words: str) -> None:
    ax.text(
        0, 1, words, transform=ax.transAxes, va="bottom", fontsize=style.SMALL, color=style.MUTED
    )


def _done(ax: Axes, frame: pd.DataFrame) -> None:
    low, high = (frame[name].astype("float64").to_numpy() for name in ("low", "high"))
    bar = {"y": range(len(frame)), "height": 0.56}
    ax.barh(**bar, width=low, color=style.DONE, label="done")
    ax.barh(**bar, width=high - low, left=low, label="not_logged", **style.UNKNOWN)
    for at, row in enumerate(frame.itertuples()):
        words = "cannot be read" if row.unread else "too few sessions planned"
        if pd.isna(row.low):
            ax.text(0, at, words, va="center", fontsize=style.SMALL, color=style.MUTED)
    ax.set_xlim(0, 100)
    ax.set_xticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    _heading(ax, "done of the plan, 28 days")


def _felt(ax: Axes, frame: pd.DataFrame) -> None:
    start, recent = (frame[name].astype("float64").to_numpy() for name in ("start", "recent"))
    at = range(len(frame))
    stems = [((a, y), (b, y)) for a, b, y in zip(start, recent, at, strict=True) if a == a]
    ax.add_collection(LineCollection(stems, colors=style.FAINT, linewidths=2.4, zorder=1))
    ax.scatter(start, at, s=46, zorder=2, label="start", **_HOLLOW)
    ax.scatter(recent, at, s=46, zorder=3, label="recent", color=style.INK)
    for y, row in enumerate(frame.itertuples()):
        if pd.isna(row.start) and not row.unread:
            ax.text(
                0, y, "nothing to compare", va="center", fontsize=style.SMALL, color=style.MUTED
            )
    ax.set_xlim(-0.3, 10.3)
    ax.set_xticks(range(0, 11, 2), ["0", "2", "4", "6", "8", "10"])
    _heading(ax, "discomfort, start to now")


def _counted(ax: Axes, counts: pd.Series, least: int) -> None:
    """Draw a count of each person as a bar with its number; nothing where nothing is known."""
    values = counts.astype("float64").to_numpy()
    ax.barh(range(len(values)), values, height=0.3, color=style.MUTED, label=counts.name)
    for at, value in enumerate(counts):
        if pd.notna(value):
            ax.text(value, at, f" {value}", va="center", fontsize=style.SMALL, color=style.INK)
    ax.set_xlim(0, max(float(least), 1.3 * counts.fillna(0).max()))
    ax.xaxis.set_major_locator(MaxNLocator(3, integer=True))
