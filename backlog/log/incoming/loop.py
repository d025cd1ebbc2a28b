"""From the checks of one habit of Loop Habit Tracker to rows: each check is a session of its day.

Only a check says that something was done. A skipped day becomes an excused one. Every other value
may only mean that nothing was entered, so it says nothing here. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from backlog.log.incoming.as_prescribed import sets
from backlog.log.incoming.loop_export import Check, Habit, checkmarks, read
from backlog.log.incoming.moments import CellError
from backlog.log.incoming.parcel import BEGUN, Local, Parcel, When, day, session
from backlog.log.incoming.sheet import Sheet
from backlog.problem import Problem
from backlog.program import Prescription


def rows(
    files: Mapping[str, bytes],
    habit: Habit,
    exercises: Sequence[str],
    program: Sequence[Prescription],
    local: Local,
    today: date,
    tz: str | None = None,
) -> Parcel:
    """Return the rows that the checks of a habit bring.

    Parameters
    ----------
    files : mapping of str to bytes
        The files of the export.
    habit : Habit
        Whose checks are taken.
    exercises : sequence of str
        Exercises of which each check says that they were done as prescribed; without them a check
        is a session of which no sets are known.
    program : sequence of Prescription
        All dated lines.
    local, today, tz
        As in `mapped.rows`.
    """
    sheet = checkmarks(files, habit)
    parcel = Parcel(habit.import_name, problems=list(sheet.problems))
    checks = list(_checks(sheet, habit, today, parcel.problems))
    for check in checks:
        when = day(check.day, local)
        if check.skipped:
            _excuse(parcel, check)
        else:
            _enter(parcel, check, when, tz)
        if check.whole and not check.skipped:
            for row in sets(parcel, when, exercises, program):
                parcel.add("sets", row)
    parcel.problems.sort()
    parcel.remarks += _remarks(parcel, exercises, _left(sheet, checks))
    return parcel


def _checks(sheet: Sheet, habit: Habit, today: date, problems: list[Problem]) -> Iterator[Check]:
    """Yield the days that say something; what cannot be read is named among the problems."""
    for number, cells in sheet.lines:
        try:
            check = read(habit, cells, today)
        except CellError as error:
            problems.append(Problem(sheet.file, number, error.column, error.value, error.allowed))
            continue
        if check is not None:
            yield check


def _excuse(parcel: Parcel, check: Check) -> None:
    row = {"from": check.day, "to": check.day, "kind": "excused", "reason": "other"}
    id = parcel.id("skip", check.day)
    parcel.add("days", {"day_id": id, **row, "status": "kept", "note": check.note})


def _enter(parcel: Parcel, check: Check, when: When, tz: str | None) -> None:
    status = "finished" if check.whole else "partial"
    id = parcel.id("check", check.day)
    parcel.add("sessions", session(id, when, tz, status, check.note))


def _left(sheet: Sheet, checks: Sequence[Check]) -> int:
    """Return the number of notes on days that say nothing else."""
    told = {check.day.isoformat() for check in checks}
    noted = [cells["Date"] for _, cells in sheet.lines if cells.get("Notes", "").strip()]
    return sum(day not in told for day in noted)


def _remarks(parcel: Parcel, exercises: Sequence[str], left: int) -> Iterator[str]:
    """Yield what a person should know before the checks are entered."""
    if exercises:
        yield f"Each check is taken as: {', '.join(exercises)}, done as prescribed that day."
    with_sets = {row["session_id"] for row in parcel.rows.get("sets", [])}
    bare = {row["session_id"] for row in parcel.rows.get("sessions", [])} - with_sets
    if bare:
        yield f"{len(bare):,} of the sessions have no sets. {BEGUN}"
    if left:
        yield f"Notes on days without a check are left out: {left:,}."
