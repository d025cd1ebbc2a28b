"""Did a week fall out of the usual? The weekly process chart (XmR) with the rules of the NHS.

Rules and constants: NHS England, Making Data Count, as in NHS-R's plotthedots. On weekly means
only: on daily ratings, which resemble their neighbours, the rules raise false alarms. Limits of the
first 12 weeks stay; only a declared program change begins new ones. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from backlog.analysis.rated import Days, Numbers, Ratings, answered, monday, weekly

#: Weekly means from which there are trial limits, and from which they stay.
TRIAL, FROZEN = 6, 12
#: Limits and near limits in mean moving ranges, and the range that is left out as exceptional.
FAR, NEAR, EXCEPTIONAL = 2.66, 2.66 * 2 / 3, 3.267
#: Weeks that make a run or a trend.
RUN = 7

NONE, OUTSIDE, ONE_SIDE, DRIFT, NEAR_LIMIT = "", "outside", "one side", "drift", "near the limit"


@dataclass(frozen=True)
class Limits:
    """The mean and the mean moving range of some weekly means, and the limits made of them."""

    mean: float
    moving_range: float

    @property
    def far(self) -> tuple[float, float]:
        """Lower and upper limit, not clipped to the scale."""
        return self.mean - FAR * self.moving_range, self.mean + FAR * self.moving_range

    @property
    def near(self) -> tuple[float, float]:
        """Lower and upper near limit, two thirds of the way."""
        return self.mean - NEAR * self.moving_range, self.mean + NEAR * self.moving_range


def chart(days: Days, ratings: Ratings, changes: Sequence[date] = ()) -> pd.DataFrame:
    """Return the weekly means with their limits and signals.

    Parameters
    ----------
    days : dates, shape (n,)
    ratings : numbers 0-10, shape (n,)
        One a day; empty where nobody answered.
    changes : sequence of datetime.date
        First days of declared program changes. New limits begin with the first whole week.

    Returns
    -------
    pandas.DataFrame
        week (its Monday); mean (NaN under four ratings); n; part (0 before the first change);
        limits (none, trial or fixed); centre, low, high, near_low, near_high (NaN without limits);
        signal (empty, or the first rule that holds).
    """
    weeks = weekly(answered(days, ratings))
    part = np.searchsorted(_whole_weeks(changes), weeks["week"].to_numpy(), side="right")
    rows = [_judged(rows) for _, rows in weeks.assign(part=part).groupby("part")]
    return pd.concat(rows, ignore_index=True) if rows else _judged(weeks.assign(part=part))


def limits(means: Numbers) -> Limits | None:
    """Return the limits of weekly means; None where no two that follow each other differ.

    Parameters
    ----------
    means : numpy.ndarray, shape (n,)
        One a week; NaN where a week is missing: it takes both of its moving ranges with it.
    """
    ranges = np.abs(np.diff(means))
    ranges = ranges[~np.isnan(ranges)]
    if not ranges.any():
        return None
    usual = ranges[ranges < EXCEPTIONAL * ranges.mean()]
    return Limits(float(np.nanmean(means)), float(usual.mean())) if usual.any() else None


def signals(means: Numbers, found: Limits) -> list[str]:
    """Return for each week the first rule that is fulfilled with it, or nothing.

    A point outside; 7 or more in a row on one side of the mean; 7 strictly rising or falling; 2 of
    3 beyond the near limit with all three on its side. A missing week breaks each of them, and a
    tie with the mean a run.
    """
    side = np.where(np.isnan(means), 0, np.sign(np.round(means - found.mean, 9)))
    step = np.sign(np.nan_to_num(np.diff(means, prepend=np.nan)))
    rules = {
        OUTSIDE: _beyond(means, found.far) != 0,
        ONE_SIDE: _run_lengths(side) >= RUN,
        DRIFT: _run_lengths(step) >= RUN - 1,
        NEAR_LIMIT: _two_of_three(side, _beyond(means, found.near)),
    }
    return [str(rule) for rule in np.select(list(rules.values()), list(rules), default=NONE)]


def _whole_weeks(changes: Sequence[date]) -> np.ndarray:
    """Return the Mondays on which the first whole weeks after changes begin."""
    return monday(np.array(sorted(changes), dtype="datetime64[D]") + 6)


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks of one part with limits and signals."""
    means = rows["mean"].to_numpy(float)
    given = int((~np.isnan(means)).sum())
    last = int(np.searchsorted(np.cumsum(~np.isnan(means)), FROZEN)) + 1
    found = limits(means[:last]) if given >= TRIAL else None
    kind = "fixed" if given >= FROZEN else "trial"
    low, high = found.far if found else (np.nan, np.nan)
    near_low, near_high = found.near if found else (np.nan, np.nan)
    return rows.assign(
        limits=kind if found else "none",
        centre=found.mean if found else np.nan,
        low=low,
        high=high,
        near_low=near_low,
        near_high=near_high,
        signal=signals(means, found) if found else NONE,
    )


def _beyond(means: Numbers, ends: tuple[float, float]) -> Numbers:
    """Return 1 above the upper end, -1 below the lower one, else 0; a missing week is 0."""
    return np.where(means > ends[1] + 1e-9, 1.0, np.where(means < ends[0] - 1e-9, -1.0, 0.0))


def _run_lengths(signs: Numbers) -> Numbers:
    """Return how many equal signs in a row end at each place; 0 where the sign is 0."""
    lengths = np.zeros(len(signs))
    for at, sign in enumerate(signs):
        follows = at > 0 and sign == signs[at - 1]
        lengths[at] = (lengths[at - 1] + 1 if follows else 1) if sign else 0
    return lengths


def _two_of_three(side: Numbers, near: Numbers) -> np.ndarray:
    """Return where two of the last three are near a limit and all three on its side."""
    found = np.zeros(len(side), dtype=bool)
    for at in range(2, len(side)):
        three = slice(at - 2, at + 1)
        found[at] = abs(side[three].sum()) == 3 and abs(near[three].sum()) >= 2
    return found
