"""How much does discomfort go up and down? Within weeks, and how often it is clearly high. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backlog.analysis.phrases import count
from backlog.analysis.rated import Days, Rated, Ratings, answered, monday
from backlog.analysis.reason import Reason

#: Ratings that this needs.
RATINGS = 28
#: A day is high from this many points above the person's own mean on.
ABOVE = 2.0


@dataclass(frozen=True)
class Variability:
    """Standard deviation within weeks (points), share of high days (0-1), longest run of them.

    `within_week` is empty where no week has two ratings; `high_from` is the rating from which a day
    is high: the person's own mean + 2.
    """

    within_week: float | None
    high_from: float
    share_high: float
    longest_run: int
    n: int


def variability(days: Days, ratings: Ratings) -> Variability | Reason:
    """Return how daily ratings vary.

    Parameters
    ----------
    days : dates, shape (n,)
    ratings : numbers 0-10, shape (n,)
        One a day; empty where nobody answered. A day without a rating ends a run.

    Returns
    -------
    Variability or Reason
    """
    rated = answered(days, ratings)
    if rated.n < RATINGS:
        return Reason(f"{RATINGS} ratings", count(rated.n, "rating", "ratings"))
    limit = float(rated.values.mean()) + ABOVE
    high = rated.values >= limit - 1e-9
    return Variability(
        within_week=_within_week(rated),
        high_from=limit,
        share_high=float(high.mean()),
        longest_run=_longest_run(rated.days[high]),
        n=rated.n,
    )


def _within_week(rated: Rated) -> float | None:
    """Return the standard deviation around each week's own mean, pooled over the weeks."""
    _, at = np.unique(monday(rated.days), return_inverse=True)
    n = np.bincount(at)
    left = rated.values - (np.bincount(at, rated.values) / n)[at]
    freedom = rated.n - len(n)
    return float(np.sqrt(left @ left / freedom)) if freedom else None


def _longest_run(days: np.ndarray) -> int:
    """Return the length of the longest row of days without a gap."""
    breaks = np.flatnonzero(np.diff(days.astype(int)) != 1)
    ends = np.concatenate([[-1], breaks, [len(days) - 1]])
    return int(np.diff(ends).max())
