"""Beside the session: what a person says on a form, as rows of the log.

Pure: a form's values, the time and the program in force go in, rows come out. A value that no row
may hold is named with what is allowed. Must not know widgets, nor write a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from backlog import program as p
from backlog import session as s
from backlog.log import new_id

Values = Mapping[str, Any]
Row = dict[str, Any]
#: Rows to append, each with the name of its table.
Rows = list[tuple[str, Row]]

#: The hour that stands for a part of a day: nobody remembers the minute.
PARTS = {"morning": 8, "midday": 12, "afternoon": 16, "evening": 20}


class FieldError(ValueError):
    """A field holds what no row may hold; `field` names it, the text says what is allowed."""

    def __init__(self, field: str, allowed: str) -> None:
        super().__init__(allowed)
        self.field = field


def check_in(values: Values, now: datetime, lines: Sequence[p.Prescription]) -> Rows:
    """Return the row of a daily check-in, that of the answer on the morning after, or both.

    They are two rows: ratings of two kinds are never joined.
    """
    rating, settled = values.get("discomfort"), values.get("settled")
    if rating is None and settled is None:
        raise FieldError("discomfort", "Choose a number, or go back.")
    shared = {
        "at": now,
        "tz": values.get("tz"),
        "local_day": s.local_day(now),
        "status": "kept",
        "entry": "live",
        "note": _text(values),
    }
    answers = {"daily": {"discomfort": rating}, "morning_after": {"settled": settled}}
    return [
        ("checkins", {"checkin_id": new_id(now), "kind": kind, **answer, **shared})
        for kind, answer in answers.items()
        if any(value is not None for value in answer.values())
    ]


def day(values: Values, now: datetime, lines: Sequence[p.Prescription]) -> Rows:
    """Return the row about a day or a range: excused, flare, none_done, visit, question."""
    kind, first = values.get("about"), _day(values, "from", now)
    if kind is None:
        raise FieldError("about", "Choose one of the two.")
    last = _day(values, "to", now) if values.get("to") else first
    if last < first:
        raise FieldError("to", "The last day must not come before the first.")
    if kind == "question" and not _text(values):
        raise FieldError("note", "Write your question first.")
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


def past_session(values: Values, now: datetime, lines: Sequence[p.Prescription]) -> Rows:
    """Return the rows of a session that was done without the timer, all as prescribed.

    A discomfort that is recalled afterwards is not asked: it stays out of the trend.
    """
    on, part = _day(values, "day", now), values.get("part")
    if on > s.local_day(now):
        raise FieldError("day", "This day has not come yet.")
    in_force = p.in_force(lines, on)
    if not in_force:
        raise FieldError("day", "Your program had not begun on this day.")
    at = datetime.combine(on, time(PARTS.get(str(part), 12)), tzinfo=now.tzinfo)
    session_id, program = new_id(at), p.version(in_force)
    entry = "manual" if on == s.local_day(now) else "backfilled"
    shared = {"session_id": session_id, "local_day": on, "program": program, "entry": entry}
    session = {
        "started_at": at,
        "time_known": "part_of_day" if part in PARTS else "day",
        "tz": values.get("tz"),
        "status": "finished",
        "note": _text(values),
    }
    everything = s.CheckIn(0, frozenset(each.exercise for each in in_force))
    planned = enumerate(s.write(in_force, program, everything).sets, 1)
    sets = [_done(each, f"{session_id}-{place:02d}", at) | shared for place, each in planned]
    return [*(("sets", row) for row in sets), ("sessions", session | shared)]


def _done(planned: s.PlannedSet, set_id: str, at: datetime) -> Row:
    """Return the row of a set that was done as prescribed."""
    held = None if planned.target_hold is None else planned.target_hold * planned.target_reps
    return {
        "set_id": set_id,
        "performed_at": at,
        **planned.prescribed(),
        "reps": planned.target_reps,
        "held": held,
        "status": "done",
    }


def activity(values: Values, now: datetime, lines: Sequence[p.Prescription]) -> Rows:
    """Return the row of a self-named activity (0-10) or of the global change (-3 to 3)."""
    kind, name = values["about"], str(values.get("name") or "").strip() or None
    if kind == "activity" and name is None:
        raise FieldError("name", "Name the activity in your own words.")
    if values.get("value") is None:
        raise FieldError("value", "Choose a number, or go back.")
    row = {
        "activity_id": new_id(now),
        "at": now,
        "local_day": s.local_day(now),
        "name": name,
        "kind": kind,
        "value": values["value"],
        "status": "kept",
        "entry": "live",
        "note": _text(values),
    }
    return [("activities", row)]


#: Every form by the name that the browser sends.
FORMS: Mapping[str, Callable[[Values, datetime, Sequence[p.Prescription]], Rows]] = {
    "check_in": check_in,
    "day": day,
    "past_session": past_session,
    "activity": activity,
}


def _text(values: Values) -> str | None:
    return str(values.get("note") or "").strip() or None


def _day(values: Values, field: str, now: datetime) -> date:
    try:
        return date.fromisoformat(values[field]) if values.get(field) else s.local_day(now)
    except ValueError:
        raise FieldError(field, "Choose a day.") from None
