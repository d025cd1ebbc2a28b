"""One column: which cells may stand in it, and the way between a cell and a value.

A cell becomes a value or a sentence about what is allowed; a value becomes one canonical cell.
Pure. Which columns there are stands in `backlog.log.schema`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from numbers import Real
from typing import Any

from backlog.log.text import from_cell, to_cell, whole

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
            return self.parse(written(value))
        if not isinstance(value, str) or not self._holds(value):
            raise ValueError(self.allowed)
        return whole(value)

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
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        fine = value.microsecond >= 1000
        return value.isoformat(timespec="milliseconds" if fine else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Real) and not isinstance(value, bool):
        text = f"{float(value):.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return str(value)
