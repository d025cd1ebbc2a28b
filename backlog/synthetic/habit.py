"""What a synthetic person does about it: which days have a session, which ratings are given.

Knows chances only. Must not know rows or dates. Numbers and their sources: MiSpEx (81 % supervised,
58 % self-run), Ono 2019 (15 % of ratings missing, growing with time). Ratings are missing more
often on bad days, by design: an analysis that assumes otherwise has to notice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

#: Chances of after - before, from -2 to +2.
RESPONSE = {-2: 0.07, -1: 0.28, 0: 0.45, 1: 0.15, 2: 0.05}

#: Ratings grow rarer until this day; nobody followed them for longer.
STUDIED = 120


def days_done(rng: Generator, level: Sequence[float]) -> NDArray[np.bool_]:
    """Return for each day whether there is a session, given the day's discomfort."""
    usual = _usual(rng, len(level))
    done = np.zeros(len(level), dtype=bool)
    for day, pain in enumerate(level):
        carried = 0.5 * (done[day - 1] - usual[day - 1]) if day else 0.0
        done[day] = rng.random() < _chance(_logit(usual[day]) + carried - 0.35 * max(0, pain - 6))
    return done


def _usual(rng: Generator, days: int) -> NDArray[np.float64]:
    """Return the person's own chance of a session each day: most start well and then tire."""
    if rng.random() < 0.2:
        return np.full(days, rng.beta(2.5, 3.5))
    start, kept = rng.beta(14, 1.8), rng.uniform(0.45, 1.0)
    return start * (kept + (1 - kept) * np.exp(-np.arange(days) / 35))


def rated(rng: Generator, day: int, pain: float, done: bool) -> int | None:
    """Return the rating that the person gives, 0-10, or None where none is given."""
    low, high = max(0.0, 2 - pain), max(0.0, pain - 7)
    missing = -2.3 + 0.01 * min(day, STUDIED) + 0.25 * high + 0.15 * low - 0.6 * done
    noise = rng.uniform(-0.3, 0.3)
    return None if rng.random() < _chance(missing) else bounded(pain + noise)


def bounded(value: float) -> int:
    """Return `value` as a rating: a whole number from 0 to 10."""
    return int(np.clip(round(value), 0, 10))


def response(rng: Generator) -> int:
    """Return how much the discomfort after a session differs from before."""
    return int(rng.choice(list(RESPONSE), p=list(RESPONSE.values())))


def _logit(chance: float) -> float:
    held = float(np.clip(chance, 1e-6, 1 - 1e-6))
    return float(np.log(held / (1 - held)))


def _chance(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
