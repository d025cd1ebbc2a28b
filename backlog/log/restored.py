"""Cells that a spreadsheet rewrote, read back only where the line's seal proves the reading.

``2026-11-22`` becomes ``11/22/2026``, ``22.11.26``, ``22-Nov-26`` or 46348, ``119.5`` becomes
``119,5``. Every plausible reading is tried, and the one whose line gives the ``chk`` that stands
there is taken; nothing is guessed. A program that comes back has no ``chk``: what was read there is
shown to a person (`backlog.log.returned`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from itertools import product
from math import prod

from backlog.log import line
from backlog.log.column import Column, written
from backlog.log.schema import Record, Table

#: More readings than this prove nothing: one in 65,536 fits by chance.
_MOST = 64
_PARTS = re.compile(r"(\d{1,4})([./-]) ?(\d{1,2}|[A-Za-z]{3})\2 ?(\d{1,4})(?: 0?0:00(?::00)?)?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIRST_SERIAL = date(1899, 12, 30)


def record(table: Table, cells: Mapping[str, str]) -> tuple[Record, dict[str, str]] | None:
    """Return the record that a line had before a spreadsheet rewrote some of its cells.

    Parameters
    ----------
    table : Table
        A table whose lines have a ``chk``.
    cells : mapping of str to str
        Every cell by the name of its column, ``chk`` too.

    Returns
    -------
    (record, rewritten) or None
        `rewritten` holds for each cell that was read back its canonical form; None when no reading
        is proven, or more than one.
    """
    found = [set(readings(column, cells[column.name])) for column in table.values]
    if not cells.get("chk") or not 0 < prod(map(len, found)) <= _MOST:
        return None
    tried = (dict(zip(table.names, each, strict=False)) for each in product(*found))
    proven = [each for each in tried if _fits(each, cells["chk"])]
    if len(proven) != 1:
        return None
    values = {column.name: column.parse(proven[0][column.name]) for column in table.values}
    return values, {name: cell for name, cell in proven[0].items() if cell != cells[name]}


def _fits(cells: Mapping[str, str], chk: str) -> bool:
    return line.letters(line.joined(cells.values()).encode()) == chk.encode()


def readings(column: Column, cell: str) -> Iterator[str]:
    """Yield the canonical cells that may have stood where a cell stands."""
    with suppress(ValueError):
        yield column.cell(column.parse(cell))
        return
    for earlier in _FORMS.get(column.type, _none)(cell):
        with suppress(ValueError):
            yield column.cell(column.parse(earlier))


def _none(cell: str) -> Iterator[str]:
    return iter(())


def _dates(cell: str) -> Iterator[str]:
    """Yield the days that a date in a spreadsheet's form may mean."""
    if re.fullmatch(r"\d{5}", cell):
        yield written(_FIRST_SERIAL + timedelta(days=int(cell)))
    parts = _PARTS.fullmatch(cell)
    if parts:
        first, second, third = parts[1], _month(parts[3]), parts[4]
        orders = {(third, second, first), (third, first, second), (first, second, third)}
        for year, month, day in sorted(orders):
            yield from _day(year, month, day)


def _month(part: str) -> str:
    name = part.lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else part


def _day(year: str, month: str, day: str) -> Iterator[str]:
    with suppress(ValueError):
        if len(year) in (2, 4):
            yield written(date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))


def _numbers(cell: str) -> Iterator[str]:
    """Yield the number that a decimal comma stands in."""
    if re.fullmatch(r"-?\d+,\d+", cell):
        yield cell.replace(",", ".")


_FORMS = {"date": _dates, "number": _numbers, "integer": _numbers}
