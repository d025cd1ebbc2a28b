"""The journal of one session: each event on disk before it is called saved.

One line is eight hexadecimal digits (CRC-32) and a JSON object. A live session's journal has one
owner, held by a lock of the operating system, so that it ends with its process. Knows lines and
their order; must not know what an event means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from backlog.log.append import add, create, present
from backlog.log.column import written
from backlog.log.error import LogError, told
from backlog.problem import Problem

if TYPE_CHECKING:
    from filelock import BaseFileLock

OPENING, CLOSING, SETTLED = "opening", "closing", "settled"
_DAMAGED = "is damaged; the other lines are used"


@dataclass(frozen=True)
class Unfinished:
    """A session that was begun, not closed, and that no living process owns."""

    session_id: str
    path: Path
    records: list[dict[str, Any]]
    problems: list[Problem]


class Journal:
    """The journal of a session, owned by this object until it is released.

    Raises
    ------
    LogError
        When another process, or another journal object of this one, owns it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.session_id = path.stem
        owner = _claimed(path)
        if owner is None:
            raise LogError(f"The session {self.session_id} is running elsewhere.")
        self._owner = owner

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one record; it is on disk when this returns. LogError when it is not."""
        add(self.path, to_line(record))

    def records(self) -> list[dict[str, Any]]:
        """Return the intact records, opening first."""
        return read(self.path)[0]

    def release(self) -> None:
        """Give the ownership up: the session can be resumed by another process."""
        self._owner.release()
        with suppress(LogError, OSError):
            if settled(self.path):
                _lock_path(self.path).unlink()


def begin(path: Path, opening: Mapping[str, Any]) -> Journal:
    """Create a journal with its first record."""
    first = to_line({"kind": OPENING, **opening})
    journal = Journal(path)
    try:
        create(path, first)
    except LogError:
        journal.release()
        raise
    return journal


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _claimed(path: Path) -> BaseFileLock | None:
    """Return the lock of a journal, held; None when somebody else holds it.

    Its file is left where it is until the session is over: to remove one that another process has
    just opened would make two owners.
    """
    from filelock import FileLock, Timeout

    present(path.parent)
    lock = FileLock(_lock_path(path), timeout=0, thread_local=False, mode=0o600)
    with told(path):
        try:
            lock.acquire()
        except Timeout:
            return None
    return lock


def owned(path: Path) -> bool:
    """Return whether somebody alive owns the journal; reads only, where nothing can be written."""
    if not _lock_path(path).exists():
        return False
    with suppress(LogError):
        owner = _claimed(path)
        if owner is None:
            return True
        owner.release()
    return False


def to_line(record: Mapping[str, Any]) -> bytes:
    """Return a record as one line of a journal; dates are written as in the tables."""
    text = json.dumps(dict(record), default=_plain, allow_nan=False, separators=(",", ":"))
    return b"%08x %s\n" % (crc32(text.encode()), text.encode())


def _plain(value: object) -> str:
    if isinstance(value, date):
        return written(value)
    raise TypeError(f"{value!r} cannot stand in a journal")


def from_line(raw: bytes) -> dict[str, Any] | None:
    """Return the record of a line, None when the line is damaged."""
    text = raw[9:]
    if raw[:9] != b"%08x " % crc32(text):
        return None
    try:
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def read(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the intact records of a journal; a torn tail is left out, other damage is named."""
    with told(path):
        lines = path.read_bytes().split(b"\n")
    found = [(number, raw, from_line(raw)) for number, raw in enumerate(lines, 1) if raw]
    good = [record for _, _, record in found if record is not None]
    bad = [(number, raw) for number, raw, record in found if record is None and number < len(lines)]
    file = f"journal/{path.name}"
    return good, [Problem(file, n, "", raw.decode(errors="replace"), _DAMAGED) for n, raw in bad]


def closing(records: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the closing record, None while there is none."""
    return next((record for record in records if record.get("kind") == CLOSING), None)


def settled(path: Path) -> bool:
    """Return whether a journal's rows have reached the tables; reads only its end."""
    with told(path), path.open("rb") as file:
        file.seek(max(path.stat().st_size - 200, 0))
        last = from_line(file.read().rstrip(b"\n").rpartition(b"\n")[2])
    return last is not None and (last.get("kind") == SETTLED or "discarded" in last)
