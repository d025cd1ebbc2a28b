"""Beside the session: what is due, and what a form offers to choose from.

Nothing here presses: a weekly rating, a monthly one and the day's check-in are offered and may stay
undone. Pure; must not know a widget or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Record = Mapping[str, Any]

#: Activities of a person's own at one time.
MOST = 3
#: One that was not rated for so long makes room for another.
IN_USE = timedelta(weeks=8)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def told(
    sessions: Iterable[Record],
    checkins: Iterable[Record],
    days: Sequence[Record],
    activities: Sequence[Record],
    day: date,
) -> dict[str, Any]:
    """Return what Home tells beside the session on `day`.

    Returns
    -------
    dict
        ``checked_in``: whether there is a check-in of the day. ``activities``: names in use;
        ``room``: whether there may be another. ``rate``: whether a week has passed since they were
        rated; ``change``: whether a month has passed since the global change was told, or since the
        first session. ``questions``: the open ones, id and text.
    """
    names = in_use(activities, day)
    asked = [row for row in days if row["kind"] == "question"]
    return {
        "checked_in": any(row["kind"] == "daily" and row["local_day"] == day for row in checkins),
        "activities": names,
        "room": len(names) < MOST,
        "rate": bool(names) and _passed(_rated(activities), day, WEEK),
        "change": _passed(_told_change(sessions, activities), day, MONTH),
        "questions": [{"id": row["day_id"], "text": row["note"] or ""} for row in asked],
    }


def in_use(activities: Iterable[Record], day: date) -> list[str]:
    """Return the names of the activities in use, as they were first written."""
    first: dict[str, str] = {}
    last: dict[str, date] = {}
    for row in activities:
        if row["kind"] == "activity" and row["name"]:
            key = same(row["name"])
            first.setdefault(key, row["name"])
            last[key] = max(row["local_day"], last.get(key, date.min))
    return [first[key] for key in first if day - last[key] < IN_USE]


def same(name: str) -> str:
    """Return what two ways to write one name have in common."""
    return " ".join(name.split()).casefold()


def _passed(since: date | None, day: date, span: timedelta) -> bool:
    return since is not None and day - since >= span


def _rated(activities: Iterable[Record]) -> date | None:
    """Return when an activity was last rated."""
    rated = [row["local_day"] for row in activities if row["kind"] == "activity"]
    return max(rated, default=None)


def _told_change(sessions: Iterable[Record], activities: Iterable[Record]) -> date | None:
    """Return when the global change was last told; else the day of the first session."""
    told_ = [row["local_day"] for row in activities if row["kind"] == "global_change"]
    return max(told_, default=min((row["local_day"] for row in sessions), default=None))
