"""What a bundle's page tells of days before its period, so that it can be named. Pure.

The page asks the whole record three things: how the last days compare with the program's start, how
far it was felt in the first weeks, and which warning signs no clinician has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from backlog.analysis import days, furthest, signs
from backlog.analysis.record import Record


@dataclass(frozen=True)
class Earlier:
    """What the page tells of days before the period.

    Parameters
    ----------
    start : datetime.date, optional
        The program's start where it lies before the period: the page compares with it.
    felt : bool
        Whether answers to how far it was felt come from before, and from within the period.
    signs : int
        Days with a warning sign that no clinician has seen: these are counted alone.
    """

    start: date | None
    felt: bool
    signs: int


def of(record: Record, first: date) -> Earlier:
    """Return what the page of `record` tells of days before `first`."""
    answered = furthest.answers(record)["day"] < pd.Timestamp(first)
    return Earlier(
        start=_start(record, first),
        felt=bool(answered.any() and not answered.all()),
        signs=sum(tick.day < first for tick in signs.unseen(record)),
    )


def _start(record: Record, first: date) -> date | None:
    """Return the first day of the daily series where it lies before the period."""
    began = days.first_own_day(record) or days.first_day(record)
    return began.date() if began is not None and began.date() < first else None
