"""A session's close: its finished lines into its journal, then from the journal into the tables.

Whatever happens between the two is made up for later, and nothing is doubled. Knows the order of
the two; must not know what a set is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from backlog.log import journal, line, reader, schema, segments
from backlog.log.error import LogError
from backlog.log.journal import Journal
from backlog.log.tables import Tables


def close(live: Journal, tables: Tables, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Close a session with its rows by table, and give its journal up."""
    if not journal.closing(live.records()):
        live.write({"kind": journal.CLOSING, "tables": _finished(tables, rows)})
    _pour(live, tables)


def settle(path: Path, tables: Tables) -> str:
    """Bring a closed journal into the tables; say what was done."""
    try:
        _pour(Journal(path), tables)
    except LogError as error:
        return f"The session {segments.session_of(path)} waits in {path}. {error}"
    return f"The session {segments.session_of(path)} was brought from its journal into the log."


def _finished(tables: Tables, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """Return the lines that a session leaves in each table, under its header."""
    kinds = {name: schema.table(name) for name in rows}
    return {
        name: line.whole(kind, [tables.checked(kind, row) for row in rows[name]]).decode()
        for name, kind in kinds.items()
    }


def _pour(live: Journal, tables: Tables) -> None:
    """Bring the finished lines of a journal into the tables, note that they are there, let go."""
    try:
        finished = (journal.closing(live.records()) or {}).get("tables", {})
        for name, text in finished.items():
            kind = schema.table(name)
            tables.add_new(kind, [row.record for row in reader.reading(text.encode(), kind).rows])
        if not journal.settled(live.path):
            live.write({"kind": journal.SETTLED})
    finally:
        live.release()
