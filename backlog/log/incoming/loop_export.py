"""Loop Habit Tracker's CSV export: which habits it holds, and what each day of one says.

``Habits.csv`` has a line for each habit, and for each there is a folder that begins with its
position in three digits, with ``Checkmarks.csv`` (date, value, notes; older ones have no header and
no notes). A habit of yes and no has the values YES_MANUAL (2 in older exports) for a check,
YES_AUTO (1) for a day that needed none, NO (0), UNKNOWN (-1) and SKIP (3 or -3). A measurable habit
has thousandths of its unit. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from backlog.log.error import LogError
from backlog.log.incoming.moments import CellError
from backlog.log.incoming.sheet import Sheet, opened
from backlog.problem import shortened

_CHECKED, _SKIPPED = ("YES_MANUAL", "2"), ("SKIP", "3", "-3")
_SILENT = ("YES_AUTO", "1", "NO", "0", "UNKNOWN", "-1")
_ALLOWED = f"must be {', '.join((*_CHECKED, *_SKIPPED, *_SILENT))}"
#: What says the same of a measurable habit, whose plain numbers are amounts.
_MEASURED_SKIPPED, _MEASURED_SILENT = ("SKIP", "-3"), ("NO", "0", "UNKNOWN", "-1")
_MEASURED = "must be SKIP, UNKNOWN or a whole number, thousandths of the habit's unit"
_LESS = "AT_MOST"


@dataclass(frozen=True)
class Habit:
    """One habit: its position as its folder's name begins, its name, and how it is measured.

    `unit` is empty and `target` None for a habit of yes and no; `less` marks one to do less of.
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
    """What a day says: skipped, or done, wholly or in part, with the amount that was measured."""

    day: date
    note: str | None
    skipped: bool = False
    whole: bool = True


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
        told = [shortened(f"{each.position} {each.name}") for each in found]
        raise LogError(
            f"Name one of the habits with --habit: {', '.join(told) or 'there is none'}."
        )
    if fitting[0].less:
        raise LogError(
            f"{shortened(fitting[0].name)} is a habit to do less of: its checks are no sessions."
        )
    return fitting[0]


def checkmarks(files: Mapping[str, bytes], habit: Habit) -> Sheet:
    """Return the days of a habit as they stand in the export."""
    data = _file(files, "Checkmarks.csv", habit.position)
    sheet = opened(data, "Checkmarks.csv")
    if "Date" in sheet.names:
        return sheet
    return opened(data, "Checkmarks.csv", names=("Date", "Value"))


def read(habit: Habit, cells: Mapping[str, str], today: date) -> Check | None:
    """Return what a day says, None when it says nothing.

    Raises
    ------
    CellError
        When a cell is not as Loop writes it, or the day has not come yet.
    """
    on, value = _day(cells.get("Date", ""), today), cells.get("Value", "").strip()
    note = cells.get("Notes", "").strip()
    if value in (_MEASURED_SKIPPED if habit.measured else _SKIPPED):
        return Check(on, note or None, skipped=True)
    if value in (_MEASURED_SILENT if habit.measured else _SILENT):
        return None
    if habit.measured:
        return _measured(habit, on, value, note)
    if value not in _CHECKED:
        raise CellError("Value", value, _ALLOWED)
    return Check(on, note or None)


def _day(cell: str, today: date) -> date:
    try:
        on = date.fromisoformat(cell)
    except ValueError:
        raise CellError("Date", cell, "must be a day such as 2026-11-22") from None
    if on > today:
        raise CellError("Date", cell, "is a day that has not come yet")
    return on


def _measured(habit: Habit, on: date, value: str, note: str) -> Check:
    """Return how much was done; the amount goes before the note."""
    if not (value.isascii() and value.isdecimal()):
        raise CellError("Value", value, _MEASURED)
    amount = int(value) / 1000
    told = ". ".join(filter(None, (f"{amount:g} {habit.unit}".strip(), note)))
    return Check(on, told, whole=habit.target is None or amount >= habit.target)


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
    """Return a file of the export: beside ``Habits.csv``, or in the folder of a habit."""
    for path, data in files.items():
        *folders, last = path.split("/")
        folder = folders[-1] if folders else ""
        if last == name and (position is None or folder.startswith(f"{position} ")):
            return data
    place = f" of habit {position}" if position else ""
    raise LogError(f"There is no {name}{place} in it: is it Loop's CSV export?")
