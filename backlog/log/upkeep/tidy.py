"""Tidying a table: written anew as backlog writes it, with its bad lines moved aside.

What another program saved in its own way can be added to again afterwards. No row is lost, a row
that was edited by hand stays flagged, the bad lines and the file as it was are kept. Rows that
contradict each other stay: which of them is right is for a person to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlog.log import dialect, line, reader, schema
from backlog.log.append import locked
from backlog.log.dialect import Sheet
from backlog.log.reader import Reading
from backlog.log.revisions import Row
from backlog.log.schema import Table
from backlog.log.store import Log
from backlog.log.text import to_cell
from backlog.log.upkeep import rewrite
from backlog.problem import Problem


@dataclass(frozen=True)
class Tidying:
    """What tidying a table does.

    `before` and `after` are the bytes of its file; `aside` are the bad lines, byte for byte under
    their header, empty when there are none; `problems` tells for each what is wrong; `foreign`
    tells how another program saved the file, empty when none did.
    """

    table: Table
    before: bytes
    after: bytes
    aside: bytes
    problems: tuple[Problem, ...]
    foreign: str
    rows: int


@dataclass(frozen=True)
class Tidied:
    """Where tidying kept the file as it was, and the bad lines if there were any."""

    copy: str
    aside: str | None


def plan(log: Log, table: str) -> Tidying | None:
    """Return what tidying a table would do, None when there is nothing to do; writes nothing.

    Raises
    ------
    LogError
        When the file is no log at all.
    """
    kind = schema.table(table)
    return planned(log.tables.data(kind), kind)


def planned(data: bytes, table: Table) -> Tidying | None:
    """Return what tidying a table's bytes would do, None when there is nothing to do."""
    if line.header(table).startswith(data):
        return None
    sheet, read = dialect.opened(data, table), reader.reading(data, table)
    problems = tuple(problem for problem in read.problems if not problem.used)
    after = _after(sheet, read)
    if after == data:
        return None
    aside = _aside(sheet, problems)
    return Tidying(table, data, after, aside, problems, sheet.foreign, len(read.rows))


def apply(log: Log, tidying: Tidying) -> Tidied:
    """Keep the bad lines and the file as it was, then write the table anew.

    Raises
    ------
    LogError
        When the file has changed since, or cannot be replaced: then it is as it was.
    """
    name, day = tidying.table.file, log.tables.now().date()
    path = log.folder / name
    log.tables.ready()
    with locked(log.folder):
        rewrite.unchanged(path, tidying.before)
        aside = rewrite.keep(log.folder, name, tidying.aside, day) if tidying.aside else None
        before = f"{tidying.table.name}-before-tidy.csv"
        copy = rewrite.keep_sealed(log.folder, before, tidying.before, day)
        rewrite.replace(path, tidying.before, tidying.after)
    return Tidied(str(copy), str(aside) if aside else None)


def _after(sheet: Sheet, read: Reading) -> bytes:
    """Return the file as backlog writes it, with the columns of a person's own at the end."""
    names = [sheet.names[place] for place in sheet.own]
    kept = [at for at, name in enumerate(names) if name or any(row.own[at] for row in read.rows)]
    own = b"".join(b"," + re.sub(r'[",\s]', " ", names[at]).encode() for at in kept)
    lines = [_line(sheet.table, row, kept) for row in read.rows]
    return line.header(sheet.table)[:-1] + own + b"\n" + b"".join(lines)


def _line(table: Table, row: Row, kept: list[int]) -> bytes:
    own = [_on_one_line(row.own[at]) for at in kept]
    return line.as_kept(table, row.record, row.chk, own)


def _on_one_line(cell: str) -> str:
    return to_cell(cell) if "\n" in cell or "\r" in cell else cell


def _aside(sheet: Sheet, problems: tuple[Problem, ...]) -> bytes:
    if not problems:
        return b""
    bad = [sheet.lines[problem.line - sheet.first] for problem in problems]
    return b"\n".join([sheet.separator.join(sheet.names).encode(), *bad, b""])
