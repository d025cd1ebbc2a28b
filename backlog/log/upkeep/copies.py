"""Every row that a second copy knows: backups, closed journals, rows that waited.

Knows where copies are and how their rows are told apart, by id and revision; must not know what
the tables themselves hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

from backlog.log import backups, journal, journals, pending, reader
from backlog.log.error import LogError
from backlog.log.schema import TABLES, Record, Table
from backlog.log.upkeep import migrate

#: Rows by id and revision.
Known = dict[object, Record]
Copies = list[tuple[str, dict[str, bytes]]]


def of(folder: Path) -> Copies:
    """Return name and files of each backup that is good for something, the newest day first."""
    copies = [(name, _at_present(files)) for name, files in backups.copies(folder)]
    return [(name, files) for name, files in copies if files]


def _at_present(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a backup as the present schema has it; nothing when there is no way from its own."""
    with suppress(LogError):
        return migrate.migrated(files) if files else {}
    return {}


def known(folder: Path, copies: Copies) -> dict[str, Known]:
    """Return all rows of each table; where copies differ, the newest backup counts."""
    rows: dict[str, Known] = {name: {} for name in TABLES}
    for kind, data in [*_backed_up(copies), *_finished(folder)]:
        learn(rows[kind.name], kind, readable(kind, data))
    for kind, record in pending.everything(folder):
        learn(rows[kind.name], kind, [record])
    return rows


def _backed_up(copies: Copies) -> Iterator[tuple[Table, bytes]]:
    """Yield the tables of the backups, but those that a newer one begins with."""
    for kind in TABLES.values():
        newer = b""
        for data in (files.get(kind.file, b"") for _, files in copies):
            if not newer.startswith(data):
                yield kind, data
            newer = data or newer


def _finished(folder: Path) -> Iterator[tuple[Table, bytes]]:
    """Yield the finished lines of every session, the oldest first."""
    for path in journals.everything(folder):
        closing = journal.closing(journal.read(path)[0]) or {}
        for name, text in closing.get("tables", {}).items():
            if name in TABLES:
                yield TABLES[name], text.encode()


def learn(known: Known, kind: Table, records: Iterable[Record]) -> None:
    """Add records that are not known yet."""
    key = itemgetter(*kind.key)
    for record in records:
        known.setdefault(key(record), record)


def readable(kind: Table, data: bytes) -> list[Record]:
    """Return what is readable of a table, every revision; nothing of what is no table."""
    with suppress(LogError):
        return [row.record for row in reader.reading(data, kind).rows]
    return []
