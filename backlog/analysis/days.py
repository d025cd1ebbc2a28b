"""What kind of day was it? Exactly one state a day.

Weeks run Monday to Sunday; day 1 is the first day with a log. The last day is an argument of the
record, never the last row: someone who stopped logging does not keep the percentage of before.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from backlog.analysis import sessions as sessions_
from backlog.analysis.plan import DAILY, Plan, place, plans
from backlog.analysis.record import Record

#: Every state with what it means, in the order of the rule: the first that holds is the day's.
STATES: Mapping[str, str] = {
    "unknown": "before the first log",
    "excused": "excused",
    "stopped_pain": "ended for pain",
    "skipped_by_rule": "left out by a rule",
    "done": "done",
    "partial": "partly done",
    "pending": "today, still open",
    "rest": "nothing due",
    "missed": "you said: none",
    "not_logged": "not logged",
}

#: The order in which states are told to people: what was done comes first.
TOLD = (
    "done",
    "partial",
    "stopped_pain",
    "skipped_by_rule",
    "missed",
    "not_logged",
    "excused",
    "rest",
    "pending",
)

COLUMNS = ("day", "week", "plan", "program", "per_week", "times", "sessions", "done", "state")


def table(record: Record) -> pd.DataFrame:
    """Return one row a day, from the Monday of the first week to `data_through`.

    Returns
    -------
    pandas.DataFrame
        day, week (its Monday), plan (place among the plans), program (the plan's version),
        per_week (days a week; NA until chosen), times (sessions a day), sessions and done (counts),
        state (a key of `STATES`). Empty when nothing is logged.
    """
    first = first_day(record)
    if first is None:
        return _empty()
    through = pd.Timestamp(record.data_through)
    days = pd.DataFrame({"day": pd.date_range(_monday(first), through)})
    planned = _with_plan(days, plans(record.program))
    counted = _with_sessions(planned, record)
    marked = counted.assign(
        unknown=counted["day"] < first,
        excused=within(counted["day"], record, "excused"),
        none=counted["none"] | within(counted["day"], record, "none_done"),
        today=counted["day"] == through,
    )
    return marked.assign(state=_states(marked))[list(COLUMNS)]


def first_day(record: Record) -> pd.Timestamp | None:
    """Return program day 1, the first day with a log; None when nothing is logged."""
    firsts = [record.until_through(name)["local_day"].min() for name in LOGGED]
    return min((first for first in firsts if pd.notna(first)), default=None)


def first_own_day(record: Record) -> pd.Timestamp | None:
    """Return the first day of which something was logged while it was that day; None without one.

    What was only entered later, an import above all, brings days and no start: its ratings are
    recalled, and nothing can be held against them.
    """
    rows = [record.until_through(name)[["local_day", "entry"]] for name in LOGGED]
    firsts = [own.loc[own["entry"].ne("backfilled"), "local_day"].min() for own in rows]
    return min((first for first in firsts if pd.notna(first)), default=None)


#: The tables whose rows say that a person logged something on their day.
LOGGED = ("sets", "sessions", "checkins")


def counts(days: pd.DataFrame) -> dict[str, int]:
    """Return the number of days since day 1 of each state that occurs, in the order of `TOLD`."""
    found = days["state"].value_counts()
    return {state: int(found[state]) for state in TOLD if state in found.index}


def _empty() -> pd.DataFrame:
    empty = pd.DataFrame({name: [] for name in COLUMNS})
    return empty.astype({"day": "datetime64[us]", "week": "datetime64[us]", "state": "str"})


def _monday(day: pd.Timestamp) -> pd.Timestamp:
    return day - pd.Timedelta(days=day.weekday())


def _with_plan(days: pd.DataFrame, all_plans: tuple[Plan, ...]) -> pd.DataFrame:
    at = place(all_plans, days["day"])
    per_week = [plan.per_week for plan in all_plans]
    return days.assign(
        week=days["day"] - pd.to_timedelta(days["day"].dt.day_of_week, unit="D"),
        plan=at,
        program=np.array([plan.version for plan in all_plans], dtype=object)[at],
        per_week=pd.array(per_week, dtype="Int64")[at],
        times=np.array([plan.times for plan in all_plans])[at],
    )


def _with_sessions(days: pd.DataFrame, record: Record) -> pd.DataFrame:
    marks = sessions_.by_day(sessions_.table(record))
    joined = days.join(marks, on="day")
    numbers = {name: joined[name].fillna(0).astype(int) for name in ("sessions", "done")}
    flags = {name: joined[name].eq(True).astype(bool) for name in ("stopped", "by_rule", "none")}
    return joined.assign(**numbers, **flags)


def within(days: pd.Series, record: Record, kind: str) -> pd.Series:
    """Return for each day whether a row of ``days.csv`` says `kind` about it."""
    rows = record.tables["days"]
    said = pd.Series(False, index=days.index)
    for row in rows[rows["kind"] == kind].itertuples(index=False):
        first, last = row[rows.columns.get_loc("from")], row[rows.columns.get_loc("to")]
        said |= days.between(first, last)
    return said


def _states(days: pd.DataFrame) -> pd.Series:
    """Return the first state that holds for each day."""
    daily = days["per_week"].eq(DAILY).fillna(False).astype(bool)
    attended = days["sessions"] > 0
    rules = {
        "unknown": days["unknown"],
        "excused": days["excused"],
        "stopped_pain": days["stopped"],
        "skipped_by_rule": days["by_rule"],
        "done": days["done"] >= days["times"],
        "partial": attended,
        "pending": days["today"] & (days["plan"] > 0),
        "rest": ~daily,
        "missed": days["none"],
    }
    return pd.Series(
        np.select(list(rules.values()), list(rules), default="not_logged"), index=days.index
    ).astype("str")
