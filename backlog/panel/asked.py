"""What is asked, and when: the furthest point, the warning signs, the morning after, a visit.

Pure: rows of the log and a day go in, plain values for the browser come out. A question that
depends on the rating is told as the lowest rating that asks it, so that the browser only compares.
Must not know widgets, nor a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

Record = Mapping[str, Any]

#: Where it is felt, from the back down the leg.
POINTS = ("back", "buttock", "thigh", "below_knee")
#: A rise by so much since the last check-in shows the warning signs.
RISE = 2
#: The list of warning signs is shown again after so many days.
SHOWN_FOR = timedelta(days=7)
#: Home reminds of a visit so many days before.
REMINDED = timedelta(days=3)
#: A session in one of these states was done, wholly or in part.
DONE = frozenset({"finished", "partial", "stopped_pain"})


class Last(NamedTuple):
    """What was said last: a rating before a session, and the furthest point; None when never."""

    rating: int | None
    furthest: str | None


def last(sessions: Iterable[Record], checkins: Iterable[Record]) -> Last:
    """Return what was said last, each answer on its own: most check-ins leave one out.

    A check-in of the day has no say in whether the rating rose: it asks nothing more, so a rise
    that it was the first to tell of still has its questions before the next session.
    """
    said: list[tuple[datetime, Any, Any]] = [
        (row["started_at"], row["discomfort_before"], row["furthest"]) for row in sessions
    ]
    said += [(row["at"], None, row["furthest"]) for row in checkins]
    rating = furthest = None
    for _, rated, point in sorted(said, key=lambda each: each[0]):
        rating = rating if rated is None else rated
        furthest = point or furthest
    return Last(rating, furthest)


def furthest_from(said: Last) -> int | None:
    """Return the lowest rating at which the furthest point is asked; None when it is not.

    It is asked at any rating when it was below the back last time, else when the rating rose.
    """
    if said.furthest in POINTS[1:]:
        return 0
    return None if said.rating is None else said.rating + 1


def further(said: Last) -> list[str]:
    """Return the points that are further down the leg than the last one."""
    return list(POINTS[POINTS.index(said.furthest) + 1 :]) if said.furthest else []


def signs_from(
    sessions: Iterable[Record], said: Last, day: date, seen: datetime | None = None
) -> int | None:
    """Return the lowest rating at which the warning signs are shown; None when they are not.

    They are shown at any rating when they were not shown for a week, or never, and once after it
    was told, at `seen`, that a clinician has seen what was ticked: is anything new or worse since?
    """
    since = [row for row in sessions if seen is None or row["started_at"] >= seen]
    shown = [row["local_day"] for row in since if row["warning_signs"]]
    if not any(each > day - SHOWN_FOR for each in shown):
        return 0
    return None if said.rating is None else said.rating + RISE


def morning_after(sessions: Iterable[Record], checkins: Iterable[Record], day: date) -> str | None:
    """Return the id of yesterday's last session while nobody said how the morning after it was."""
    yesterday = day - timedelta(days=1)
    done = [row for row in sessions if row["local_day"] == yesterday and row["status"] in DONE]
    if not done:
        return None
    session = str(max(done, key=lambda row: row["started_at"])["session_id"])
    answered = {row["session_id"] for row in checkins if row["kind"] == "morning_after"}
    return None if session in answered else session


def visit(days: Iterable[Record], day: date) -> dict[str, Any] | None:
    """Return the day of the next visit, as it was told last, and whether it is soon."""
    told = [row for row in days if row["kind"] == "next_visit"]
    on = max(told, key=lambda row: row["recorded_at"])["from"] if told else None
    if on is None or on < day:
        return None
    return {"day": on.isoformat(), "soon": on - day <= REMINDED}
