"""Dated prescriptions: which exercise, in which dose, from which day.

A line holds until a later line for the same exercise replaces it, so a later line never changes
an earlier day. Pure: lines come in as records (the log reads the file), values and problems go out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from backlog.problem import Problem
from backlog.program.catalog import CATALOG, Exercise
from backlog.program.dated import newest, parted

FILE = "program.csv"
#: Worst discomfort that ends an exercise for the day, until a therapist names another number.
STOP_AT = 6
#: What is said of an exercise that there is not.
UNKNOWN_EXERCISE = f"is not in the catalogue; it has {', '.join(CATALOG)}"


@dataclass(frozen=True)
class Prescription:
    """One line of a program; the columns are told in ``datapackage.json``, table ``program``.

    `hold` and `hold_unit` are None for an exercise without a hold, `days_per_week` is None until
    the person chose, `postpone_at` and `stop_at` are None where there is no rule. `sets` = 0 ends
    the exercise.
    """

    from_day: date
    exercise: str
    sets: int
    reps: int
    hold: float | None = None
    hold_unit: str | None = None
    rest_s: int = 30
    side_order: str = "block"
    times_per_day: int = 1
    days_per_week: int | None = None
    postpone_at: int | None = None
    stop_at: int | None = None
    author: str | None = None
    note: str | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that each set is done on."""
        return ("both",) if CATALOG[self.exercise].sides == "both" else ("left", "right")

    def record(self) -> dict[str, Any]:
        """Return the line as a record of the table ``program``; one that ends has no reps."""
        values = dict(self.__dict__)
        return {"from": values.pop("from_day")} | values | {"reps": self.reps or None}


def from_record(record: Mapping[str, Any], line: int = 0) -> Prescription | Problem:
    """Build a prescription from a record that has passed the schema, or say what is wrong.

    Parameters
    ----------
    record : mapping
        Values by column name; None where the cell is empty.
    line : int
        The line that the record came from, for the problem.
    """
    wrong = _wrong(record)
    if wrong:
        column, allowed = wrong
        return Problem(FILE, line, column, shown(record.get(column)), allowed)
    given = {name: value for name, value in record.items() if value is not None}
    fields = {name: given[name] for name in Prescription.__dataclass_fields__ if name in given}
    return Prescription(**{"reps": 0} | fields, from_day=given["from"])


def shown(value: object) -> str:
    """Return a value as it would stand in a cell, for a problem."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _wrong(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (column, what is allowed) for the first thing that the catalogue contradicts."""
    exercise = CATALOG.get(record["exercise"])
    if exercise is None:
        return "exercise", UNKNOWN_EXERCISE
    if record["sets"] == 0:
        return None
    if record.get("reps") is None:
        return "reps", "must be a whole number from 1 to 100 (or sets 0, to end the exercise)"
    return _wrong_hold(exercise, record.get("hold"), record.get("hold_unit"))


def _wrong_hold(exercise: Exercise, hold: float | None, unit: str | None) -> tuple[str, str] | None:
    if not exercise.has_hold:
        return ("hold", f"must be empty: {exercise.id} has no hold") if hold is not None else None
    if hold is None:
        return "hold", f"must be a number from 1 to 120: {exercise.id} is held"
    if unit is None:
        return "hold_unit", "must be s or breaths"
    return None


def from_records(
    numbered: Iterable[tuple[int, Mapping[str, Any]]],
) -> tuple[tuple[Prescription, ...], list[Problem]]:
    """Return the good prescriptions and the problems of (line number, record) pairs."""
    return parted(from_record(record, line) for line, record in numbered)


def in_force(lines: Iterable[Prescription], day: date) -> tuple[Prescription, ...]:
    """Return the line in force on `day` for each exercise, in the catalogue's order.

    Of two lines with the same date the one further down counts.
    """
    return tuple(line for line in newest(lines, day) if line.sets)


def version(lines: Iterable[Prescription]) -> str:
    """Return eight hexadecimal digits that tell one set of lines in force from another.

    Author and note do not count: they change no session.
    """
    told = [astuple(replace(line, author=None, note=None)) for line in lines]
    return f"{zlib.crc32(repr(told).encode()):08x}"


def default(
    day: date, days_per_week: int | None = None, postpone_at: int | None = None
) -> tuple[Prescription, ...]:
    """Return the default program from `day` on: the lower end of each range, once a day.

    Parameters
    ----------
    day : date
        First day of the program.
    days_per_week : int, optional
        The person's choice; the article gives none.
    postpone_at : int, optional
        A limit that a therapist named, in place of the catalogue's for the exercises that have one.
    """
    return tuple(
        _default(exercise, day, days_per_week, postpone_at)
        for exercise in CATALOG.values()
        if not exercise.optional
    )


def _default(
    exercise: Exercise, day: date, days_per_week: int | None, postpone_at: int | None
) -> Prescription:
    line = Prescription(
        day,
        exercise.id,
        days_per_week=days_per_week,
        stop_at=STOP_AT,
        **exercise.dose,
        author="default",
    )
    if line.postpone_at is None or postpone_at is None:
        return line
    return replace(line, postpone_at=postpone_at, author="person")
