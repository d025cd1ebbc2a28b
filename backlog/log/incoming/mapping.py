"""A mapping: which column of somebody's CSV file means what, as a person writes it down in TOML.

It is checked before a line is read: what is unknown, missing or of two meanings is named, and
nothing is guessed. Pure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backlog.log.error import LogError
from backlog.log.incoming.parcel import NAME, NAMED

#: What can be mapped in each table, beside the day and the time.
OPEN: Mapping[str, tuple[str, ...]] = {
    "checkins": ("discomfort", "note"),
    "sessions": ("discomfort_before", "discomfort_after", "note"),
    "sets": ("exercise", "session", "side", "reps", "held", "discomfort", "note", "target_reps"),
}
#: What a line cannot do without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "checkins": ("discomfort",),
    "sessions": (),
    "sets": ("exercise", "reps"),
}
_SECTIONS = ("date", "time", "columns", "constants", "values")
_TOP = ("name", "table", "encoding", "separator", "decimal", *_SECTIONS)
ISO = "iso"


@dataclass(frozen=True)
class Clock:
    """A column with days or times, and how they are written there.

    `format` is `ISO`, or one of ``strptime`` such as ``%d.%m.%Y``.
    """

    column: str
    format: str


@dataclass(frozen=True)
class Meaning:
    """What the columns of a file mean.

    Parameters
    ----------
    name : str
        Name of the import.
    table : str
        Where the lines go: a key of `OPEN`.
    date : Clock
        The day, with or without a time.
    time : Clock, optional
        The time, where it stands in a column of its own.
    columns : mapping of str to str
        Column of the file by column of the table.
    constants : mapping of str to str
        What stands for every line, by column of the table.
    values : mapping of str to mapping
        For a column of the table: what a cell of the file means.
    """

    name: str
    table: str
    date: Clock
    time: Clock | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    encoding: str | None = None
    separator: str | None = None
    decimal: str = "."

    @property
    def used(self) -> tuple[str, ...]:
        """Every column of the file that is read."""
        clocks = [clock.column for clock in (self.date, self.time) if clock]
        return (*clocks, *self.columns.values())


def parsed(text: str, file: str) -> Meaning:
    """Return the mapping in a TOML file.

    Raises
    ------
    LogError
        With the first thing that is wrong, and what is allowed.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LogError(f"{file} is not TOML: {error}.") from None
    _only(told, _TOP, file, "")
    table = _one_of(told, "table", tuple(OPEN), file)
    values = _table(told, "values", file)
    _only(values, OPEN[table], file, "values.")
    meaning = Meaning(
        name=_name(told, file),
        table=table,
        date=_clock(told, "date", file),
        time=_clock(told, "time", file) if "time" in told else None,
        columns=_columns(told, "columns", table, file),
        constants=_columns(told, "constants", table, file),
        values={column: _texts(values, column, file) for column in values},
        encoding=_text(told, "encoding", file, None),
        separator=_separator(told, file),
        decimal=_one_of({"decimal": "."} | told, "decimal", (".", ","), file),
    )
    _enough(meaning, file)
    return meaning


def _enough(meaning: Meaning, file: str) -> None:
    """Raise LogError when what a table needs is told nowhere."""
    told = {**meaning.columns, **meaning.constants}
    missing = [name for name in NEEDED[meaning.table] if name not in told]
    if missing:
        raise LogError(f"{file}: columns.{missing[0]} is missing; {meaning.table} needs it.")


def _only(told: Mapping[str, Any], allowed: tuple[str, ...], file: str, place: str) -> None:
    unknown = [name for name in told if name not in allowed]
    if unknown:
        raise LogError(f"{file}: {place}{unknown[0]} is not known; there are {', '.join(allowed)}.")


def _table(told: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    found = told.get(key, {})
    if not isinstance(found, dict):
        raise LogError(f"{file}: {key} must be a section, [{key}].")
    return found


def _text(told: Mapping[str, Any], key: str, file: str, default: str | None) -> str | None:
    found = told.get(key, default)
    if found is not None and not isinstance(found, str):
        raise LogError(f"{file}: {key} must be text in quotes.")
    return found


def _texts(told: Mapping[str, Any], key: str, file: str) -> Mapping[str, str]:
    """Return a section whose values are texts or whole numbers, all as text."""
    found = _table(told, key, file)
    wrong = [name for name, value in found.items() if not isinstance(value, str | int)]
    if wrong:
        raise LogError(f"{file}: {key}.{wrong[0]} must be text in quotes.")
    return {name: str(value) for name, value in found.items()}


def _one_of(told: Mapping[str, Any], key: str, allowed: tuple[str, ...], file: str) -> str:
    found = told.get(key)
    if found not in allowed:
        raise LogError(f"{file}: {key} must be {' or '.join(map(repr, allowed))}.")
    return str(found)


def _name(told: Mapping[str, Any], file: str) -> str:
    name = _text(told, "name", file, None) or ""
    if not NAME.fullmatch(name):
        raise LogError(f"{file}: name: '{name}' {NAMED}.")
    return name


def _separator(told: Mapping[str, Any], file: str) -> str | None:
    found = _text(told, "separator", file, None)
    if found is not None and len(found) != 1:
        raise LogError(f"{file}: separator must be one character.")
    return found


def _columns(told: Mapping[str, Any], key: str, table: str, file: str) -> Mapping[str, str]:
    found = _texts(told, key, file)
    _only(found, OPEN[table], file, f"{key}.")
    return found


def _clock(told: Mapping[str, Any], key: str, file: str) -> Clock:
    found = _texts(told, key, file)
    _only(found, ("column", "format"), file, f"{key}.")
    if "column" not in found:
        raise LogError(f"{file}: {key}.column is missing: in which column does the {key} stand?")
    return Clock(found["column"], found.get("format", ISO))
