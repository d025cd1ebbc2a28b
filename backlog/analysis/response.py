"""How did discomfort respond to each session? Before, worst during, after, and the next morning.

Knows the ratings around a session. Must not put them into any daily series, and ranks no exercise:
who feels an exercise most may be doing it on the worse days. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from backlog.analysis.phrases import count
from backlog.analysis.reason import Reason
from backlog.analysis.record import Record
from backlog.program import CATALOG

#: Fewer are listed one by one and not summed up.
FEWEST = 5
#: A rise after a session, and a worst rating during it, from which it is counted.
RISE, WORST = 2, 6
#: Next morning it has settled when it is at most this far above the rating before the session.
SETTLED = 1


@dataclass(frozen=True)
class Response:
    """What sessions with both ratings say; shares are 0-1, `change` is after - before in points.

    `quarter` and `three_quarters` are the ends of the middle half. Shares of the worst rating and
    of the next morning rest on their own numbers and are empty where that is 0.
    """

    n: int
    missing: int
    change: float
    quarter: float
    three_quarters: float
    share_not_higher: float
    share_rise: float
    n_worst: int
    share_worst: float | None
    n_settled: int
    share_settled: float | None


def pairs(record: Record) -> pd.DataFrame:
    """Return each session's ratings, in the order in which the sessions began.

    Returns
    -------
    pandas.DataFrame
        session_id, day, before and after (0-10, NA when not answered), change (after - before; NA
        unless both were given), worst (highest rating of an exercise), settled (yes or no next
        morning; NA when unknown). Sessions that never began are left out.
    """
    rows = record.until_through("sessions").sort_values("started_at", kind="stable")
    took_place = rows[rows["status"] != "not_started"]
    worst = record.until_through("sets").groupby("session_id")["discomfort"].max()
    table = pd.DataFrame(
        {
            "session_id": took_place["session_id"],
            "day": took_place["local_day"],
            "before": took_place["discomfort_before"],
            "after": took_place["discomfort_after"],
            "change": took_place["discomfort_after"] - took_place["discomfort_before"],
            "worst": took_place["session_id"].map(worst).astype("Int64"),
        }
    ).reset_index(drop=True)
    return table.assign(settled=_settled(table, record))


def response(rated: pd.DataFrame) -> Response | Reason:
    """Return what the table of `pairs` says, from five sessions with both ratings on."""
    change = rated["change"].dropna().astype(float)
    if len(change) < FEWEST:
        there = count(len(change), "such session", "such sessions")
        return Reason(f"{FEWEST} sessions with a rating before and after", there)
    worst, settled = rated["worst"].dropna(), rated["settled"].dropna()
    return Response(
        n=len(change),
        missing=int(rated["change"].isna().sum()),
        change=float(change.median()),
        quarter=float(change.quantile(0.25)),
        three_quarters=float(change.quantile(0.75)),
        share_not_higher=float((change <= 0).mean()),
        share_rise=float((change >= RISE).mean()),
        n_worst=len(worst),
        share_worst=float((worst >= WORST).mean()) if len(worst) else None,
        n_settled=len(settled),
        share_settled=float((settled == "yes").mean()) if len(settled) else None,
    )


def counts(rated: pd.DataFrame) -> dict[str, int]:
    """Return how many sessions ended lower, the same, higher, and how many lack a rating."""
    change = rated["change"]
    return {
        "lower": int((change < 0).sum()),
        "same": int((change == 0).sum()),
        "higher": int((change > 0).sum()),
        "not_rated": int(change.isna().sum()),
    }


def by_exercise(record: Record) -> pd.DataFrame:
    """Return the worst discomfort during each exercise, in the order in which a session runs.

    Returns
    -------
    pandas.DataFrame
        exercise, name; n (sessions with a rating of it), missing (sessions in which it was begun
        without one); worst (median of each session's highest rating; NA under five); ratings (the
        ratings in order, for a list); stops (sessions in which it was stopped for pain).
    """
    sets = record.until_through("sets")
    begun = sets[(sets["reps"] > 0) | (sets["status"] == "stopped_pain")]
    stopped = begun["status"].eq("stopped_pain").astype(bool)
    each = begun.assign(stopped=stopped).groupby(["exercise", "session_id"], sort=False)
    sessions = each[["discomfort", "stopped"]].max().reset_index()
    found = dict(iter(sessions.groupby("exercise")))
    order = [*(id for id in CATALOG if id in found), *sorted(found.keys() - CATALOG.keys())]
    return pd.DataFrame([_exercise(id, found[id]) for id in order], columns=_EXERCISE).astype(
        {"worst": "Float64"}
    )


_EXERCISE = ["exercise", "name", "n", "missing", "worst", "ratings", "stops"]


def _exercise(id: str, sessions: pd.DataFrame) -> dict[str, object]:
    rated = sessions["discomfort"].dropna().astype(int)
    return {
        "exercise": id,
        "name": CATALOG[id].name if id in CATALOG else id,
        "n": len(rated),
        "missing": len(sessions) - len(rated),
        "worst": float(rated.median()) if len(rated) >= FEWEST else pd.NA,
        "ratings": tuple(rated.tolist()),
        "stops": int(sessions["stopped"].sum()),
    }


def _settled(table: pd.DataFrame, record: Record) -> pd.Series:
    """Return the person's answer; else what the next day's first rating says; else nothing.

    An answer that names no session speaks of those of the day before.
    """
    given = record.until_through("checkins").dropna(subset="settled")
    next_day = table["day"] + pd.Timedelta(days=1)
    above = next_day.map(_first_ratings(record)).astype("Float64") - table["before"]
    told = _told_by(above.astype("Float64"))
    of_day = next_day.map(_last(given[given["session_id"].isna()], "local_day"))
    of_session = table["session_id"].map(_last(given.dropna(subset="session_id"), "session_id"))
    return of_session.astype("string").fillna(of_day.astype("string")).fillna(told)


def _told_by(above: pd.Series) -> pd.Series:
    """Return yes or no by how far the next rating lies above; nothing where there is none."""
    told = pd.Series(pd.NA, index=above.index, dtype="string")
    told = told.mask((above <= SETTLED).fillna(False), "yes")
    return told.mask((above > SETTLED).fillna(False), "no")


def _last(answers: pd.DataFrame, key: str) -> pd.Series:
    """Return the last answer of each key, indexed by it."""
    return answers.drop_duplicates(key, keep="last").set_index(key)["settled"]


def _first_ratings(record: Record) -> pd.Series:
    """Return each day's first rating at rest, indexed by day; what was recalled later is none."""
    checkins, sessions = record.until_through("checkins"), record.until_through("sessions")
    columns = ["local_day", "moment", "rating", "entry"]
    asked = checkins.rename(columns={"at": "moment", "discomfort": "rating"})[columns]
    before = sessions.rename(columns={"started_at": "moment", "discomfort_before": "rating"})
    both = pd.concat([asked, before[columns]]).dropna(subset="rating")
    fresh = both[both["entry"] != "backfilled"].sort_values("moment", kind="stable")
    return fresh.drop_duplicates("local_day").set_index("local_day")["rating"].astype("Float64")
