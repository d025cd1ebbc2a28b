"""Exercise adherence weighted by quality: how much was done, and how well it was seen done.

A therapist rates at a visit, from 1 to 5, how well an exercise is done. From that day until the
next rating every dose done counts with rating / 5 of itself; days before the first rating have no
quality and are in neither sum. For an exercise and side, over the days since its first rating::

    sum of (dose done x quality / 5)  /  sum of dose prescribed

and an exercise with two sides is the mean of both, as in `backlog.analysis.dose.by_exercise`.
Without a rating there is no such number. It is our own and no published scale: those that hold a
therapist's rating (see analysis.md, "Sources") ask and count in another way. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pandas as pd

from backlog.analysis import adherence, dose
from backlog.analysis.record import Record

#: The best rating.
BEST = 5
COLUMNS = (
    "exercise",
    "name",
    "share",
    "dose",
    "quality",
    "rated_on",
    "first",
    "sessions",
    "percent",
)


def ratings(record: Record) -> pd.DataFrame:
    """Return the ratings of visits up to the record's last day.

    Returns
    -------
    pandas.DataFrame
        day, exercise, quality (1-5), in the order of the days; of two on one day the later one.
    """
    rows = record.until_through("days", "from")
    rated = rows[rows["kind"].eq("visit").astype(bool) & rows["quality"].notna()]
    rated = rated.rename(columns={"from": "day"})[["day", "exercise", "quality"]]
    rated = rated.dropna().sort_values("day", kind="stable")
    return rated.drop_duplicates(["day", "exercise"], keep="last").reset_index(drop=True)


def table(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    """Return the adherence weighted by quality of each exercise that was ever rated.

    Parameters
    ----------
    record : Record
    days : pandas.DataFrame
        Rows of `backlog.analysis.days.table`: the window to look at.

    Returns
    -------
    pandas.DataFrame
        exercise, name, share (0-1, weighted), dose (0-1, the same days unweighted), quality (the
        latest, 1-5), rated_on, first (day of the first rating), sessions (that prescribed it),
        percent (0-100, weighted; NA under five sessions). Empty when nothing was rated.
    """
    rated = ratings(record)
    parts = list(_parts(record, days, rated))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    sums = pd.concat(parts).groupby(["exercise", "name", "side"], sort=False)
    sides = sums[["weighted", "done", "target", "sessions"]].sum().reset_index()
    sides = sides.assign(
        share=sides["weighted"] / sides["target"], dose=sides["done"] / sides["target"]
    )
    told = sides.groupby(["exercise", "name"], sort=False).agg(
        share=("share", "mean"), dose=("dose", "mean"), sessions=("sessions", "max")
    )
    both = told.reset_index().merge(_latest(rated), on="exercise")
    enough = both["sessions"] >= adherence.FEWEST
    percent = (100 * both["share"]).round().where(enough).astype("Float64").astype("Int64")
    return both.assign(percent=percent)[list(COLUMNS)]


def _latest(rated: pd.DataFrame) -> pd.DataFrame:
    """Return of each exercise its first day, and its latest rating."""
    by_exercise = rated.groupby("exercise", sort=False)
    found = by_exercise.agg(
        first=("day", "first"), rated_on=("day", "last"), quality=("quality", "last")
    )
    return found.reset_index()


def _parts(record: Record, days: pd.DataFrame, rated: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the doses of each stretch of days on which no new rating falls, weighted."""
    starts = sorted(rated["day"].unique())
    ends = [start - timedelta(days=1) for start in starts[1:]] + [pd.Timestamp.max] * bool(starts)
    for start, last in zip(starts, ends, strict=True):
        stretch = days[days["day"].between(start, last)]
        if stretch.empty:
            continue
        known = rated[rated["day"] <= start].drop_duplicates("exercise", keep="last")
        doses = dose.table(record, stretch).merge(known[["exercise", "quality"]], on="exercise")
        yield doses.assign(weighted=doses["done"] * doses["quality"].astype(float) / BEST)
