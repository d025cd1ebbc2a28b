"""What was said on a form, brought into the log, or taken back.

Knows that rows may wait; must not know widgets.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from backlog import session as s
from backlog.log import Log, LogError, PendingError, corrections, pending
from backlog.log.corrections import at_once
from backlog.panel import beside, due, replies, signs, visit
from backlog.panel.fields import Rows

#: Every form by the name that the browser sends.
FORMS = {**beside.FORMS, **replies.FORMS, "visit": visit.rows}


def form(log: Log, message: Mapping[str, Any], now: datetime) -> list[str]:
    """Write what a form says; return where rows are that cannot be written yet.

    Raises
    ------
    FieldError
        When a field holds what no row may hold; nothing was written.
    LogError
        When rows could be kept nowhere: they are not saved.
    """
    in_use = due.in_use(log.records("activities"), s.local_day(now))
    known = beside.Known(log.program()[0], in_use)
    return write(log, FORMS[message["form"]](message["values"], now, known))


def write(log: Log, rows: Rows) -> list[str]:
    """Write rows, table by table; return where those are that cannot be written yet.

    Raises
    ------
    LogError
        When rows could be kept nowhere: they are not saved.
    """
    told = []
    for table in dict(rows):
        try:
            log.extend(table, [row for name, row in rows if name == table])
        except PendingError as waits:
            told.append(str(waits))
    return told


def ticked(log: Log, rows: Rows) -> list[str]:
    """Write rows of warning signs, but none that is kept already; return where they wait.

    Raises
    ------
    LogError
        When rows could be kept nowhere: they are not saved.
    """
    with suppress(LogError):  # what cannot be read keeps no sign from being written
        rows = signs.new(rows, with_waiting(log, log.records("days")))
    return write(log, rows)


def with_waiting(log: Log, days: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows about days, then those that wait for their table: a sign holds before.

    A row that has come into the table may wait on for one of another table, and counts by what the
    table says since: it may be deleted there.
    """
    waiting = {row["day_id"]: row for row in pending.awaited(log.folder) if "day_id" in row}
    entered: Container[str] = ()
    if waiting:
        with suppress(LogError):  # a table that cannot be read has none
            entered = corrections.histories(log, "days", waiting)
    return [*days, *(row for id, row in waiting.items() if id not in entered)]


def take_back(log: Log, held: Mapping[str, Any]) -> None:
    """Delete the rows of warning signs that were ticked by a slip, with the session they ended.

    A session in which something had been done stays, and does not say any more that they were.

    Raises
    ------
    LogError
        When nothing could be written; then nothing is deleted.
    """
    ended = [row for row in log.records("sessions") if row["session_id"] in held["sessions"]]
    empty = {row["session_id"] for row in ended if row["status"] == "not_started"}
    sets = [row["set_id"] for row in log.records("sets") if row["session_id"] in empty]
    with at_once(log) as step:
        for table, ids in {"days": held["rows"], "sets": sets, "sessions": empty}.items():
            for id in ids:
                step.delete(table, id)
        for row in ended:
            if row["session_id"] not in empty:
                step.revise("sessions", row["session_id"], {"warning_signs": "shown"})
