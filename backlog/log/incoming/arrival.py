"""From a parcel into the log, and back: what would be done first, then done when it is asked for.

Entering is `Log.extend`, so importing twice adds nothing; taking back appends revisions that say
``deleted``, so no line is removed. A row that was taken back or deleted stays so until it is asked
for again. A set that counts as not done, as the file did not tell it, is revised once it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backlog.log import corrections, schema
from backlog.log.corrections import Revision
from backlog.log.error import LogError
from backlog.log.incoming.parcel import Parcel, Row, name_of, prefix
from backlog.log.schema import TABLES
from backlog.log.store import Log

#: The tables that an import may fill, in the order in which they are written: sets come before
#: their sessions, as at the close of a session.
ORDER = ("sets", "sessions", "checkins", "days")
#: What somebody may say of a set that was not done.
_SAID = ("reason", "discomfort", "reviewed", "note")


@dataclass(frozen=True)
class Arrival:
    """What entering a parcel would do.

    Parameters
    ----------
    rows : mapping of str to list
        What would be written, by table.
    there : int
        Rows that the log has already and that say the same.
    other : int
        Rows that the log has with other values: corrected here, or changed in the file since.
    deleted : int
        Rows that were deleted or taken back, and stay so.
    twice : int
        Days on which the log has a session already, and one more would be entered.
    begins, would_begin : datetime.date, optional
        The first day of the log as it is, and as it would be.
    """

    rows: Mapping[str, list[Row]]
    there: int
    other: int
    deleted: int
    twice: int
    begins: date | None
    would_begin: date | None


@dataclass(frozen=True)
class Return:
    """What taking an import back would do: the revisions that would be written, by table.

    `revised` of them were revised since they came in: corrected here, or told by a file that grew.
    """

    rows: Mapping[str, list[Row]]
    revised: int


def plan(log: Log, parcel: Parcel, again: bool = False) -> Arrival:
    """Return what entering a parcel would do; `again` brings back what was taken back."""
    new: dict[str, list[Row]] = {}
    counts = {"there": 0, "other": 0, "deleted": 0}
    for table in ORDER:
        coming, key = parcel.rows.get(table, []), TABLES[table].key[0]
        known = corrections.histories(log, table, {row[key] for row in coming})
        for row in coming:
            past = known.get(row[key], [])
            found = _judged(table, row, past)
            if found == "new" or (found == "deleted" and again):
                new.setdefault(table, []).append(_next(row, past))
            else:
                counts[found] += 1
    begins = _first_day(log)
    days = [row["local_day"] for rows in new.values() for row in rows if "local_day" in row]
    days += [begins] if begins else []
    twice = len(_session_days(log.records("sessions")) & _session_days(new.get("sessions", [])))
    return Arrival(new, **counts, twice=twice, begins=begins, would_begin=min(days, default=None))


def apply(log: Log, rows: Mapping[str, list[Row]]) -> None:
    """Write the rows of an arrival or of a return; done twice, they are there once."""
    for table in ORDER:
        if rows.get(table):
            log.extend(table, rows[table])


def take_back(log: Log, name: str) -> Return:
    """Return what taking an import back would do.

    Raises
    ------
    LogError
        When no row came with an import of that name; it tells which there are.
    """
    _refuse_unknown(log, name)
    rows: dict[str, list[Row]] = {}
    revised = 0
    for table in ORDER:
        own = {id for id in _ids(log, table) if id.startswith(prefix(name))}
        for past in corrections.histories(log, table, own).values():
            newest = past[-1].record
            if newest["status"] != "deleted":
                revised += _was_revised(past)
                gone = {**newest, "status": "deleted", "rev": newest["rev"] + 1}
                rows.setdefault(table, []).append(gone | {"recorded_at": None})
    return Return(rows, revised)


def _was_revised(past: Sequence[Revision]) -> bool:
    """Return whether the newest revision is another one than that which brought the row."""
    return len(past) > 1 and past[-2].record["status"] != "deleted"


def names(log: Log) -> list[str]:
    """Return the names of all imports, those that were taken back among them."""
    ids = (id for table in ORDER for id in _ids(log, table))
    return sorted({name for name in map(name_of, ids) if name})


def _refuse_unknown(log: Log, name: str) -> None:
    there = names(log)
    if name not in there:
        known = f"there are {', '.join(there)}" if there else "nothing was imported yet"
        raise LogError(f"There is no import called '{name}'; {known}.")


def _ids(log: Log, table: str) -> Iterator[str]:
    """Yield the ids of all rows, deleted ones among them."""
    yield from (row[TABLES[table].key[0]] for row in corrections.latest(log, table))


def _judged(table: str, row: Row, past: Sequence[Revision]) -> str:
    """Return whether a row is new, there, there with other values, or deleted."""
    if not past:
        return "new"
    kind, known = schema.table(table), past[-1].record
    if known["status"] == "deleted":
        return "deleted"
    told = kind.check({**row, "rev": known["rev"], "recorded_at": known["recorded_at"]})
    if told == known:
        return "there"
    return "new" if _was_untold(past) and told["status"] != "not_attempted" else "other"


def _was_untold(past: Iterable[Revision]) -> bool:
    """Return whether nobody, be it a file or somebody here, ever said anything of a set.

    Taken back and brought again, it still is one of which nothing is known.
    """
    kept = [each.record for each in past if each.record["status"] != "deleted"]
    return all(
        each["status"] == "not_attempted" and all(each[name] is None for name in _SAID)
        for each in kept
    )


def _next(row: Row, past: Sequence[Revision]) -> Row:
    return {**row, "rev": past[-1].number + 1 if past else 1}


def _session_days(rows: Iterable[Mapping[str, Any]]) -> set[date]:
    return {row["local_day"] for row in rows if row["status"] != "not_started"}


def _first_day(log: Log) -> date | None:
    return min(_days(log), default=None)


def _days(log: Log) -> Iterator[Any]:
    """Yield the days on which something was logged; days away are no entries."""
    for table in ORDER[:3]:
        yield from (row["local_day"] for row in log.records(table))
