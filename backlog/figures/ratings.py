"""What every figure of daily ratings shares: the scale, the dots, and what happened on which day.

The axis is always 0 to 10. A day without a rating has no dot.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from backlog.analysis.phrases import count, listed, span_text
from backlog.figures import style

Keys = dict[str, Artist | tuple[Artist, ...]]

#: Mark and words of each kind of rating.
KINDS = {"daily": ("o", "daily check-in"), "before": ("s", "before a session")}

_EXCUSED = {"facecolor": "#e6ebee", "edgecolor": "#b5bfc6", "hatch": "..", "linewidth": 0}
#: Upright lines have a light edge, so that they are seen on dark bars too.
_EDGE = [withStroke(linewidth=3, foreground=style.PAPER)]
_LINE: dict[str, Any] = {"linewidth": 1.2, "path_effects": _EDGE}
_CHANGED: dict[str, Any] = {"color": style.INK, "linestyle": (0, (4, 3)), **_LINE}
_VISIT: dict[str, Any] = {"color": style.MUTED, "linestyle": "-", **_LINE}

DAY = pd.Timedelta(days=1)
#: From the Monday of a week to its middle, where what is told of the week stands.
MIDDLE = 3 * DAY


def days(ax: Axes, frame: pd.DataFrame, quiet: bool = False) -> Keys:
    """Draw dots and happenings of a daily series on a scale from 0 to 10; return their keys."""
    keys = _dots(ax, frame, quiet) | _happenings(ax, frame)
    scale(ax)
    style.dates(ax, frame["day"].min() - DAY, frame["day"].max() + DAY)
    return keys


def scale(ax: Axes) -> None:
    """Give the y axis the whole scale of discomfort."""
    ax.set_ylim(-0.4, 10.4)
    ax.set_yticks(range(0, 11, 2), ["0 none", "2", "4", "6", "8", "10 worst"])
    ax.grid(axis="y", color=style.FAINT, linewidth=0.6)


def about(frame: pd.DataFrame) -> str:
    """Return how many ratings there are, on which days."""
    rated = count(int(frame["discomfort"].notna().sum()), "rating")
    on = span_text(frame["day"].min(), frame["day"].max())
    return f"{rated} on {count(len(frame), 'day')}, {on}"


def happened(ax: Axes, weekly: pd.DataFrame) -> Keys:
    """Draw what happened in weeks of `backlog.analysis.marks.weeks`, each on its own day."""
    excused, visits, changes = (_days_of(weekly, name) for name in _HAPPENED)
    keys: Keys = {}
    for day in excused:
        ax.axvspan(day - DAY / 2, day + DAY / 2, zorder=0, label="excused", **_EXCUSED)
        keys["excused"] = Patch(**_EXCUSED)
    return keys | _upright(ax, visits, changes)


def told(weekly: pd.DataFrame) -> str:
    """Return how much of what happened is marked, as an end of a sentence."""
    excused, visits, changes = (len(_days_of(weekly, name)) for name in _HAPPENED)
    parts = {
        count(changes, "change of the program", "changes of the program"): changes,
        count(visits, "visit"): visits,
        count(excused, "excused day"): excused,
    }
    marked = listed([words for words, there in parts.items() if there])
    return f"; marked: {marked}" if marked else ""


#: Columns of days, in the order in which they are drawn.
_HAPPENED = ("excused_on", "visits_on", "changed_on")


def _days_of(weekly: pd.DataFrame, name: str) -> list[pd.Timestamp]:
    return [day for days in weekly[name] for day in days]


def _dots(ax: Axes, frame: pd.DataFrame, quiet: bool) -> Keys:
    """Draw the ratings; `quiet` ones stand behind what a figure is about."""
    keys: Keys = {}
    size, edge = (30 if len(frame) <= 200 else 9), (style.MUTED if quiet else style.DONE)
    for kind, (marker, words) in KINDS.items():
        rows = frame[frame["kind"] == kind]
        fill = style.HALF if kind == "daily" and not quiet else style.PAPER
        if len(rows):
            keys[words] = ax.scatter(
                rows["day"],
                rows["discomfort"].astype(float),
                s=size,
                marker=marker,
                facecolor=fill,
                edgecolor=edge,
                linewidth=0.8,
                zorder=3,
                label=kind,
            )
    return keys


def _happenings(ax: Axes, frame: pd.DataFrame) -> Keys:
    """Draw excused days, flares, visits and changes of the program; return their keys."""
    keys: Keys = {}
    for first, last in _runs(frame, "excused"):
        ax.axvspan(first - DAY / 2, last + DAY / 2, zorder=0, **_EXCUSED)
        keys["excused"] = Patch(**_EXCUSED)
    for first, last in _runs(frame, "flare"):
        span = [first - DAY / 2, last + DAY / 2]
        ax.plot(span, [10.2, 10.2], color=style.WARM_DARK, linewidth=5, solid_capstyle="butt")
        keys["flare, as declared"] = Line2D([], [], color=style.WARM_DARK, linewidth=5)
    return keys | _upright(ax, list(frame.loc[frame["visit"], "day"]), _changes(frame))


def _upright(ax: Axes, visits: list[pd.Timestamp], changes: list[pd.Timestamp]) -> Keys:
    """Draw visits on their day, and changes of the program before the first day of the new one."""
    keys: Keys = {}
    for day in visits:
        ax.axvline(day, zorder=1, label="visit", **_VISIT)
        keys["visit"] = Line2D([], [], color=style.MUTED, marker="|", markersize=13, linestyle="")
    for day in changes:
        keys["program changed"] = ax.axvline(day - DAY / 2, label="changed", **_CHANGED)
    return keys


def _runs(frame: pd.DataFrame, column: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return first and last day of each unbroken run of days on which `column` holds."""
    held = frame[frame[column]]
    run = (held["day"].diff() != DAY).cumsum()
    return [(days.min(), days.max()) for _, days in held["day"].groupby(run)]


def _changes(frame: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the first day of each program but the first."""
    previous = frame["program"].shift()
    changed = (frame["program"] != previous) & previous.fillna("").ne("")
    return list(frame.loc[changed, "day"])
