"""The journals of one data folder: begin, find, take up again, discard.

Knows where journals are kept, in the folder itself and in its fallback; must not know any table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from backlog.log import folder, journal, segments
from backlog.log.error import LogError
from backlog.log.journal import Journal, Unfinished

_ID = re.compile(r"(?!pending$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def begin(place: Path, session_id: str, opening: Mapping[str, Any]) -> Journal:
    """Begin a journal under `place`; the opening is on disk when this returns."""
    if not _ID.fullmatch(session_id):
        raise ValueError(f"'{session_id}' is no id of a session")
    folder.make(place / "journal")
    return journal.begin(place / "journal" / f"{session_id}.jsonl", opening)


def not_settled(data: Path) -> list[Path]:
    """Return the journals that are neither settled nor discarded, the oldest first."""
    return [path for path in everything(data) if not journal.settled(path)]


def everything(data: Path) -> list[Path]:
    """Return the last file of every journal, the oldest session first."""
    found = [path for place in places(data) for path in place.glob("*.jsonl")]
    return segments.last_of_each(path for path in found if _ID.fullmatch(segments.session_of(path)))


def places(data: Path) -> tuple[Path, Path]:
    """Return where journals are: in the folder itself, and where they are kept without it."""
    return data / "journal", folder.fallback_folder(data) / "journal"


def unfinished(data: Path, now: datetime) -> list[Unfinished]:
    """Return the sessions that were begun, not closed, and that nobody alive owns."""
    found = []
    for path in not_settled(data):
        records, problems = journal.read(path)
        opened = bool(records) and records[0].get("kind") == journal.OPENING
        if opened and not journal.closing(records) and not journal.owned(path):
            id = segments.session_of(path)
            found.append(Unfinished(id, path, records, problems, _age(id, now)))
    return found


def _age(session_id: str, now: datetime) -> timedelta | None:
    """Return the time since the local day and time that an id begins with."""
    try:
        begun = datetime.strptime(session_id[:15], "%Y%m%dT%H%M%S")
    except ValueError:
        return None
    return now.replace(tzinfo=None) - begun


def closed(data: Path) -> list[Path]:
    """Return the journals whose rows have not all reached the tables."""
    return [path for path in not_settled(data) if _is_closed(path) and not journal.owned(path)]


def _is_closed(path: Path) -> bool:
    return journal.closing(journal.read(path)[0]) is not None


def running(data: Path) -> list[str]:
    """Return the ids of the sessions that somebody alive owns."""
    return [segments.session_of(path) for path in not_settled(data) if journal.owned(path)]


def resume(data: Path, session_id: str) -> Journal:
    """Take up an unfinished session again, in the same file."""
    return _open(Journal(_path(data, session_id)))


def take_over(data: Path, session_id: str) -> Journal:
    """Go on with a session that runs elsewhere, in the next file of its journal."""
    path = _path(data, session_id)
    if not journal.owned(path):
        return resume(data, session_id)
    return _open(journal.take_over(path))


def _open(live: Journal) -> Journal:
    """Return a journal that can be gone on with, or give it up."""
    if journal.closing(live.records()):
        live.release()
        raise LogError(f"The session {live.session_id} is closed already.")
    return live


def _path(data: Path, session_id: str) -> Path:
    """Return the last file of a session's journal."""
    for path in everything(data):
        if segments.session_of(path) == session_id:
            return path
    raise LogError(f"There is no session {session_id} in {data / 'journal'}.")


def records(data: Path, session_id: str) -> list[dict[str, Any]]:
    """Return the intact records of a session's journal, whoever owns it; reads only."""
    return journal.read(_path(data, session_id))[0]


def discard(data: Path, session_id: str) -> None:
    """Close an unfinished session without rows; its journal stays and counts nowhere."""
    live = resume(data, session_id)
    try:
        live.write({"kind": journal.CLOSING, "discarded": True})
    finally:
        live.release()
