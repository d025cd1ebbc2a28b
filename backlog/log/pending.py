"""Rows that could not go into their table: kept in ``journal/pending.jsonl`` until they can.

A record holds the finished line under its header, as the closing record of a session does. Where
the data folder cannot be written either, or its disk does not confirm, the fallback folder is the
next place: a failed sync is never tried again on the same file. Knows where rows wait; must not
know what a row means.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from backlog.log import append, entry, folder, journals, line, reader, schema
from backlog.log.error import LogError
from backlog.log.schema import Record, Table
from backlog.log.tables import Tables
from backlog.problem import Problem

FILE, ROW, MERGED = "pending.jsonl", "row", "merged"


class PendingError(LogError):
    """The row is not in its table, but safe: it is entered at the next start."""


def keep(data: Path, kind: Table, record: Record, why: LogError) -> PendingError:
    """Keep a row that could not be written, and return what is said of it.

    Raises
    ------
    LogError
        When it could be kept nowhere: then it is not saved.
    """
    row = entry.to_line(
        {"kind": ROW, "table": kind.name, "line": line.whole(kind, [record]).decode()}
    )
    for place in journals.places(data):
        with suppress(LogError):
            if place.parent == data:
                append.present(data)
            _write(place / FILE, row)
            said = f"The row is kept in {place / FILE} and entered at the next start."
            return PendingError(f"{why} {said}")
    raise why


def _write(path: Path, data: bytes) -> None:
    """Append to a file that is made with its first line, in a folder of somebody's log alone."""
    folder.make(path.parent)
    with append.locked(path.parent):
        if path.exists():
            append.add(path, data)
        else:
            append.create(path, data)


def merge(tables: Tables) -> list[str]:
    """Bring what waits into the tables, each row once; say what was done."""
    return [said for path in _files(tables.folder) for said in _merge(path, tables)]


def _merge(path: Path, tables: Tables) -> Iterator[str]:
    """Merge one file; nobody else keeps a row there meanwhile."""
    rows = waiting(path)
    if not rows:
        return
    try:
        with append.locked(path.parent):
            rows = waiting(path)
            _enter(rows, tables)
            _write(path, entry.to_line({"kind": MERGED}))
    except LogError as error:
        yield f"{_counted(len(rows), 'waits', 'wait')} in {path}. {error}"
    else:
        yield f"{_counted(len(rows), 'was', 'were')} brought from {path} into the log."


def _enter(rows: list[dict[str, Any]], tables: Tables) -> None:
    """Bring rows into their tables; one that is in nobody's way does not wait for another."""
    wrong = None
    for row in rows:
        kind = schema.table(row["table"])
        try:
            tables.add_new(kind, records(row["line"], kind))
        except LogError as error:
            wrong = error
    if wrong:
        raise wrong


def _counted(rows: int, one: str, many: str) -> str:
    return f"One row {one}" if rows == 1 else f"{rows} rows {many}"


def records(text: str, kind: Table) -> Iterator[Record]:
    """Yield the records of finished lines under their header."""
    return (row.record for row in reader.reading(text.encode(), kind).rows)


def waiting(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file that were kept after everything before was merged."""
    kept = entry.read(path)[0]
    merged = [place for place, record in enumerate(kept) if record.get("kind") == MERGED]
    return [each for each in kept[merged[-1] + 1 if merged else 0 :] if each.get("kind") == ROW]


def everything(data: Path) -> Iterator[tuple[Table, Record]]:
    """Yield every row that was ever kept, merged or not, with its table."""
    for path in _files(data):
        for kept in entry.read(path)[0]:
            if kept.get("kind") == ROW:
                kind = schema.table(kept["table"])
                yield from ((kind, record) for record in records(kept["line"], kind))


def problems(data: Path) -> list[Problem]:
    """Return the damaged lines among the rows that wait."""
    return [problem for path in _files(data) for problem in entry.read(path)[1]]


def _files(data: Path) -> list[Path]:
    return [place / FILE for place in journals.places(data) if (place / FILE).exists()]
