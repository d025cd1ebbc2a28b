"""Home: what the panel shows before a session, as plain data.

Counts sessions with the standard library alone. Must not know widgets, and counts nothing that a
person could read as a score.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from backlog import program as p
from backlog import session as s
from backlog.log import Log, LogError, Unfinished, fallback_folder
from backlog.log.upkeep import merge
from backlog.panel import asked, assets, due, noted, open_sessions, signs
from backlog.panel import today as holds
from backlog.panel.asked import DONE
from backlog.panel.away import away
from backlog.panel.retold import accepted
from backlog.panel.settle import settle
from backlog.problem import Problem

#: An unfinished session of this age is rather saved as partial than resumed.
OLD = timedelta(hours=12)
#: Problems that are sent to the browser; the others are only counted.
MOST = 20
#: Days that "the last four weeks" looks back on.
LOOK_BACK = 28
#: The level of each heading of the warning signs, in every language.
LEVELS = signs.headings(assets.languages())
Record = Mapping[str, Any]
#: Good lines and problems of the program file; None when it cannot be read.
ProgramFile = tuple[Sequence[p.Prescription], Sequence[Problem]] | None
_DEFAULT = "No program of your own can be read there now, so this is the default one."


class Told(NamedTuple):
    """What the log tells: the rows of each table that Home asks."""

    sessions: list[Record]
    sets: list[Record]
    checkins: list[Record]
    days: list[Record]
    activities: list[Record]


def drawn(log: Log, day: date, pace: s.Pace, asked_until: str = "") -> dict[str, Any]:
    """Return all of Home on `day`: what cannot be read is told, the rest is shown.

    `asked_until` is the setting of this name; see `backlog.panel.away`.
    """
    told: list[str] = []
    ask = partial(_asked, told)
    unusable = log.trouble()
    told += [] if unusable else ask(partial(settle, log)) or []
    told += ask(partial(merge.sentences, log.folder)) or []
    program: ProgramFile = ask(log.program)
    if unusable and nobodys(program):
        told.append(_DEFAULT)
    in_force = program_of(program, day)
    left: list[Unfinished] = ask(log.unfinished) or []
    running: list[str] = ask(log.running) or []
    tables: list[tuple[list[Record], list[Problem]]] = [
        ask(partial(log.told, table)) or ([], []) for table in Told._fields
    ]
    rows = Told(*(records for records, _ in tables))
    rows = rows._replace(days=ask(partial(noted.with_waiting, log, rows.days)) or rows.days)
    problems = [*(program[1] if program else ()), *(each for one in left for each in one.problems)]
    problems += [problem for _, found in tables for problem in found]
    return {
        "first_run": nobodys(program) and unusable is None,
        "day": day.isoformat(),
        "today": today(in_force, pace),
        "so_far": so_far(rows, in_force, day, list(open_sessions.rows(log, running, left))),
        "counts": counts(rows.sessions, in_force, day),
        **questions(rows, asked_until, day),
        "beside": due.told(rows.sessions, rows.checkins, rows.days, rows.activities, day),
        "unfinished": [unfinished(each) for each in left],
        "elsewhere": running,
        "problems": [str(problem) for problem in problems[:MOST]],
        "problem_count": len(problems),
        "told": list(dict.fromkeys(told)),
        "unusable": unusable,
        **_places(log.folder),
    }


def _asked(told: list[str], question: Callable[[], Any]) -> Any:
    """Return the answer of the log; None when it has none, and why in `told`."""
    try:
        return question()
    except LogError as trouble:
        told.append(str(trouble))
        return None


def _places(folder: Path) -> dict[str, str]:
    return {
        "fallback": str(fallback_folder(folder)),
        "folder": str(folder),
        "folder_id": folder_id(str(folder)),
    }


def nobodys(program: ProgramFile) -> bool:
    """Return whether nobody wrote a program yet: there is not even a line with a problem."""
    return program is not None and not any(program)


def program_of(program: ProgramFile, day: date) -> tuple[p.Prescription, ...]:
    """Return the lines in force on `day`; the default program where nobody wrote one.

    Lines that cannot be read are somebody's program all the same: nothing takes their place.
    """
    if nobodys(program):
        return p.in_force(p.default(day), day)
    return p.in_force(program[0], day) if program else ()


def today(lines: Sequence[p.Prescription], pace: s.Pace) -> dict[str, Any]:
    """Return today's exercises with their doses, and how long they take."""
    everything = frozenset(line.exercise for line in lines)
    script = s.write(lines, p.version(lines), s.CheckIn(0, anyway=everything), pace)
    return {
        "exercises": [_dose(line) for line in lines],
        "seconds": script.seconds,
        "times_per_day": max((line.times_per_day for line in lines), default=0),
    }


