"""Warning signs: which were ticked when, and how often the list was shown at all. Pure.

Knows what was ticked. Must not say what a sign means, nor that there was none where nobody looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
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
    seen = _said(days, "seen")
    # The words of ``days.csv`` come last and count.
    ticked = chain(_in_sessions(record).itertuples(), _said(days, "signs").itertuples())
    found = {tick.day: tick.words for tick in ticked if not _has_seen(seen, tick)}
    return tuple(Tick(day.date(), words) for day, words in sorted(found.items()))


_COLUMNS = ["day", "at", "given", "corrected", "words"]


def _in_sessions(record: Record) -> pd.DataFrame:
    """Return the sessions with a tick; when they began stays the same through a correction."""
    sessions = record.until_through("sessions")
    rows = sessions[sessions["warning_signs"].eq("ticked").astype(bool)]
    times = {"at": rows["started_at"], "given": _given(rows["session_id"])}
    return rows.assign(day=rows["local_day"], **times, corrected=False, words="")[_COLUMNS]


def _said(days: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return what ``days.csv`` says of one kind, and when it was said."""
    rows = days[days["kind"] == kind]
    times = {"at": rows["recorded_at"], "given": _given(rows["day_id"])}
    corrected, words = (rows["rev"] > 1).astype(bool), rows["note"].fillna("")
    return rows.assign(day=rows["from"], **times, corrected=corrected, words=words)[_COLUMNS]


def _given(ids: pd.Series) -> pd.Series:
    """Return the local times that ids begin with; NaT in a file whose dates were moved."""
    told = ids.astype("str").str.split("-").str[0]
    return pd.to_datetime(told, format="%Y%m%dT%H%M%S", errors="coerce")


def _has_seen(seen: pd.DataFrame, tick: Any) -> bool:
    """Return whether somebody has seen a tick since it was made.

    A row says when it was recorded, a corrected one when the correction was. Its id keeps the time
    of the first, by a clock that goes back where somebody travels west: it decides only there.
    """
    by_id = (seen["corrected"] | tick.corrected) & seen["given"].notna() & pd.notna(tick.given)
    later = (seen["given"] >= tick.given).where(by_id, seen["at"] >= tick.at)
    return bool((later & (seen["day"] >= tick.day)).any())
