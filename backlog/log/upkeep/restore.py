"""What a lost or damaged folder gets back from its copies.

What the tables still hold stays as it stands, and what they lack is appended, so that nothing that
was readable is lost, and to restore twice is to restore once. A file that is no table any more is
kept aside. Rows that were written outside a session after the newest backup have no second copy;
whoever restores says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backlog.log import folder, line, reader, settings, version
from backlog.log.append import create
from backlog.log.error import LogError, told
from backlog.log.schema import TABLES, Record, Table
from backlog.log.store import Log
from backlog.log.upkeep import copies, rewrite
from backlog.log.upkeep.copies import Copies, Known


@dataclass(frozen=True)
class Lack:
    """What one file of a folder lacks.

    `now` is what it holds, None when it is not there; it is put `aside` where that is no table any
    more. `whole` takes its place; `missing` are the rows to be appended.
    """

    file: str
    now: bytes | None
    aside: bool = False
    whole: bytes | None = None
    missing: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What would be restored, and the name of the newest backup, None when there is none."""

    lacks: list[Lack]
    newest: str | None


def plan(log: Log) -> Plan:
    """Work out what a folder lacks of all that its copies know; nothing is written.

    Raises
    ------
    LogError
        When the folder is of another schema version, or cannot be read.
    """
    version.must_be_present(log.folder)
    there = copies.of(log.folder)
    known = copies.known(log.folder, there)
    tables = [_table(log, kind, known[name]) for name, kind in TABLES.items() if kind.revised]
    typed = [_typed(log.folder, kind, there) for kind in TABLES.values() if not kind.revised]
    lacks = [*tables, *typed, _settings(log.folder, there)]
    return Plan([lack for lack in lacks if lack], there[0][0] if there else None)


def apply(log: Log, plan: Plan) -> list[Path]:
    """Restore what was worked out; return where the files that were no tables are kept.

    Raises
    ------
    LogError
        When it could not be done to the end; what is left of it can be worked out again.
    """
    if plan.lacks:
        folder.make(log.folder)
        folder.describe(log.folder)
    kept = [_put(log, lack) for lack in plan.lacks]
    for lack in plan.lacks:
        if lack.missing:
            log.tables.add_new(_kinds()[lack.file], lack.missing)
    return [path for path in kept if path]


def _put(log: Log, lack: Lack) -> Path | None:
    """Put a file in its place, and what stood there aside."""
    path, kept = log.folder / lack.file, None
    if lack.aside and lack.now is not None:
        kept = rewrite.keep_sealed(log.folder, lack.file, lack.now, log.tables.now().date())
    if lack.whole is None:
        return kept
    if lack.now is None:
        create(path, lack.whole)
    else:
        rewrite.replace(path, lack.now, lack.whole)
    return kept


def _kinds() -> dict[str, Table]:
    return {kind.file: kind for kind in TABLES.values()}


def _table(log: Log, kind: Table, known: Known) -> Lack | None:
    """Return what a table lacks: single rows, and a header where it is no table any more."""
    now, there = _bytes(log.folder / kind.file), Known()
    copies.learn(there, kind, copies.readable(kind, now or b""))
    missing = tuple(record for key, record in known.items() if key not in there)
    if not _is_table(kind, now or b""):
        return Lack(kind.file, now, aside=True, whole=line.header(kind), missing=missing)
    return Lack(kind.file, now, missing=missing) if missing else None


def _is_table(kind: Table, data: bytes) -> bool:
    try:
        reader.reading(data, kind)
    except LogError:
        return False
    return True


def _typed(folder: Path, kind: Table, there: Copies) -> Lack | None:
    """Return what brings a table back that people type: it comes whole or stays."""
    now = _bytes(folder / kind.file)
    return None if now and _is_table(kind, now) else _newest(kind.file, now, there)


def _settings(folder: Path, there: Copies) -> Lack | None:
    now = _bytes(folder / settings.FILE)
    usable = now is not None and not settings.read(folder)[1]
    return None if usable else _newest(settings.FILE, now, there)


def _newest(file: str, now: bytes | None, there: Copies) -> Lack | None:
    """Return a lack that the newest good copy of a file fills, None when there is none."""
    whole = next((files[file] for _, files in there if file in files), None)
    return None if whole is None else Lack(file, now, aside=now is not None, whole=whole)


def _bytes(path: Path) -> bytes | None:
    with told(path):
        return path.read_bytes() if path.exists() else None
