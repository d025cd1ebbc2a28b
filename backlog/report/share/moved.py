"""All dates moved by the same number of weeks, and what carries a date made anew with them.

Weekdays and times of day stay. An id is made of a day and a time, and a program's version of the
days of its lines, so both are new; offset and time zone would tell the season by daylight saving,
so times keep their hands and lose their offset. Pure: the weeks are given, and told nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from backlog.log.schema import TABLES, Record
from backlog.program import Prescription, from_records, in_force, version
from backlog.report.share.excerpt import Rows

#: At least a year back, so that a guess by the news of the day leads nowhere; at most ten.
FEWEST, MOST = 52, 520
#: What is new for each that was.
Names = Mapping[str, str]
_EARLIEST = date(2000, 1, 1)
_PLACE = re.compile(r"-[0-9]{1,4}")


def weeks(rows: Mapping[str, list[Record]], below: Callable[[int], int]) -> int:
    """Return by how many weeks dates go back; `below` gives a random number below another."""
    days = [value for value in _values(rows) if isinstance(value, date)]
    earliest = min((_day(value) for value in days), default=_EARLIEST)
    room = min(MOST, (earliest - _EARLIEST).days // 7)
    return min(FEWEST, room) + below(max(room - FEWEST, 0) + 1)


def _values(rows: Mapping[str, list[Record]]) -> Iterator[Any]:
    return (value for kept in rows.values() for row in kept for value in row.values())


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def moved(rows: Mapping[str, list[Record]], program: Sequence[Prescription], back: int) -> Rows:
    """Return rows whose dates lie `back` weeks earlier, with new ids and versions.

    Parameters
    ----------
    rows : mapping of str to list of dict
        The rows of each table.
    program : sequence of Prescription
        Every dated line of the log: what the versions in the rows speak of.
    back : int
        Number of weeks.
    """
    by = timedelta(weeks=back)
    ids, versions = new_ids(rows), _versions(rows, program, by)
    return {table: [_moved(row, by, ids, versions) for row in kept] for table, kept in rows.items()}


def _moved(row: Record, by: timedelta, ids: Names, versions: Names) -> Record:
    new = {name: earlier(value, by) for name, value in row.items()}
    new |= {name: ids[value] for name, value in row.items() if name.endswith("_id") and value}
    new |= {"program": versions[row["program"]]} if row.get("program") else {}
    return new | {"tz": None} if "tz" in row else new


def earlier(value: Any, by: timedelta) -> Any:
    """Return a date or a time moved back; anything else as it is."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) - by
    return value - by if isinstance(value, date) else value


def new_ids(rows: Mapping[str, list[Record]]) -> dict[str, str]:
    """Return a new id for each; the sets of one session still share theirs."""
    sessions = sorted({row["session_id"] for row in _all(rows) if row.get("session_id")})
    ids = {old: f"session-{number:05d}" for number, old in enumerate(sessions, 1)}
    for table, kept in rows.items():
        key = TABLES[table].key[0]
        if table != "sessions" and key.endswith("_id"):
            numbered = enumerate(kept, 1)
            ids |= {row[key]: _new(row, key, number, ids) for number, row in numbered}
    return ids


def _new(row: Record, key: str, number: int, ids: Names) -> str:
    """Return a row's new id: a set's is its session's and its place, where the old one was so."""
    session = row["session_id"] if key == "set_id" else ""
    place = row[key].removeprefix(session)
    if session and _PLACE.fullmatch(place):
        return f"{ids[session]}{place}"
    return f"{key.removesuffix('_id')}-{number:05d}"


def _all(rows: Mapping[str, list[Record]]) -> Iterator[Record]:
    return (row for kept in rows.values() for row in kept)


def _versions(
    rows: Mapping[str, list[Record]], program: Sequence[Prescription], by: timedelta
) -> dict[str, str]:
    """Return the new version for each; one that no lines explain gets a number."""
    told = sorted({row["program"] for row in _all(rows) if row.get("program")})
    later, _ = from_records(enumerate(_moved(line.record(), by, {}, {}) for line in program))
    known = {
        version(in_force(program, day)): version(in_force(later, day - by))
        for day in _starts(program)
    }
    return {old: known.get(old, f"{number:08x}") for number, old in enumerate(told, 1)}


def _starts(program: Iterable[Prescription]) -> set[date]:
    return {line.from_day for line in program}
