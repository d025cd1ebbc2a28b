"""When a line of somebody's file was: a day, or a day and a time, written as its mapping says.

A day that could be read in two ways is never read: without a format only ISO 8601 is. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from backlog.log.incoming.mapping import ISO, Clock, Meaning
from backlog.log.incoming.parcel import Local, When, day, moment

#: What stands for the time of a day where none is known, in spreadsheets and databases.
_MIDNIGHT = time(0)
_ISO_ALLOWED = (
    "must be a day such as 2026-11-22; where days are written in another way, the mapping names "
    'it, as in format = "%d.%m.%Y"'
)


class CellError(ValueError):
    """A cell that cannot be used: its column in the file, what stands there, what is allowed."""

    def __init__(self, column: str, value: str, allowed: str) -> None:
        super().__init__(allowed)
        self.column, self.value, self.allowed = column, value, allowed


def of(meaning: Meaning, cells: Mapping[str, str], local: Local) -> When:
    """Return when a line was.

    Raises
    ------
    CellError
        When a cell is not written as the mapping says.
    """
    on, at = _day(meaning.date, cells[meaning.date.column].strip())
    if meaning.time is not None:
        at = _time(meaning.time, cells[meaning.time.column].strip()) or at
    return day(on, local) if at is None else moment(datetime.combine(on, at), local)


def _day(clock: Clock, cell: str) -> tuple[date, time | None]:
    """Return the day in a cell, and the time where one is told with it; midnight is none."""
    try:
        if clock.format == ISO:
            found = datetime.fromisoformat(cell)
        else:
            found = datetime.strptime(cell, clock.format)
    except ValueError:
        allowed = _ISO_ALLOWED if clock.format == ISO else _as_written(clock, date(2026, 11, 22))
        raise CellError(clock.column, cell, allowed) from None
    return found.date(), None if found.time() == _MIDNIGHT else found.timetz()


def _time(clock: Clock, cell: str) -> time | None:
    """Return the time in a cell; an empty one is not known."""
    if not cell:
        return None
    try:
        if clock.format == ISO:
            return time.fromisoformat(cell)
        return datetime.strptime(cell, clock.format).timetz()
    except ValueError:
        allowed = "must be a time such as 07:12"
        if clock.format != ISO:
            allowed = _as_written(clock, datetime(2026, 11, 22, 7, 12))
        raise CellError(clock.column, cell, allowed) from None


def _as_written(clock: Clock, example: date) -> str:
    return f"must be written as {clock.format}, such as {example.strftime(clock.format)}"
