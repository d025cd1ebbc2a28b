"""How settled is the habit? A strength from 0 to 1 that grows with what is done and fades slowly.

The formula is the published one of Loop Habit Tracker: ``s <- s m + c (1 - m)`` each day, with
``m = 0.5 ** (sqrt(f) / 13)``, f the prescribed sessions a day and c the share of them done.
It is a smoothed memory of days, not adherence, and is never called that. Days that ask for nothing
leave it as it was. Where the plan is "k a week, any day", each of the week's days counts with the
week's share. Pure.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis.plan import DAILY

#: Days in which the strength of a habit once a day halves when nothing is done.
HALF_LIFE = 13

_UNCHANGED = ("unknown", "excused", "stopped_pain", "skipped_by_rule", "pending")


def step(strength: float, done: float, frequency: float) -> float:
    """Return the strength after one more day.

    Parameters
    ----------
    strength, done : float
        Strength before and the share done of what was prescribed, 0 to 1.
    frequency : float
        Prescribed sessions a day.
    """
    kept = 0.5 ** (frequency**0.5 / HALF_LIFE)
    return strength * kept + min(1.0, done) * (1 - kept)


def strength(days: pd.DataFrame) -> pd.DataFrame:
    """Return the strength at the end of each day since day 1.

    Parameters
    ----------
    days : pandas.DataFrame
        All rows of `backlog.analysis.days.table`. A day that was not logged counts as not done.

    Returns
    -------
    pandas.DataFrame
        day, strength (0-1; NA until a plan asks for days a week).
    """
    counted = _counted(days)
    held, found = None, []
    for done, frequency in zip(counted["share"], counted["frequency"], strict=True):
        if pd.notna(frequency):
            held = step(held or 0.0, float(done), float(frequency))
        found.append(held)
    return pd.DataFrame({"day": counted["day"], "strength": pd.array(found, dtype="Float64")})


def _counted(days: pd.DataFrame) -> pd.DataFrame:
    """Return each day's share done and sessions a day; NA where nothing was asked."""
    known = days[days["state"] != "unknown"].reset_index(drop=True)
    due = known["times"].astype("Float64")
    daily = known["per_week"].eq(DAILY).fillna(False).astype(bool)
    share = (known["done"] / due).where(daily, _weekly_share(known))
    frequency = (known["per_week"] * due / DAILY).mask(_asks_nothing(known, daily))
    return known[["day"]].assign(share=share.clip(upper=1), frequency=frequency)


def _asks_nothing(known: pd.DataFrame, daily: pd.Series) -> pd.Series:
    return known["state"].isin(_UNCHANGED) | (daily & known["state"].eq("rest"))


def _weekly_share(known: pd.DataFrame) -> pd.Series:
    """Return what the days of each week and plan did of their pro-rated sessions."""
    counting = known[~known["state"].isin(_UNCHANGED)]
    weeks = counting.groupby(["week", "plan"])
    due = counting["per_week"].astype("Float64") * counting["times"] / DAILY
    done = weeks["done"].transform("sum") / (due * weeks["done"].transform("size"))
    return done.reindex(known.index).astype("Float64")
