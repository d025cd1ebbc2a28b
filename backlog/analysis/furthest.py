"""How far from the back was it felt, and did that move? Pure.

The furthest point of a check-in, a session or a morning, each answer on its own. Must not say why
it moved, nor what that means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from backlog.analysis.phrases import count
from backlog.analysis.reason import Reason
from backlog.analysis.record import Record

#: Every point with its words, from the nearest to the furthest.
POINTS: Mapping[str, str] = {
    "back": "the back",
    "buttock": "the buttock",
    "thigh": "the thigh",
    "below_knee": "below the knee",
}
_PLACE = list(POINTS)

#: First and last days that are compared, and the fewest answers that each needs.
DAYS, FEWEST = 14, 2

NEARER, FURTHER, SAME = "nearer", "further", "the same"


@dataclass(frozen=True)
class Moved:
    """The furthest point in the first and in the last days of answers, and the way it moved."""

    first: str
    n_first: int
    last: str
    n_last: int
    way: str


def answers(record: Record) -> pd.DataFrame:
    """Return every answer in the order in which they were given.

    Returns
    -------
    pandas.DataFrame
        day, at and furthest (a key of `POINTS`).
    """
    sessions, checkins = record.until_through("sessions"), record.until_through("checkins")
    columns = ["local_day", "at", "furthest"]
    both = pd.concat([checkins[columns], sessions.rename(columns={"started_at": "at"})[columns]])
    told = both.dropna(subset="furthest").sort_values("at", kind="stable")
    return told.rename(columns={"local_day": "day"}).reset_index(drop=True)


def furthest(told: pd.DataFrame) -> str | None:
    """Return the furthest point of some answers; None without any."""
    return max(told["furthest"], key=_PLACE.index, default=None)


def last_day(told: pd.DataFrame, point: str) -> date:
    """Return the last day on which `point` was answered."""
    day: date = told.loc[told["furthest"] == point, "day"].max().date()
    return day


def moved(told: pd.DataFrame) -> Moved | Reason:
    """Return whether the furthest point of the last days of answers differs from the first."""
    days, length = told["day"], pd.Timedelta(days=DAYS)
    first, last = told[days < days.min() + length], told[days > days.max() - length]
    apart = len(told) > 0 and days.max() - days.min() >= 2 * length - pd.Timedelta(days=1)
    if not apart or min(len(first), len(last)) < FEWEST:
        needed = f"{FEWEST} answers in the first and in the last {DAYS} days of answers"
        return Reason(needed, count(len(told), "answer"))
    start, now = str(furthest(first)), str(furthest(last))
    step = _PLACE.index(now) - _PLACE.index(start)
    way = NEARER if step < 0 else FURTHER if step > 0 else SAME
    return Moved(start, len(first), now, len(last), way)
