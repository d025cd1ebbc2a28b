"""Corrections in the panel: what the browser asks about entries, answered from the log.

``entries`` (most, deleted) is answered with the lines of the list; ``entry`` (table, id) with one
entry, its fields and its history; ``correct`` (table, id, values), ``delete`` and ``undo`` (table,
id) with ``noted``, once it is on disk, or with the ``field`` that is wrong. Home tells nothing of
it: the list is asked for when it is opened.

Thin: reads the tables, lets `entries` and `corrected` decide, and appends through
`backlog.log.corrections`. Must not know widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from backlog.log import Log, LogError
from backlog.log.corrections import Revision, at_once, histories, latest
from backlog.panel import corrected, entries
from backlog.panel.entries import Entry

Message = Mapping[str, Any]
Answer = dict[str, Any]

#: Lines of the list when nobody asked for more.
MOST = 30


def listed(log: Log, message: Message, today: date) -> Answer:
    """Answer with the newest entries, or with the deleted ones."""
    most, deleted = int(message.get("most") or MOST), bool(message.get("deleted"))
    return {"kind": "entries", **entries.listed(_entries(log), most, deleted)}


def opened(log: Log, message: Message, today: date) -> Answer:
    """Answer with one entry, its fields and its history."""
    entry = _entry(log, message)
    return {"kind": "entry", **entries.opened(entry, _past(log, entry).values(), today)}


def correct(log: Log, message: Message, today: date) -> Answer:
    """Write what a form corrected.

    Raises
    ------
    FieldError
        When a field holds what no row may hold; nothing was written.
    LogError
        When nothing could be written.
    """
    entry = _entry(log, message)
    changes = corrected.changes(entry, message["values"], today)
    with at_once(log) as step:
        for (table, id), changed in changes.items():
            step.revise(table, id, changed)
    return {**_noted(entry, message), "changed": step.changed}


def delete(log: Log, message: Message, today: date) -> Answer:
    """Delete an entry; a session takes its sets along."""
    entry = _entry(log, message)
    with at_once(log) as step:
        for table, id, row in entry.rows:
            if row["status"] != "deleted":
                step.delete(table, id)
    return _noted(entry, message)


def undo(log: Log, message: Message, today: date) -> Answer:
    """Take back what was last done to an entry, in all of its rows that it was done to."""
    entry = _entry(log, message)
    past = _past(log, entry)
    last = _last(past.values())
    with at_once(log) as step:
        for (table, id), row in past.items():
            if len(row) > 1 and row[-1].recorded_at == last:
                step.undo(table, id)
    return _noted(entry, message)


def _last(past: Iterable[Sequence[Revision]]) -> datetime:
    """Return when an entry was last changed.

    After a clock that went back that is not the latest time: a step that one of the rows has a
    later revision to was not the last one.
    """
    changed = [[each.recorded_at for each in row] for row in past if len(row) > 1]
    before = {at for times in changed for at in times if at != times[-1]}
    ends = [times[-1] for times in changed]
    if not ends:
        raise LogError("This entry was never changed: there is nothing to undo.")
    return max([at for at in ends if at not in before] or ends)


Doing = Callable[[Log, Message, date], Answer]
#: What the browser asks, by its name; what stands in `CHANGES` is written into the log.
CHANGES: Mapping[str, Doing] = {"correct": correct, "delete": delete, "undo": undo}
DOINGS: Mapping[str, Doing] = {"entries": listed, "entry": opened, **CHANGES}


def _noted(entry: Entry, message: Message) -> Answer:
    return {"kind": "noted", "form": message["kind"], "table": entry.table, "id": entry.id}


def _entries(log: Log) -> list[Entry]:
    return entries.entries({name: latest(log, name) for name in ("sets", *entries.TABLES)})


def _entry(log: Log, message: Message) -> Entry:
    """Return the entry that a message names."""
    table, id = message["table"], message["id"]
    of = {name: latest(log, name) if name == table else [] for name in entries.TABLES}
    sets = latest(log, "sets") if table == "sessions" else []
    found = [each for each in entries.entries({**of, "sets": sets}) if each.id == id]
    if not found:
        raise LogError("This entry is not in your log any more.")
    return found[0]


def _past(log: Log, entry: Entry) -> dict[tuple[str, str], list[Revision]]:
    """Return the history of each row of an entry."""
    sets = histories(log, "sets", {each["set_id"] for each in entry.sets}) if entry.sets else {}
    own = histories(log, entry.table, {entry.id})
    return {("sets", id): past for id, past in sets.items()} | {
        (entry.table, id): past for id, past in own.items()
    }
