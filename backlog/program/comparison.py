"""What changes when a program is changed: old and new of each exercise, from which day.

Pure: lines in force and proposed lines go in, changes go out, with their English words. Must not
know where the lines came from, nor judge a dose: that is the therapist's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from backlog.program.catalog import CATALOG
from backlog.program.dated import Timeline
from backlog.program.prescription import Prescription, in_force

#: What a line says of a dose, in the order in which it is told, each with its words.
LABELS = {
    "sets": "sets",
    "reps": "repetitions",
    "hold": "hold",
    "rest_s": "rest between sets",
    "side_order": "sides",
    "times_per_day": "times a day",
    "days_per_week": "days a week",
    "postpone_at": "left out at a discomfort of",
    "stop_at": "ends for the day at a discomfort of",
}
_ORDERS = {"block": "one after the other", "alternate": "in turn"}
_UNITS = {"rest_s": "{} s", "postpone_at": "{} or more", "stop_at": "{} or more"}


@dataclass(frozen=True)
class Change:
    """One exercise that is another one from a day on.

    `before` is None when the exercise starts, `after` is None when it ends; `until` is the day on
    which a later line that is there already takes over, None when there is none.
    """

    exercise: str
    from_day: date
    before: Prescription | None
    after: Prescription | None
    until: date | None = None

    @property
    def kind(self) -> str:
        """``starts``, ``ends`` or ``changes``."""
        return "changes" if self.before and self.after else "starts" if self.after else "ends"

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """What is another value: (column, old, new), in words; empty unless it ``changes``."""
        if not (self.before and self.after):
            return ()
        both = [(name, value(self.before, name), value(self.after, name)) for name in LABELS]
        return tuple((name, old, new) for name, old, new in both if old != new)

    def __str__(self) -> str:
        later = self.until and f", until {day_text(self.until)}, when a later line takes over"
        return f"{self.told}, from {day_text(self.from_day)}{later or ''}"

    @property
    def told(self) -> str:
        """What changes, in words, without its day."""
        return f"{CATALOG[self.exercise].name}: {self._told()}"

    def _told(self) -> str:
        if self.kind == "ends":
            return "ends"
        if self.after and self.kind == "starts":
            return f"starts with {dose(self.after)}"
        return ", ".join(f"{LABELS[name]} {old} → {new}" for name, old, new in self.fields)


def value(line: Prescription, name: str) -> str:
    """Return what a line says in a column of `LABELS`, in words; ``none`` where it says nothing."""
    found = getattr(line, name)
    if found is None:
        return "none"
    return (
        _hold(line) if name == "hold" else _UNITS.get(name, "{}").format(_ORDERS.get(found, found))
    )


def _hold(line: Prescription) -> str:
    unit = "breath" if (line.hold, line.hold_unit) == (1, "breaths") else line.hold_unit
    return f"{line.hold:g} {unit}"


def dose(line: Prescription) -> str:
    """Return a line's dose in words: ``2 sets of 8 repetitions on each side, hold 25 s``."""
    sets = f"{line.sets} sets of " if line.sets > 1 else ""
    side = " on each side" if len(line.sides) > 1 else ""
    hold = "" if line.hold is None else f", hold {_hold(line)}"
    return f"{sets}{line.reps} repetition{'s' * (line.reps != 1)}{side}{hold}"


def day_text(day: date) -> str:
    """Return a day with its weekday: Monday 23 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def same_dose(one: Prescription | None, other: Prescription | None) -> bool:
    """Return whether two lines ask for the same; who wrote them and when does not count."""
    return _asked(one) == _asked(other)


def _asked(line: Prescription | None) -> Prescription | None:
    """Return a line without its day, author and note; None when it ends the exercise."""
    if line is None or line.sets == 0:
        return None
    return replace(line, from_day=date.min, author=None, note=None)


def changes(lines: Sequence[Prescription], proposed: Iterable[Prescription]) -> tuple[Change, ...]:
    """Return what proposed lines would change, in the order of their days.

    Each is compared with what holds on its day, lines proposed before it counted. One that asks for
    the same as before changes nothing and is left out.
    """
    known, found = Timeline(lines), []
    for line in sorted(proposed, key=lambda each: each.from_day):
        before = known.holding(line.exercise, line.from_day)
        if not same_dose(before, line):
            then = known.after(line.exercise, line.from_day)
            until = then.from_day if then else None
            found.append(Change(line.exercise, line.from_day, _held(before), _held(line), until))
        known.add(line)
    return tuple(found)


def _held(line: Prescription | None) -> Prescription | None:
    """Return a line, None when it ends its exercise."""
    return line if line and line.sets else None


def holding(lines: Iterable[Prescription], exercise: str, day: date) -> Prescription | None:
    """Return the line of an exercise that holds on a day, None when there is none."""
    own = [line for line in lines if line.exercise == exercise]
    return next(iter(in_force(own, day)), None)


def staying(
    lines: Sequence[Prescription], proposed: Iterable[Prescription], day: date
) -> tuple[Prescription, ...]:
    """Return the lines in force on `day` of the exercises that no proposed line changes."""
    changed = {change.exercise for change in changes(lines, proposed)}
    return tuple(line for line in in_force(lines, day) if line.exercise not in changed)
