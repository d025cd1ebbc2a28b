"""The rules of every table, read from ``datapackage.json``: what may stand in which cell.

The package's own copy of that file is the only place where a column is described, so the document
and the code can't drift apart. Pure: a cell becomes a value or a sentence about what is allowed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from importlib.resources import files
from numbers import Real
from types import MappingProxyType
from typing import Any

from backlog.log.text import from_cell, to_cell
from backlog.problem import Problem

Record = dict[str, Any]

_INTEGER = re.compile(r"-?[0-9]{1,9}(?:\.0*)?")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"
    r"(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


def _integer(cell: str) -> int:
    return int(_shaped(_INTEGER, cell).partition(".")[0])


def _number(cell: str) -> float:
    return float(_shaped(_NUMBER, cell))


def _date(cell: str) -> date:
    return date.fromisoformat(_shaped(_DATE, cell))


def _datetime(cell: str) -> datetime:
    return datetime.fromisoformat(_shaped(_DATETIME, cell))


def _shaped(shape: re.Pattern[str], cell: str) -> str:
    if not shape.fullmatch(cell):
        raise ValueError(cell)
    return cell


_READ: Mapping[str, Callable[[str], Any]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "string": str,
    "text": from_cell,
}
_NOUNS = {
    "integer": "a whole number",
    "number": "a number",
    "date": "a date such as 2026-11-22",
    "datetime": "a time with its offset such as 2026-11-22T07:12:03+01:00",
}


@dataclass(frozen=True)
class Column:
    """One column: its type, its limits, and the way between a cell and a value.

    `type` is the Table Schema's, but free text (a string without a list and without a pattern) is
    ``"text"``: only that is escaped and guarded.
    """

    name: str
    type: str
    required: bool
    minimum: Any = None
    maximum: Any = None
    enum: tuple[str, ...] = ()
    pattern: str = ""
    max_length: int = 0

    @cached_property
    def parse(self) -> Callable[[str], Any]:
        """From a cell to its value, None for an empty one.

        Raises ValueError with `allowed` as its text, when the cell may not stand there. What stands
        in many columns repeats itself, so that values are remembered there.
        """
        unique = self.type in ("datetime", "text") or self.pattern
        return self._parsed if unique else lru_cache(1024)(self._parsed)

    def _parsed(self, cell: str) -> Any:
        if not cell:
            return self._missing()
        try:
            value = _READ[self.type](cell)
        except ValueError:
            raise ValueError(self.allowed) from None
        if not self._holds(value):
            raise ValueError(self.allowed)
        return value

    def check(self, value: Any) -> Any:
        """Return a value from outside as it will be read back, or raise ValueError."""
        if value is None or value == "":
            return self._missing()
        if self.type != "text":
            return self.parse(value if isinstance(value, str) else written(value))
        if not isinstance(value, str) or not self._holds(value):
            raise ValueError(self.allowed)
        return value

    def cell(self, value: Any) -> str:
        """Return the canonical cell of a value that has been parsed or checked."""
        if value is None:
            return ""
        return to_cell(value) if self.type == "text" else written(value)

    def _missing(self) -> None:
        if self.required:
            raise ValueError(self.allowed)

    @cached_property
    def _holds(self) -> Callable[[Any], bool]:
        if self.enum:
            return frozenset(self.enum).__contains__
        if self.pattern:
            match = re.compile(self.pattern).fullmatch
            return lambda value: match(value) is not None
        if self.type == "text":
            return lambda value: len(value) <= self.max_length
        low, high = self.minimum, self.maximum
        if self.type == "datetime":
            return lambda value: low <= value.date() <= high
        return lambda value: low <= value <= high

    @cached_property
    def allowed(self) -> str:
        """What may stand in the column, as the end of a sentence."""
        return f"must be {self._told()}" + ("" if self.required else ", or empty")

    def _told(self) -> str:
        if self.enum:
            return " or ".join(filter(None, [", ".join(self.enum[:-1]), self.enum[-1]]))
        if self.pattern:
            return f"text of the form {self.pattern}"
        if self.type == "text":
            return f"text of at most {self.max_length} characters"
        return f"{_NOUNS[self.type]} from {written(self.minimum)} to {written(self.maximum)}"


def written(value: Any) -> str:
    """Return a number, date or time in its one canonical form.

    Numbers have no more decimals than they need and at most two (``20``, not ``20.0``); times keep
    their offset and at most milliseconds. Anything else is its own text, for the checks to refuse.
    """
    if isinstance(value, datetime):
        fine = value.microsecond >= 1000
        return value.isoformat(timespec="milliseconds" if fine else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Real) and not isinstance(value, bool):
        text = f"{float(value):.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return str(value)


@dataclass(frozen=True)
class Table:
    """One table: its file, its columns in their order, and its key."""

    name: str
    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all columns as they stand in the header."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def values(self) -> tuple[Column, ...]:
        """The columns of a record: all but ``chk``, which belongs to the line, not to the row."""
        return tuple(column for column in self.columns if column.name != "chk")

    @property
    def sealed(self) -> bool:
        """Whether lines end in a ``chk``; a table that people write by hand has none."""
        return self.names[-1] == "chk"

    @property
    def revised(self) -> bool:
        """Whether rows carry an id and a revision."""
        return "rev" in self.names

    def check(self, row: Mapping[str, Any]) -> Record:
        """Return `row` as a whole record, each value as it will be read back.

        Raises
        ------
        ValueError
            Naming file, column, value and what is allowed.
        """
        unknown = [name for name in row if name not in self.names]
        if unknown:
            allowed = f"is no column of this table; it has {', '.join(self.names)}"
            raise ValueError(str(Problem(self.file, 0, "", unknown[0], allowed)))
        return {column.name: self._checked(column, row.get(column.name)) for column in self.values}

    def _checked(self, column: Column, value: Any) -> Any:
        try:
            return column.check(value)
        except ValueError as error:
            shown = "" if value is None else str(value)
            raise ValueError(str(Problem(self.file, 0, column.name, shown, str(error)))) from None

    def cells(self, record: Mapping[str, Any]) -> list[str]:
        """Return the canonical cells of a checked record, without ``chk``."""
        return [column.cell(record[column.name]) for column in self.values]


def table(name: str) -> Table:
    """Return the table called `name`; ValueError tells which there are."""
    if name not in TABLES:
        raise ValueError(f"There is no table '{name}'; there are {', '.join(TABLES)}.")
    return TABLES[name]


def _column(field: Mapping[str, Any]) -> Column:
    rules = field.get("constraints", {})
    free = field["type"] == "string" and not rules.keys() & {"enum", "pattern"}
    read = date.fromisoformat if field["type"] in ("date", "datetime") else _same
    return Column(
        name=field["name"],
        type="text" if free else field["type"],
        required=rules.get("required", False),
        minimum=read(rules["minimum"]) if "minimum" in rules else None,
        maximum=read(rules["maximum"]) if "maximum" in rules else None,
        enum=tuple(rules.get("enum", ())),
        pattern=rules.get("pattern", ""),
        max_length=rules.get("maxLength", 0),
    )


def _same(value: Any) -> Any:
    return value


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    columns = tuple(_column(field) for field in schema["fields"])
    return Table(resource["name"], resource["path"], columns, tuple(schema["primaryKey"]))


#: The description of the tables as the package ships it, byte for byte.
DATAPACKAGE: bytes = files(__package__).joinpath("datapackage.json").read_bytes()

#: Every table by its name.
TABLES: Mapping[str, Table] = MappingProxyType(
    {entry["name"]: _table(entry) for entry in json.loads(DATAPACKAGE)["resources"]}
)
