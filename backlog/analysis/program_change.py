"""What was discomfort like before and after a change of the program? An interrupted time series.

Level and slope may both change on the first day of the new lines; errors are those of `ar1`. Beside
it stands the share of pairs in which the later day is the lower one (NAP, Parker & Vannest 2009),
without a p-value. Other things changed in those days as well: nothing here says why. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd

from backlog.analysis import ar1
from backlog.analysis.phrases import count
from backlog.analysis.rated import Days, Numbers, Rated, Ratings, answered
from backlog.analysis.reason import Reason

#: Each side needs this many days and this many ratings.
DAYS, RATINGS = 14, 10
#: Half-width of a 95 % interval, in standard errors.
Z = 1.959963984540054


@dataclass(frozen=True)
class ProgramChange:
    """What the lines before and after say, in points 0-10; slopes in points a week.

    `level` is the step on the first day of the new program, `slope_change` how much the slope
    differs after it. `nap` is the share of pairs, one day before and one after, in which the later
    one is lower; ties count half.
    """

    day: date
    level: float
    level_interval: tuple[float, float]
    slope_before: float
    slope_change: float
    slope_change_interval: tuple[float, float]
    mean_before: float
    mean_after: float
    nap: float
    phi: float
    n_eff: float
    n_before: int
    n_after: int


def of(series: pd.DataFrame) -> Iterator[tuple[date, ProgramChange | Reason]]:
    """Yield each change of a daily series, on the days from the change before to the next one."""
    if series.empty:
        return
    first, last = (series["day"].iloc[at].date() for at in (0, -1))
    ends = [first, *changes(series), last + timedelta(days=1)]
    for (before, day), (_, after) in pairwise(pairwise(ends)):
        rows = series[series["day"].between(pd.Timestamp(before), pd.Timestamp(after), "left")]
        yield day, program_change(rows["day"], rows["discomfort"], day)


def changes(series: pd.DataFrame) -> list[date]:
    """Return the first day of each program of a daily series but the first."""
    previous = series["program"].shift()
    changed = (series["program"] != previous) & previous.fillna("").ne("")
    return [day.date() for day in series.loc[changed, "day"]]


def program_change(days: Days, ratings: Ratings, day: date) -> ProgramChange | Reason:
    """Compare level and slope before `day` and from it on.

    Parameters
    ----------
    days : dates, shape (n,)
    ratings : numbers 0-10, shape (n,)
        One a day; empty where nobody answered.
    day : datetime.date
        First day of the new lines.

    Returns
    -------
    ProgramChange or Reason
    """
    rated = answered(days, ratings)
    t = rated.since(day)
    reason = _guard(t)
    if reason:
        return reason
    line = ar1.fit(t, _design(t), rated.values)
    return _told(day, rated, t >= 0, line)


def nap(before: Numbers, after: Numbers) -> float:
    """Return the share of pairs in which `after` is lower than `before`; ties count half."""
    ordered = np.sort(before)
    higher = len(ordered) - np.searchsorted(ordered, after, side="right")
    not_lower = len(ordered) - np.searchsorted(ordered, after, side="left")
    return float((higher + not_lower).sum() / (2 * len(before) * len(after)))


def nap_interval(share: float, before: int, after: int) -> tuple[float, float]:
    """Return the 95 % interval of a NAP from `before` and `after` ratings.

    Newcombe's method 5 (2006, 10.1002/sim.2323). It takes the days as independent, which daily
    ratings are not: it is for comparing with the literature, and no page shows it.
    """
    from scipy.optimize import brentq

    middle = (before + after) / 2 - 1

    def variance(theta: float) -> float:
        shape = 1 + middle * ((1 - theta) / (2 - theta) + theta / (1 + theta))
        return theta * (1 - theta) * shape / (before * after)

    def beyond(theta: float) -> float:
        return abs(share - theta) - Z * math.sqrt(variance(theta))

    low = brentq(beyond, 0, share) if share > 0 else 0.0
    high = brentq(beyond, share, 1) if share < 1 else 1.0
    return float(low), float(high)


def _design(t: Numbers) -> Numbers:
    """Return 1, days, whether the new program is in force, and the days since."""
    later = t >= 0
    return np.column_stack([np.ones_like(t), t, later, later * t])


def _guard(t: Numbers) -> Reason | None:
    """Return what is missing on either side, if anything is."""
    sides = {"before": -t[t < 0], "after": t[t >= 0] + 1}
    for name, distance in sides.items():
        span = int(distance.max(initial=0))
        if span < DAYS or len(distance) < RATINGS:
            there = f"{count(span, 'day', 'days')}, {count(len(distance), 'rating', 'ratings')}"
            return Reason(f"{DAYS} days with {RATINGS} ratings {name} the change", there)
    return None


def _told(day: date, rated: Rated, later: np.ndarray, line: ar1.Fit) -> ProgramChange:
    before, after = rated.values[~later], rated.values[later]
    low, high = line.interval(3)
    return ProgramChange(
        day=day,
        level=float(line.beta[2]),
        level_interval=line.interval(2),
        slope_before=7 * float(line.beta[1]),
        slope_change=7 * float(line.beta[3]),
        slope_change_interval=(7 * low, 7 * high),
        mean_before=float(before.mean()),
        mean_after=float(after.mean()),
        nap=nap(before, after),
        phi=line.phi,
        n_eff=line.n_eff,
        n_before=len(before),
        n_after=len(after),
    )
