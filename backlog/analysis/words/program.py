"""The program in force, and its history, in words."""

from __future__ import annotations

from backlog.analysis.phrases import count, day_text
from backlog.analysis.record import Record
from backlog.program import CATALOG, Prescription, in_force
from backlog.program.comparison import dose

NO_PROGRAM = "No program is written yet: the session notebook asks for it first."


def program(record: Record) -> str:
    """Say what is prescribed on the record's last day, and since when."""
    lines = in_force(record.program, record.data_through)
    if not record.program:
        return NO_PROGRAM
    if not lines:
        return f"Nothing is prescribed on {day_text(record.data_through)}."
    since = max(line.from_day for line in lines)
    told = [f"{CATALOG[line.exercise].name}: {dose(line)}{_a_day(line)}" for line in lines]
    return "\n".join([f"The program since {day_text(since)}", *told])


def _a_day(line: Prescription) -> str:
    times, days = line.times_per_day, line.days_per_week
    often = "" if times == 1 else f", {times} times a day"
    return often if days in (None, 7) else f"{often}, {count(days, 'day')} a week"


def caption_of_program(record: Record) -> str:
    """Return what stands under a figure of the program."""
    return (
        f"Program through {day_text(record.data_through)}. Lines that lie ahead are in the table."
    )
