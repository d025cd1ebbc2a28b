"""What a caseload knows of one person: a small row of plain values, or why there is none.

A row holds no frame, no path and no more text than a person reads, so that thousands of them travel
between processes and fit in memory. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backlog.analysis.adherence import Adherence

#: A name is that of a folder, which is no longer on any system.
LONGEST_NAME = 255


@dataclass(frozen=True)
class Sign:
    """Warning signs that were ticked on one day, in the words that the person saw."""

    day: date
    words: str


@dataclass(frozen=True)
class Row:
    """One person's log, summed up through one day.

    Parameters
    ----------
    name : str
        Name of the folder or bundle.
    first : datetime.date or None
        First day of the daily series; None while nothing is logged.
    begins, ends : datetime.date or None
        The days that a shared file is of; None of a whole log. What the file does not know is not
        counted: its last day is the last that is looked at.
    behind : int
        Days from the end of the file to the last day of the caseload.
    last_28, whole : Adherence
        Done and prescribed, of the last 28 days and since day 1.
    dose : float or None
        Percent of the dose of the last 28 days, the mean over the exercises; None where an exercise
        has fewer than five prescribed sessions.
    now, ratings : float or None, int
        Median discomfort (0-10) of the last seven days, None under four ratings; their number.
    state, interim : str, bool
        The state of the change from the start, and whether it stands between two marks.
    needed : str
        What a state would need, where there is none yet.
    start, recent : float or None
        Mean discomfort of the first and of the last days that were compared.
    last_entry, days_ago : datetime.date or None, int or None
        The last day with a session or a check-in, and how long ago it is.
    away : int
        How many of the days since were declared away.
    worst : int or None
        Highest discomfort of the last 28 days, at rest or in a session.
    stops, last_stop : int, datetime.date or None
        Sessions of the last 28 days that pain stopped, as a whole or in a set; the last such day.
    signs : tuple of Sign
        Warning signs that were ticked and that no clinician has seen, the oldest first.
    set_aside : int
        Rows that could not be read.
    problems : tuple of str
        The first of them in words.
    """

    name: str
    first: date | None
    begins: date | None
    ends: date | None
    behind: int
    last_28: Adherence
    whole: Adherence
    dose: float | None
    now: float | None
    ratings: int
    state: str
    interim: bool
    needed: str
    start: float | None
    recent: float | None
    last_entry: date | None
    days_ago: int | None
    away: int
    worst: int | None
    stops: int
    last_stop: date | None
    signs: tuple[Sign, ...]
    set_aside: int
    problems: tuple[str, ...]

    @property
    def quiet(self) -> int:
        """Days without an entry, those away left out; 0 while nothing was ever logged."""
        return (self.days_ago or 0) - self.away


@dataclass(frozen=True)
class Unread:
    """A folder or bundle that gave no row, and why."""

    name: str
    why: str
