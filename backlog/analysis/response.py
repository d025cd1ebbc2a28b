"""What was the discomfort before and after each session? Pairs of one session, never joined.

Knows the two ratings of a session. Must not put them into any daily series. Pure.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis.record import Record


def pairs(record: Record) -> pd.DataFrame:
    """Return each session's two ratings, in the order in which the sessions began.

    Returns
    -------
    pandas.DataFrame
        session_id, day, before and after (0-10, NA when not answered), change (after - before; NA
        unless both were given). Sessions that never began are left out.
    """
    rows = record.until_through("sessions").sort_values("started_at", kind="stable")
    took_place = rows[rows["status"] != "not_started"]
    return pd.DataFrame(
        {
            "session_id": took_place["session_id"],
            "day": took_place["local_day"],
            "before": took_place["discomfort_before"],
            "after": took_place["discomfort_after"],
            "change": took_place["discomfort_after"] - took_place["discomfort_before"],
        }
    ).reset_index(drop=True)


def counts(rated: pd.DataFrame) -> dict[str, int]:
    """Return how many sessions ended lower, the same, higher, and how many lack a rating."""
    change = rated["change"]
    return {
        "lower": int((change < 0).sum()),
        "same": int((change == 0).sum()),
        "higher": int((change > 0).sum()),
        "not_rated": int(change.isna().sum()),
    }
