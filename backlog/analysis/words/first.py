"""What stands first on the therapist's page, in words: warning signs, and how far it was felt.

The answer first, then what it rests on. Says what was ticked and never what a sign means.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from backlog.analysis import furthest as furthest_
from backlog.analysis.furthest import POINTS
from backlog.analysis.phrases import count, listed
from backlog.analysis.reason import Reason
from backlog.analysis.signs import Signs, Tick
from backlog.analysis.words.change import needs
from backlog.analysis.words.page import Told, short
from backlog.analysis.words.said import said


def signs(found: Signs, last: date) -> Told:
    """Say which warning signs were ticked on which days, or that the list was not shown."""
    looks = f"The list of warning signs was shown in {count(found.looks, 'session')}."
    if not found.ticks and not found.looks:
        none = "The list of warning signs was not shown in this period."
        return f"Not asked{_unseen(found, last)}", none
    if not found.ticks:
        return f"None ticked{_unseen(found, last)}", looks
    seen = f" Seen by a clinician: {listed([short(day, last) for day in found.seen[-TICKS:]])}."
    told = f"TICKED: {_ticks(found.ticks, last)}{_unseen(found, last)}"
    return told, looks + (seen if found.seen else "")


#: How many days with a warning sign have room, the last ones.
TICKS = 4


def _ticks(ticks: Sequence[Tick], last: date) -> str:
    more = f"{len(ticks) - TICKS} earlier; " if len(ticks) > TICKS else ""
    return more + "; ".join(_tick(tick, last) for tick in ticks[-TICKS:])


def _unseen(found: Signs, last: date) -> str:
    """Return the ticks from before the period that nobody has looked at yet."""
    if not found.unseen:
        return ""
    when = "; before this period, and" if found.ticks else " in this period;"
    return f"{when} not seen by a clinician yet: {_ticks(found.unseen, last)}"


def _tick(tick: Tick, last: date) -> str:
    return short(tick.day, last) + (f": {said(tick.words)}" if tick.words else "")


def furthest(told: pd.DataFrame, moved: furthest_.Moved | Reason, through: date) -> Told:
    """Say how far from the back it was felt in a period, and whether that moved since the start.

    A period is seldom the days that are compared, so these are named where they say something else.
    """
    point = furthest_.furthest(told)
    if point is None:
        return "Not answered", "How far from the back it was felt was not answered in this period."
    last = short(furthest_.last_day(told, point), through)
    answers = f"{count(len(told), 'answer')} in this period, the last of {POINTS[point]} on {last}."
    if isinstance(moved, Reason):
        return point_text(point), f"{answers} Whether it moved since the start: {needs(moved)}."
    weeks = furthest_.DAYS // 7
    of = "" if moved.last == point else f"in the last {weeks} weeks {POINTS[moved.last]}, "
    return f"{point_text(point)}; {of}{_WAYS[moved.way]}", (
        f"{answers} First {weeks} weeks {POINTS[moved.first]} (n {moved.n_first}), last {weeks} "
        f"{POINTS[moved.last]} (n {moved.n_last})."
    )


_WAYS = {
    furthest_.NEARER: "higher up than at the start",
    furthest_.FURTHER: "FURTHER down than at the start",
    furthest_.SAME: "as far as at the start",
}


def point_text(point: str) -> str:
    """Return a point at the beginning of a line: The buttock."""
    words = POINTS[point]
    return words[0].upper() + words[1:]
