"""A program that comes back from a spreadsheet: its lines, how cells were read, what is wrong.

Whoever sends it is a person, and whoever takes it sees what it means before anything changes. So a
date or a decimal comma that a spreadsheet wrote in its own way is read where it can mean one thing
only, and shown; where it can mean two, it is asked about. Pure: bytes go in, nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from backlog.log import dialect, judge, line, reader, schema
from backlog.log.column import Column
from backlog.log.dialect import Sheet
from backlog.log.restored import readings
from backlog.problem import Problem
from backlog.program import CATALOG, UNKNOWN_EXERCISE, Prescription, from_records, id_of
from backlog.program.comparison import same_dose

#: How the days of a sheet are written where that can't be told from them; the day is the first
#: number or the second one.
DATES = {"day-first": 0, "month-first": 1}
_ASK = "can be {}: write it as {}, or say which way the dates of this file are written"


@dataclass(frozen=True)
class Returned:
    """What a sheet holds.

    Parameters
    ----------
    lines : tuple of Prescription
        The good lines, in their order.
    read : tuple of Problem
        Cells that were read in another way than they stand there; their lines are used.
    problems : tuple of Problem
        Lines that are set aside, and dates that can mean two days.
    unclear : frozenset of str
        The exercises that these lines name: nobody knows yet whether they change.
    name : str
        Name of the sheet.
    numbers : tuple of int
        The line of the sheet in which each of `lines` stands.
    """

    lines: tuple[Prescription, ...] = ()
    read: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    unclear: frozenset[str] = frozenset()
    name: str = ""
    numbers: tuple[int, ...] = ()

    def of_days(self, lines: Container[Prescription], allowed: str) -> Iterator[Problem]:
        """Yield what is wrong with the day of each of these lines, where it stands."""
        for number, each in zip(self.numbers, self.lines, strict=True):
            if each in lines:
                yield Problem(self.name, number, "from", each.from_day.isoformat(), allowed)

    @property
    def asks_for_dates(self) -> bool:
        """Whether a date can mean two days."""
        return any(problem.allowed.startswith("can be ") for problem in self.problems)


def returned(data: bytes, name: str, dates: str | None = None) -> Returned:
    """Read a program that came back.

    Parameters
    ----------
    data : bytes
        The file, in whatever dialect a spreadsheet gave it.
    name : str
        Its name, for the problems.
    dates : {'day-first', 'month-first'}, optional
        How its days are written, where somebody said so.

    Raises
    ------
    LogError
        When it is no program at all.
    """
    table = replace(schema.table("program"), file=name)
    if line.header(table).startswith(data):
        return Returned(problems=(Problem(name, 0, "", "", "has no line below its header"),))
    sheet = dialect.opened(data, table)
    plain, read, asked = _plainly(sheet, dates)
    reading = reader.reading(plain, table)
    lines, refused = from_records((row.line, row.record) for row in reading.rows)
    seen = {problem.line for problem in asked}
    wrong = [each for each in reading.problems if each.line not in seen and not each.used]
    aside = {problem.line for problem in refused}
    numbers = tuple(row.line for row in reading.rows if row.line not in aside)
    twice = _twice(numbers, lines, name)
    problems = [*asked, *map(_told, wrong), *(replace(each, file=name) for each in refused), *twice]
    unclear = _exercises(sheet, {problem.line for problem in problems})
    return Returned(lines, tuple(read), tuple(sorted(problems)), unclear, name, numbers)


def _exercises(sheet: Sheet, numbers: Container[int]) -> frozenset[str]:
    """Return the exercises that lines of these numbers name, in whatever state they are."""
    wrong = [raw for number, raw in enumerate(sheet.lines, sheet.first) if number in numbers]
    cells = [
        id_of(cell.strip(' "'))
        for raw in wrong
        for cell in raw.decode(errors="replace").split(sheet.separator)
    ]
    return frozenset(cells) & CATALOG.keys()


def _told(problem: Problem) -> Problem:
    """Tell what is no id as what is no exercise: people type this sheet."""
    if problem.column == "exercise":
        return replace(problem, allowed=UNKNOWN_EXERCISE)
    return problem


def _twice(numbers: Iterable[int], lines: Iterable[Prescription], name: str) -> Iterator[Problem]:
    """Yield the lines that say for one exercise and day another thing than a line before."""
    first: dict[tuple[date, str], Prescription] = {}
    for number, each in zip(numbers, lines, strict=True):
        other = first.setdefault((each.from_day, each.exercise), each)
        if not same_dose(other, each):
            told = "is there twice for this day, with another dose; the lower line would count"
            yield Problem(name, number, "exercise", each.exercise, told)


def _plainly(sheet: Sheet, dates: str | None) -> tuple[bytes, list[Problem], list[Problem]]:
    """Return the sheet with plain cells, how cells were read, and what must be asked.

    A line keeps its number: what can't be cut into its fields stays as it is, for the reader.
    """
    lines = [_joined(sheet.names, sheet.separator), *[b""] * (sheet.first - 2)]
    told: list[Problem] = []
    for number, raw in enumerate(sheet.lines, sheet.first):
        cells = _cut(sheet, raw)
        if cells is not None:
            told += _plain(sheet, number, cells, dates)
        lines.append(raw if cells is None else _joined(cells, sheet.separator))
    read, asked = ([each for each in told if each.used == used] for used in (True, False))
    return b"\n".join([*lines, b""]), read, asked


def _cut(sheet: Sheet, raw: bytes) -> list[str] | None:
    """Return the cells of a line that has all of them, and something in them."""
    try:
        cells = judge.fields(raw.decode(), sheet.separator)
    except UnicodeDecodeError:
        return None
    return cells if cells and len(cells) == sheet.width and any(map(str.strip, cells)) else None


def _plain(sheet: Sheet, number: int, cells: list[str], dates: str | None) -> Iterator[Problem]:
    """Put the plain form of each cell in its place; yield what there is to say about it."""
    for column, place in zip(sheet.table.columns, sheet.order, strict=True):
        plain, told = _read(column, cells[place].strip(), dates)
        if told:
            used = plain is not None
            yield Problem(sheet.table.file, number, column.name, cells[place], told, used)
        cells[place] = cells[place] if plain is None else plain


def _joined(cells: Iterable[str], separator: str) -> bytes:
    special = ('"', "\n", separator)
    quoted = (
        '"' + cell.replace('"', '""') + '"' if any(each in cell for each in special) else cell
        for cell in cells
    )
    return separator.join(quoted).encode(errors="replace")


def _read(column: Column, cell: str, dates: str | None) -> tuple[str | None, str]:
    """Return the cell as it is understood, None when it must be asked about; and what to say."""
    if column.name == "exercise":
        return id_of(cell), ""
    found = sorted(set(readings(column, cell))) if cell else []
    if len(found) > 1 and dates:
        found = [each for each in found if _day_at(cell, DATES[dates]) == int(each[-2:])]
    if len(found) > 1:
        return None, _ASK.format(" or ".join(found), found[0])
    if not found or column.type == "text" or _stands(column, cell):
        return cell, ""
    return found[0], f"was read as {found[0]}"


def _stands(column: Column, cell: str) -> bool:
    try:
        column.parse(cell)
    except ValueError:
        return False
    return True


def _day_at(cell: str, place: int) -> int | None:
    """Return the number that stands in a place of a date."""
    parts = re.findall(r"\d+", cell)
    return int(parts[place]) if len(parts) > place else None
