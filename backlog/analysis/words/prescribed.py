"""A dose in words, as a therapist writes it."""

from __future__ import annotations

from backlog.program import CATALOG, Prescription
from backlog.program.comparison import value


def dose(line: Prescription) -> str:
    """Return what a line prescribes for one time: 1 × 6 each side, hold 20 s."""
    if not line.sets:
        return "ended"
    sides = "" if line.sides == ("both",) else " each side"
    hold = f", hold {value(line, 'hold')}" if line.hold else ""
    return f"{line.sets} × {line.reps}{sides}{hold}"


def often(line: Prescription) -> str:
    """Return how often a line asks for it; nothing until days a week are chosen."""
    a_day = f"{line.times_per_day} times a day" if line.times_per_day > 1 else ""
    if line.days_per_week is None or not line.sets:
        return a_day
    days = "daily" if line.days_per_week == 7 else f"{line.days_per_week} days a week"
    return f"{a_day}, {days}" if a_day else days


def limits(line: Prescription) -> str:
    """Return a line's limits for discomfort."""
    if not line.sets:
        return ""
    rules = {"postponed from": line.postpone_at, "stopped from": line.stop_at}
    return ", ".join(f"{words} {at}" for words, at in rules.items() if at is not None)


def exercise(id: str) -> str:
    """Return the name of an exercise, its id where the catalogue does not know it."""
    return CATALOG[id].name if id in CATALOG else id
