"""The cells and sentences of a caseload, as people read them. Works nothing out.

What is empty stays empty: a person without a plan has no percentage, one without ratings no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backlog.analysis import discomfort
from backlog.analysis.adherence import Adherence
from backlog.analysis.phrases import count, day_text, number
from backlog.analysis.phrases import percent as percent_text
from backlog.caseload.order import Look
from backlog.caseload.row import Row, Unread

if TYPE_CHECKING:
    from backlog.caseload import Caseload

#: Where the first or the last days have too few ratings, or there are too few days yet.
NOTHING = "nothing to compare"


def kept(sums: Adherence) -> str | None:
    """Return what was done of what was asked for: 17 of 26: 65 % to 77 %."""
    if not sums.prescribed:
        return "nothing asked for" if sums.chosen else None
    told = f"{sums.done:.0f} of {sums.prescribed:.0f}"
    if not sums.enough or sums.low is None or sums.high is None:
        return told
    low, high = (percent_text(100 * share) for share in (sums.low, sums.high))
    return f"{told}: {low}" if low == high else f"{told}: {low} to {high}"


def dose(row: Row) -> str | None:
    """Return the dose of the last 28 days."""
    return None if row.dose is None else percent_text(row.dose)


def now(row: Row) -> str:
    """Return the median of the last seven days with its number of ratings."""
    ratings = count(row.ratings, "rating")
    if row.now is None:
        return f"{row.ratings} of {discomfort.FEWEST} ratings"
    return f"{number(row.now)} ({ratings})"


def change(row: Row) -> str:
    """Return the means of the first and the last days that were compared, and the state."""
    if row.start is None or row.recent is None:
        return NOTHING
    interim = ", interim" if row.interim else ""
    part = " in the file" if row.begins else ""
    return f"{row.start:.1f} to {row.recent:.1f}{part}: {row.state}{interim}"


def last_entry(row: Row) -> str:
    """Return the day of the last entry and how long ago it is."""
    if row.last_entry is None:
        return "none yet"
    ago = f" ({count(row.days_ago, 'day')} ago)" if row.days_ago else ""
    return f"{row.last_entry.day} {row.last_entry:%b %Y}{ago}"


def caption(caseload: Caseload) -> str:
    """Return what stands under a figure of the caseload."""
    signs = any(isinstance(it.row, Row) and it.row.signs for it in caseload.looks)
    mark = "! a warning sign was ticked and not seen yet. " if signs else ""
    return f"{mark}Data through {day_text(caseload.through)}. Shows what happened, not why."


def trouble(caseload: Caseload) -> str:
    """Return what is wrong with the therapist's rules, a line each."""
    return "\n".join(map(str, caseload.problems)) or "Every rule can be read."


def compared(one: Caseload, other: Caseload) -> str:
    """Return whether two readings of the same people are equal."""
    rows = count(len(one.looks), "row")
    return f"{rows}, all of them equal." if one.looks == other.looks else "The rows differ."


def headline(looks: tuple[Look, ...]) -> str:
    """Return how many people there are, and for how many there is a reason to look."""
    if not looks:
        return "There is nobody in this folder."
    reasons = sum(bool(look.reasons) for look in looks)
    damaged = sum(isinstance(look.row, Unread) for look in looks)
    told = f"{count(len(looks), 'person', 'people')}: a reason to look at {reasons} of them."
    return f"{told}\n{count(damaged, 'log')} cannot be read." if damaged else told
