"""What a person corrected in a form, as the next values of an entry's rows.

What is wrong is named at its field. Pure; must not know a widget, nor write a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backlog.log.column import Column
from backlog.log.schema import table as schema_of
from backlog.panel import fields
from backlog.panel.entries import Entry
from backlog.panel.fields import FieldError

Record = Mapping[str, Any]
Values = Mapping[str, Any]
#: The next values of some columns of a row, by its table and id.
Changes = dict[tuple[str, str], dict[str, Any]]


def changes(entry: Entry, values: Values, today: date) -> Changes:
    """Return what a form changes in each row of an entry.

    Parameters
    ----------
    entry : Entry
        As it stands in the log.
    values : mapping
        What the person touched, by field; ``sets`` holds the same for sets, by their id.
    today : date
        The day on which the correction is made.

    Raises
    ------
    FieldError
        For a value that may not stand there, and for a rating that is recalled on a later day.
    """
    of_sets = values.get("sets") or {}
    found: Changes = {}
    for each in entry.sets:
        id = each["set_id"]
        found["sets", id] = _set(
            each, _read("sets", each, of_sets.get(id, {}), today, f"sets/{id}/")
        )
    found[entry.table, entry.id] = _of(entry, _read(entry.table, entry.record, values, today))
    return {row: changed for row, changed in found.items() if changed}


def _read(table: str, row: Record, values: Values, today: date, path: str = "") -> dict[str, Any]:
    """Return the values of the fields that were touched, as the log holds them."""
    columns = {each.name: each for each in schema_of(table).columns}
    read = {}
    for field in fields.of(table, row):
        if field.name not in values:
            continue
        where, typed = path + field.name, _typed(field, values[field.name])
        try:
            value = columns[field.name].check(typed)
        except ValueError:
            raise _wrong(where, columns[field.name], typed) from None
        if value is not None and field.options and value not in field.options:
            raise FieldError(where, "choose")
        if field.kind == "rating" and _recalled(row, field.name, value, today):
            raise FieldError(where, "recalled")
        read[field.name] = value
    return read


def _typed(field: fields.Field, value: Any) -> Any:
    """Return a value as a person types it: with a comma for a point, without stray blanks."""
    typed = value.strip() if isinstance(value, str) else value
    return typed.replace(",", ".") if field.kind == "number" and isinstance(typed, str) else typed


def _wrong(where: str, column: Column, typed: Any) -> FieldError:
    if typed in (None, ""):
        return FieldError(where, "needed")
    if column.type in ("integer", "number"):
        return FieldError(where, column.type, low=column.minimum, high=column.maximum)
    if column.type == "text":
        return FieldError(where, "long", most=column.max_length)
    return FieldError(where, "day" if column.type == "date" else "choose")


def _recalled(row: Record, name: str, value: Any, today: date) -> bool:
    """Return whether a rating that was not given on its day is filled in on a later one."""
    return bool(row[name] is None and value is not None and row["local_day"] < today)


def _set(row: Record, read: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of a set; how it ended follows from repetitions and reason."""
    if not read.keys() & {"reps", "reason"}:
        return read
    status = _ended({**row, **read})
    reason = read.get("reason", row["reason"])
    none = status == "done" and reason != "over_limit"
    return {**read, "status": status, "reason": None if none else reason}


def _ended(row: Record) -> str:
    """Return how a set ended, by the rules of a session that runs."""
    left_out = ("skipped", "skipped_by_rule", "not_attempted")
    if not row["reps"] and row["status"] in left_out:
        return str(row["status"])
    if row["reason"] == "pain":
        return "stopped_pain"
    return "done" if row["reps"] >= row["target_reps"] else "partial"


def _of(entry: Entry, read: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of an entry's own row."""
    row = {**entry.record, **read}
    if entry.table == "sessions" and "reason" in read:
        return {**read, "status": "stopped_pain" if read["reason"] == "pain" else "partial"}
    if entry.table == "activities" and row["kind"] == "activity" and not row["name"]:
        raise FieldError("name", "name")
    return _day(entry.record, read) if entry.table == "days" else read


def _day(before: Record, read: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of a row about days: what is about one day stays so."""
    row = {**before, **read}
    if row["kind"] == "question" and not row["note"]:
        raise FieldError("note", "question")
    if "from" in read and "to" not in read and before["from"] == before["to"]:
        read["to"] = row["to"] = row["from"]
    if row["to"] < row["from"]:
        raise FieldError("to" if before["kind"] in fields.STRETCHES else "from", "order")
    if row["reason"] and row["kind"] not in fields.WHY:
        read["reason"] = None
    return read
