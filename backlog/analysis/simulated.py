"""Synthetic people whose truth is known, and what they would be told: the matter of `simulation`.

Knows the truth of made-up people, which no log holds. Must not read or write anything. Pure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from backlog.analysis import change
from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend, trend
from backlog.synthetic import Person, person

#: Weeks at which everybody is looked at: the marks at which a verdict stands.
LOOKS = (4, 6, 8, 12, 16, 20, 24)
#: Within these days of their lives, those who begin in a flare have one.
LEAD = 70
#: How much of a day carries over to the next, in series made for the trend alone.
PHIS = (0.0, 0.2, 0.4, 0.6, 0.8)
#: Length of those series, in days, and the share of days without a rating.
TREND_DAYS, UNRATED = 84, 0.15


class Group(NamedTuple):
    """People of one kind: a course of `backlog.synthetic.COURSES` and flares in 42 days.

    They begin to log on any day, or `in_flare`: on the first day of one, as people may.
    """

    course: str
    flares: float
    in_flare: bool = False


GROUPS: Mapping[str, Group] = {
    "stable": Group("stable", 1.2),
    "stable, prone to flares": Group("stable", 3.5),
    "stable, begun in a flare": Group("stable", 3.5, in_flare=True),
    "improver": Group("improver", 1.2),
    "slow improver": Group("slow", 1.2),
    "worse": Group("worse", 1.2),
}


@dataclass(frozen=True)
class Look:
    """One person at one mark: what is said, and what is so.

    `true_change` is that of the course between the two windows, `covered` whether the interval of
    the change holds it, `trend` whether one was called clear; None where there is no number.
    """

    week: int
    state: str
    true_change: float | None
    covered: bool | None
    trend: bool | None


class Expected(NamedTuple):
    """The course alone, without ups, downs and flares: one value a day from `first` on."""

    first: date
    course: tuple[float, ...]

    def mean(self, window: change.Window) -> float:
        """Return the mean of a window, whether its days were rated or not."""
        at = (window.first - self.first).days
        return sum(self.course[at : at + window.days]) / window.days


def looks(group: Group, seed: int) -> list[Look]:
    """Return what one person is told at each mark."""
    lead = LEAD if group.in_flare else 0
    one = person(seed, lead + 7 * LOOKS[-1], group.course, flares=group.flares)
    days, ratings = daily(one)
    begun = min([*one.truth.flare_days[:1], lead])
    first = one.until - timedelta(days=lead + 7 * LOOKS[-1] - 1 - begun)
    real = Expected(first, one.truth.expected[begun:])
    return [_look(days, ratings, real, week) for week in LOOKS]


def daily(one: Person) -> tuple[list[date], list[int]]:
    """Return the daily series that the log of a person gives: the check-in, else before a session.

    Like `backlog.analysis.discomfort.daily`, without the way through files.
    """
    before = {
        row["local_day"]: row["discomfort_before"]
        for row in reversed(one.tables["sessions"])
        if row["entry"] == "live"
    }
    daily = (row for row in one.tables["checkins"] if row["kind"] == "daily")
    asked = {row["local_day"]: row["discomfort"] for row in daily}
    both = before | {day: rating for day, rating in asked.items() if rating is not None}
    given = sorted((day, rating) for day, rating in both.items() if rating is not None)
    return [day for day, _ in given], [rating for _, rating in given]


def _look(days: list[date], ratings: list[int], real: Expected, week: int) -> Look:
    through = real.first + timedelta(days=7 * week - 1)
    logged = slice(bisect_left(days, real.first), bisect_right(days, through))
    claimed = _claimed(trend(days[logged], ratings[logged]))
    told = change.change(days[logged], ratings[logged], real.first, through)
    if isinstance(told, Reason):
        return Look(week, told.state, None, None, claimed)
    true_change = real.mean(told.recent_window) - real.mean(told.baseline_window)
    low, high = told.interval
    return Look(week, told.state, true_change, low <= true_change <= high, claimed)


def _claimed(found: Trend | Reason) -> bool | None:
    return found.clear if isinstance(found, Trend) else None


def alarm_without_trend(phi: float, seed: int) -> bool | None:
    """Return whether a trend is claimed in a series that has none; None where a guard fails."""
    rng = np.random.default_rng([seed, round(100 * phi)])
    noise = rng.normal(0, rng.lognormal(np.log(1.1), 0.25), TREND_DAYS)
    noise[1:] *= np.sqrt(1 - phi**2)
    for day in range(1, TREND_DAYS):
        noise[day] += phi * noise[day - 1]
    level = np.clip(rng.normal(5.5, 1.3), 2.5, 8.5)
    ratings = np.clip(np.round(level + noise), 0, 10)
    ratings[rng.random(TREND_DAYS) < UNRATED] = np.nan
    return _claimed(trend(np.datetime64("2026-08-17") + np.arange(TREND_DAYS), ratings))
