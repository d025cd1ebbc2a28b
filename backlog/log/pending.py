"""Rows that could not go into their table: kept in ``journal/pending.jsonl`` until they can.

A record holds the finished lines under their header, as the closing record of a session does. Where
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

FILE, ROWS, MERGED = "pending.jsonl", "rows", "merged"


class PendingError(LogError):
    """The rows are not in their table, but safe: they are entered at the next start."""


def keep(data: Path, kind: Table, records: list[Record], why: LogError) -> PendingError:
    """Keep rows that could not be written, and return what is said of them.

    Raises
    ------
    LogError
        When they could be kept nowhere: then they are not saved.
    """
    lines = line.whole(kind, records).decode()
    kept = entry.to_line({"kind": ROWS, "table": kind.name, "lines": lines})
    they = "The row is" if len(records) == 1 else "The rows are"
    for place in journals.places(data):
        with suppress(LogError):
            if place.parent == data:
                append.present(data)
            _write(place / FILE, kept)
            said = f"{they} kept in {place / FILE} and entered at the next start."
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
    rows = list(_rows(waiting(path)))
    if not rows:
        return
    try:
        with append.locked(path.parent):
            _enter(waiting(path), tables)
            _write(path, entry.to_line({"kind": MERGED}))
    except LogError as error:
        yield f"{_counted(len(rows), 'waits', 'wait')} in {path}. {error}"
    else:
        yield f"{_counted(len(rows), 'was', 'were')} brought from {path} into the log."


def _enter(kept: list[dict[str, Any]], tables: Tables) -> None:
    """Bring rows into their tables; one that is in nobody's way does not wait for another."""
    wrong = None
    for kind in dict.fromkeys(schema.table(each["table"]) for each in kept):
        try:
            tables.add_new(kind, [record for table, record in _rows(kept) if table == kind])
        except LogError as error:
            wrong = error
    if wrong:
        raise wrong


def _counted(rows: int, one: str, many: str) -> str:
    return f"One row {one}" if rows == 1 else f"{rows} rows {many}"


def _rows(kept: list[dict[str, Any]]) -> Iterator[tuple[Table, Record]]:
    """Yield each row with its table."""
    for each in kept:
        kind = schema.table(each["table"])
        read = reader.reading(each["lines"].encode(), kind)
        yield from ((kind, row.record) for row in read.rows)


def waiting(path: Path) -> list[dict[str, Any]]:
    """Return what a file has kept since all before was merged."""
    kept = entry.read(path)[0]
    merged = [place for place, record in enumerate(kept) if record.get("kind") == MERGED]
    return _only_rows(kept[merged[-1] + 1 if merged else 0 :])


def _only_rows(kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in kept if each.get("kind") == ROWS]


def everything(data: Path) -> Iterator[tuple[Table, Record]]:
    """Yield every row that was ever kept, merged or not, with its table."""
    for path in _files(data):
        yield from _rows(_only_rows(entry.read(path)[0]))


def awaited(data: Path) -> list[Record]:
    """Return the rows that wait, of every table."""
    return [row for path in _files(data) for _, row in _rows(waiting(path))]


def told(data: Path) -> list[str]:
    """Return a sentence for each file in which rows wait."""
    counts = [(path, len(list(_rows(waiting(path))))) for path in _files(data)]
    return [
        f"{_counted(rows, 'waits', 'wait')} in {path} for the next start of the session notebook."
        for path, rows in counts
        if rows
    ]


def problems(data: Path) -> list[Problem]:
    """Return the damaged lines among the rows that wait."""
    return [problem for path in _files(data) for problem in entry.read(path)[1]]


def _files(data: Path) -> list[Path]:
    return [place / FILE for place in journals.places(data) if (place / FILE).exists()]
