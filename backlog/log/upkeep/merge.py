"""A second copy of a table, brought into the log: a sync program's copy, another machine's.

The union by id and revision: equal rows once, rows that contradict each other both, and both are
named. Nothing is decided in silence. Merging either way gives the same rows, and twice is once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from backlog.log import dialect, line, reader, schema, version
from backlog.log.append import locked, sync_folder
from backlog.log.error import LogError, told
from backlog.log.folder import make
from backlog.log.revisions import Row
from backlog.log.schema import TABLES, Table
from backlog.log.store import Log
from backlog.log.upkeep import rewrite
from backlog.problem import Problem

_COPY = re.compile(rf"(?:copy of )?({'|'.join(TABLES)})(?:[ ._(-].*)?\.csv", re.IGNORECASE)


@dataclass(frozen=True)
class Conflict:
    """Two rows with one key and other values: where each stands, and what differs.

    `differs` holds for each such column the log's value and the other's.
    """

    id: str
    line: int
    other_line: int
    differs: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Merging:
    """What the log lacks of another file.

    `missing` are the lines to be appended; `conflicts` are rows of both that contradict each other;
    `problems` tells which lines of the other file cannot be read.
    """

    table: Table
    source: Path
    missing: tuple[bytes, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


def conflicted_copies(folder: Path) -> list[Path]:
    """Return the second copies of tables that a sync program or a person left in a data folder."""
    own = {kind.file for kind in TABLES.values()}
    others = (path for path in folder.glob("*.csv") if path.name.lower() not in own)
    return sorted(path for path in others if _COPY.fullmatch(path.name) and _is_table(path))


def sentences(folder: Path) -> list[str]:
    """Return what there is to say about second copies in a data folder, one sentence each."""
    return [
        f"{path.name} is a second copy of {_table(path).file}, and is not counted: "
        f"`python3 start.py merge '{path.name}'` shows what the log lacks of it."
        for path in conflicted_copies(folder)
    ]


def _table(path: Path) -> Table:
    """Return the table that a file's name begins with."""
    found = _COPY.fullmatch(path.name)
    name = found[1].lower() if found else path.stem
    if name not in TABLES:
        allowed = ", ".join(kind.file for kind in TABLES.values())
        raise LogError(f"{path.name} is named after no table; there are {allowed}.")
    return schema.table(name)


def _is_table(path: Path) -> bool:
    try:
        dialect.opened(_bytes(path), _table(path))
    except LogError:
        return False
    return True


def _bytes(path: Path) -> bytes:
    with told(path):
        return path.read_bytes()


def sources(log: Log, other: Path) -> list[Path]:
    """Return the files that `other` means: itself, or the tables of another data folder.

    Raises
    ------
    LogError
        When there is nothing to merge, or the folder was written by a newer backlog.
    """
    if other.is_dir():
        version.must_be_present(other)
        files = [other / kind.file for kind in TABLES.values()]
        found = [*(file for file in files if file.exists()), *conflicted_copies(other)]
    else:
        found = [other]
    own = {(log.folder / kind.file).resolve() for kind in TABLES.values()}
    theirs = [file for file in found if file.resolve() not in own]
    if not theirs:
        raise LogError(f"{other} holds no table but the log's own: there is nothing to merge.")
    return theirs


def plan(log: Log, source: Path) -> Merging:
    """Return what the log lacks of another file; writes nothing."""
    kind = _table(source)
    read = reader.reading(_bytes(source), kind)
    ours = reader.reading(log.tables.data(kind), kind).rows
    lacking, conflicts = _compared(ours, read.rows, kind)
    problems = tuple(problem for problem in read.problems if not problem.used)
    lines = (line.as_kept(kind, row.record, row.chk) for row in lacking)
    return Merging(kind, source, tuple(lines), tuple(conflicts), problems)


def apply(log: Log, source: Path) -> tuple[Merging, Path | None]:
    """Append what the log lacks of another file.

    Returns
    -------
    merging : Merging
        What was done.
    aside : Path or None
        Where a second copy that lay in the log's own folder is kept; None when it lay elsewhere.

    Raises
    ------
    LogError
        When nothing was appended, with the reason in one sentence.
    """
    log.tables.ready()
    with locked(log.folder):
        merging = plan(log, source)
        if merging.missing:
            log.tables.add_lines(merging.table, merging.missing)
        inside = source.resolve().parent == log.folder.resolve()
        settled = merging.table.revised or not merging.conflicts
        return merging, _put_aside(log.folder, source) if inside and settled else None


def _put_aside(folder: Path, source: Path) -> Path:
    place = folder / rewrite.ASIDE
    make(place)
    aside = rewrite.free(place, source.stem, source.suffix)
    with told(source):
        source.rename(aside)
        sync_folder(place)
        sync_folder(folder)
    return aside


def _compared(
    ours: Sequence[Row], theirs: Sequence[Row], table: Table
) -> tuple[list[Row], list[Conflict]]:
    """Return the rows that are missing here, and those of both that contradict each other.

    Which of two prescriptions holds is for a person to say: of those that contradict each other the
    log's own stays alone.
    """
    key, there = itemgetter(*table.key), _by_key(ours, table)
    new: dict[Any, list[Row]] = {}
    conflicts = []
    for row in theirs:
        here, others = there.get(key(row.record), []), new.setdefault(key(row.record), [])
        if any(other.record == row.record for other in (*here, *others)):
            continue
        if here:
            conflicts.append(_conflict(here[0], row, table))
        if table.revised or not here:
            others.append(row)
    missing = (row for rows in new.values() for row in rows)
    return sorted(missing, key=attrgetter("line")), conflicts


def _by_key(rows: Iterable[Row], table: Table) -> dict[Any, list[Row]]:
    key = itemgetter(*table.key)
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row.record), []).append(row)
    return found


def _conflict(ours: Row, theirs: Row, table: Table) -> Conflict:
    one, two = ours.record, theirs.record
    differs = {name: (one[name], two[name]) for name in one if one[name] != two[name]}
    return Conflict(" ".join(str(one[name]) for name in table.key), ours.line, theirs.line, differs)
