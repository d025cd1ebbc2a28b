"""The days that a page speaks of. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from backlog.analysis import days, told
from backlog.analysis.record import Record


@dataclass(frozen=True)
class Period:
    """Some days, from `first` to `last`, both included.

    Raises
    ------
    ValueError
        When the last day comes before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The last day, {self.last}, comes before the first, {self.first}.")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def of(self, record: Record) -> tuple[Record, Period]:
        """Return the record up to the last day, and the days of which it can tell.

        Days after `data_through` are in nobody's log yet, so the period ends there.
        """
        last = max(self.first, min(self.last, record.data_through))
        return replace(record, data_through=last), Period(self.first, last)


def since_last_visit(record: Record) -> Period:
    """Return the days after the last visit before `data_through`, else those since program day 1.

    A visit on the last day itself is the one that is being prepared.
    """
    visit, began = told.last_visit(record), days.first_day(record)
    last = record.data_through
    if visit is not None:
        return Period(visit + timedelta(days=1), last)
    return Period(min(began.date(), last) if began is not None else last, last)
