"""A session as its journal tells it: what was planned, and which of its events happened.

Pure: records of a journal go in. Must not know whose journal it is, nor widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from backlog import session as s

Record = Mapping[str, Any]


def planned(session_id: str, opening: Record) -> s.Session:
    """Return the session before its first event.

    Raises
    ------
    LookupError, TypeError, ValueError
        When the opening is of another version of backlog.
    """
    return s.plan(session_id, s.Script.from_json(opening["script"]))


def accepted(records: Iterable[Record]) -> list[Record]:
    """Return the events that were not refused."""
    events = (record for record in records if record.get("kind") == "event")
    return [event for event in events if event.get("refused") is None]


def answers(records: Iterable[Record]) -> dict[str, str | None]:
    """Return what each event was answered, by its id: None, or why it was refused."""
    told: dict[str, str | None] = {}
    for record in records:
        if record.get("kind") == "event":
            told.setdefault(record["id"], record.get("refused"))
    return told


def happened(records: Iterable[Record]) -> list[Record]:
    """Return the accepted events in their order; one that stands there twice happened once."""
    events: dict[str, Record] = {}
    for event in accepted(records):
        events.setdefault(event["id"], event)
    return list(events.values())
