"""Away for a week or more: the stretch of days that nobody has said anything about.

Pure: rows of the log go in. An answer explains a stretch; "don't know" is an answer, too, which
leaves the days unknown and is never asked again. Must not know widgets, and counts no streak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from backlog.panel.asked import DONE

Record = Mapping[str, Any]
Range = tuple[date, date]

#: So many days without a session are a time away.
DAYS = 7
#: Rows about days that say why there was no session.
EXPLAINS = frozenset({"excused", "none_done"})
_DAY = timedelta(days=1)


def away(
    sessions: Iterable[Record], days: Iterable[Record], asked_until: str, day: date
) -> dict[str, Any] | None:
    """Return what to ask who comes back after seven days; None when nobody was away.

    Parameters
    ----------
    sessions, days : iterable of records
        Rows of these tables.
    asked_until : str
        The last day of a stretch that was answered with "don't know"; empty when there is none.
    day : date
        Today.

    Returns
    -------
    dict or None
        ``stretch``: first and last day of the longest unexplained stretch since the last session,
        None when everything but a few days is explained.
    """
    done = (row["local_day"] for row in sessions if row["status"] in DONE)
    last = max((each for each in done if each <= day), default=day)
    if (day - last).days <= DAYS:
        return None
    told = [(row["from"], row["to"]) for row in days if row["kind"] in EXPLAINS]
    told += [(last, date.fromisoformat(asked_until))] if asked_until else []
    stretch = max(_unexplained(last + _DAY, day - _DAY, told), key=len, default=[])
    asks = len(stretch) >= DAYS
    return {"stretch": [stretch[0].isoformat(), stretch[-1].isoformat()] if asks else None}


def _unexplained(first: date, last: date, told: Sequence[Range]) -> Iterator[list[date]]:
    """Yield each run of days from `first` to `last` that no range tells of."""

    def explained(each: date) -> bool:
        return any(start <= each <= end for start, end in told)

    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return (list(run) for known, run in groupby(every, explained) if not known)
