"""Counts as bars, each with its number: what got in the way, how rows came about."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.analysis.phrases import count
from backlog.figures import style

OBSTACLES = "What got in the way?"
RECORDING = "How did the sessions get into the log?"


def plot_obstacles(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.tables.obstacles`."""
    ax = style.axes(ax, OBSTACLES, describe_obstacles(frame), _height(frame))
    if frame.empty:
        return style.nothing(ax, "Nothing was cut short or left out.")
    open_ = frame["reason"].eq("not_said")
    return _bars(ax, frame["words"], frame["sessions"], open_)


def describe_obstacles(frame: pd.DataFrame) -> str:
    """Return every bar in words."""
    return _described(OBSTACLES, frame, "Nothing was cut short or left out.")


def plot_recording(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.tables.recorded`."""
    ax = style.axes(ax, RECORDING, describe_recording(frame), _height(frame))
    if frame.empty:
        return style.nothing(ax, "No session logged yet.")
    return _bars(ax, frame["words"], frame["sessions"], frame["sessions"] < 0)


def describe_recording(frame: pd.DataFrame) -> str:
    """Return every bar in words."""
    return _described(RECORDING, frame, "No session logged yet.")


def _height(frame: pd.DataFrame) -> float:
    return 1.1 + 0.42 * len(frame) if len(frame) else style.LOW


def _described(title: str, frame: pd.DataFrame, empty: str) -> str:
    rows = zip(frame.get("words", ()), frame.get("sessions", ()), strict=True)
    told = "; ".join(f"{words}: {count(n, 'session')}" for words, n in rows)
    return f"{title} {told}." if told else f"{title} {empty}"


def _bars(ax: Axes, names: pd.Series, sessions: pd.Series, open_: pd.Series) -> Axes:
    """Draw a bar and its number for each name; open ones have no filling."""
    fill = [style.PAPER if it else style.DONE for it in open_]
    ax.barh(range(len(names)), sessions, 0.6, color=fill, edgecolor=style.DONE, label="sessions")
    for at, n in enumerate(sessions):
        ax.text(n, at, f"  {count(n, 'session')}", va="center", fontsize=style.SMALL)
    ax.set_yticks(range(len(names)), list(names), fontsize=style.TEXT)
    ax.invert_yaxis()
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0, 1.3 * max(1, sessions.max()))
    return ax
