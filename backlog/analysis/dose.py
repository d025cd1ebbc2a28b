"""How much of each exercise's dose was done, on which side? A ratio of sums.

The target is the one stored with the set; a prescribed session without rows counts with the dose of
the program of that day and nothing done. What a rule skipped is in neither sum. Sets of days that
ask for nothing (excused, stopped for pain, left out by a rule) are left out too. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from backlog.analysis import adherence
from backlog.analysis.plan import Plan, plans
from backlog.analysis.record import Record
from backlog.analysis.sessions import with_amounts
from backlog.program import CATALOG, Prescription

#: The uncapped ratio is shown from this multiple of the range's upper end on.
BEYOND = 1.2

_KEYS = ["exercise", "side", "unit"]
_SUMS = ["done", "target", "not_logged", "actual", "stored", "upper", "sessions"]
_TOLD = ["done", "target", "sessions", "share", "share_not_logged", "percent", "uncapped"]


def table(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    """Return the dose done of each exercise and side over `days`.

    Parameters
    ----------
    record : Record
    days : pandas.DataFrame
        Rows of `backlog.analysis.days.table`: the window to look at.

    Returns
    -------
    pandas.DataFrame
        exercise, name, side, unit (s, breaths or reps); done and target (sums in that unit);
        sessions (that prescribed it); share (0-1: done of target) and share_not_logged (the part of
        the target that stood for days nobody knows about); percent (0-100, NA under five sessions);
        uncapped (percent, NA unless more than 1.2 times the upper end of the range was done).
    """
    parts = [_of_sets(record, days), _of_missing(record, days)]
    rows = pd.concat([part for part in parts if len(part)] or [_NOTHING])
    sums = rows.groupby(_KEYS)[_SUMS].sum().reset_index()
    told = sums.assign(
        name=sums["exercise"].map(_name).astype("str"),
        share=sums["done"] / sums["target"],
        share_not_logged=sums["not_logged"] / sums["target"],
        percent=_percent(sums["done"], sums["target"], sums["sessions"] >= adherence.FEWEST),
        uncapped=_percent(
            sums["actual"], sums["stored"], sums["actual"] > BEYOND * sums["upper"] + 1e-9
        ),
        sessions=sums["sessions"].round(2),
    )
    return _in_order(told)[["exercise", "name", "side", "unit", *_TOLD]]


def by_exercise(doses: pd.DataFrame) -> pd.Series:
    """Return each exercise's share of its dose (0-1): left and right count half each."""
    return doses.groupby("exercise", sort=False)["share"].mean()


def _of_sets(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    asked = days.loc[days["state"].isin(("done", "partial")), "day"]
    sets = record.until_through("sets")
    rows = with_amounts(sets[sets["local_day"].isin(asked)])
    once = ~rows.duplicated(["session_id", "exercise", "side"])
    return pd.DataFrame(
        {
            "exercise": rows["exercise"],
            "side": rows["side"],
            "unit": rows["hold_unit"].fillna("reps"),
            "done": rows["capped"].astype(float),
            "target": rows["target"].astype(float),
            "not_logged": 0.0,
            "actual": rows["actual"].astype(float),
            "stored": rows["target"].astype(float),
            "upper": _upper(rows),
            "sessions": once.astype(float),
        }
    )


def _upper(rows: pd.DataFrame) -> pd.Series:
    """Return the upper end of each set's range; a target above the catalogue's is its own end."""
    ends = rows["exercise"].map({id: _end(id) for id in CATALOG}).astype(float).fillna(0)
    return np.maximum(ends, rows["target"].astype(float))


def _end(id: str) -> float:
    ends = CATALOG[id].range
    return float(ends["reps"][1] * ends.get("hold", (1, 1))[1])


def _of_missing(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    """Return what the program asked for in prescribed sessions without any row."""
    gaps = adherence.units(days).groupby("plan")[["missing", "not_logged"]].sum()
    all_plans = plans(record.program)
    rows = [
        row
        for at, gap in gaps[gaps["missing"] > 0].iterrows()
        for row in _asked(all_plans[int(at)], gap["missing"], gap["not_logged"])
    ]
    return pd.DataFrame(rows, columns=[*_KEYS, *_SUMS])


def _asked(plan: Plan, missing: float, not_logged: float) -> Iterator[dict[str, object]]:
    for line in plan.due:
        for side in line.sides:
            amount = _amount(line)
            yield {
                "exercise": line.exercise,
                "side": side,
                "unit": line.hold_unit or "reps",
                "done": 0.0,
                "target": missing * amount,
                "not_logged": not_logged * amount,
                "actual": 0.0,
                "stored": 0.0,
                "upper": 0.0,
                "sessions": missing,
            }


def _amount(line: Prescription) -> float:
    """Return the dose of one side in one session, in the unit of its hold or in repetitions."""
    return line.sets * line.reps * (line.hold or 1.0)


def _name(id: str) -> str:
    return CATALOG[id].name if id in CATALOG else id


def _percent(part: pd.Series, whole: pd.Series, shown: pd.Series) -> pd.Series:
    return (100 * part / whole.where(shown)).round().astype("Float64").astype("Int64")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order in which a session runs the exercises, left before right."""
    order = {id: place for place, id in enumerate(CATALOG)}
    place = rows["exercise"].map(order).astype("Float64").fillna(len(order))
    ordered = rows.assign(place=place).sort_values(["place", "exercise", "side", "unit"])
    return ordered.drop(columns="place").reset_index(drop=True)


_NOTHING = pd.DataFrame({name: [] for name in [*_KEYS, *_SUMS]}).astype(
    {**dict.fromkeys(_KEYS, "str"), **dict.fromkeys(_SUMS, float)}
)
