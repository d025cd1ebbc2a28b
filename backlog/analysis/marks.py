"""A series of days or weeks with what is marked on it, as columns: what a figure draws.

A finding that is a reason leaves its columns empty, so that nothing is drawn in its place. Pure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from backlog.analysis import program_change
from backlog.analysis.change import Change
from backlog.analysis.rated import monday
from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend
from backlog.analysis.variability import Variability

#: Names of the two windows of a comparison.
START, NOW = "start", "now"


def windows(series: pd.DataFrame, found: Change | Reason) -> pd.DataFrame:
    """Return `series` with window (start, now or NA) and level (the window's mean)."""
    window = pd.Series(pd.NA, index=series.index, dtype="string")
    level = pd.Series(np.nan, index=series.index)
    if isinstance(found, Change):
        parts = {
            START: (found.baseline_window, found.baseline),
            NOW: (found.recent_window, found.recent),
        }
        for name, (days, mean) in parts.items():
            within = series["day"].between(pd.Timestamp(days.first), pd.Timestamp(days.last))
            window, level = window.mask(within, name), level.mask(within, mean)
    return series.assign(window=window, level=level)


def line(series: pd.DataFrame, found: Trend | Reason) -> pd.DataFrame:
    """Return `series` with line, line_low and line_high; empty unless there is a clear trend.

    The lines turn about the middle of the ratings, as a slope and the ends of its interval do.
    """
    empty = pd.Series(np.nan, index=series.index)
    if isinstance(found, Reason) or not found.clear:
        return series.assign(line=empty, line_low=empty, line_high=empty)
    rated = series.dropna(subset="discomfort")
    middle, mean = rated["day"].mean(), float(rated["discomfort"].mean())
    weeks = (series["day"] - middle) / pd.Timedelta(days=7)
    slopes = {"line": found.slope_per_week} | dict(
        zip(("line_low", "line_high"), found.interval, strict=True)
    )
    drawn = {name: (mean + slope * weeks).clip(0, 10) for name, slope in slopes.items()}
    return series.assign(**drawn)


def programs(series: pd.DataFrame) -> pd.DataFrame:
    """Return `series` with part (0, 1, ... by program) and level (mean of the part's ratings).

    A part with fewer ratings than a comparison needs has no level.
    """
    starts = pd.DatetimeIndex(program_change.changes(series))
    part = np.searchsorted(starts.to_numpy(), series["day"].to_numpy(), side="right")
    ratings = series["discomfort"].astype("float64").groupby(part)
    enough = ratings.transform("count") >= program_change.RATINGS
    return series.assign(part=part, level=ratings.transform("mean").where(enough))


def states(series: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return `series` with the state of each day, of `backlog.analysis.days.table`."""
    return series.join(days.set_index("day")["state"], on="day")


def weeks(weekly: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Return `weekly` with what happened in each week, each a tuple of its days.

    Parameters
    ----------
    weekly : pandas.DataFrame
        Has week (its Monday), as of `backlog.analysis.findings` or `backlog.analysis.together`.
    series : pandas.DataFrame
        The daily series.

    Returns
    -------
    pandas.DataFrame
        Also changed_on (first days of new programs), visits_on and excused_on.
    """
    changes = pd.DatetimeIndex(program_change.changes(series))
    happened = {
        "changed_on": series["day"].isin(changes),
        "visits_on": series["visit"],
        "excused_on": series["excused"],
    }
    return weekly.assign(
        **{name: _by_week(weekly, series.loc[held, "day"]) for name, held in happened.items()}
    )


def _by_week(weekly: pd.DataFrame, on: pd.Series) -> pd.Series:
    """Return the days of `on` that lie in each week."""
    week = monday(on.to_numpy("datetime64[D]"))
    mondays = weekly["week"].to_numpy("datetime64[D]")
    return pd.Series([tuple(on[week == at]) for at in mondays], index=weekly.index, dtype="object")


def high(series: pd.DataFrame, found: Variability | Reason) -> pd.DataFrame:
    """Return `series` with high (a day clearly above the usual) and high_from (its limit)."""
    limit = np.nan if isinstance(found, Reason) else found.high_from
    above = (series["discomfort"] >= limit - 1e-9).fillna(False).astype(bool)
    return series.assign(high=above, high_from=limit)


def differences(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return how many sessions had each difference, by whether it had settled next morning.

    Returns
    -------
    pandas.DataFrame
        Indexed by difference (after - before, every whole number from the lowest to the highest);
        yes, no, unknown (sessions).
    """
    both = pairs.dropna(subset="change")
    change, settled = both["change"].astype(int), both["settled"].fillna("unknown")
    counted = pd.crosstab(change, settled)
    every = range(change.min(), change.max() + 1) if len(both) else range(0)
    kept = counted.reindex(index=every, columns=["yes", "no", "unknown"], fill_value=0)
    return kept.rename_axis(index="difference", columns=None)