def ended(log: Log, day: date) -> dict[str, int]:
    """Return the exercises that ended on `day` in a session that is closed; see `today.ended`."""
    lines = program_of(log.program(), day)
    return holds.ended(log.told("sets")[0], log.told("sessions")[0], lines, day)


def so_far(
    rows: Told, lines: Sequence[p.Prescription], day: date, opened: Sequence[s.Rows] = ()
) -> dict[str, Any]:
    """Return which exercises ended today, which are left, and which keep being postponed.

    What was said in a session that is still open (`opened`) ends an exercise too.
    """
    sets = [*rows.sets, *(each for one in opened for each in one.sets)]
    sessions = [*rows.sessions, *(one.session for one in opened)]
    over = holds.ended(sets, sessions, lines, day)
    left = holds.left(rows.sets, rows.sessions, lines, day)
    return {
        "ended": over,
        "left": [exercise for exercise in left if exercise not in over],
        "done": holds.done(rows.sets, rows.sessions, lines, day),
        "postponed": holds.postponed_in_a_row(rows.sets),
        "flare": any(_is_flare(row, day) for row in rows.days),
    }


def _is_flare(row: Record, day: date) -> bool:
    return bool(row["kind"] == "flare" and row["from"] <= day <= row["to"])


def questions(rows: Told, asked_until: str, day: date) -> dict[str, Any]:
    """Return what is asked on `day`, at Home and at the check-in."""
    said, seen = asked.last(rows.sessions, rows.checkins), signs.last_seen(rows.days)
    told_at = seen["recorded_at"] if seen else None
    return {
        "asked": {
            "furthest_from": asked.furthest_from(said),
            "further": asked.further(said),
            "signs_from": asked.signs_from(rows.sessions, said, day, told_at),
            "morning_after": asked.morning_after(rows.sessions, rows.checkins, day),
        },
        "held": signs.held(rows.sessions, rows.days, LEVELS),
        "seen": seen and {"day": seen["from"].isoformat(), "note": seen["note"]},
        "away": away(rows.sessions, rows.days, asked_until, day),
        "visit": asked.visit(rows.days, day),
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
    """Count the sessions done today, and of the last four weeks those that were prescribed.

    `planned` is None until the person chose days a week; it counts whole weeks only, and what was
    done beyond a day's prescription counts for today only then.
    """
    days = [row["local_day"] for row in sessions if row["status"] in DONE]
    recent = [each for each in days if day - timedelta(LOOK_BACK) < each <= day]
    weeks = min(4, max(0, (day - min(days)).days // 7 + 1)) if days else 0
    per_week = max((line.days_per_week or 0 for line in lines), default=0)
    times = max((line.times_per_day for line in lines), default=0)
    done = Counter(recent).values()
    return {
        "today": sum(each == day for each in days),
        "sessions": sum(min(times, each) for each in done) if per_week else len(recent),
        "weeks": weeks,
        "planned": per_week * times * weeks or None,
    }


def unfinished(left: Unfinished) -> dict[str, Any]:
    """Return what is said of a session that was interrupted."""
    happened = accepted(left.records)
    began = happened[0].get("wall") if happened else None
    old = left.age is not None and left.age > OLD
    return {"session": left.session_id, "began": began, "events": len(happened), "old": old}


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
            "optional": each.optional,
        }
        for each in p.CATALOG.values()
    }


def folder_id(folder: str) -> str:
    """Return a short name for a data folder, for the keys of the browser's storage."""
    return f"{zlib.crc32(folder.encode()):08x}"
