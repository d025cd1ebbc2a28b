"""Loop Habit Tracker's CSV export: each check of one habit becomes a session of its day.

What the export holds: ``Habits.csv`` with a line for each habit, and for each a folder that begins
with its position in three digits, with ``Checkmarks.csv`` (date, value, notes). A habit of yes and
no has the values YES_MANUAL (older exports: 2) for a check, YES_AUTO (1) for a day that needed
none, NO (0), UNKNOWN (-1) and SKIP (3 or -3). A measurable habit has thousandths of its unit.

Only a check says that something was done. A skipped day becomes an excused one. Every other value
may only mean that nothing was entered, so it says nothing here. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from backlog.log.error import LogError
from backlog.log.incoming.as_prescribed import sets
from backlog.log.incoming.parcel import BEGUN, Local, Parcel, When, day, session
from backlog.log.incoming.sheet import Sheet, opened
from backlog.problem import Problem
from backlog.program import Prescription

_CHECKED, _SKIPPED = ("YES_MANUAL", "2"), ("SKIP", "3", "-3")
_SILENT = ("YES_AUTO", "1", "NO", "0", "UNKNOWN", "-1")
_ALLOWED = f"must be {', '.join((*_CHECKED, *_SKIPPED, *_SILENT))}"
_MEASURED = "must be SKIP, UNKNOWN or a whole number, thousandths of the habit's unit"
_LESS = "AT_MOST"


@dataclass(frozen=True)
class Habit:
    """One habit: its position as its folder's name begins, its name, and how it is measured.

    `unit` and `target` are empty and None for a habit of yes and no.
    """

    position: str
    name: str
    measured: bool = False
    unit: str = ""
    target: float | None = None
    less: bool = False

    @property
    def import_name(self) -> str:
        """Name of the import of its checks; the position would change when habits are sorted."""
        word = re.sub("[^a-z0-9]+", "-", self.name.lower()).strip("-")[:14].strip("-")
        mark = sha256(self.name.encode("utf-8", "replace")).hexdigest()[:4]
        return "-".join(filter(None, ("loop", word, mark)))


@dataclass(frozen=True)
class Check:
    """What a day holds: whether it was skipped, else how much of the target was done."""

    skipped: bool
    whole: bool = True
    amount: str = ""


def habits(files: Mapping[str, bytes]) -> tuple[Habit, ...]:
    """Return the habits of an export.

    Raises
    ------
    LogError
        When the files are no export of Loop Habit Tracker.
    """
    sheet = opened(_file(files, "Habits.csv"), "Habits.csv")
    if not {"Position", "Name"} <= set(sheet.names):
        raise LogError("Habits.csv has no columns Position and Name: is it Loop's export?")
    return tuple(_habit(cells) for _, cells in sheet.lines)


def chosen(found: Sequence[Habit], name: str | None) -> Habit:
    """Return the habit of that name or position; without one there must be only one habit."""
    fitting = [each for each in found if name in (None, each.name, each.position)]
    if len(fitting) != 1:
        there = ", ".join(f"{each.position} {each.name}" for each in found)
        raise LogError(f"Name one of the habits, as in --habit {found[0].position}: {there}.")
    if fitting[0].less:
        raise LogError(f"{fitting[0].name} is a habit to do less of: its checks are no sessions.")
    return fitting[0]


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
    sheet = _checks(_file(files, "Checkmarks.csv", habit.position))
    parcel = Parcel(habit.import_name, problems=list(sheet.problems))
    for number, cells in sheet.lines:
        found = _read(habit, cells, today)
        if isinstance(found, tuple):
            parcel.problems.append(Problem(sheet.file, number, *found))
        elif found is not None:
            when = day(date.fromisoformat(cells["Date"]), local)
            note = _note(found, cells)
            _enter(parcel, habit, found, when, note, tz)
            if found.whole and not found.skipped:
                for row in sets(parcel, when, exercises, program):
                    parcel.add("sets", row)
    parcel.remarks += _remarks(parcel, sheet, exercises)
    return parcel


def _checks(data: bytes) -> Sheet:
    """Return the checks of a habit; older exports have no header, and no notes."""
    sheet = opened(data, "Checkmarks.csv")
    if "Date" in sheet.names:
        return sheet
    return opened(data, "Checkmarks.csv", names=("Date", "Value"))


def _enter(
    parcel: Parcel, habit: Habit, check: Check, when: When, note: str | None, tz: str | None
) -> None:
    if check.skipped:
        row = {"from": when.day, "to": when.day, "kind": "excused", "reason": "other"}
        id = parcel.id("skip", when.day)
        parcel.add("days", {"day_id": id, **row, "status": "kept", "note": note})
    else:
        status = "finished" if check.whole else "partial"
        parcel.add("sessions", session(parcel.id("check", when.day), when, tz, status, note))


def _read(
    habit: Habit, cells: Mapping[str, str], today: date
) -> Check | tuple[str, str, str] | None:
    """Return what a line says, None when it says nothing, or what is wrong with it."""
    on, value = cells.get("Date", ""), cells.get("Value", "").strip()
    try:
        if date.fromisoformat(on) > today:
            return "Date", on, "is a day that has not come yet"
    except ValueError:
        return "Date", on, "must be a day such as 2026-11-22"
    if value in _SKIPPED[:1] or (value in _SKIPPED and (not habit.measured or value == "-3")):
        return Check(skipped=True)
    return _amount(habit, value) if habit.measured else _answer(value)


def _answer(value: str) -> Check | tuple[str, str, str] | None:
    if value in _CHECKED:
        return Check(skipped=False)
    return None if value in _SILENT else ("Value", value, _ALLOWED)


def _amount(habit: Habit, value: str) -> Check | tuple[str, str, str] | None:
    """Return how much was done of a measurable habit; nothing done says nothing."""
    if value in ("UNKNOWN", "-1", "0", "NO"):
        return None
    if not (value.isascii() and value.isdecimal()):
        return "Value", value, _MEASURED
    amount = int(value) / 1000
    whole = habit.target is None or amount >= habit.target
    return Check(skipped=False, whole=whole, amount=f"{amount:g} {habit.unit}".strip())


def _note(check: Check, cells: Mapping[str, str]) -> str | None:
    return ". ".join(filter(None, (check.amount, cells.get("Notes", "").strip()))) or None


def _remarks(parcel: Parcel, sheet: Sheet, exercises: Sequence[str]) -> Iterator[str]:
    """Yield what a person should know before the checks are entered."""
    bare = {row["session_id"] for row in parcel.rows.get("sessions", [])} - {
        row["session_id"] for row in parcel.rows.get("sets", [])
    }
    if exercises:
        yield f"Each check is taken as: {', '.join(exercises)}, done as prescribed that day."
    if bare:
        yield f"{len(bare):,} of the sessions have no sets. {BEGUN}"
    noted = sum(bool(cells.get("Notes", "").strip()) for _, cells in sheet.lines)
    kept = sum(bool(row["note"]) for rows in parcel.rows.values() for row in rows if "note" in row)
    if noted > kept:
        yield f"Notes on days without a check are left out: {noted - kept:,}."


def _habit(cells: Mapping[str, str]) -> Habit:
    measured = cells.get("Type", "") == "NUMERICAL"
    return Habit(
        position=cells["Position"].strip(),
        name=cells["Name"].strip(),
        measured=measured,
        unit=cells.get("Unit", "").strip(),
        target=_number(cells.get("Target Value", "")) if measured else None,
        less=cells.get("Target Type", "") == _LESS,
    )


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _file(files: Mapping[str, bytes], name: str, position: str | None = None) -> bytes:
    """Return a file of the export: beside `Habits.csv`, or in the folder of a habit."""
    for path, data in files.items():
        *folders, last = path.split("/")
        folder = folders[-1] if folders else ""
        if last == name and (position is None or folder.startswith(f"{position} ")):
            return data
    place = f" of habit {position}" if position else ""
    raise LogError(f"There is no {name}{place} in it: is it Loop's CSV export?")
