"""Each exercise on each side: the dose done, the response to it, and how often it was cut. Pure.

Puts `dose` beside what the sets themselves say. Ranks nothing: who feels an exercise most may be
doing it on the worse days.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis import dose
from backlog.analysis.record import Record
from backlog.analysis.response import FEWEST
from backlog.program import CATALOG

_KEYS = ["exercise", "side"]
_DOSE = ["percent", "done", "target", "unit", "sessions"]


def exercises(record: Record, days: pd.DataFrame) -> pd.DataFrame:
    """Return one row an exercise and side, in the order in which a session runs them.

    Parameters
    ----------
    record : Record
        Cut to the days that are looked at.
    days : pandas.DataFrame
        Those rows of `backlog.analysis.days.table`.

    Returns
    -------
    pandas.DataFrame
        exercise, name, side; percent, done, target, unit and sessions (see
        `backlog.analysis.dose.table`; NA when no dose was asked for); worst (median of each
        session's highest rating, NA under five), n and missing (sessions with and without one);
        stops (sessions in which it was stopped for pain); postponed (left out by a rule).
    """
    # A hold may have been in seconds and later in breaths: the unit of most sessions is shown.
    told = dose.table(record, days).sort_values("sessions", ascending=False, kind="stable")
    doses = told.drop_duplicates(_KEYS)
    felt = _felt(record.until_through("sets"))
    both = doses[[*_KEYS, *_DOSE]].merge(felt, on=_KEYS, how="outer")
    counts = both[["n", "missing", "stops", "postponed"]].fillna(0).astype(int)
    names = {id: exercise.name for id, exercise in CATALOG.items()}
    named = both.assign(**counts, name=both["exercise"].map(names).fillna(both["exercise"]))
    order = {id: at for at, id in enumerate(CATALOG)}
    place = named["exercise"].map(order).astype("Float64").fillna(len(order))
    ordered = named.assign(place=place).sort_values(["place", *_KEYS])
    return ordered[["exercise", "name", "side", *_DOSE, *_FELT]].reset_index(drop=True)


_FELT = ["worst", "n", "missing", "stops", "postponed"]


def _felt(sets: pd.DataFrame) -> pd.DataFrame:
    """Return worst, n, missing, stops and postponed of each exercise and side."""
    rows = [
        dict(zip(_KEYS, key, strict=True)) | _response(each) for key, each in sets.groupby(_KEYS)
    ]
    return pd.DataFrame(rows, columns=[*_KEYS, *_FELT]).astype(
        {"exercise": "str", "side": "str", "worst": "Float64"}
    )


def _response(sets: pd.DataFrame) -> dict[str, object]:
    stopped = sets["status"].eq("stopped_pain").astype(bool)
    begun = sets[(sets["reps"] > 0).astype(bool) | stopped]
    rated = begun.groupby("session_id")["discomfort"].max().dropna().astype(float)
    return {
        "worst": rated.median() if len(rated) >= FEWEST else pd.NA,
        "n": len(rated),
        "missing": begun["session_id"].nunique() - len(rated),
        "stops": sets.loc[stopped, "session_id"].nunique(),
        "postponed": sets.loc[sets["status"] == "skipped_by_rule", "session_id"].nunique(),
    }
