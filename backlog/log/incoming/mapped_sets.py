"""Sets that come in from somebody's file, and the sessions that they belong to.

Lines of one session, or of one day where the file names no sessions, are one session. What was
prescribed comes from the program in force that day, else from the mapping. Of an exercise that the
file tells, sets and sides that were prescribed and are not in it count as not attempted: one set of
three is no full dose. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backlog.log.incoming.parcel import Parcel, When, numbered, session
from backlog.problem import Problem
from backlog.program import CATALOG, UNKNOWN_EXERCISE, Prescription, in_force, version
from backlog.session import CheckIn, write

Line = tuple[int, When, Mapping[str, Any]]
#: What the ids of a session's rows are made of: its day, and its name where it has one.
About = tuple[date, str]

_NO_LINE = (
    "has no line in your program on that day; target_reps in the mapping tells what was prescribed"
)
_SIDE = "must be left or right: this exercise is done on each side"


def entered(
    parcel: Parcel,
    lines: Sequence[Line],
    program: Sequence[Prescription],
    file: str,
    tz: str | None,
) -> None:
    """Put sets and their sessions into a parcel; what cannot be one is named in its problems."""
    sessions: dict[tuple[date, Any], list[Line]] = {}
    for line in lines:
        _, when, values = line
        sessions.setdefault((when.day, values.get("session")), []).append(line)
    untold = sum(_session(parcel, key, own, program, file, tz) for key, own in sessions.items())
    if untold:
        parcel.remarks.append(f"{_UNTOLD}: {untold:,}.")


_UNTOLD = "Sets that your program had and the file does not tell count as not done"


def _session(
    parcel: Parcel,
    key: tuple[date, Any],
    lines: Sequence[Line],
    program: Sequence[Prescription],
    file: str,
    tz: str | None,
) -> int:
    """Put one session with its sets into a parcel; return how many sets the file does not tell."""
    about: About = (key[0], key[1] or "")
    prescribed = in_force(program, key[0])
    rows = [row for line in lines if (row := _set(parcel, line, prescribed, file))]
    if not rows:
        return 0
    _number(parcel, rows, about)
    untold = _untold(parcel, rows, prescribed, about)
    id = parcel.id("session", *about)
    shared = {"session_id": id, "program": version(prescribed) if prescribed else None}
    for row in rows + untold:
        parcel.add("sets", row | shared)
    first = min((when for _, when, _ in lines), key=lambda when: when.at)
    parcel.add("sessions", session(id, first, tz) | shared)
    return len(untold)


def _untold(
    parcel: Parcel, rows: Sequence[Mapping[str, Any]], lines: Sequence[Prescription], about: About
) -> list[dict[str, Any]]:
    """Return the sets that a session was to have and of which the file says nothing."""
    told = {(row["exercise"], row["side"], row["set_no"]) for row in rows}
    exercises = frozenset(row["exercise"] for row in rows)
    wanted = [line for line in lines if line.exercise in exercises]
    planned = write(wanted, version(lines), CheckIn(0, exercises)).sets
    missing = [each for each in planned if (each.exercise, each.side, each.set_no) not in told]
    return [
        {
            "set_id": parcel.id("set", *about, each.exercise, each.side, each.set_no - 1),
            "performed_at": rows[0]["performed_at"],
            "local_day": about[0],
            **each.prescribed(),
            "reps": 0,
            "status": "not_attempted",
            "entry": "backfilled",
        }
        for each in missing
    ]


def _set(
    parcel: Parcel, line: Line, lines: Sequence[Prescription], file: str
) -> dict[str, Any] | None:
    """Return the row of a set, None when it cannot be one."""
    number, when, values = line
    exercise, side = values["exercise"], values.get("side")
    prescribed = next((each for each in lines if each.exercise == exercise), None)
    wrong = _wrong(exercise, side, prescribed, values)
    if wrong:
        column, value, allowed = wrong
        parcel.problems.append(Problem(file, number, column, value, allowed))
        return None
    return {
        "performed_at": when.at,
        "local_day": when.day,
        "exercise": exercise,
        "side": side or "both",
        **_target(prescribed, values),
        **_done(prescribed, values),
        "discomfort": values.get("discomfort"),
        "entry": "backfilled",
        "note": values.get("note"),
    }


def _wrong(
    exercise: str, side: str | None, prescribed: Prescription | None, values: Mapping[str, Any]
) -> tuple[str, str, str] | None:
    """Return (column, value, what is allowed) for the first thing that does not fit."""
    if exercise not in CATALOG:
        return "exercise", exercise, UNKNOWN_EXERCISE
    if CATALOG[exercise].sides == "each" and side not in ("left", "right"):
        return "side", side or "", _SIDE
    if prescribed is None and values.get("target_reps") is None:
        return "exercise", exercise, _NO_LINE
    return None


def _target(prescribed: Prescription | None, values: Mapping[str, Any]) -> dict[str, Any]:
    if prescribed is None:
        return {"target_reps": values["target_reps"]}
    return {
        "target_reps": prescribed.reps,
        "target_hold": prescribed.hold,
        "hold_unit": prescribed.hold_unit,
    }


def _done(prescribed: Prescription | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was done; a time held that the file does not tell stays empty."""
    reps = values["reps"]
    target = prescribed.reps if prescribed else values["target_reps"]
    status = "done" if reps >= target else "partial" if reps else "not_attempted"
    return {"reps": reps, "held": values.get("held"), "status": status}


def _number(parcel: Parcel, rows: Sequence[dict[str, Any]], about: About) -> None:
    """Give the sets of one session their numbers, and ids that no other line's mending changes."""
    keys = [(row["exercise"], row["side"]) for row in rows]
    for row, key, before in zip(rows, keys, numbered(keys), strict=True):
        row |= {"set_id": parcel.id("set", *about, *key, before), "set_no": before + 1}
