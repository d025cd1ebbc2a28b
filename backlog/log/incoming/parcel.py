"""A parcel: the rows that one file brings, not yet in the log, and what is to be said about them.

Knows how an imported row is marked. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from backlog.problem import Problem
from backlog.session import local_day

Row = dict[str, Any]
#: Gives a time on the person's clock its offset.
Local = Callable[[datetime], datetime]

#: The name of an import: it stands in the id of each of its rows, between two ``_``.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
NAMED = "must be 1 to 24 small letters, digits and hyphens"
#: What a session without sets means for the numbers.
BEGUN = "A session without sets counts as begun, not as done: how much was done is not known."
#: The time that stands for a day of which no time is known.
_NOON = time(12)


@dataclass
class Parcel:
    """What a file brings.

    Parameters
    ----------
    name : str
        Name of the import, by which it is taken back.
    rows : dict of str to list
        New rows by table, all of revision 1.
    problems : list of Problem
        Cells that were set aside.
    remarks : list of str
        What a person should know before it is entered, in sentences.
    """

    name: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Put a row in."""
        self.rows.setdefault(table, []).append(dict(row))

    def id(self, *about: object) -> str:
        """Return the id of the row that is about this; the same in every import of the file."""
        text = "\x1f".join(map(str, about))
        return f"{prefix(self.name)}{sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


def prefix(name: str) -> str:
    """Return how the ids of an import begin."""
    return f"import_{name}_"


def name_of(id: str) -> str | None:
    """Return the import that a row came with, None for a row that was entered here."""
    found = re.match(rf"import_({NAME.pattern})_", id)
    return found[1] if found else None


@dataclass(frozen=True)
class When:
    """When something was: a time, or a day of which no time is known."""

    at: datetime
    day: date
    known: bool

    @property
    def time_known(self) -> str:
        """The same, as the table ``sessions`` tells it."""
        return "exact" if self.known else "day"


def moment(at: datetime, local: Local) -> When:
    """Return a time that is known; without an offset it is one of the person's clock.

    UTC is how programs write times, and no clock on a wall: its day is that of the person's clock.
    """
    aware = at if at.tzinfo else local(at)
    own = aware if aware.utcoffset() else aware.astimezone(local(aware.replace(tzinfo=None)).tzinfo)
    return When(aware, local_day(own), True)


def day(on: date, local: Local) -> When:
    """Return a day of which no time is known; noon stands for it."""
    return When(local(datetime.combine(on, _NOON)), on, False)


def session(
    id: str, when: When, tz: str | None, status: str = "finished", note: str | None = None
) -> Row:
    """Return the row of a session that was done elsewhere."""
    return {
        "session_id": id,
        "started_at": when.at,
        "time_known": when.time_known,
        "tz": tz,
        "local_day": when.day,
        "status": status,
        "entry": "backfilled",
        "note": note,
    }


def numbered(keys: Sequence[Any]) -> list[int]:
    """Return for each key how many equal ones stand before it."""
    seen: dict[Any, int] = {}
    places = []
    for key in keys:
        places.append(seen.get(key, 0))
        seen[key] = places[-1] + 1
    return places
