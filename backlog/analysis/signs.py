"""Warning signs: which were ticked when, and how often the list was shown at all. Pure.

Knows what was ticked. Must not say what a sign means, nor that there was none where nobody looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from backlog.analysis.record import Record
from backlog.analysis.told import told


class Tick(NamedTuple):
    """One day on which signs were ticked; `words` are empty when only the day is known."""

    day: date
    words: str


@dataclass(frozen=True)
class Signs:
    """The ticks in the order of their days; `looks` counts sessions that showed the list.

    `seen` are the days from which on a clinician has seen them.
    """

    ticks: tuple[Tick, ...]
    looks: int
    seen: tuple[date, ...]


def signs(record: Record, first: date, last: date) -> Signs:
    """Return the warning signs of the days from `first` to `last`."""
    said = [Tick(row.first, row.note) for row in told(record, "signs", first, last)]
    sessions = record.between(first, last).until_through("sessions")
    ticked = sessions.loc[sessions["warning_signs"].eq("ticked").astype(bool), "local_day"]
    days = {day.date() for day in ticked} - {tick.day for tick in said}
    return Signs(
        ticks=tuple(sorted([*said, *(Tick(day, "") for day in days)])),
        looks=int(sessions["warning_signs"].notna().sum()),
        seen=tuple(row.first for row in told(record, "seen", first, last)),
    )
