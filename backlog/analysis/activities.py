"""Self-named activities, and the change as a whole: what was answered first, before, and last.

Knows the scales of ``activities.csv``. An unanswered value is left out and counted. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from backlog.analysis.record import Record

#: The change as a whole since the beginning, in words.
CHANGES: Mapping[int, str] = {
    -3: "much worse",
    -2: "worse",
    -1: "a little worse",
    0: "the same",
    1: "a little better",
    2: "better",
    3: "much better",
}

COLUMNS = (
    "name",
    "first",
    "first_day",
    "before",
    "before_day",
    "last",
    "last_day",
    "n",
    "missing",
)


def activities(record: Record, since: date) -> pd.DataFrame:
    """Return each self-named activity, those with the most answers first, then the latest ones.

    What was followed is told before what was named once.

    Parameters
    ----------
    record : Record
    since : datetime.date
        First day of the stretch that is looked at.

    Returns
    -------
    pandas.DataFrame
        name (as last written); first, before and last (values from 0, no trouble, to 10, cannot do
        it: of all, of those before `since`, NA when there is none), each with its day; n (answers)
        and missing (asked and not answered). One activity is one whatever its capitals and spaces.
    """
    rows = _of_kind(record, "activity")
    named = rows.assign(key=rows["name"].fillna("").str.split().str.join(" ").str.casefold())
    found = [_activity(each, since) for _, each in named.groupby("key", sort=False)]
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype(_TYPES)
    order = {"n": False, "last_day": False, "first_day": True, "name": True}
    ordered = table.sort_values(list(order), ascending=list(order.values()), kind="stable")
    return ordered.reset_index(drop=True)


_TYPES = {
    **dict.fromkeys(("first", "before", "last"), "Int64"),
    **dict.fromkeys(("first_day", "before_day", "last_day"), "datetime64[us]"),
    **dict.fromkeys(("n", "missing"), int),
}


def _of_kind(record: Record, kind: str) -> pd.DataFrame:
    rows = record.until_through("activities")
    return rows[rows["kind"] == kind].sort_values(["at", "activity_id"])


def _activity(rows: pd.DataFrame, since: date) -> dict[str, object]:
    given = rows.dropna(subset="value")
    before = given[given["local_day"] < pd.Timestamp(since)]
    ends = {"first": given.head(1), "before": before.tail(1), "last": given.tail(1)}
    told = {name: one["value"].max() for name, one in ends.items()}
    days = {f"{name}_day": one["local_day"].max() for name, one in ends.items()}
    n = {"n": len(given), "missing": len(rows) - len(given)}
    return {"name": rows["name"].iloc[-1]} | told | days | n


def answers(record: Record, kind: str) -> pd.DataFrame:
    """Return day and value of every answer on one scale: global_change or rmdq."""
    rows = _of_kind(record, kind).dropna(subset="value")
    return rows.rename(columns={"local_day": "day"})[["day", "value"]].reset_index(drop=True)
