"""Replies to what is asked beside the forms: the morning after, what a clinician has seen, signs.

Pure: a reply and the time go in, rows come out. Must not know widgets, nor write a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from backlog import session as s
from backlog.log import new_id
from backlog.panel import signs
from backlog.panel.fields import FieldError, Rows

Values = Mapping[str, Any]


def morning_after(values: Values, now: datetime, _: object) -> Rows:
    """Return the row of how it was on the morning after a session."""
    row = {
        "checkin_id": new_id(now),
        "at": now,
        "tz": values.get("tz"),
        "local_day": s.local_day(now),
        "kind": "morning_after",
        "session_id": values["session"],
        "settled": values["settled"],
        "status": "kept",
        "entry": "live",
    }
    return [("checkins", row)]


def seen(values: Values, now: datetime, _: object) -> Rows:
    """Return the row that says on which day a clinician has seen what was ticked.

    Raises
    ------
    FieldError
        When the day is missing, lies ahead, or before the tick.
    """
    try:
        on = date.fromisoformat(values.get("from") or "")
    except ValueError:
        raise FieldError("from", "day") from None
    ticked = date.fromisoformat(values["held"]["day"])
    if on > max(ticked, s.local_day(now)):  # the browser may have had the next day already
        raise FieldError("from", "ahead")
    if on < ticked:
        raise FieldError("from", "before_tick")
    return signs.seen(on, values["held"]["notes"], now)


def ticked(values: Values, now: datetime, _: object) -> Rows:
    """Return a row for each level of warning signs that was ticked."""
    return signs.rows(values["notes"], now)


#: Every reply by the name of its form.
FORMS: Mapping[str, Callable[[Values, datetime, object], Rows]] = {
    "morning_after": morning_after,
    "seen": seen,
    "signs": ticked,
}
