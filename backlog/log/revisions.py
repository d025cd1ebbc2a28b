"""Corrections are rows too: of each id the highest revision counts, the others are its history.

Pure: numbered records in, numbered records and problems out.
"""

from __future__ import annotations

from collections.abc import Iterable

from backlog.log.schema import Record, Table
from backlog.problem import Problem

Rows = list[tuple[int, Record]]


def told_once(rows: Iterable[tuple[int, Record]], table: Table) -> tuple[Rows, list[Problem]]:
    """Return the rows without second copies; copies that differ are reported.

    Equal rows with one id and revision count once, as after a recovery that was interrupted. Where
    they differ the first is used and both are named.
    """
    seen: dict[tuple[str, ...], tuple[int, Record]] = {}
    kept: Rows = []
    problems: list[Problem] = []
    for number, record in rows:
        key = tuple(record[name] for name in table.key)
        if key not in seen:
            seen[key] = number, record
            kept.append((number, record))
        elif seen[key][1] != record:
            problems.extend(_conflict(table, key, seen[key][0], number))
    return kept, problems


def _conflict(table: Table, key: tuple[str, ...], first: int, second: int) -> list[Problem]:
    id, value = table.key[0], str(key[0])
    return [
        Problem(table.file, first, id, value, f"is used; line {second} tells it otherwise", True),
        Problem(table.file, second, id, value, f"is told otherwise in line {first}, which is used"),
    ]


def newest(rows: Iterable[tuple[int, Record]], table: Table) -> Rows:
    """Return the newest revision of each id, deleted rows left out, in the order as written."""
    rows = list(rows)
    id = table.key[0]
    last: dict[str, int] = {}
    for _, record in rows:
        last[record[id]] = max(record["rev"], last.get(record[id], 0))
    return [
        (number, record)
        for number, record in rows
        if record["rev"] == last[record[id]] and record["status"] != "deleted"
    ]
