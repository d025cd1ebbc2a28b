"""Home: what the panel shows before a session, as plain data.

Counts sessions with the standard library alone. Must not know widgets, and counts nothing that a
person could read as a score.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from backlog import program as p
from backlog import session as s
from backlog.log import Unfinished

#: Days that "the last four weeks" looks back on.
LOOK_BACK = 28
#: A session in one of these states was done, wholly or in part.
DONE = frozenset({"finished", "partial", "stopped_pain"})


def program_of(lines: Sequence[p.Prescription], day: date) -> tuple[p.Prescription, ...]:
    """Return the lines in force on `day`; the default program where there are none at all."""
    return p.in_force(lines or p.default(day), day)


def today(lines: Sequence[p.Prescription], pace: s.Pace) -> dict[str, Any]:
    """Return today's exercises with their doses, and how long they take."""
    everything = frozenset(line.exercise for line in lines)
    script = s.write(lines, p.version(lines), s.CheckIn(0, anyway=everything), pace)
    return {
        "exercises": [_dose(line) for line in lines],
        "seconds": script.seconds,
        "times_per_day": max((line.times_per_day for line in lines), default=0),
    }


def _dose(line: p.Prescription) -> dict[str, Any]:
    return {
        "exercise": line.exercise,
        "sets": line.sets,
        "reps": line.reps,
        "hold": line.hold,
        "hold_unit": line.hold_unit,
        "sides": len(line.sides),
        "postpone_at": line.postpone_at,
        "stop_at": line.stop_at,
    }


def counts(
    sessions: Iterable[Mapping[str, Any]], lines: Sequence[p.Prescription], day: date
) -> dict[str, Any]:
    """Count the sessions done today and in the last four weeks.

    `planned` is None until the person chose days a week; it counts whole weeks only.
    """
    days = [row["local_day"] for row in sessions if row["status"] in DONE]
    recent = [each for each in days if day - timedelta(LOOK_BACK) < each <= day]
    weeks = min(4, ((day - min(days)).days // 7 + 1)) if days else 0
    per_week = max((line.days_per_week or 0 for line in lines), default=0)
    times = max((line.times_per_day for line in lines), default=0)
    return {
        "today": sum(each == day for each in days),
        "sessions": len(recent),
        "weeks": weeks,
        "planned": per_week * times * weeks or None,
    }


def unfinished(left: Unfinished) -> dict[str, Any]:
    """Return what is said of a session that was interrupted."""
    events = [record for record in left.records if record.get("kind") == "event"]
    began = events[0]["wall"] if events else None
    return {"session": left.session_id, "began": began, "events": len(events)}


def catalog() -> dict[str, dict[str, Any]]:
    """Return the words of every exercise, for the browser."""
    return {
        each.id: {
            "name": each.name,
            "kind": each.kind,
            "position": each.position,
            "start": each.start,
            "movement": each.movement,
            "cautions": list(each.cautions),
            "cues": dict(each.cues),
            "source": each.source,
        }
        for each in p.CATALOG.values()
    }


def folder_id(folder: str) -> str:
    """Return a short name for a data folder, for the keys of the browser's storage."""
    return f"{zlib.crc32(folder.encode()):08x}"
