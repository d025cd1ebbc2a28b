"""Daily discomfort: every rating as a dot, the 7-day median as a line. Computes nothing.

The axis is always 0 to 10. A day without a rating has no dot, and the line stops where it would
bridge more than one such day.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from backlog.analysis.phrases import count, day_text
from backlog.figures import style

TITLE = "How much discomfort was there each day?"

#: Mark and words of each kind of rating.
KINDS = {"daily": ("o", "daily check-in"), "before": ("s", "before a session")}

_EXCUSED = {"facecolor": "#e6ebee", "edgecolor": "#b5bfc6", "hatch": "..", "linewidth": 0}

_DAY = pd.Timedelta(days=1)


def plot_discomfort(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the series of `backlog.analysis.discomfort.daily`."""
    ax = style.axes(ax, TITLE, describe_discomfort(frame), 4.6 if len(frame) else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    keys = _dots(ax, frame) | _line(ax, frame) | _happenings(ax, frame)
    ax.set_ylim(-0.4, 10.4)
    ax.set_yticks(range(0, 11, 2), ["0 none", "2", "4", "6", "8", "10 worst"])
    ax.grid(axis="y", color=style.FAINT, linewidth=0.6)
    style.dates(ax, frame["day"].min() - _DAY, frame["day"].max() + _DAY)
    style.legend(ax, keys, columns=3)
    return ax


def describe_discomfort(frame: pd.DataFrame) -> str:
    """Return the series in words: how many ratings, their range, and the latest median."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    rated = frame["discomfort"].dropna()
    since, until = day_text(frame["day"].min()), day_text(frame["day"].max())
    about = f"{TITLE} {_on(rated, frame)} from {since} to {until}"
    if rated.empty:
        return f"{about}."
    last = frame["median7"].iloc[-1]
    median = f"; 7-day median at the end {last:g}" if pd.notna(last) else ""
    return f"{about}, from {rated.min():g} to {rated.max():g} of 10{median}."


def _on(rated: pd.Series, frame: pd.DataFrame) -> str:
    return f"{count(len(rated), 'rating')} on {count(len(frame), 'day')}"


def _dots(ax: Axes, frame: pd.DataFrame) -> dict[str, Artist]:
    keys: dict[str, Artist] = {}
    size = 30 if len(frame) <= 200 else 9
    for kind, (marker, words) in KINDS.items():
        rows = frame[frame["kind"] == kind]
        if len(rows):
            fill = style.HALF if kind == "daily" else style.PAPER
            keys[words] = ax.scatter(
                rows["day"],
                rows["discomfort"].astype(float),
                s=size,
                marker=marker,
                facecolor=fill,
                edgecolor=style.DONE,
                linewidth=0.8,
                zorder=3,
                label=kind,
            )
    return keys


def _line(ax: Axes, frame: pd.DataFrame) -> dict[str, Artist]:
    median = frame["median7"].astype("float64")
    if median.isna().all():
        return {}
    (line,) = ax.plot(
        frame["day"], median, color=style.INK, linewidth=2.4, zorder=4, label="median7"
    )
    return {"median of 7 days": line}


def _happenings(ax: Axes, frame: pd.DataFrame) -> dict[str, Artist]:
    """Draw excused days, flares and changes of the program; return their keys."""
    keys: dict[str, Artist] = {}
    for first, last in _runs(frame, "excused"):
        ax.axvspan(first - _DAY / 2, last + _DAY / 2, zorder=0, **_EXCUSED)
        keys["excused"] = Patch(**_EXCUSED)
    for first, last in _runs(frame, "flare"):
        span = [first - _DAY / 2, last + _DAY / 2]
        ax.plot(span, [10.2, 10.2], color=style.WARM_DARK, linewidth=5, solid_capstyle="butt")
        keys["flare, as declared"] = Line2D([], [], color=style.WARM_DARK, linewidth=5)
    for day in _changes(frame):
        line = ax.axvline(day - _DAY / 2, color=style.INK, linewidth=1.2, linestyle=(0, (4, 3)))
        keys["program changed"] = line
    return keys


def _runs(frame: pd.DataFrame, column: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return first and last day of each unbroken run of days on which `column` holds."""
    held = frame[frame[column]]
    run = (held["day"].diff() != _DAY).cumsum()
    return [(days.min(), days.max()) for _, days in held["day"].groupby(run)]


def _changes(frame: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the first day of each program but the first."""
    previous = frame["program"].shift()
    changed = (frame["program"] != previous) & previous.fillna("").ne("")
    return list(frame.loc[changed, "day"])
