"""From the lines of somebody's file to rows, as a mapping says.

A cell that may not stand where it goes sets its line aside, with what is allowed; no value is
guessed. What was prescribed on a day comes from the program, never from the file. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from backlog.log import schema
from backlog.log.error import LogError
from backlog.log.incoming import moments
from backlog.log.incoming.mapped_sets import entered, wrong
from backlog.log.incoming.mapping import NEEDED, Meaning
from backlog.log.incoming.moments import CellError
from backlog.log.incoming.parcel import BEGUN, Local, Parcel, When, numbered, session
from backlog.log.incoming.sheet import Sheet
from backlog.problem import Problem, shortened
from backlog.program import CATALOG, UNKNOWN_EXERCISE, Prescription, id_of, in_force

_NAMES = "values.exercise in the mapping tells what a name means"
_RATINGS = ("discomfort", "discomfort_before", "discomfort_after")
#: One line: when it was, and the values by column of the table.
Line = tuple[When, dict[str, Any]]
#: A column of the file, and what stands in it.
Cell = tuple[str, str]


def rows(
    meaning: Meaning,
    sheet: Sheet,
    program: Sequence[Prescription],
    local: Local,
    today: date,
    tz: str | None = None,
) -> Parcel:
    """Return the rows that a file brings.

    Parameters
    ----------
    meaning : Meaning
        What the columns mean.
    sheet : Sheet
        The file.
    program : sequence of Prescription
        All dated lines.
    local : callable
        Gives a time on the person's clock its offset.
    today : datetime.date
        The last day that can have been.
    tz : str, optional
        IANA name of the person's time zone.

    Raises
    ------
    LogError
        When the file lacks a column that the mapping names.
    """
    lacking = [name for name in meaning.used if name not in sheet.names]
    if lacking:
        there = ", ".join(map(shortened, filter(None, sheet.names)))
        raise LogError(f"{sheet.file} has no column '{lacking[0]}'; it has {there}.")
    parcel = Parcel(meaning.name, problems=list(sheet.problems))
    lines = _oldest_first(list(_lines(meaning, sheet, program, local, today, parcel.problems)))
    if meaning.table == "sets":
        entered(parcel, lines, program, tz)
    else:
        enter = {"checkins": _checkin, "sessions": _session}[meaning.table]
        places = numbered([_about(when) for when, _ in lines])
        for place, (when, values) in zip(places, lines, strict=True):
            enter(parcel, when, values, parcel.id(meaning.table, _about(when), place), tz)
    parcel.problems.sort()
    parcel.remarks += _remarks(parcel, meaning)
    return parcel


def _oldest_first(lines: list[Line]) -> list[Line]:
    """Return the lines of a file that begins with its newest one turned round.

    Lines of one day are told apart by their place; what is written on top of them later must not
    change it.
    """
    turned = bool(lines) and lines[0][0].at > lines[-1][0].at
    return lines[::-1] if turned else lines


def _remarks(parcel: Parcel, meaning: Meaning) -> Iterator[str]:
    """Yield what a person should know of rows from elsewhere before they are entered."""
    rows = [row for kept in parcel.rows.values() for row in kept]
    if any(row.get(rating) is not None for row in rows for rating in _RATINGS):
        yield "Ratings from elsewhere are kept and stay out of the trend."
    if "sessions" in parcel.rows and "sets" not in parcel.rows:
        yield BEGUN
    if parcel.problems and meaning.table == "sets":
        yield "Mend what is set aside before you enter the rest, or it may be numbered anew."


def _about(when: When) -> str:
    """Return when a line was, on the clock of the wall: no zone that is named later changes it."""
    at = when.at.replace(tzinfo=None) if when.known else when.day
    return at.isoformat()


def _checkin(
    parcel: Parcel, when: When, values: Mapping[str, Any], id: str, tz: str | None
) -> None:
    row = {
        "checkin_id": id,
        "at": when.at,
        "tz": tz,
        "local_day": when.day,
        "kind": "daily",
        "status": "kept",
        "entry": "backfilled",
    }
    parcel.add("checkins", {**row, **values})


def _session(
    parcel: Parcel, when: When, values: Mapping[str, Any], id: str, tz: str | None
) -> None:
    parcel.add("sessions", {**session(id, when, tz), **values})


def _lines(
    meaning: Meaning,
    sheet: Sheet,
    program: Sequence[Prescription],
    local: Local,
    today: date,
    problems: list[Problem],
) -> Iterator[Line]:
    """Yield the lines that can be used; the others are named among the problems."""
    for number, cells in sheet.lines:
        try:
            when = moments.of(meaning, cells, local)
            if when.day > today:
                written = cells[meaning.date.column]
                raise CellError(meaning.date.column, written, "is a day that has not come yet")
            told = _cells(meaning, cells)
            values = {to: _value(meaning, to, *cell) for to, cell in told.items()}
            _refuse(meaning.table, values, told, in_force(program, when.day))
            yield when, values
        except CellError as error:
            place = sheet.file, number, error.column
            problems.append(Problem(*place, error.value, error.allowed))


def _cells(meaning: Meaning, cells: Mapping[str, str]) -> dict[str, Cell]:
    """Return what stands there for each column of the table, and where."""
    constants = {to: (to, text.strip()) for to, text in meaning.constants.items()}
    told = {to: (column, cells[column].strip()) for to, column in meaning.columns.items()}
    return {**constants, **told}


def _refuse(
    table: str,
    values: Mapping[str, Any],
    told: Mapping[str, Cell],
    lines: Sequence[Prescription],
) -> None:
    """Raise CellError when values that may stand there, each for itself, make no row."""
    if table == "checkins" and all(value is None for value in values.values()):
        raise CellError("", "", "has neither a rating nor a note")
    found = wrong(values, lines) if table == "sets" else None
    if found:
        to, allowed = found
        raise CellError(*told.get(to, (to, "")), allowed)


def _value(meaning: Meaning, to: str, column: str, cell: str) -> Any:
    """Return what a cell means, as the table's own column has it."""
    if not cell and to not in NEEDED[meaning.table]:
        return None
    text = meaning.values.get(to, {}).get(cell, cell)
    if to == "exercise":
        return _exercise(column, cell, id_of(text))
    if to == "session":
        return text
    own = next(each for each in schema.table(meaning.table).columns if each.name == to)
    if meaning.decimal == "," and own.type in ("number", "integer"):
        text = text.replace(",", ".")
    try:
        return own.check(text)
    except ValueError as error:
        raise CellError(column, cell, str(error)) from None


def _exercise(column: str, cell: str, id: str) -> str:
    if id not in CATALOG:
        raise CellError(column, cell, f"{UNKNOWN_EXERCISE}; {_NAMES}")
    return id
