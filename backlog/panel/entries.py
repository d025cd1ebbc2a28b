"""Entries: what stands in the log, as a person knows it, from the newest to the oldest.

A session is one entry with its sets; a check-in, something about a day and a rated activity are one
each. Records go in, plain data for the browser come out. Pure; must not know a widget or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from backlog.log.corrections import Revision
from backlog.log.schema import table as schema_of
from backlog.panel import fields

Record = Mapping[str, Any]
#: Tables whose rows are entries; the sets belong to their sessions.
TABLES = ("sessions", "checkins", "days", "activities")
#: What the list tells of an entry beside when it was.
_TOLD = {
    "sessions": ("time_known", "status", "entry", "discomfort_before", "discomfort_after"),
    "checkins": ("kind", "discomfort", "settled"),
    "days": ("kind", "reason", "exercise", "quality", "to"),
    "activities": ("kind", "name", "value"),
}


@dataclass(frozen=True)
class Entry:
    """One entry: the newest revision of its row, and those of the sets of a session."""

    table: str
    record: Record
    sets: tuple[Record, ...] = ()

    @property
    def id(self) -> str:
        """The row's id."""
        return str(self.record[schema_of(self.table).key[0]])

    @property
    def deleted(self) -> bool:
        """Whether the entry counts no more."""
        return bool(self.record["status"] == "deleted")

    @property
    def day(self) -> date:
        """The day that the entry is about, or the first of its days."""
        day: date = self.record["from" if self.table == "days" else "local_day"]
        return day

    @property
    def at(self) -> datetime:
        """When it was; of something about a day, when that was written down."""
        moment = {"sessions": "started_at", "days": "recorded_at"}.get(self.table, "at")
        at: datetime = self.record[moment]
        return at

    @property
    def rows(self) -> list[tuple[str, str, Record]]:
        """Table, id and record of each of its rows; a session's sets come first."""
        sets = [("sets", each["set_id"], each) for each in self.sets]
        return [*sets, (self.table, self.id, self.record)]


def entries(records: Mapping[str, Sequence[Record]]) -> list[Entry]:
    """Return all entries of the newest revisions of the rows of each table, the newest first."""
    sets: dict[str, list[Record]] = {}
    for each in sorted(records["sets"], key=lambda row: row["set_id"]):
        sets.setdefault(each["session_id"], []).append(each)
    found = [
        Entry(table, row, tuple(sets.get(row["session_id"], ())) if table == "sessions" else ())
        for table in TABLES
        for row in records[table]
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.at), reverse=True)


def listed(all_entries: Iterable[Entry], most: int, deleted: bool) -> dict[str, Any]:
    """Return the newest entries as lines of the list, and how many more there are.

    Parameters
    ----------
    all_entries : iterable of Entry
        The newest first.
    most : int
        How many lines there may be.
    deleted : bool
        Whether the deleted ones are asked for, or those that count.
    """
    asked = [entry for entry in all_entries if entry.deleted == deleted]
    lines = [line(entry) for entry in asked[:most]]
    return {"entries": lines, "more": max(0, len(asked) - most), "deleted": deleted}


def line(entry: Entry) -> dict[str, Any]:
    """Return what the list tells of one entry."""
    told = {name: plain(entry.record[name]) for name in _TOLD[entry.table]}
    done = {each["exercise"] for each in entry.sets if each["reps"]}
    return {
        **told,
        "table": entry.table,
        "id": entry.id,
        "day": plain(entry.day),
        "at": None if entry.table == "days" else plain(entry.at),
        "note": entry.record["note"],
        "exercises": len(done),
        "deleted": entry.deleted,
        "corrected": any(row["rev"] > 1 for *_, row in entry.rows),
    }


def opened(entry: Entry, past: Iterable[Sequence[Revision]], today: date) -> dict[str, Any]:
    """Return one entry with its fields and its history.

    Parameters
    ----------
    entry : Entry
    past : iterable of sequences of Revision
        The history of each of its rows.
    today : date
        After the entry's day a rating that was not given is not asked: ``late`` tells.
    """
    return {
        "line": line(entry),
        "late": entry.day < today,
        "fields": _fields(entry.table, entry.record),
        "sets": [_set(each) for each in entry.sets],
        "history": history(entry, past),
    }


def _fields(table: str, row: Record) -> list[dict[str, Any]]:
    return [{**asdict(field), "value": plain(row[field.name])} for field in fields.of(table, row)]


def _set(row: Record) -> dict[str, Any]:
    told = ("set_id", "exercise", "side", "set_no", "target_reps", "hold_unit", "reps", "status")
    return {**{name: row[name] for name in told}, "fields": _fields("sets", row)}


def history(entry: Entry, past: Iterable[Sequence[Revision]]) -> list[dict[str, Any]]:
    """Return what was written down when, the oldest first: what was done at once is one step.

    The first step changed nothing: then the entry was written.
    """
    places = {each["set_id"]: place for place, each in enumerate(entry.sets)}
    steps: dict[datetime, list[dict[str, Any]]] = {}
    for revision in (each for row in past for each in row):
        place = places.get(revision.record.get("set_id", ""))
        steps.setdefault(revision.recorded_at, []).extend(
            {"set": place, "field": name, "before": plain(before), "after": plain(after)}
            for name, (before, after) in revision.changes.items()
        )
    told = [{"at": plain(at), "changes": changes} for at, changes in sorted(steps.items())]
    return [told[0], *(step for step in told[1:] if step["changes"])]


def plain(value: Any) -> Any:
    """Return a value as the browser takes it: days and times as text."""
    return value.isoformat() if isinstance(value, date) else value
