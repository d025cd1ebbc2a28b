"""The annex of the page: the calendar, every session of the period, and what was noted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from backlog.analysis import days, response
from backlog.analysis import sessions as sessions_
from backlog.analysis.phrases import count, percent
from backlog.analysis.record import Record
from backlog.analysis.words.page import short
from backlog.analysis.words.said import said
from backlog.report.parts import EMPTY, Annex, Lines, Table
from backlog.report.period import Period

#: How many sessions and notes there is room for, the last ones, and the longest note.
SESSIONS, NOTES, LONGEST = 400, 100, 600

#: How a session ended, in words.
_ENDED = {
    "finished": "finished",
    "partial": "partly done",
    "stopped_pain": "ended for pain",
    "not_started": "not begun",
}
_ENTRIES = {"live": "live", "manual": "same day, by hand", "backfilled": "back-filled"}

#: Tables with notes, the column of their day, and what a note is of.
_NOTED = {
    "sessions": ("local_day", "session"),
    "sets": ("local_day", "set"),
    "checkins": ("local_day", "check-in"),
    "activities": ("local_day", "activity"),
    "days": ("from", ""),
}


def of(record: Record, period: Period) -> Annex:
    """Return the annex of `record` for `period`."""
    record, period = period.of(record)
    return Annex(
        days=days.table(record),
        sessions=_sessions(record, period),
        notes=Lines("Notes of this period", _notes(record, period), "None."),
    )


def _sessions(record: Record, period: Period) -> Table:
    within = record.between(period.first, period.last).until_through("sessions")
    rows = (
        response.pairs(record)
        .reset_index(drop=True)
        .merge(within[["session_id", "status", "entry", "rev"]], on="session_id")
        .merge(sessions_.table(record)[["session_id", "share"]], on="session_id")
    )
    shown = rows.tail(SESSIONS)
    more = len(rows) - len(shown)
    return Table(
        "Every session of this period",
        ("Day", "Ended", "Dose", "Before", "Worst", "After", "Settled next morning", "Recorded"),
        tuple(_session(row, period.last) for row in shown.itertuples()),
        f"{count(more, 'earlier session')} not shown." if more else "",
    )


def _session(row: Any, last: date) -> tuple[str, ...]:
    ratings = (row.before, row.worst, row.after, row.settled)
    told = [str(value) if pd.notna(value) else EMPTY for value in ratings]
    entry = _ENTRIES[row.entry] + (", corrected" if row.rev > 1 else "")
    share = percent(100 * row.share) if pd.notna(row.share) else EMPTY
    return short(row.day, last), _ENDED[row.status], share, *told, entry


def _notes(record: Record, period: Period) -> tuple[str, ...]:
    noted = sorted(note for table in _NOTED for note in _of_table(record, period, table))
    told = [f"{short(day, period.last)}, {of}: {said(text, LONGEST)}" for day, of, text in noted]
    more = len(told) - NOTES
    return (f"{more:,} earlier.", *told[-NOTES:]) if more > 0 else tuple(told)


def _of_table(record: Record, period: Period, table: str) -> Iterator[tuple[date, str, str]]:
    column, of = _NOTED[table]
    rows = record.tables[table].dropna(subset="note")
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    for row in rows[rows[column].between(first, last)].to_dict("records"):
        yield row[column].date(), of or _KINDS[row["kind"]], row["note"]


#: What a note of ``days.csv`` is of.
_KINDS = {
    "excused": "excused",
    "flare": "flare",
    "none_done": "day without a session",
    "visit": "visit",
    "next_visit": "next visit",
    "question": "question",
    "change": "change",
    "signs": "warning signs",
    "seen": "seen by a clinician",
}
