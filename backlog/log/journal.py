"""The journal of one session: each event on disk before it is called saved.

A live session's journal has one owner, held by a lock of the operating system, so that it ends with
its process. Whoever takes a session over goes on in the journal's next file; its old owner looks
for that file before and after each append. Knows records and their order; must not know what an
event means.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.log import entry, segments
from backlog.log.append import UnsyncedError, add, create, present
from backlog.log.error import LogError, told
from backlog.problem import Problem

if TYPE_CHECKING:
    from filelock import BaseFileLock

OPENING, CLOSING, SETTLED, TAKEN_OVER = "opening", "closing", "settled", "taken_over"


class TakenOverError(LogError):
    """Another kernel has taken the session over: nothing more is written here."""


@dataclass(frozen=True)
class Unfinished:
    """A session that was begun, not closed, and that no living process owns.

    `path` is the last file of its journal; `age` is the time since it was begun, None when its id
    does not tell.
    """

    session_id: str
    path: Path
    records: list[dict[str, Any]]
    problems: list[Problem]
    age: timedelta | None = None


class Journal:
    """The journal of a session, owned by this object until it is released.

    Parameters
    ----------
    path : Path
        The last file of the journal: later records go there.

    Raises
    ------
    LogError
        When another process, or another journal object of this one, owns it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.session_id = segments.session_of(path)
        owner = _claimed(path)
        if owner is None:
            raise LogError(f"The session {self.session_id} is running elsewhere.")
        self._owner = owner

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one record; it is on disk when this returns.

        Raises
        ------
        LogError
            When it is not. A `TakenOverError` says that it never will be.
        """
        data = entry.to_line(record)
        self.look()
        try:
            add(self.path, data)
        except UnsyncedError:
            self._go_on(data)
        self.look()

    def look(self) -> None:
        """Make sure that nobody has taken the session over.

        Who does so makes the next file first and reads afterwards, so that a record is read or is
        not called saved.

        Raises
        ------
        TakenOverError
            When somebody has.
        """
        with told(self.path):
            taken = segments.following(self.path).exists()
        if taken:
            where = f"The session {self.session_id} was taken over elsewhere"
            raise TakenOverError(f"{where}: nothing more is written here.")

    def _go_on(self, data: bytes) -> None:
        """Write to the next file what the disk did not confirm in this one."""
        path = segments.following(self.path)
        owner = _claimed(path)
        if owner is None:
            self.look()
            raise LogError(f"{path} is held by another program.")
        try:
            create(path, data)
        except LogError:
            owner.release()
            raise
        self._owner.release()
        self.path, self._owner = path, owner

    def records(self) -> list[dict[str, Any]]:
        """Return the intact records, opening first."""
        return read(self.path)[0]

    def release(self) -> None:
        """Give the ownership up: the session can be resumed by another process."""
        self._owner.release()
        with suppress(LogError, OSError):
            if settled(self.path):
                for path in segments.until(self.path):
                    _lock_path(path).unlink(missing_ok=True)


def begin(path: Path, opening: Mapping[str, Any]) -> Journal:
    """Create a journal with its first record."""
    return _begun(path, entry.to_line({"kind": OPENING, **opening}))


def _begun(path: Path, data: bytes) -> Journal:
    """Create a file of a journal, owned from its first byte on."""
    journal = Journal(path)
    try:
        create(path, data)
    except LogError:
        journal.release()
        raise
    return journal


def take_over(path: Path) -> Journal:
    """Go on, in its next file, with a journal that somebody else owns; `path` is its last file."""
    new = _begun(segments.following(path), b"")
    new.write({"kind": TAKEN_OVER, "after": len(read(path)[0])})
    return new


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


def read(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the intact records of a journal, through all its files up to `path`, and its problems.

    A torn tail is left out, other damage is named. What an old owner wrote after a new one had read
    was never called saved, and is left out too.
    """
    good: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for each in segments.until(path):
        found, wrong = entry.read(each)
        if found and found[0].get("kind") == TAKEN_OVER:
            del good[found[0]["after"] :]
        good += found
        problems += wrong
    return good, problems


def closing(records: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the closing record, None while there is none."""
    return next((record for record in records if record.get("kind") == CLOSING), None)


def settled(path: Path) -> bool:
    """Return whether a journal's rows have reached the tables; reads only its end."""
    with told(path), path.open("rb") as file:
        file.seek(max(path.stat().st_size - 200, 0))
        last = entry.from_line(file.read().rstrip(b"\n").rpartition(b"\n")[2])
    return last is not None and (last.get("kind") == SETTLED or "discarded" in last)
