"""What is hidden in the rows that go: notes and names, unless the person chose that they go.

Pure: rows in, rows out. The dates and the ids that carry them are moved in
`backlog.report.share.moved`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backlog.log.incoming.parcel import name_of, prefix
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


def unnamed(rows: Mapping[str, list[Record]]) -> Rows:
    """Return rows in whose ids imports are ``1``, ``2``...

    A person names an import, and it is suggested from the name of the file that came in.
    """
    ids = [
        (row, column) for kept in rows.values() for row in kept for column in row if _is_id(column)
    ]
    told = dict.fromkeys(name for row, column in ids if (name := name_of(row[column] or "")))
    called = {name: str(number) for number, name in enumerate(told, 1)}
    return {table: [_renamed(row, called) for row in kept] for table, kept in rows.items()}


def _renamed(row: Record, called: Mapping[str, str]) -> Record:
    new = {}
    for column in filter(_is_id, row):
        name = name_of(row[column] or "")
        if name:
            new[column] = prefix(called[name]) + row[column].removeprefix(prefix(name))
    return row | new


def _is_id(column: str) -> bool:
    return column.endswith("_id")


def names(activities: Iterable[Record]) -> dict[str, str]:
    """Return what stands for each name of an activity."""
    found = dict.fromkeys(row[NAME] for row in activities if row[NAME] is not None)
    return {name: f"activity {number}" for number, name in enumerate(found, 1)}


def told(rows: Mapping[str, list[Record]], column: str) -> int:
    """Return in how many rows something stands in `column`."""
    return sum(row.get(column) is not None for kept in rows.values() for row in kept)
