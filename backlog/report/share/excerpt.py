"""Which rows of a log go: those of the chosen tables and days.

Pure: rows in, rows out. What is hidden in them stands in `backlog.report.share.hidden`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from backlog.log.schema import Record

#: The rows of each table by its name.
Rows = dict[str, list[Record]]


def of_period(rows: Mapping[str, list[Record]], first: date, last: date) -> Rows:
    """Return the rows of a period.

    A range of days goes whole when it touches the period. Of a program goes what was in force in
    it, so the first lines of a period may be dated before it.
    """
    return {table: _KEPT.get(table, _of_days)(kept, first, last) for table, kept in rows.items()}


def _of_days(rows: Iterable[Record], first: date, last: date) -> list[Record]:
    return [row for row in rows if first <= row["local_day"] <= last]


def _touching(rows: Iterable[Record], first: date, last: date) -> list[Record]:
    return [row for row in rows if row["from"] <= last and first <= row["to"]]


def _in_force(rows: Iterable[Record], first: date, last: date) -> list[Record]:
    """Return the dated lines that hold on some day of the period, in their order."""
    known = [row for row in rows if row["from"] <= last]
    newest: dict[str, date] = {}
    for row in known:
        if row["from"] <= first:
            newest[row["exercise"]] = max(row["from"], newest.get(row["exercise"], row["from"]))
    return [row for row in known if row["from"] >= newest.get(row["exercise"], row["from"])]


def beyond(rows: Mapping[str, list[Record]], first: date, last: date) -> int:
    """Return how many rows speak of days before or after a period."""
    dated = [row for kept in rows.values() for row in kept if "from" in row]
    return sum(row["from"] < first or row.get("to", last) > last for row in dated)


_KEPT: Mapping[str, Callable[[Iterable[Record], date, date], list[Any]]] = {
    "days": _touching,
    "program": _in_force,
    "progression": _in_force,
}
