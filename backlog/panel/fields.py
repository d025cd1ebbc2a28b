"""The fields of an entry: what of a row a person may correct, and how each is asked for.

What may stand in a column is the schema's. Pure; must not know a widget, nor write a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backlog.log.schema import table as schema_of

Row = Mapping[str, Any]
#: Rows to append, each with the name of its table.
Rows = list[tuple[str, dict[str, Any]]]


class FieldError(ValueError):
    """A field holds what no row may hold.

    `field` names it; the text is the name of a sentence among the panel's words (``wrong``), which
    `values` fill in.
    """

    def __init__(self, field: str, why: str, **values: Any) -> None:
        super().__init__(why)
        self.field, self.values = field, values


@dataclass(frozen=True)
class Field:
    """One column of a row as the browser asks for it.

    `kind` is how: rating or choice (both of `options`), number, day, words (a line) or text.
    """

    name: str
    kind: str
    options: tuple[Any, ...] = ()


#: Kinds of days that one row may change between: each is a stretch of days of its own.
STRETCHES = ("excused", "none_done", "flare")
#: Reasons that go with a kind of days; the others have none.
WHY = {
    "excused": ("ill", "travel", "therapist", "work", "other"),
    "none_done": ("ill", "travel", "therapist", "work", "other"),
    "change": ("medicine", "work", "treatment", "other"),
}
#: Why something was not done as prescribed, as a person would say it.
REASONS = ("pain", "tired", "time", "interrupted", "position", "dizzy", "cramp", "other")
_NOTE = Field("note", "text")


def of(table: str, row: Row) -> tuple[Field, ...]:
    """Return the fields of a row, in the order in which they are asked for."""
    return (*_OF[table](row), _NOTE)


def _session(row: Row) -> tuple[Field, ...]:
    early = row["status"] in ("partial", "stopped_pain")
    return (
        _rating("discomfort_before"),
        _rating("discomfort_after"),
        _listed("sessions", "furthest"),
        *([Field("reason", "choice", _with(row, REASONS))] if early else []),
    )


def _set(row: Row) -> tuple[Field, ...]:
    return (
        Field("reps", "number"),
        *([Field("held", "number")] if row["hold_unit"] else []),
        _rating("discomfort"),
        Field("reason", "choice", _with(row, REASONS)),
    )


def _checkin(row: Row) -> tuple[Field, ...]:
    if row["kind"] == "daily":
        return _rating("discomfort"), _listed("checkins", "furthest")
    return (_listed("checkins", "settled"),)


def _day(row: Row) -> tuple[Field, ...]:
    kind = row["kind"]
    why = _with(row, WHY.get(kind, ()))
    return (
        Field("from", "day"),
        *([Field("to", "day")] if kind in STRETCHES else []),
        *([Field("kind", "choice", STRETCHES)] if kind in STRETCHES else []),
        *([Field("reason", "choice", why)] if why else []),
        *([Field("quality", "choice", (1, 2, 3, 4, 5))] if row["quality"] else []),
    )


def _activity(row: Row) -> tuple[Field, ...]:
    if row["kind"] == "global_change":
        return (Field("value", "choice", tuple(range(-3, 4))),)
    if row["kind"] == "activity":
        return Field("name", "words"), _rating("value")
    return (Field("value", "number"),)


_OF = {
    "sessions": _session,
    "sets": _set,
    "checkins": _checkin,
    "days": _day,
    "activities": _activity,
}


def _rating(name: str) -> Field:
    return Field(name, "rating", tuple(range(11)))


def _listed(table: str, name: str) -> Field:
    column = next(each for each in schema_of(table).columns if each.name == name)
    return Field(name, "choice", column.enum)


def _with(row: Row, options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options, and what stands there already."""
    there = row["reason"]
    return options if there is None or there in options else (*options, there)
