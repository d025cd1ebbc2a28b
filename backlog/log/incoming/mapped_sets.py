"""Sets that come in from somebody's file, and the sessions that they belong to.

Lines of one session, or of one day where the file names no sessions, are one session. What was
prescribed comes from the program in force that day, else from the mapping. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backlog.log.incoming.parcel import Parcel, When, numbered, session
from backlog.problem import Problem
from backlog.program import CATALOG, UNKNOWN_EXERCISE, Prescription, in_force, version

Line = tuple[int, When, Mapping[str, Any]]

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
    for (on, name), own in sessions.items():
        in_line = in_force(program, on)
        id = parcel.id("session", on, name or "")
        rows = [row for line in own if (row := _set(parcel, line, in_line, file))]
        _number(parcel, rows, (on, name or ""))
        shared = {"session_id": id, "program": version(in_line) if in_line else None}
        for row in rows:
            parcel.add("sets", row | shared)
        if rows:
            first = min((when for _, when, _ in own), key=lambda when: when.at)
            parcel.add("sessions", session(id, first, tz) | shared)


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


def _number(parcel: Parcel, rows: Sequence[dict[str, Any]], about: tuple[date, str]) -> None:
    """Give the sets of one session their numbers, and ids that no other line's mending changes."""
    keys = [(row["exercise"], row["side"]) for row in rows]
    for row, key, before in zip(rows, keys, numbered(keys), strict=True):
        row |= {"set_id": parcel.id("set", *about, *key, before), "set_no": before + 1}
