"""The files of the tables in one folder: their bytes, and the rows that are added to them.

Rows are checked here before anything is written. Knows the folder, its lock and the schema; must
not know what a row means or what a session is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from backlog.log import append, backups, dialect, folder, line, reader, version
from backlog.log.error import LogError, told
from backlog.log.schema import Record, Table

_LONGEST_HEADER = 65_536


class Tables:
    """The tables of one folder, which is made with the first entry and never made again.

    Parameters
    ----------
    folder : Path
        The data folder.
    now : callable
        Gives the present time with its offset.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self.now = now
        self._seen = folder.is_dir()
        self._version: object = ()
        self._copied: date | None = None

    def data(self, kind: Table) -> bytes:
        """Return the bytes of a table's file, none when there is no file yet."""
        path = self.folder / kind.file
        with told(path):
            return path.read_bytes() if path.exists() else b""

    def checked(self, kind: Table, row: Mapping[str, Any]) -> Record:
        """Return a row as a record; `rev` and `recorded_at` are set when they are absent."""
        own = {"rev": 1, "recorded_at": self.now()} if kind.revised else {}
        absent = {name: value for name, value in own.items() if row.get(name) is None}
        return kind.check({**row, **absent})

    def add(self, kind: Table, records: Iterable[Record]) -> None:
        """Append checked records: one write, one sync; the file is created when it is not there."""
        self.add_lines(kind, [line.of(kind, record) for record in records])

    def add_lines(self, kind: Table, lines: Sequence[bytes]) -> None:
        """Append lines of ours as they are; columns of a person's own stay empty in them."""
        path = self.folder / kind.file
        self.ready()
        with append.locked(self.folder):
            self._copy()
            if path.exists():
                header, own = dialect.top(_first_line(path), kind)
                append.add(path, b"".join(each[:-1] + b"," * own + b"\n" for each in lines), header)
            else:
                folder.describe(self.folder)
                append.create_whole(path, line.header(kind) + b"".join(lines))

    def add_new(self, kind: Table, records: Iterable[Record]) -> None:
        """Append the records whose key the table does not have when nobody else writes."""
        key = itemgetter(*kind.key)
        new = {key(record): record for record in records}
        self.ready()
        with append.locked(self.folder):
            data = self.data(kind)
            if any(str(id).encode() in data for id, *_ in new):
                there = {key(row.record) for row in reader.reading(data, kind).rows}
                new = {key: record for key, record in new.items() if key not in there}
            if new:
                self.add(kind, list(new.values()))

    def _copy(self) -> None:
        """Back up before the first write of a day; a row never waits for that."""
        day = self.now().date()
        if self._copied != day:
            self._copied = day
            with suppress(LogError):
                backups.of_day(self.folder, day)

    def ready(self) -> None:
        """Make the folder with the first entry, but never one that has vanished.

        One whose version changed is brought up to ours first, or is not written.
        """
        if not self._seen:
            folder.make(self.folder)
            self._seen = True
        append.present(self.folder)
        if self._version != version.stamp(self.folder):
            version.bring_up(self.folder)
            self._version = version.stamp(self.folder)

    def trouble(self) -> str | None:
        """Return one sentence about why nothing can be written now, None when it can."""
        try:
            self.ready()
            with append.locked(self.folder):
                return None
        except LogError as error:
            return str(error)


def _first_line(path: Path) -> bytes:
    with told(path), path.open("rb") as file:
        return file.readline(_LONGEST_HEADER)
