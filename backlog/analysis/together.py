"""What was done and how it hurt, on the same weeks, side by side. Computes no relation.

Knows how to align two tables. There is no coefficient here, on purpose: see `CAUTION`. Pure.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis import adherence
from backlog.analysis.rated import answered, weekly

#: What stands beside the two panels, always.
CAUTION = (
    "Skipping on bad days, getting better anyway and a bad start can each make this pattern: "
    "it does not show that the one made the other."
)


def weeks(days: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Return one row a week of the log.

    Parameters
    ----------
    days : pandas.DataFrame
        A table of `backlog.analysis.days`.
    series : pandas.DataFrame
        The daily series of `backlog.analysis.discomfort`.

    Returns
    -------
    pandas.DataFrame
        week (its Monday); prescribed, done, not_logged (sessions); share and share_at_most (0-1,
        NA where nothing was prescribed); discomfort (weekly mean; NA under four ratings); n
        (ratings) and missing (days since day 1 without one); excused (days).
    """
    sums = adherence.units(days).groupby("week")[["prescribed", "done", "not_logged"]].sum()
    means = weekly(answered(series["day"], series["discomfort"])).set_index("week")
    known = days[days["state"] != "unknown"]
    known = known.assign(excused=known["state"].eq("excused"))
    counted = known.groupby("week").agg(known=("day", "size"), excused=("excused", "sum"))
    rows = counted.join(sums).fillna({"prescribed": 0.0, "done": 0.0, "not_logged": 0.0})
    whole = rows["prescribed"].where(rows["prescribed"] > 0)
    n = means["n"].reindex(rows.index).fillna(0).astype(int)
    return rows.assign(
        share=(rows["done"] / whole).astype("Float64"),
        share_at_most=((rows["done"] + rows["not_logged"]) / whole).astype("Float64"),
        discomfort=means["mean"].reindex(rows.index).astype("Float64"),
        n=n,
        missing=rows["known"] - n,
        excused=rows["excused"].astype(int),
    ).reset_index()[list(COLUMNS)]


COLUMNS = (
    "week",
    "prescribed",
    "done",
    "not_logged",
    "share",
    "share_at_most",
    "discomfort",
    "n",
    "missing",
    "excused",
)
