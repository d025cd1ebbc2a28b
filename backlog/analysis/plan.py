"""What was prescribed on which day: the program's lines in force, period by period.

A day prescribes the largest `times_per_day` among the exercises that are due. Exercises for seven
days a week are due daily; when there are none, the plan is "k a week, any day". Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from backlog.program import Prescription, in_force, version

#: Days a week of a plan that is due every day.
DAILY = 7


@dataclass(frozen=True)
class Plan:
    """The lines in force from `start` until the next plan begins.

    `per_week` is None until the person chose days a week: then nothing is divided by it.
    """

    start: date
    lines: tuple[Prescription, ...]

    @property
    def version(self) -> str:
        """Eight digits that tell this plan from another; empty when nothing is prescribed."""
        return version(self.lines) if self.lines else ""

    @property
    def per_week(self) -> int | None:
        """Days a week on which a session is due: 7, or k of any days."""
        return max((line.days_per_week for line in self.lines if line.days_per_week), default=None)

    @property
    def due(self) -> tuple[Prescription, ...]:
        """The lines of the exercises that every session of this plan is made of."""
        return tuple(line for line in self.lines if line.days_per_week in (self.per_week, None))

    @property
    def times(self) -> int:
        """Sessions on a day on which one is due; 1 when nothing is prescribed."""
        return max((line.times_per_day for line in self.due), default=1)


def plans(program: Sequence[Prescription]) -> tuple[Plan, ...]:
    """Return the plans in the order of their days; the first one prescribes nothing."""
    starts = sorted({line.from_day for line in program})
    return (Plan(date.min, ()), *(Plan(day, in_force(program, day)) for day in starts))


def place(all_plans: Sequence[Plan], days: pd.Series) -> np.ndarray:
    """Return for each day the place of its plan in `all_plans`."""
    starts = np.array([plan.start for plan in all_plans[1:]], dtype="datetime64[D]")
    return np.searchsorted(starts, days.to_numpy("datetime64[D]"), side="right")
