"""The log of one person: tables and journals of one folder.

Thin: it joins the rooms' parts and decides their order. All writing of data files goes through it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.log import append, folder, journal, line, reader, revisions, schema
from backlog.log.error import LogError, told
from backlog.log.journal import Journal, Unfinished
from backlog.log.schema import Record, Table
from backlog.problem import Problem
from backlog.program import Prescription, from_records

if TYPE_CHECKING:
    import pandas as pd


def aware_now() -> datetime:
    """Return the present time with the machine's offset."""
    return datetime.now().astimezone()


def new_id(at: datetime) -> str:
    """Return an id: local day and time of `at`, and 32 random bits."""
    return f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


class Log:
    """The log in one folder.

    Parameters
    ----------
    folder : Path
        The data folder. It is made with the first entry when it is not there yet; when it was there
        and is gone, it is not made again.
    now : callable
        Gives the present time with its offset.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = aware_now) -> None:
        self.folder = Path(folder)
        self._now = now
        self._seen = self.folder.is_dir()

    def read(self, table: str) -> tuple[pd.DataFrame, list[Problem]]:
        """Return the rows of a table and its problems.

        Raises
        ------
        LogError
            When the file is no log or cannot be opened.
        """
        from backlog.log import frame

        kind = schema.table(table)
        data = self._bytes(kind)
        quick = frame.proven(data, kind)
        if quick is not None:
            return quick, []
        rows, problems = _rows(data, kind)
        return frame.from_rows(rows, kind), problems

    def records(self, table: str) -> Iterator[Record]:
        """Yield the same rows as records: values by name of column, None where empty."""
        kind = schema.table(table)
        return (record for _, record in _rows(self._bytes(kind), kind)[0])

    def problems(self, table: str) -> list[Problem]:
        """Return the problems of a table."""
        kind = schema.table(table)
        return _rows(self._bytes(kind), kind)[1]

    def append(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one row: when this returns, it is on disk.

        Raises
        ------
        ValueError
            When a value may not stand in its column.
        LogError
            When the row could not be written.
        """
        kind = schema.table(table)
        self._write(kind, [self._checked(kind, row)])

    def extend(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write many rows at once; those whose id and revision are there already are left out."""
        kind = schema.table(table)
        self._add_new(kind, [self._checked(kind, row) for row in rows])

    def program(self) -> tuple[tuple[Prescription, ...], list[Problem]]:
        """Return the dated prescriptions in ``program.csv`` and its problems."""
        kind = schema.table("program")
        rows, problems = _rows(self._bytes(kind), kind)
        lines, refused = from_records(rows)
        return lines, sorted(problems + refused)

    def prescribe(self, lines: Iterable[Prescription]) -> None:
        """Append dated prescriptions to ``program.csv``."""
        kind = schema.table("program")
        self._write(kind, [kind.check(item.record()) for item in lines])

    def open_session(self, session_id: str, opening: Mapping[str, Any]) -> Journal:
        """Begin a session: its journal holds `opening` on disk when this returns.

        When the data folder cannot be written, the journal is kept in the fallback folder; its
        `path` tells.
        """
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", session_id):
            raise ValueError(f"'{session_id}' is no id of a session")
        try:
            self._ready()
            return self._begin(self.folder, session_id, opening)
        except LogError:
            folder.make(self._fallback)
            return self._begin(self._fallback, session_id, opening)

    def _begin(self, place: Path, session_id: str, opening: Mapping[str, Any]) -> Journal:
        folder.make(place / "journal")
        return journal.begin(place / "journal" / f"{session_id}.jsonl", opening)

    def close_session(
        self, live: Journal, sets: Sequence[Mapping[str, Any]], session: Mapping[str, Any]
    ) -> None:
        """Close a session: its rows into the journal, then into the tables.

        Raises
        ------
        LogError
            When the rows are in the journal but not yet in the tables; `settle` brings them there.
        """
        if not journal.closing(live.records()):
            rows = {
                "sets": [self._checked(schema.table("sets"), row) for row in sets],
                "sessions": [self._checked(schema.table("sessions"), session)],
            }
            tables = {name: _csv(schema.table(name), records) for name, records in rows.items()}
            live.write({"kind": journal.CLOSING, "tables": tables})
        try:
            self._pour(live)
        finally:
            live.release()

    def _pour(self, live: Journal) -> int:
        """Bring the closed rows of a journal into the tables; return how many sets it has."""
        closing = journal.closing(live.records()) or {}
        count = 0
        for name in ("sets", "sessions"):
            kind = schema.table(name)
            rows = reader.reading(closing["tables"][name].encode(), kind).rows
            count = count or len(rows)
            self._add_new(kind, [record for _, record in rows])
        live.write({"kind": journal.SETTLED})
        return count

    def unfinished(self) -> list[Unfinished]:
        """Return the sessions without a closing record that no living process owns."""
        found = []
        for path in self._open_journals():
            records, problems = journal.read(path)
            opened = bool(records) and records[0].get("kind") == "opening"
            if opened and not journal.closing(records) and not journal.owned(path):
                found.append(Unfinished(path.stem, path, records, problems))
        return found

    def running(self) -> list[str]:
        """Return the ids of sessions that a living process owns, this one included."""
        return [path.stem for path in self._open_journals() if journal.owned(path)]

    def resume_session(self, session_id: str) -> Journal:
        """Take up an unfinished session again, in the same file."""
        path = self._journal_path(session_id)
        live = Journal(path)
        if journal.closing(live.records()):
            live.release()
            raise LogError(f"The session {session_id} is closed already.")
        return live

    def discard_session(self, session_id: str) -> None:
        """Close an unfinished session without rows; its journal stays and counts nowhere."""
        live = self.resume_session(session_id)
        try:
            live.write({"kind": journal.CLOSING, "discarded": True})
        finally:
            live.release()

    def settle(self) -> list[str]:
        """Bring into the tables what was closed but had not reached them; say what was done."""
        done = []
        for path in self._open_journals():
            closing = journal.closing(journal.read(path)[0])
            if closing and "tables" in closing and not journal.owned(path):
                done.append(self._settle(path))
        return done

    def _settle(self, path: Path) -> str:
        live = Journal(path)
        try:
            count = self._pour(live)
        except LogError as error:
            return f"The session {path.stem} is kept in {path}: {error}"
        finally:
            live.release()
        return f"The session {path.stem}, {count} sets, was brought from its journal into the log."

    def trouble(self) -> str | None:
        """Return one sentence about why nothing can be written now, None when it can."""
        try:
            self._ready()
            with append.locked(self.folder):
                return None
        except LogError as error:
            return str(error)

    @property
    def _fallback(self) -> Path:
        return folder.fallback_folder(self.folder)

    def _open_journals(self) -> list[Path]:
        """Return the journals that are not yet settled or discarded, the oldest first."""
        places = (self.folder / "journal", self._fallback / "journal")
        found = [path for place in places for path in place.glob("*.jsonl")]
        return sorted(
            (path for path in found if not journal.settled(path)), key=lambda path: path.name
        )

    def _journal_path(self, session_id: str) -> Path:
        for place in (self.folder, self._fallback):
            path = place / "journal" / f"{session_id}.jsonl"
            if path.is_file():
                return path
        raise LogError(f"There is no session {session_id} in {self.folder / 'journal'}.")

    def _checked(self, kind: Table, row: Mapping[str, Any]) -> Record:
        given = {name: value for name, value in row.items() if name != "chk"}
        if kind.revised:
            given = {"rev": 1, "recorded_at": self._now()} | given
        return kind.check(given)

    def _add_new(self, kind: Table, records: list[Record]) -> None:
        """Write the records whose key the table does not have."""
        data = self._bytes(kind)
        if any(str(record[kind.key[0]]).encode() in data for record in records):
            rows = reader.reading(data, kind).rows
            there = {_key(kind, record) for _, record in rows}
            records = [record for record in records if _key(kind, record) not in there]
        if records:
            self._write(kind, records)

    def _write(self, kind: Table, records: list[Record]) -> None:
        self._ready()
        path, lines = self.folder / kind.file, b"".join(line.of(kind, row) for row in records)
        with append.locked(self.folder):
            if path.exists():
                append.add(path, lines, line.header(kind))
            else:
                append.create(path, line.header(kind) + lines)
                folder.describe(self.folder)

    def _ready(self) -> None:
        """Make the folder with the first entry, but never a folder that has vanished."""
        if not self._seen:
            folder.make(self.folder)
            self._seen = True
        append.present(self.folder)

    def _bytes(self, kind: Table) -> bytes:
        path = self.folder / kind.file
        with told(path):
            return path.read_bytes() if path.exists() else b""


def _key(kind: Table, record: Record) -> tuple[Any, ...]:
    return tuple(record[name] for name in kind.key)


def _csv(kind: Table, records: list[Record]) -> str:
    return (line.header(kind) + b"".join(line.of(kind, record) for record in records)).decode()


def _rows(data: bytes, kind: Table) -> tuple[revisions.Rows, list[Problem]]:
    read = reader.reading(data, kind)
    if not kind.revised:
        return read.rows, read.problems
    once, conflicts = revisions.told_once(read.rows, kind)
    return revisions.newest(once, kind), sorted(read.problems + conflicts)
