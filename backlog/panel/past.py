"""A session that was done without the timer, as rows of the log.

All of it as prescribed, unless a person says otherwise of an exercise and side. No rating is asked:
a discomfort that is recalled afterwards stays out of the trend. Pure; must not know widgets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from backlog import program as p
from backlog import session as s
from backlog.log import new_id
from backlog.panel.fields import FieldError

Values = Mapping[str, Any]
Row = dict[str, Any]

#: The hour that stands for a part of a day: nobody remembers the minute.
PARTS = {"morning": 8, "midday": 12, "afternoon": 16, "evening": 20}
#: A part of a day begins so long before its hour at most.
EARLIEST = timedelta(hours=4)
#: Repetitions that a set may hold.
MOST = 200


def rows(
    values: Values, on: date, now: datetime, lines: Sequence[p.Prescription]
) -> tuple[list[Row], Row]:
    """Return the rows of the sets and that of the session.

    Parameters
    ----------
    values : mapping
        ``part`` of the day, ``tz``; ``done`` holds, for an exercise and its side
        (``"lower-tummy left"``), what was not as prescribed: ``how`` (all, part, none) and, for a
        part, the repetitions of all sets together (``reps``).
    on : date
        The day of the session.
    now : datetime
        When it is told.
    lines : sequence of Prescription

    Raises
    ------
    FieldError
        When the day has no program or is still to come, or when nothing was done.
    """
    in_force = _in_force(lines, on, s.local_day(now))
    at = _at(values.get("part"), on, now)
    session_id, program = new_id(at), p.version(in_force)
    entry = "manual" if on == s.local_day(now) else "backfilled"
    shared = {"session_id": session_id, "local_day": on, "program": program, "entry": entry}
    everything = s.CheckIn(0, frozenset(each.exercise for each in in_force))
    planned = s.write(in_force, program, everything).sets
    told = _told(planned, values.get("done") or {})
    sets = [
        {"set_id": f"{session_id}-{place:02d}", "performed_at": at, **_set(*each), **shared}
        for place, each in enumerate(zip(planned, told, strict=True), 1)
    ]
    session = {
        "started_at": at,
        "time_known": "part_of_day" if values.get("part") in PARTS else "day",
        "tz": values.get("tz"),
        "status": "finished" if all(row["status"] == "done" for row in sets) else "partial",
    }
    return sets, session | shared


def _in_force(lines: Sequence[p.Prescription], on: date, today: date) -> tuple[p.Prescription, ...]:
    if on > today:
        raise FieldError("day", "not_yet")
    in_force = p.in_force(lines, on)
    if not in_force:
        raise FieldError("day", "not_begun")
    return in_force


def _at(part: str | None, on: date, now: datetime) -> datetime:
    """Return the time that stands for a part of a day, or for the day; today it is over by now."""
    at = datetime.combine(on, time(PARTS.get(str(part), 12)), tzinfo=now.tzinfo)
    if part in PARTS and at - now > EARLIEST:
        raise FieldError("part", "to_come")
    return min(at, now)


def _told(planned: Sequence[s.PlannedSet], done: Mapping[str, Values]) -> list[int]:
    """Return the repetitions of each planned set: those of a part fill the first sets first."""
    last = {_name(each): each for each in planned}
    for name, said in done.items():
        if name not in last and said.get("how") in ("part", "none"):
            raise FieldError(f"done/{name}", "other_program")
    left = {name: _reps(name, done.get(name, {})) for name in last}
    reps = []
    for each in planned:
        rest = left[name := _name(each)]
        if rest is None:
            reps.append(each.target_reps)
            continue
        reps.append(rest if each is last[name] else min(rest, each.target_reps))
        left[name] = rest - reps[-1]
    if not any(reps):
        raise FieldError("done", "nothing_done")
    return reps


def _name(planned: s.PlannedSet) -> str:
    return f"{planned.exercise} {planned.side}"


def _reps(name: str, said: Values) -> int | None:
    """Return the repetitions of an exercise and side; None where all was as prescribed."""
    if said.get("how") in (None, "all"):
        return None
    if said["how"] == "none":
        return 0
    typed = str(said.get("reps") or "").strip()
    if not typed.isdecimal() or not 0 < int(typed) <= MOST:
        raise FieldError(f"done/{name}", "integer", low=1, high=MOST)
    return int(typed)


def _set(planned: s.PlannedSet, reps: int) -> Row:
    """Return what was done of a set; a hold is told to have had its prescribed length."""
    held = None if planned.target_hold is None else planned.target_hold * reps
    status = "done" if reps >= planned.target_reps else "partial" if reps else "skipped"
    return {**planned.prescribed(), "reps": reps, "held": held, "status": status}
