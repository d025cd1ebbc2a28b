"""Does discomfort rise or fall? A straight line through the daily series, with honest errors.

One day resembles the next, so plain least squares would call noise a trend: see `ar1`. The line
tells how fast it went on average; it says nothing about tomorrow, nor why. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from backlog.analysis import ar1, discomfort
from backlog.analysis.phrases import count, percent
from backlog.analysis.rated import FEWEST_A_WEEK, Days, Rated, Ratings, answered, weekly
from backlog.analysis.reason import Reason

#: What a trend needs: days from first to last rating, ratings, weeks with ratings enough.
DAYS, RATINGS, WEEKS = 28, 21, 4


@dataclass(frozen=True)
class Trend:
    """A slope in points a week (0-10 scale) with its standard error and about 90-95 % interval.

    `phi` is how much of a day carries over to the next, `n_eff` what the `n` ratings are worth.
    """

    slope_per_week: float
    se_per_week: float
    interval: tuple[float, float]
    phi: float
    n_eff: float
    n: int

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.interval[0] > 0 or self.interval[1] < 0


@dataclass(frozen=True)
class WeeklySlope:
    """The median of the slopes between any two weekly means, in points a week."""

    slope_per_week: float
    interval: tuple[float, float]
    weeks: int


def of(series: pd.DataFrame) -> Trend | Reason:
    """Return the trend of a daily series of `backlog.analysis.discomfort.daily`.

    Two kinds of rating are not quite one question: too many of the rarer kind, and there is none.
    """
    share = discomfort.minority(series)
    if share is not None and share > discomfort.MIXED:
        return Reason(
            f"one kind of rating on {percent(100 * (1 - discomfort.MIXED))} of the rated days",
            f"{percent(100 * share)} have the rarer kind",
            state="mixed",
        )
    return trend(series["day"], series["discomfort"])


def trend(days: Days, ratings: Ratings) -> Trend | Reason:
    """Return the trend by generalised least squares with AR(1) errors (REML).

    Parameters
    ----------
    days : dates, shape (n,)
    ratings : numbers 0-10, shape (n,)
        One a day; empty where nobody answered.

    Returns
    -------
    Trend or Reason
    """
    rated = answered(days, ratings)
    missing = _guard(rated)
    if missing:
        return missing
    t = rated.since(rated.days[0])
    line = ar1.fit(t, np.column_stack([np.ones_like(t), t]), rated.values)
    low, high = line.interval(1)
    return Trend(
        slope_per_week=7 * float(line.beta[1]),
        se_per_week=7 * line.se(1),
        interval=(7 * low, 7 * high),
        phi=line.phi,
        n_eff=line.n_eff,
        n=rated.n,
    )


def theil_sen_weekly(days: Days, ratings: Ratings) -> WeeklySlope | Reason:
    """Return Theil and Sen's slope of the weekly means: a line for robustness, no verdict."""
    means = weekly(answered(days, ratings)).dropna(subset="mean")
    if len(means) < WEEKS:
        return _too_few_weeks(len(means))
    from scipy.stats import theilslopes

    weeks = (means["week"] - means["week"].iloc[0]).dt.days.to_numpy() / 7
    found = theilslopes(means["mean"].to_numpy(), weeks, alpha=ar1.CONFIDENCE)
    return WeeklySlope(
        float(found.slope), (float(found.low_slope), float(found.high_slope)), len(means)
    )


def _guard(rated: Rated) -> Reason | None:
    """Return what is missing for a trend, if anything is."""
    span = int(rated.since(rated.days[0])[-1]) + 1 if rated.n else 0
    if span < DAYS:
        return Reason(f"{DAYS} days from the first rating to the last", count(span, "day", "days"))
    if rated.n < RATINGS:
        return Reason(f"{RATINGS} ratings", count(rated.n, "rating", "ratings"))
    weeks = int(weekly(rated)["mean"].notna().sum())
    if weeks < WEEKS:
        return _too_few_weeks(weeks)
    if np.ptp(rated.values) == 0:
        return Reason("ratings that differ", f"every rating is {rated.values[0]:g}", "no variation")
    return None


def _too_few_weeks(weeks: int) -> Reason:
    needed = f"{WEEKS} weeks with {FEWEST_A_WEEK} ratings or more"
    return Reason(needed, count(weeks, "such week", "such weeks"))
