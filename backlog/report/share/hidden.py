"""What is hidden in the rows that go: notes and names, unless the person chose that they go.

Pure: rows in, rows out. The dates and the ids that carry them are moved in
`backlog.report.share.moved`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backlog.log.schema import Record
from backlog.report.share.excerpt import Rows

NOTE, AUTHOR, NAME, ZONE = "note", "author", "name", "tz"


def emptied(rows: Mapping[str, list[Record]], column: str) -> Rows:
    """Return rows without what stands in `column`."""
    return {table: [_without(row, column) for row in kept] for table, kept in rows.items()}


def _without(row: Record, column: str) -> Record:
    return row | {column: None} if column in row else row


def numbered(rows: Mapping[str, list[Record]]) -> Rows:
    """Return rows in which the person's names of activities are ``activity 1``, ``activity 2``...

    The numbers follow the order in which the names were first written.
    """
    called = names(rows.get("activities", ()))
    renamed = [
        row | {NAME: called[row[NAME]]} if row[NAME] is not None else row
        for row in rows.get("activities", ())
    ]
    return {**rows, "activities": renamed} if "activities" in rows else dict(rows)


def names(activities: Iterable[Record]) -> dict[str, str]:
    """Return what stands for each name of an activity."""
    found = dict.fromkeys(row[NAME] for row in activities if row[NAME] is not None)
    return {name: f"activity {number}" for number, name in enumerate(found, 1)}


def told(rows: Mapping[str, list[Record]], column: str) -> int:
    """Return in how many rows something stands in `column`."""
    return sum(row.get(column) is not None for kept in rows.values() for row in kept)
