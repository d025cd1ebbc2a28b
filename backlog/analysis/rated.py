"""The answered ratings of a series, and their weeks: what every claim about discomfort rests on.

An unanswered day is left out here, once, and never becomes a number: not zero, not the day before,
not the line between two others. Weeks run Monday to Sunday. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: A weekly mean needs this many ratings.
FEWEST_A_WEEK = 4

Numbers = NDArray[np.float64]

#: Days as a column, an array or a list of dates.
Days: TypeAlias = pd.Series | NDArray[np.datetime64] | Sequence[date]
#: Ratings 0-10, one a day; None, NA and NaN where nobody answered.
Ratings: TypeAlias = pd.Series | Numbers | Sequence[float | None]


class Rated(NamedTuple):
    """The answered days, in order, each once, and their ratings 0-10."""

    days: NDArray[np.datetime64]
    values: Numbers

    @property
    def n(self) -> int:
        """How many days were answered."""
        return len(self.values)

    def since(self, first: date) -> Numbers:
        """Return calendar days after `first`, one number a rating; 0 on `first` itself."""
        return (self.days - np.datetime64(first, "D")).astype(float)

    def between(self, first: date, last: date) -> Rated:
        """Return the ratings from `first` to `last`, both included."""
        kept = (self.days >= np.datetime64(first, "D")) & (self.days <= np.datetime64(last, "D"))
        return Rated(self.days[kept], self.values[kept])


def answered(days: Days, ratings: Ratings) -> Rated:
    """Return the answered ratings; several on one day give their mean."""
    given = pd.Series(_numbers(ratings), index=_dates(days)).dropna()
    daily = given.groupby(level=0).mean().sort_index()
    return Rated(daily.index.to_numpy("datetime64[D]"), daily.to_numpy(float))


def weekly(rated: Rated) -> pd.DataFrame:
    """Return one row a week, from the first with a rating to the last.

    Returns
    -------
    pandas.DataFrame
        week (its Monday), mean (0-10; NaN under four ratings) and n (ratings).
    """
    groups = pd.Series(rated.values, index=_dates(monday(rated.days))).groupby(level=0)
    n, mean = groups.size(), groups.mean()
    every = pd.date_range(n.index.min(), n.index.max(), freq="7D") if rated.n else n.index
    n = n.reindex(every, fill_value=0)
    kept = mean.reindex(every).where(n >= FEWEST_A_WEEK)
    return pd.DataFrame({"week": every, "mean": kept.to_numpy(), "n": n.to_numpy()})


def monday(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return the Monday of each day's week."""
    counted = days.astype("datetime64[D]").astype(int)
    since: NDArray[np.int64] = (counted + 3) % 7  # day 0, 1 January 1970, was a Thursday
    return days - since


def _dates(days: Any) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(np.asarray(days, dtype="datetime64[D]"))


def _numbers(ratings: Any) -> Numbers:
    return pd.Series(ratings, dtype="Float64").to_numpy(dtype=float, na_value=np.nan)
