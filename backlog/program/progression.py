"""Progression rules: when a therapist wants the next dose to be proposed.

A rule says what must have been seen ("3 sessions at full dose, worst at most 3, settled by the next
morning") and what the next dose would be. It changes no program: a person confirms, or does not.
Pure: lines come in as records, values and problems go out. Must not know what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from backlog.problem import Problem
from backlog.program.catalog import CATALOG, Exercise
from backlog.program.dated import newest, parted
from backlog.program.prescription import UNKNOWN_EXERCISE, Prescription, shown

FILE = "progression.csv"


@dataclass(frozen=True)
class Rule:
    """One rule; the columns are told in ``datapackage.json``, table ``progression``.

    `sessions` = 0 ends the rule. `worst` is None and `settled` is False where they are not looked
    at; `most_reps` and `most_hold` are None where the therapist named no end.
    """

    from_day: date
    exercise: str
    sessions: int
    worst: int | None = None
    settled: bool = False
    add_reps: int | None = None
    add_hold: float | None = None
    most_reps: int | None = None
    most_hold: float | None = None
    author: str | None = None
    note: str | None = None

    def next_dose(self, line: Prescription) -> Prescription | None:
        """Return `line` with the dose that the rule proposes, None at the end that it names."""
        reps = _more(line.reps, self.add_reps, self.most_reps)
        hold = line.hold and _more(line.hold, self.add_hold, self.most_hold)
        proposed = replace(line, reps=int(reps), hold=hold)
        return None if proposed == line else proposed


def _more(dose: float, step: float | None, most: float | None) -> float:
    """Return the dose one step up, never above `most` and never below what it is."""
    up = dose + (step or 0)
    return max(dose, up if most is None else min(up, most))


def from_record(record: Mapping[str, Any], line: int = 0) -> Rule | Problem:
    """Build a rule from a record that has passed the schema, or say what is wrong with it."""
    wrong = _wrong(record)
    if wrong:
        column, allowed = wrong
        return Problem(FILE, line, column, shown(record.get(column)), allowed)
    given: dict[str, Any] = {each.name: record.get(each.name) for each in fields(Rule)}
    settled = record.get("settled") == "yes"
    return Rule(**given | {"from_day": record["from"], "settled": settled})


def _wrong(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (column, what is allowed) for the first thing that makes no rule."""
    exercise = CATALOG.get(record["exercise"])
    if exercise is None:
        return "exercise", UNKNOWN_EXERCISE
    if record["sessions"] == 0:
        return None
    if record.get("add_reps") is None and record.get("add_hold") is None:
        return "add_reps", "must be filled in, or add_hold: a rule proposes a step"
    return _wrong_hold(exercise, record)


def _wrong_hold(exercise: Exercise, record: Mapping[str, Any]) -> tuple[str, str] | None:
    held = [name for name in ("add_hold", "most_hold") if record.get(name) is not None]
    if held and not exercise.has_hold:
        return held[0], f"must be empty: {exercise.id} has no hold"
    return None


def from_records(
    numbered: Iterable[tuple[int, Mapping[str, Any]]],
) -> tuple[tuple[Rule, ...], list[Problem]]:
    """Return the good rules and the problems of (line number, record) pairs."""
    return parted(from_record(record, line) for line, record in numbered)


def in_force(rules: Iterable[Rule], day: date) -> tuple[Rule, ...]:
    """Return the rule in force on `day` for each exercise that has one, in the catalogue's order.

    Of two rules with the same date the one further down counts.
    """
    return tuple(rule for rule in newest(rules, day) if rule.sessions)
