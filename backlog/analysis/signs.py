"""Warning signs: which were ticked when, and how often the list was shown at all. Pure.

Knows what was ticked. Must not say what a sign means, nor that there was none where nobody looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from backlog.analysis.record import Record
from backlog.analysis.told import told


class Tick(NamedTuple):
    """One day on which signs were ticked; `words` are empty when only the day is known."""

    day: date
    words: str


@dataclass(frozen=True)
class Signs:
    """The ticks in the order of their days; `looks` counts sessions that showed the list.

    `seen` are the days from which on a clinician has seen them; `unseen` are ticks from before the
    first day that no clinician has seen since.
    """

    ticks: tuple[Tick, ...]
    looks: int
    seen: tuple[date, ...]
    unseen: tuple[Tick, ...] = ()


def signs(record: Record, first: date, last: date) -> Signs:
    """Return the warning signs of the days from `first` to `last`."""
    said = [Tick(row.first, row.note) for row in told(record, "signs", first, last)]
    sessions = record.between(first, last).until_through("sessions")
    ticked = sessions.loc[sessions["warning_signs"].eq("ticked").astype(bool), "local_day"]
    days = {day.date() for day in ticked} - {tick.day for tick in said}
    return Signs(
        ticks=tuple(sorted([*said, *(Tick(day, "") for day in days)])),
        looks=int(sessions["warning_signs"].notna().sum()),
        seen=tuple(row.first for row in told(record, "seen", first, last)),
        unseen=tuple(tick for tick in unseen(record) if tick.day < first),
    )


def unseen(record: Record) -> tuple[Tick, ...]:
    """Return the ticks that no clinician has seen, the oldest first, one a day.

    A row ``seen`` says that from its day on a clinician has seen whatever was written down before.
    """
    days = record.until_through("days", "from")
    seen = days.loc[days["kind"] == "seen", ["from", "recorded_at"]]
    found = {
        ticked["day"]: ticked["words"]
        for ticked in _ticked(record, days)
        if not _has_seen(seen, ticked)
    }
    return tuple(Tick(day.date(), words) for day, words in sorted(found.items()))


def _ticked(record: Record, days: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield every day on which a sign was ticked; the words of ``days.csv`` come last and count."""
    sessions = record.until_through("sessions")
    marked = sessions[sessions["warning_signs"].eq("ticked").astype(bool)]
    for row in marked[["local_day", "recorded_at"]].to_dict("records"):
        yield {"day": row["local_day"], "at": row["recorded_at"], "words": ""}
    rows = days.loc[days["kind"] == "signs", ["from", "recorded_at", "note"]]
    for row in rows.fillna({"note": ""}).to_dict("records"):
        yield {"day": row["from"], "at": row["recorded_at"], "words": row["note"]}


def _has_seen(seen: pd.DataFrame, ticked: dict[str, Any]) -> bool:
    later = (seen["from"] >= ticked["day"]) & (seen["recorded_at"] >= ticked["at"])
    return bool(later.any())
