"""The journals of one data folder: begin, find, take up again, discard.

Knows where journals are kept, in the folder itself and in its fallback; must not know any table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backlog.log import folder, journal
from backlog.log.error import LogError
from backlog.log.journal import Journal, Unfinished

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def begin(place: Path, session_id: str, opening: Mapping[str, Any]) -> Journal:
    """Begin a journal under `place`; the opening is on disk when this returns."""
    if not _ID.fullmatch(session_id):
        raise ValueError(f"'{session_id}' is no id of a session")
    folder.make(place / "journal")
    return journal.begin(place / "journal" / f"{session_id}.jsonl", opening)


def not_settled(data: Path) -> list[Path]:
    """Return the journals that are neither settled nor discarded, the oldest first."""
    found = [path for place in _places(data) for path in place.glob("*.jsonl")]
    return sorted((path for path in found if not journal.settled(path)), key=_name)


def _places(data: Path) -> tuple[Path, Path]:
    return data / "journal", folder.fallback_folder(data) / "journal"


def _name(path: Path) -> str:
    return path.name


def unfinished(data: Path) -> list[Unfinished]:
    """Return the sessions that were begun, not closed, and that nobody alive owns."""
    found = []
    for path in not_settled(data):
        records, problems = journal.read(path)
        opened = bool(records) and records[0].get("kind") == journal.OPENING
        if opened and not journal.closing(records) and not journal.owned(path):
            found.append(Unfinished(path.stem, path, records, problems))
    return found


def closed(data: Path) -> list[Path]:
    """Return the journals whose rows have not all reached the tables."""
    return [path for path in not_settled(data) if _is_closed(path) and not journal.owned(path)]


def _is_closed(path: Path) -> bool:
    return journal.closing(journal.read(path)[0]) is not None


def running(data: Path) -> list[str]:
    """Return the ids of the sessions that somebody alive owns."""
    return [path.stem for path in not_settled(data) if journal.owned(path)]


def resume(data: Path, session_id: str) -> Journal:
    """Take up an unfinished session again, in the same file."""
    live = Journal(_path(data, session_id))
    if journal.closing(live.records()):
        live.release()
        raise LogError(f"The session {session_id} is closed already.")
    return live


def _path(data: Path, session_id: str) -> Path:
    for place in _places(data):
        path = place / f"{session_id}.jsonl"
        if path.is_file():
            return path
    raise LogError(f"There is no session {session_id} in {data / 'journal'}.")


def discard(data: Path, session_id: str) -> None:
    """Close an unfinished session without rows; its journal stays and counts nowhere."""
    live = resume(data, session_id)
    try:
        live.write({"kind": journal.CLOSING, "discarded": True})
    finally:
        live.release()
