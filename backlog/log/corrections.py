"""Corrections: rows with the same id and the next revision, and what they changed.

Ordinary use never rewrites a row: who revises, deletes or undoes appends. Knows revisions; must not
know what a value means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backlog.log import reader, revisions, schema
from backlog.log.append import locked
from backlog.log.error import LogError
from backlog.log.schema import Record, Table
from backlog.log.store import Log
from backlog.session import local_day

#: What each revision has anew, so that it is no change of the row.
_OWN = ("rev", "recorded_at")


@dataclass(frozen=True)
class Revision:
    """One revision of a row: where it stands, and which columns changed from what to what.

    The first revision changed nothing.
    """

    line: int
    record: Record
    changes: Mapping[str, tuple[Any, Any]]

    @property
    def number(self) -> int:
        """Number of the revision, 1 as first written."""
        return int(self.record["rev"])

    @property
    def recorded_at(self) -> datetime:
        """When it was written down."""
        at: datetime = self.record["recorded_at"]
        return at


def history(log: Log, table: str, id: str) -> list[Revision]:
    """Return the revisions of a row, the oldest first; deleted ones are among them."""
    kind = schema.table(table)
    if not kind.revised:
        return []
    rows = reader.reading(log.tables.data(kind), kind).rows
    own = [row for row in rows if row.record[kind.key[0]] == id]
    once = sorted(revisions.told_once(own, kind)[0], key=_rev)
    before = [None, *(row.record for row in once)]
    return [
        Revision(row.line, row.record, _changes(earlier, row.record))
        for row, earlier in zip(once, before, strict=False)
    ]


def _rev(row: revisions.Row) -> int:
    return int(row.record["rev"])


def _changes(before: Record | None, after: Record) -> dict[str, tuple[Any, Any]]:
    if before is None:
        return {}
    names = [name for name in after if name not in _OWN and before[name] != after[name]]
    return {name: (before[name], after[name]) for name in names}


def revise(log: Log, table: str, id: str, changes: Mapping[str, Any]) -> Record:
    """Correct a row: append its next revision with some columns changed.

    Returns
    -------
    Record
        The row as it counts now. When `changes` change nothing, nothing is written.

    Raises
    ------
    ValueError
        When a value may not stand in its column, or a column is the log's own.
    LogError
        When there is no such row, when it is deleted, or when nothing could be written.
    """
    kind = schema.table(table)
    own = [name for name in changes if name in (*kind.key, *_OWN, "chk")]
    if own:
        raise ValueError(f"{kind.file}: {own[0]} is the log's own and cannot be revised")
    with _locked_past(log, kind, id) as past:
        newest = past[-1].record
        if newest["status"] == "deleted":
            raise LogError(f"{id} in {kind.file} is deleted: undo that first.")
        return _appended(log, kind, newest, {**newest, **changes})


def delete(log: Log, table: str, id: str) -> Record:
    """Delete a row: append a revision that says so; the row stays in the file."""
    kind = schema.table(table)
    with _locked_past(log, kind, id) as past:
        newest = past[-1].record
        return _appended(log, kind, newest, {**newest, "status": "deleted"})


def undo(log: Log, table: str, id: str) -> Record:
    """Undo the last revision of a row: append the one before it again.

    Undone twice, the row is as it was.
    """
    kind = schema.table(table)
    with _locked_past(log, kind, id) as past:
        if len(past) == 1:
            raise LogError(f"{id} in {kind.file} was never changed: there is nothing to undo.")
        return _appended(log, kind, past[-1].record, past[-2].record)


def backfill(log: Log, table: str, row: Mapping[str, Any]) -> None:
    """Append a row about the past: entered by hand on its own day, or filled in on a later one.

    `entry` is set when it is absent.
    """
    today = local_day(log.tables.now())
    entry = "manual" if row.get("local_day") == today else "backfilled"
    log.append(table, {**row, "entry": row.get("entry") or entry})


@contextmanager
def _locked_past(log: Log, table: Table, id: str) -> Iterator[list[Revision]]:
    """Give the revisions of a row, while nobody else writes."""
    log.tables.ready()
    with locked(log.folder):
        past = history(log, table.name, id)
        if not past:
            raise LogError(f"There is no {id} in {table.file}.")
        yield past


def _appended(log: Log, table: Table, newest: Record, row: Mapping[str, Any]) -> Record:
    """Append a row as the revision after the newest one, unless it changes nothing."""
    anew = {"rev": newest["rev"] + 1, "recorded_at": log.tables.now()}
    record = table.check({**row, **anew})
    if not _changes(newest, record):
        return newest
    log.tables.add(table, [record])
    return record
