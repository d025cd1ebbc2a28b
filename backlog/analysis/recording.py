"""How did the rows come about: logged while it ran, by hand, filled in later, corrected? Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from backlog.analysis.record import Record


@dataclass(frozen=True)
class Split:
    """Sessions by how they were recorded; `delay` is the median of those filled in later.

    `manual` counts those that were entered by hand on their day, `later` those of another day, and
    `unreviewed` counts the live sessions with a set that nobody confirmed at their end.
    """

    sessions: int
    live: int
    manual: int
    later: int
    corrected: int
    unreviewed: int
    delay: pd.Timedelta | None


def split(record: Record) -> Split:
    """Return how the sessions of `record` were recorded."""
    rows = record.until_through("sessions")
    late = rows[rows["entry"] == "backfilled"]
    waited = (late["recorded_at"] - late["started_at"]).dropna()
    return Split(
        sessions=len(rows),
        live=int((rows["entry"] == "live").sum()),
        manual=int((rows["entry"] == "manual").sum()),
        later=len(late),
        corrected=int((rows["rev"] > 1).sum()),
        unreviewed=_unreviewed(record, rows),
        delay=waited.median() if len(waited) else None,
    )


def _unreviewed(record: Record, sessions: pd.DataFrame) -> int:
    live = sessions.loc[sessions["entry"] == "live", "session_id"]
    sets = record.until_through("sets")
    open_ = sets.loc[sets["reviewed"].isna() & sets["session_id"].isin(live), "session_id"]
    return int(open_.nunique())
