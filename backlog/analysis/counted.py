"""Counts of a stretch of days: what was done, stopped, postponed, excused; days with data. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from backlog.analysis import sessions as sessions_
from backlog.analysis.record import Record


@dataclass(frozen=True)
class Counted:
    """Sessions: `done`, `partial`, `stopped` for pain, `untold` (finished, and nobody said what was
    done), `lighter`, and `postponed` (in which a rule left an exercise out). Days: `excused`,
    `missed` (the person said none), `not_logged` (of those on which a session was due), all `days`,
    and `with_data` (with any row).
    """

    done: int
    partial: int
    stopped: int
    untold: int
    lighter: int
    postponed: int
    excused: int
    missed: int
    not_logged: int
    days: int
    with_data: int


def counted(record: Record, days: pd.DataFrame) -> Counted:
    """Count what `record` holds about `days`, rows of `backlog.analysis.days.table`.

    Parameters
    ----------
    record : Record
        Cut to these days.
    days : pandas.DataFrame
        Its days before day 1 are not counted.
    """
    known = days[days["state"] != "unknown"]
    all_ = sessions_.table(record)
    took_place = all_[all_["took_place"]]
    ended = took_place["stopped"] | took_place["untold"]
    states = known["state"].value_counts()
    return Counted(
        done=int((took_place["done"] & ~took_place["stopped"]).sum()),
        partial=int((~took_place["done"] & ~ended).sum()),
        stopped=int(took_place["stopped"].sum()),
        untold=int(took_place["untold"].sum()),
        lighter=int(record.until_through("sessions")["lighter"].eq("yes").sum()),
        postponed=_postponed(record),
        excused=int(states.get("excused", 0)),
        missed=int(states.get("missed", 0)),
        not_logged=int(states.get("not_logged", 0)),
        days=len(known),
        with_data=int(known["day"].isin(_days_with_data(record)).sum()),
    )


def _postponed(record: Record) -> int:
    sets = record.until_through("sets")
    return int(sets.loc[sets["status"] == "skipped_by_rule", "session_id"].nunique())


def _days_with_data(record: Record) -> pd.Series:
    logged = ("sets", "sessions", "checkins", "activities")
    return pd.concat([record.until_through(name)["local_day"] for name in logged])
