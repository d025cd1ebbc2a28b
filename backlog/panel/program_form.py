"""The program on a form: old and new of each exercise, what would change, the way back.

Reads what a person typed into lines of the program; `backlog.log.prescribing` does the rest. It
proposes no dose: a field starts as the program has it, or as an added exercise's source has it.
Must not know widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from backlog.log import Log, LogError, prescribing, schema
from backlog.log.column import Column
from backlog.panel.fields import FieldError
from backlog.program import CATALOG, Exercise, Prescription, from_record, in_force, proposal
from backlog.program.comparison import Change, changes, same_dose
from backlog.program.prescription import STOP_AT

Message = Mapping[str, Any]
Answer = dict[str, Any]

#: The columns that a person may change, in the order in which they are asked for.
COLUMNS = (
    "sets",
    "reps",
    "hold",
    "hold_unit",
    "rest_s",
    "side_order",
    "times_per_day",
    "days_per_week",
    "postpone_at",
    "stop_at",
)
_RULES = {column.name: column for column in schema.table("program").columns}
#: Columns that a line needs, although the file may leave them to what is usual.
_NEEDED = ("sets", "reps", "rest_s", "times_per_day")
#: The file ends an exercise by 0 sets; a person says so with a tick.
_FEWEST = 1


def opened(log: Log, message: Message, today: date) -> Answer:
    """Answer with the program in force on the first day that may change, and what may be added."""
    start, known = prescribing.first_day(log), log.program()[0]
    lines = {line.exercise: line for line in in_force(known, start)}
    return {
        "kind": "program",
        "start": start.isoformat(),
        "lines": [_told(line, here=True) for line in lines.values()],
        "more": [_told(_of_source(each, start), here=False) for each in _others(lines)],
        "back": _changes(known, proposal.back(known, start, "")),
    }


def preview(log: Log, message: Message, today: date) -> Answer:
    """Answer with what a form would change; nothing is written."""
    known = log.program()[0]
    return {"kind": "preview", "changes": _changes(known, _asked(log, message["values"]))}


def save(log: Log, message: Message, today: date) -> Answer:
    """Prescribe what a form asks for, from its day on; sent again, it changes nothing more."""
    author = str(message["values"].get("author") or "").strip()
    lines = _asked(log, message["values"])
    new = prescribing.prescribe(log, lines, author)
    return {"kind": "noted", "form": "program_save", "lines": len(new)}


def undo(log: Log, message: Message, today: date) -> Answer:
    """Take the last change back by new lines."""
    told = prescribing.take_back(log, "person")
    if not told:
        raise LogError("There is no change of the program to take back.")
    return {"kind": "noted", "form": "program_undo", "lines": len(told)}


#: What the browser asks, by its name; what stands in `CHANGES` is written into the log.
CHANGES = {"program_save": save, "program_undo": undo}
DOINGS = {"program": opened, "program_preview": preview, **CHANGES}


def _others(lines: Mapping[str, Prescription]) -> Iterable[Exercise]:
    return (each for each in CATALOG.values() if each.id not in lines)


def _of_source(exercise: Exercise, start: date) -> Prescription:
    """Return an exercise with the lower end of its source's dose, and with the usual limit."""
    return Prescription(start, exercise.id, stop_at=STOP_AT, **exercise.dose)


def _told(line: Prescription, here: bool) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in COLUMNS}
    return {"exercise": line.exercise, "here": here, "sides": len(line.sides), **values}


def _changes(known: Sequence[Prescription], lines: Iterable[Prescription]) -> list[Answer]:
    return [_change(each) for each in changes(known, lines)]


def _change(change: Change) -> Answer:
    """Return a change as plain values; the browser has the words."""
    before, after = (line and _told(line, here=True) for line in (change.before, change.after))
    until = change.until and change.until.isoformat()
    return {
        "exercise": change.exercise,
        "kind": change.kind,
        "from": change.from_day.isoformat(),
        "until": until,
        "before": before,
        "after": after,
        "fields": [name for name, _, _ in change.fields],
    }


def _asked(log: Log, values: Mapping[str, Any]) -> tuple[Prescription, ...]:
    """Return the lines that a form asks for and that are not there yet.

    Raises
    ------
    FieldError
        Naming the first field that no line may hold; nothing was written.
    """
    start, known = prescribing.first_day(log), log.program()[0]
    day = _day(values.get("from"), start)
    author, note = (str(values.get(name) or "").strip() for name in ("author", "note"))
    _short_enough("author", author)
    _short_enough("note", note)
    if not author:
        raise FieldError("author", "author")
    here = {line.exercise: line for line in in_force(known, day)}
    typed = values.get("lines") or {}
    lines = [_line(id, here.get(id), typed[id], day) for id in CATALOG if typed.get(id)]
    new = [line for line in lines if line and not same_dose(here.get(line.exercise), line)]
    if not new:
        raise FieldError("", "no_change")
    return proposal.signed(
        (replace(line, author=None, note=None) for line in new), author, note or None
    )


def _day(text: object, start: date) -> date:
    try:
        day = date.fromisoformat(str(text)) if text else start
    except ValueError:
        raise FieldError("from", "day") from None
    if day < start:
        raise FieldError("from", "lived", day=start.isoformat())
    return day


def _short_enough(name: str, text: str) -> None:
    if len(text) > _RULES[name].max_length:
        raise FieldError(name, "long", most=_RULES[name].max_length)


def _line(
    id: str, here: Prescription | None, typed: Mapping[str, Any], day: date
) -> Prescription | None:
    """Return the line of one exercise; None where it is not in the program and is not added."""
    if not typed.get("on", here is not None):
        return here and Prescription(day, id, 0, 0)
    line = replace(here or _of_source(CATALOG[id], day), from_day=day)
    given = {name: _value(id, name, typed[name]) for name in COLUMNS if name in typed}
    record = {**line.record(), **given}
    missing = [name for name in _NEEDED if record[name] is None]
    if missing:
        raise FieldError(f"lines/{id}/{missing[0]}", "needed")
    built = from_record(record)
    if isinstance(built, Prescription):
        return built
    raise FieldError(f"lines/{id}/{built.column}", "needed")


def _value(id: str, name: str, typed: object) -> Any:
    """Return what was typed into a field, as the table takes it."""
    column, text = _RULES[name], str("" if typed is None else typed).strip().replace(",", ".")
    try:
        value = column.parse(text)
    except ValueError:
        raise _wrong(f"lines/{id}/{name}", column) from None
    if name == "sets" and value == 0:
        raise _wrong(f"lines/{id}/{name}", column)
    return value


def _wrong(field: str, column: Column) -> FieldError:
    if column.enum:
        return FieldError(field, "choose")
    low = _FEWEST if column.name == "sets" else column.minimum
    return FieldError(field, column.type, low=low, high=column.maximum)
