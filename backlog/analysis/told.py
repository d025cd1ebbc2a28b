"""What was said about days: flares, visits, questions, what else changed. Pure.

Knows the rows of ``days.csv`` and which of them lie in a stretch of days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from backlog.analysis.record import Record

#: Every reason of ``days.csv`` with its words.
REASONS: Mapping[str, str] = {
    "ill": "ill",
    "travel": "travel",
    "therapist": "as the therapist said",
    "medicine": "medicine",
    "work": "work",
    "treatment": "treatment",
    "other": "something else",
}


@dataclass(frozen=True)
class Told:
    """One thing that was said about the days from `first` to `last`; what is not said is empty."""

    first: date
    last: date
    reason: str
    note: str
    exercise: str
    quality: int | None

    @property
    def days(self) -> int:
        """How many days it speaks of."""
        return (self.last - self.first).days + 1


def told(record: Record, kind: str, first: date | None, last: date) -> tuple[Told, ...]:
    """Return what was said of one `kind` about any day from `first` to `last`, in their order.

    Parameters
    ----------
    record : Record
    kind : str
        A kind of ``days.csv``: flare, visit, question, change, signs, seen and others.
    first : datetime.date or None
        None begins with the first row.
    last : datetime.date
    """
    rows = record.tables["days"]
    kept = rows[(rows["kind"] == kind) & (rows["from"] <= pd.Timestamp(last))]
    if first is not None:
        kept = kept[kept["to"] >= pd.Timestamp(first)]
    ordered = kept.sort_values(["from", "to", "recorded_at"], kind="stable")
    return tuple(_told(row) for row in ordered.to_dict("records"))


def _told(row: Mapping[Any, Any]) -> Told:
    return Told(
        first=row["from"].date(),
        last=row["to"].date(),
        reason=_text(row["reason"]),
        note=_text(row["note"]),
        exercise=_text(row["exercise"]),
        quality=None if pd.isna(row["quality"]) else int(row["quality"]),
    )


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def last_visit(record: Record) -> date | None:
    """Return the day of the last visit before `data_through`; None when there was none.

    A visit on the last day itself is the one that is being prepared.
    """
    days = [seen.last for seen in told(record, "visit", None, record.data_through)]
    return max((day for day in days if day < record.data_through), default=None)
