"""How discomfort runs in a synthetic person: a course, ups and downs, and flares.

Knows the true level of each day, which no log ever holds. Must not know rows, sessions or dates.
Numbers and their sources: CMAJ 2012 (baseline), Suri 2011 (quick first 14 days, flat after 28),
Page 2022 (ups and downs within a person).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Levels = NDArray[np.float64]


class Course(NamedTuple):
    """Where discomfort goes: `change` in points in the long run, reached with `tau` in days."""

    change: float
    tau: float


COURSES = {
    "improver": Course(-2.5, 21),
    "slow": Course(-2.0, 60),
    "stable": Course(0.0, 21),
    "worse": Course(1.5, 40),
}


@dataclass(frozen=True)
class Truth:
    """What really happened, for tests of what the analysis says.

    `expected` is the course alone and `level` the discomfort of each day with ups, downs and
    flares (0-10, not rounded); `flare_days` are places in both, counted from 0.
    """

    course: str
    expected: tuple[float, ...]
    level: tuple[float, ...]
    flare_days: tuple[int, ...]


def truth(rng: Generator, days: int, course: str, flares: float) -> Truth:
    """Return the truth of `days` days on a course of `COURSES`, with `flares` starts in 42 days."""
    expected = _expected(rng, days, COURSES[course])
    raised = _flares(rng, days, flares)
    level = np.clip(expected + _ups_and_downs(rng, days) + raised, 0, 10)
    flare_days = tuple(int(day) for day in np.flatnonzero(raised))
    return Truth(course, tuple(expected.tolist()), tuple(level.tolist()), flare_days)


def _expected(rng: Generator, days: int, course: Course) -> Levels:
    baseline = np.clip(rng.normal(5.5, 1.3), 2.5, 8.5)
    return baseline + course.change * (1 - np.exp(-np.arange(days) / course.tau))


def _ups_and_downs(rng: Generator, days: int) -> Levels:
    """Return AR(1) noise: a bad day is likely to be followed by another."""
    phi, sd = rng.beta(4, 4), rng.lognormal(np.log(1.1), 0.25)
    fresh = rng.normal(0, sd, days)
    fresh[1:] *= np.sqrt(1 - phi**2)
    for day in range(1, days):
        fresh[day] += phi * fresh[day - 1]
    return fresh


def _flares(rng: Generator, days: int, starts: float) -> Levels:
    """Return what flares add to each day: a jump that fades over 2 to 10 days."""
    raised = np.zeros(days)
    for start in np.flatnonzero(rng.random(days) < starts / 42).tolist():
        length = int(rng.integers(2, 11))
        height = max(0.5, rng.normal(2.8, 0.8))
        fading = height * (1 - np.arange(length) / length)
        end = min(days, start + length)
        raised[start:end] = np.maximum(raised[start:end], fading[: end - start])
    return raised
