"""Which warning signs were ticked and not yet seen by a clinician? Pure.

A sign is a row ``signs`` of ``days.csv`` or a session in which one was ticked. A row ``seen`` says
that from its day on a clinician has seen whatever was written down before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from backlog.analysis.record import Record
from backlog.caseload.row import Sign
from backlog.problem import shortened

#: What is said of a sign of which no words are kept.
NO_WORDS = "which one is not written down"


def unseen(record: Record) -> tuple[Sign, ...]:
    """Return the signs that no clinician has seen, the oldest first, one a day."""
    days = record.until_through("days", "from")
    seen = days.loc[days["kind"] == "seen", ["from", "recorded_at"]]
    found = {ticked["day"]: ticked for ticked in _ticked(record, days) if not _has(seen, ticked)}
    return tuple(
        Sign(day.date(), shortened(ticked["words"], 120)) for day, ticked in sorted(found.items())
    )


def _ticked(record: Record, days: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield every day on which a sign was ticked; the words of ``days.csv`` come last and count."""
    sessions = record.until_through("sessions")
    marked = sessions[sessions["warning_signs"] == "ticked"]
    for row in marked[["local_day", "recorded_at"]].to_dict("records"):
        yield {"day": row["local_day"], "at": row["recorded_at"], "words": NO_WORDS}
    told = days.loc[days["kind"] == "signs", ["from", "recorded_at", "note"]]
    for row in told.fillna({"note": NO_WORDS}).to_dict("records"):
        yield {"day": row["from"], "at": row["recorded_at"], "words": row["note"]}


def _has(seen: pd.DataFrame, ticked: dict[str, Any]) -> bool:
    later = (seen["from"] >= ticked["day"]) & (seen["recorded_at"] >= ticked["at"])
    return bool(later.any())
