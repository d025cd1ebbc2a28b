"""Corrections: rows with the same id and the next revision, and what they changed.

Ordinary use never rewrites a row: who revises, deletes or undoes appends. Knows revisions; must not
know what a value means.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backlog.log import reader, revisions, schema
from backlog.log.append import locked
from backlog.log.error import LogError
from backlog.log.schema import Record, Table
from backlog.log.store import Log

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


def latest(log: Log, table: str) -> list[Record]:
    """Return the newest revision of each row, deleted ones among them, in the order as written."""
    kind = schema.table(table)
    return [row.record for row in revisions.latest(_once(log, kind), kind)]


def history(log: Log, table: str, id: str) -> list[Revision]:
    """Return the revisions of a row, the oldest first; deleted ones are among them."""
    return histories(log, table, [id]).get(id, [])


def histories(log: Log, table: str, ids: Container[str]) -> dict[str, list[Revision]]:
    """Return the history of each of these rows that is there, by its id."""
    kind = schema.table(table)
    return _histories(_once(log, kind), kind, ids) if kind.revised else {}


def _histories(
    rows: list[revisions.Row], kind: Table, ids: Container[str]
) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for row in sorted(rows, key=_rev):
        if (id := row.record[kind.key[0]]) in ids:
            past = found.setdefault(id, [])
            before = past[-1].record if past else None
            past.append(Revision(row.line, row.record, _changes(before, row.record)))
    return found


def _once(log: Log, kind: Table) -> list[revisions.Row]:
    return revisions.told_once(reader.reading(log.tables.data(kind), kind).rows, kind)[0]


def _rev(row: revisions.Row) -> int:
    return int(row.record["rev"])


def _changes(before: Record | None, after: Record) -> dict[str, tuple[Any, Any]]:
    if before is None:
        return {}
    names = [name for name in after if name not in _OWN and before[name] != after[name]]
    return {name: (before[name], after[name]) for name in names}


class Step:
    """Corrections that a person makes at once, each row once; they have one time.

    `at_once` gives one; what is asked of it is written when it ends.
    """

    def __init__(self, log: Log) -> None:
        self._log, self._at = log, log.tables.now()
        self._records: dict[str, list[Record]] = {}
        self._read: dict[str, list[revisions.Row]] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was asked for that is not as it was."""
        return bool(self._records)

    def revise(self, table: str, id: str, changes: Mapping[str, Any]) -> Record:
        """Change some columns of a row; see the function of this name."""
        kind = schema.table(table)
        own = [name for name in changes if name in (*kind.key, *_OWN, "chk")]
        if own:
            raise ValueError(f"{kind.file}: {own[0]} is the log's own and cannot be revised")
        newest = self._past(kind, id)[-1].record
        if newest["status"] == "deleted":
            raise LogError(f"{id} in {kind.file} is deleted: undo that first.")
        return self._add(kind, newest, {**newest, **changes})

    def delete(self, table: str, id: str) -> Record:
        """Say that a row counts no more."""
        kind = schema.table(table)
        newest = self._past(kind, id)[-1].record
        return self._add(kind, newest, {**newest, "status": "deleted"})

    def undo(self, table: str, id: str) -> Record:
        """Bring back what stood before the last revision of a row."""
        kind = schema.table(table)
        past = self._past(kind, id)
        if len(past) == 1:
            raise LogError(f"{id} in {kind.file} was never changed: there is nothing to undo.")
        return self._add(kind, past[-1].record, past[-2].record)

    def write(self) -> None:
        """Append what was asked for: the rows of a table in one write, the tables as named."""
        for table, records in self._records.items():
            self._log.tables.add(schema.table(table), records)

    def _past(self, kind: Table, id: str) -> list[Revision]:
        if kind.name not in self._read:  # nobody else writes meanwhile
            self._read[kind.name] = _once(self._log, kind)
        past = _histories(self._read[kind.name], kind, [id]).get(id)
        if not past:
            raise LogError(f"There is no {id} in {kind.file}.")
        return past

    def _add(self, kind: Table, newest: Record, row: Mapping[str, Any]) -> Record:
        """Return a row as the revision after the newest one, unless it changes nothing."""
        record = kind.check({**row, "rev": newest["rev"] + 1, "recorded_at": self._at})
        if not _changes(newest, record):
            return newest
        self._records.setdefault(kind.name, []).append(record)
        return record


@contextmanager
def at_once(log: Log) -> Iterator[Step]:
    """Give a step, while nobody else writes; it is written at its end unless something was wrong.

    Raises
    ------
    LogError
        When nothing could be written. Where rows of several tables are corrected, those of a table
        that came before are written then; to ask for the same again writes the others alone.
    """
    log.tables.ready()
    with locked(log.folder):
        step = Step(log)
        yield step
        step.write()


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
    with at_once(log) as step:
        return step.revise(table, id, changes)


def delete(log: Log, table: str, id: str) -> Record:
    """Delete a row: append a revision that says so; the row stays in the file."""
    with at_once(log) as step:
        return step.delete(table, id)


def undo(log: Log, table: str, id: str) -> Record:
    """Undo the last revision of a row: append the one before it again.

    Undone twice, the row is as it was.
    """
    with at_once(log) as step:
        return step.undo(table, id)
