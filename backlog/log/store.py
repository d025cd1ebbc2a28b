"""The log of one person: the tables and journals of one folder.

Thin: it joins the parts of this room and decides their order. All writing of data files goes
through it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.log import append, folder, journal, journals, line, reader, schema
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
        """Return the newest revision of each row, deleted ones left out, and all problems.

        Returns
        -------
        frame : DataFrame
            In the order as written, one column for each of the table but ``chk``; integers Int64,
            numbers Float64, dates datetime64 at midnight, times datetime64 in UTC, all else str.
        problems : list of Problem
            What is wrong in the file; the line is set aside unless its problem is `used`.

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
        rows, problems = reader.current(data, kind)
        return frame.from_rows(rows, kind), problems

    def records(self, table: str) -> Iterator[Record]:
        """Yield the same rows as records: values by name of column, None where empty."""
        kind = schema.table(table)
        return (row.record for row in reader.current(self._bytes(kind), kind)[0])

    def problems(self, table: str) -> list[Problem]:
        """Return the problems of a table."""
        kind = schema.table(table)
        return reader.current(self._bytes(kind), kind)[1]

    def append(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one row: when this returns, it is on disk.

        A correction is a row with the same id and `rev` one higher. `rev`, `recorded_at` and `chk`
        are set when they are absent.

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
        rows, problems = reader.current(self._bytes(kind), kind)
        lines, refused = from_records((row.line, row.record) for row in rows)
        return lines, sorted(problems + refused)

    def prescribe(self, lines: Iterable[Prescription]) -> None:
        """Append dated prescriptions to ``program.csv``."""
        kind = schema.table("program")
        self._write(kind, [kind.check(prescription.record()) for prescription in lines])

    def open_session(self, session_id: str, opening: Mapping[str, Any]) -> Journal:
        """Begin a session: its journal holds `opening` on disk when this returns.

        While the data folder cannot be written, the journal is kept in the fallback folder; its
        `path` tells.
        """
        place = folder.fallback_folder(self.folder) if self.trouble() else self.folder
        return journals.begin(place, session_id, opening)

    def close_session(
        self, live: Journal, sets: Sequence[Mapping[str, Any]], session: Mapping[str, Any]
    ) -> None:
        """Close a session: its rows into the journal, then into the tables, sets first.

        Raises
        ------
        ValueError
            When a value may not stand in its column; nothing was written.
        LogError
            When the rows could not be written; once they are in the journal, `settle` brings them
            into the tables later.
        """
        if not journal.closing(live.records()):
            rows = {"sets": sets, "sessions": [session]}
            live.write({"kind": journal.CLOSING, "tables": self._finished(rows)})
        try:
            self._pour(live)
        finally:
            live.release()

    def unfinished(self) -> list[Unfinished]:
        """Return the sessions that were begun, not closed, and that nobody alive owns."""
        return journals.unfinished(self.folder)

    def running(self) -> list[str]:
        """Return the ids of the sessions that somebody alive owns, this process included."""
        return journals.running(self.folder)

    def resume_session(self, session_id: str) -> Journal:
        """Take up an unfinished session again, in the same file.

        Raises
        ------
        LogError
            When there is no such session, when it is closed, or when it is running elsewhere.
        """
        return journals.resume(self.folder, session_id)

    def discard_session(self, session_id: str) -> None:
        """Close an unfinished session without rows; its journal stays and counts nowhere."""
        journals.discard(self.folder, session_id)

    def settle(self) -> list[str]:
        """Bring into the tables what was closed but had not reached them; say what was done."""
        return [self._settle(path) for path in journals.closed(self.folder)]

    def trouble(self) -> str | None:
        """Return one sentence about why nothing can be written now, None when it can."""
        try:
            self._ready()
            with append.locked(self.folder):
                return None
        except LogError as error:
            return str(error)

    def _finished(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
        """Return the lines that a session leaves in each table, under its header."""
        kinds = {name: schema.table(name) for name in rows}
        return {
            name: line.whole(kind, [self._checked(kind, row) for row in rows[name]]).decode()
            for name, kind in kinds.items()
        }

    def _settle(self, path: Path) -> str:
        try:
            live = Journal(path)
            try:
                self._pour(live)
            finally:
                live.release()
        except LogError as error:
            return f"The session {path.stem} waits in {path}. {error}"
        return f"The session {path.stem} was brought from its journal into the log."

    def _pour(self, live: Journal) -> None:
        """Bring the finished lines of a journal into the tables, and note that they are there."""
        finished = (journal.closing(live.records()) or {}).get("tables", {})
        for name, text in finished.items():
            kind = schema.table(name)
            self._add_new(kind, [row.record for row in reader.reading(text.encode(), kind).rows])
        if not journal.settled(live.path):
            live.write({"kind": journal.SETTLED})

    def _checked(self, kind: Table, row: Mapping[str, Any]) -> Record:
        own = {"rev": 1, "recorded_at": self._now()} if kind.revised else {}
        absent = {name: value for name, value in own.items() if row.get(name) is None}
        return kind.check({**row, **absent})

    def _add_new(self, kind: Table, records: Iterable[Record]) -> None:
        """Write the records whose key the table does not have yet."""
        key = itemgetter(*kind.key)
        new = {key(record): record for record in records}
        data = self._bytes(kind)
        if any(str(id).encode() in data for id, *_ in new):
            there = {key(row.record) for row in reader.reading(data, kind).rows}
            new = {key: record for key, record in new.items() if key not in there}
        if new:
            self._write(kind, list(new.values()))

    def _write(self, kind: Table, records: Iterable[Record]) -> None:
        lines = b"".join(line.of(kind, record) for record in records)
        path, header = self.folder / kind.file, line.header(kind)
        self._ready()
        with append.locked(self.folder):
            if path.exists():
                append.add(path, lines, header)
            else:
                folder.describe(self.folder)
                append.create(path, header + lines)

    def _ready(self) -> None:
        """Make the folder with the first entry, but never one that has vanished."""
        if not self._seen:
            folder.make(self.folder)
            self._seen = True
        append.present(self.folder)

    def _bytes(self, kind: Table) -> bytes:
        path = self.folder / kind.file
        with told(path):
            return path.read_bytes() if path.exists() else b""
