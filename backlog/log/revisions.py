"""Corrections are rows too: of each id the highest revision counts, the others are its history.

Pure: rows in, rows and problems out.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from backlog.log import line
from backlog.log.schema import Record, Table
from backlog.problem import Problem


class Row(NamedTuple):
    """A record, the line that it begins in, and whether its seal fits what it holds.

    `chk` is the seal as it stands there; `own` are the cells of columns that the table does not
    have.
    """

    line: int
    record: Record
    proven: bool = True
    chk: str | None = None
    own: tuple[str, ...] = ()


def told_once(rows: Sequence[Row], table: Table) -> tuple[list[Row], list[Problem]]:
    """Return the rows without second copies; copies that differ are reported.

    Equal rows with one id and revision count once, as after a recovery that was interrupted. Where
    they differ, a proven row is used before one that was edited, then the one that was recorded
    later; a revision after both settles it.
    """
    key, last = itemgetter(*table.key), _last(rows, table)
    best: dict[Any, Row] = {}
    problems: list[Problem] = []
    for row in rows:
        other = best.setdefault(key(row.record), row)
        if other is row or other.record == row.record:
            continue
        used, left = (row, other) if _goes_before(row, other, table) else (other, row)
        best[key(row.record)] = used
        if row.record["rev"] == last[row.record[table.key[0]]]:
            problems += _conflict(table, used, left)
    return sorted(best.values(), key=attrgetter("line")), problems


def _goes_before(row: Row, other: Row, table: Table) -> bool:
    """Return which of two rows is used; the order of lines, which a merge changes, is no reason."""
    one, two = ((each.proven, each.record["recorded_at"]) for each in (row, other))
    if one != two:
        return one > two
    return line.body(table, row.record) < line.body(table, other.record)


def _conflict(table: Table, used: Row, left: Row) -> list[Problem]:
    id = table.key[0]
    value, here = str(used.record[id]), f"line {used.line} has the same revision"
    there = f"is used, though line {left.line} has the same revision with other values"
    return [
        Problem(table.file, used.line, id, value, there, used=True),
        Problem(table.file, left.line, id, value, f"is set aside: {here} with other values"),
    ]


def latest(rows: Sequence[Row], table: Table) -> list[Row]:
    """Return the newest revision of each id, deleted rows among them, in the order as written."""
    id, last = table.key[0], _last(rows, table)
    return [row for row in rows if row.record["rev"] == last[row.record[id]]]


def newest(rows: Sequence[Row], table: Table) -> list[Row]:
    """Return the rows that count: the newest revision of each id, deleted ones left out."""
    return [row for row in latest(rows, table) if row.record["status"] != "deleted"]


def _last(rows: Sequence[Row], table: Table) -> dict[str, int]:
    """Return the highest revision of each id."""
    id = table.key[0]
    last: dict[str, int] = {}
    for row in rows:
        last[row.record[id]] = max(row.record["rev"], last.get(row.record[id], 0))
    return last
