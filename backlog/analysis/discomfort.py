"""How much discomfort was there on each day? The daily series.

A day's value is its daily check-in, else its first before-session rating. The two kinds stay marked
and no other kind ever enters. Several ratings of one kind on one day give their mean. A rating that
was only recalled later stays out. An unanswered day stays empty. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from backlog.analysis import days as days_
from backlog.analysis.record import Record

#: The 7-day median is shown from this many ratings in its seven days on.
FEWEST = 4

#: Above this share of days with the rarer kind of rating, no trend is claimed.
MIXED = 0.20

COLUMNS = ("day", "discomfort", "n", "kind", "median7", "program", "excused", "flare", "visit")


def daily(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    """Return the daily series from the first day of one's own to `data_through`.

    That is `backlog.analysis.days.first_own_day`; day 1 where everything was entered later.

    Parameters
    ----------
    record : Record
    days : pandas.DataFrame
        Rows of `backlog.analysis.days.table`: the series is of these days.

    Returns
    -------
    pandas.DataFrame
        day, discomfort (0-10, NA when not answered), n (ratings in it), kind (daily or before),
        median7 (median of the last seven days, for display only: NA under four ratings and within
        a gap of more than one day), program, excused, flare, visit.
    """
    known = days.loc[days["state"] != "unknown", ["day", "program", "state"]]
    first = days_.first_own_day(record)
    since = known if first is None else known[known["day"] >= first]
    series = since.join(_ratings(record), on="day").reset_index(drop=True)
    return series.assign(
        n=series["n"].fillna(0).astype(int),
        median7=_median(series),
        excused=series["state"].eq("excused").astype(bool),
        flare=days_.within(series["day"], record, "flare"),
        visit=days_.within(series["day"], record, "visit"),
    )[list(COLUMNS)]


def since_day_1(series: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return day and discomfort of all `days` since day 1, also of those before the series.

    What is counted of a period is counted of all its days: those before the first day of one's own
    have no rating, and are missing.
    """
    known = days.loc[days["state"] != "unknown", ["day"]]
    return known.merge(series[["day", "discomfort"]], on="day", how="left")


def minority(series: pd.DataFrame) -> float | None:
    """Return the share of rated days with the rarer kind of rating; None without a rating."""
    kinds = series["kind"].value_counts()
    total = int(kinds.sum())
    return float((total - kinds.max()) / total) if total else None


@dataclass(frozen=True)
class Stretch:
    """Some days of the series: how many ratings they hold, and the middle one."""

    n: int
    median: float

    @property
    def enough(self) -> bool:
        """Whether there are ratings enough to speak of the stretch."""
        return self.n >= FEWEST


def stretch(rows: pd.DataFrame) -> Stretch:
    """Return the ratings of `rows` of the daily series as one stretch."""
    rated = rows["discomfort"].dropna().astype(float)
    return Stretch(len(rated), float(rated.median()) if len(rated) else float("nan"))


def _ratings(record: Record) -> pd.DataFrame:
    """Return discomfort, n and kind of each day with a rating, indexed by day."""
    asked, before = _checkins(record), _first_before(record)
    both = pd.concat([asked, before[~before.index.isin(asked.index)]])
    return both.astype({"discomfort": "Float64", "n": "Int64", "kind": "str"})


def _checkins(record: Record) -> pd.DataFrame:
    rows = record.until_through("checkins")
    fresh = rows[(rows["kind"] == "daily") & (rows["entry"] != "backfilled")]
    given = fresh.dropna(subset="discomfort").groupby("local_day")["discomfort"]
    return pd.DataFrame({"discomfort": given.mean(), "n": given.size(), "kind": "daily"})


def _first_before(record: Record) -> pd.DataFrame:
    rows = record.until_through("sessions").dropna(subset="discomfort_before")
    fresh = rows[rows["entry"] != "backfilled"].sort_values("started_at", kind="stable")
    first = fresh.drop_duplicates("local_day").set_index("local_day")["discomfort_before"]
    return pd.DataFrame({"discomfort": first, "n": 1, "kind": "before"})


def _median(series: pd.DataFrame) -> pd.Series:
    """Return the rolling median; empty where a line would bridge more than one missing day."""
    values = series["discomfort"].astype("float64")
    rolled = values.set_axis(series["day"]).rolling("7D", min_periods=FEWEST).median()
    missing = values.isna()
    run = missing.groupby((~missing).cumsum()).transform("sum")
    bridged = missing & (run > 1)
    return pd.Series(rolled.to_numpy(), index=series.index).mask(bridged).astype("Float64")
