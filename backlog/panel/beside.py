"""Beside the session: what a person says on a form, as rows of the log.

Pure: a form's values, the time and what is known already go in, rows come out. A value that no row
may hold is named with what is allowed. Must not know widgets, nor write a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backlog import program as p
from backlog import session as s
from backlog.log import new_id
from backlog.panel import due, past, signs
from backlog.panel.fields import FieldError, Rows

Values = Mapping[str, Any]
Row = dict[str, Any]

#: Kinds of days that say nothing without words.
_IN_WORDS = ("question", "change")


@dataclass(frozen=True)
class Known:
    """What the log knows already: the program's lines, and the activities in use."""

    lines: Sequence[p.Prescription] = ()
    activities: Sequence[str] = ()


def check_in(values: Values, now: datetime, known: Known) -> Rows:
    """Return the row of a daily check-in, and one for each level of signs that was ticked."""
    if values.get("discomfort") is None:
        raise FieldError("discomfort", "rate")
    row = {
        "checkin_id": new_id(now),
        "at": now,
        "tz": values.get("tz"),
        "local_day": s.local_day(now),
        "kind": "daily",
        "discomfort": values["discomfort"],
        "furthest": values.get("furthest"),
        "status": "kept",
        "entry": "live",
        "note": _text(values),
    }
    return [("checkins", row), *signs.rows(values.get("signs") or (), now)]


def day(values: Values, now: datetime, known: Known) -> Rows:
    """Return the row about a day or a range, of the kind that is named in ``about``."""
    kind, first = values.get("about"), _day(values, "from", now)
    if kind is None:
        raise FieldError("about", "choose")
    last = _day(values, "to", now) if values.get("to") else first
    if last < first:
        raise FieldError("to", "order")
    if kind in _IN_WORDS and not _text(values):
        raise FieldError("note", kind)
    if kind == "next_visit" and not values.get("from"):
        raise FieldError("from", "day")
    if kind == "next_visit" and first < s.local_day(now):
        raise FieldError("from", "over")
    row = {
        "day_id": new_id(now),
        "from": first,
        "to": last,
        "kind": kind,
        "reason": values.get("reason"),
        "status": "kept",
        "note": _text(values),
    }
    return [("days", row)]


def past_session(values: Values, now: datetime, known: Known) -> Rows:
    """Return the rows of a session that was done without the timer."""
    sets, session = past.rows(values, _day(values, "day", now), now, known.lines)
    return [*(("sets", row) for row in sets), ("sessions", {**session, "note": _text(values)})]


def activities(values: Values, now: datetime, known: Known) -> Rows:
    """Return a row for each of a person's own activities that is rated (0-10).

    ``ratings`` holds those in use by name; ``name`` and ``value`` are those of a new one.
    """
    rated = dict(values.get("ratings") or {})
    name, value = " ".join(str(values.get("name") or "").split()), values.get("value")
    if value is not None and not name:
        raise FieldError("name", "name")
    if name:
        rated[_new(name, known)] = value
    if name and value is None:
        raise FieldError("value", "rate")
    if all(value is None for value in rated.values()):
        raise FieldError("ratings", "rate")
    return [
        ("activities", {**_rated("activity", now), "name": name, "value": value})
        for name, value in rated.items()
        if value is not None
    ]


def _new(name: str, known: Known) -> str:
    """Return the name of a new activity; one that is in use keeps its spelling."""
    there = {due.same(each): each for each in known.activities}
    if due.same(name) not in there and len(there) >= due.MOST:
        raise FieldError("name", "three", most=due.MOST)
    return there.get(due.same(name), name)


def global_change(values: Values, now: datetime, known: Known) -> Rows:
    """Return the row of the global change (-3 to 3)."""
    if values.get("value") is None:
        raise FieldError("value", "choose")
    row = {**_rated("global_change", now), "value": values["value"], "note": _text(values)}
    return [("activities", row)]


def _rated(kind: str, now: datetime) -> Row:
    return {
        "activity_id": new_id(now),
        "at": now,
        "local_day": s.local_day(now),
        "kind": kind,
        "status": "kept",
        "entry": "live",
    }


#: Every form by the name that the browser sends.
FORMS: Mapping[str, Callable[[Values, datetime, Known], Rows]] = {
    "check_in": check_in,
    "day": day,
    "past_session": past_session,
    "activities": activities,
    "global_change": global_change,
}


def _text(values: Values) -> str | None:
    return str(values.get("note") or "").strip() or None


def _day(values: Values, field: str, now: datetime) -> date:
    try:
        return date.fromisoformat(values[field]) if values.get(field) else s.local_day(now)
    except ValueError:
        raise FieldError(field, "day") from None
