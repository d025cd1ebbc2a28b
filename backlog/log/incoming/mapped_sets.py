"""Sets that come in from somebody's file, and the sessions that they belong to.

Lines of one session, or of one day where the file names no sessions, are one session. What was
prescribed comes from the program in force that day, else from the mapping. A line is one set; one
that tells the repetitions of two sets or more, and stands alone for its side, tells them together,
so that no repetition is lost. Of an exercise that the file tells, sets and sides that were
prescribed and are not in it count as not attempted: one set of three is no full dose. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from backlog.log.incoming.parcel import Parcel, When, numbered, session
from backlog.program import CATALOG, Prescription, in_force, version
from backlog.session import CheckIn, write

Line = tuple[When, Mapping[str, Any]]
#: What the ids of a session's rows are made of: its day, and its name where it has one.
About = tuple[date, str]

_NO_LINE = (
    "has no line in your program on that day; target_reps in the mapping tells what was prescribed"
)
_SIDE = "must be left or right: this exercise is done on each side"
_NO_SIDE = "must be empty or both: this exercise is done on both sides together"
_TOGETHER = "Lines that tell the repetitions of two sets or more are taken for those sets together"
_UNTOLD = "Sets that your program had and the file does not tell count as not done"


def entered(
    parcel: Parcel, lines: Sequence[Line], program: Sequence[Prescription], tz: str | None
) -> None:
    """Put sets, none of which is `wrong`, and their sessions into a parcel."""
    sessions: dict[tuple[date, Any], list[Line]] = {}
    for when, values in lines:
        sessions.setdefault((when.day, values.get("session")), []).append((when, values))
    counts: Counter[str] = Counter()
    for (day, name), own in sessions.items():
        counts += _session(parcel, (day, name or ""), own, in_force(program, day), tz)
    parcel.remarks += [
        f"{told}: {counts[told]:,}." for told in (_TOGETHER, _UNTOLD) if counts[told]
    ]


def _session(
    parcel: Parcel,
    about: About,
    lines: Sequence[Line],
    prescribed: Sequence[Prescription],
    tz: str | None,
) -> Counter[str]:
    """Put one session with its sets into a parcel; return how often there is what to remark."""
    told = [_set(line, prescribed) for line in lines]
    parts = list(map(_parts, told, _several(told, prescribed)))
    rows = [row for part in parts for row in part]
    _number(parcel, rows, about)
    untold = _untold(parcel, rows, prescribed, about)
    id = parcel.id("session", *about)
    shared = {"session_id": id, "program": version(prescribed) if prescribed else None}
    for row in rows + untold:
        parcel.add("sets", row | shared)
    first = min((when for when, _ in lines), key=lambda when: when.at)
    parcel.add("sessions", session(id, first, tz) | shared)
    return Counter({_TOGETHER: sum(len(part) > 1 for part in parts), _UNTOLD: len(untold)})


def _several(rows: Sequence[Mapping[str, Any]], lines: Sequence[Prescription]) -> list[int]:
    """Return for each line how many sets it may tell: those of the program, where it is alone."""
    keys = [(row["exercise"], row["side"]) for row in rows]
    sets, seen = {line.exercise: line.sets for line in lines}, Counter(keys)
    return [sets.get(exercise, 1) if seen[exercise, side] == 1 else 1 for exercise, side in keys]


def _parts(row: dict[str, Any], most: int) -> list[dict[str, Any]]:
    """Return the sets that a line tells together, in order; most often it is one.

    What is beyond the last set's target stays with it, and what was said of the line with the
    first one. A time held is shared out as the repetitions are.
    """
    reps, held, target = row["reps"], row["held"], row["target_reps"]
    if most < 2 or reps < 2 * target:
        return [row]
    before = min(ceil(reps / target), most) - 1
    parts = [target] * before + [reps - target * before]
    shares = [None if held is None else held * part / reps for part in parts]
    sets = [_done(*part, target) for part in zip(parts, shares, strict=True)]
    return [row | sets[0], *(row | {"discomfort": None, "note": None} | done for done in sets[1:])]


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


def _set(line: Line, lines: Sequence[Prescription]) -> dict[str, Any]:
    """Return the row of a line."""
    when, values = line
    target = _target(_prescribed(values, lines), values)
    return {
        "performed_at": when.at,
        "local_day": when.day,
        "exercise": values["exercise"],
        "side": values.get("side") or "both",
        **target,
        **_done(values["reps"], values.get("held"), target["target_reps"]),
        "discomfort": values.get("discomfort"),
        "entry": "backfilled",
        "note": values.get("note"),
    }


def _prescribed(values: Mapping[str, Any], lines: Sequence[Prescription]) -> Prescription | None:
    return next((each for each in lines if each.exercise == values["exercise"]), None)


def wrong(values: Mapping[str, Any], lines: Sequence[Prescription]) -> tuple[str, str] | None:
    """Return (column, what is allowed) for the first thing that makes no set, None where it is one.

    Parameters
    ----------
    values : mapping
        By column of the table, with an exercise of the catalogue.
    lines : sequence of Prescription
        The program in force that day.
    """
    exercise, side = values["exercise"], values.get("side")
    if CATALOG[exercise].sides == "each" and side not in ("left", "right"):
        return "side", _SIDE
    if CATALOG[exercise].sides == "both" and side in ("left", "right"):
        return "side", _NO_SIDE
    if _prescribed(values, lines) is None and values.get("target_reps") is None:
        return "exercise", _NO_LINE
    return None


def _target(prescribed: Prescription | None, values: Mapping[str, Any]) -> dict[str, Any]:
    if prescribed is None:
        return {"target_reps": values["target_reps"]}
    return {
        "target_reps": prescribed.reps,
        "target_hold": prescribed.hold,
        "hold_unit": prescribed.hold_unit,
    }


def _done(reps: int, held: float | None, target: int) -> dict[str, Any]:
    """Return what was done; a time held that the file does not tell stays empty."""
    status = "done" if reps >= target else "partial" if reps else "not_attempted"
    return {"reps": reps, "held": held, "status": status}


def _number(parcel: Parcel, rows: Sequence[dict[str, Any]], about: About) -> None:
    """Give the sets of one session their numbers, and ids that no other line's mending changes."""
    keys = [(row["exercise"], row["side"]) for row in rows]
    for row, key, before in zip(rows, keys, numbered(keys), strict=True):
        row |= {"set_id": parcel.id("set", *about, *key, before), "set_no": before + 1}
