"""How settled the habit is: one line from 0 to 100, which is no adherence. Computes nothing."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from backlog.figures import style

TITLE = "How settled is the habit?"
NONE = "No days a week are chosen yet."


def plot_habit(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the table of `backlog.analysis.habit.strength`."""
    known = frame["strength"].notna().any()
    ax = style.axes(ax, TITLE, describe_habit(frame), 3.2 if known else style.LOW)
    if frame.empty:
        return style.nothing(ax)
    if not known:
        return style.nothing(ax, NONE)
    held = 100 * frame["strength"].astype("float64")
    mark = "o" if len(frame) <= 14 else ""
    ax.plot(frame["day"], held, color=style.DONE, linewidth=2.4, marker=mark, label="strength")
    ax.fill_between(frame["day"], 0, held, color=style.OPEN, zorder=0)
    ax.set_ylim(0, 104)
    ax.set_yticks([0, 25, 50, 75, 100], ["0 new", "25", "50", "75", "100 settled"])
    ax.grid(axis="y", color=style.FAINT, linewidth=0.6)
    day = pd.Timedelta(days=1)
    style.dates(ax, frame["day"].min() - day, frame["day"].max() + day)
    return ax


def describe_habit(frame: pd.DataFrame) -> str:
    """Return where the line ends."""
    if frame.empty:
        return f"{TITLE} {style.NOTHING}"
    known = frame["strength"].dropna()
    return f"{TITLE} {f'At the end {100 * known.iloc[-1]:.0f} of 100.' if len(known) else NONE}"
