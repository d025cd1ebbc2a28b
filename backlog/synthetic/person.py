"""One synthetic person from a seed: the same seed, days, course and last day give the same rows.

Puts truth, habit and rows together; each part draws from a stream of its own, so that a change in
one leaves the others as they were. Must not know how a row is written: that is the log's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from numpy.random import Generator, default_rng

from backlog.program import CATALOG, Prescription, default, in_force
from backlog.synthetic.course import Truth, truth
from backlog.synthetic.habit import days_done
from backlog.synthetic.rows import Day, about, checkin, corrected, session
from backlog.synthetic.told import activities, besides, mornings

if TYPE_CHECKING:
    from backlog.log import Log

Row = dict[str, Any]

#: Last day of a person's log when none is given: fixed, so that no row depends on today.
UNTIL = date(2026, 11, 15)

#: The person of ``data/example``, as arguments of `person`.
EXAMPLE: Mapping[str, Any] = MappingProxyType(
    {"seed": 148, "days": 90, "course": "improver", "until": UNTIL}
)


@dataclass(frozen=True)
class Person:
    """Rows by table, ready for `Log.extend`; the program; and the truth, which no log holds."""

    tables: dict[str, list[Row]]
    program: tuple[Prescription, ...]
    truth: Truth
    until: date


def person(
    seed: int,
    days: int,
    course: str = "improver",
    until: date = UNTIL,
    *,
    flares: float = 1.2,
) -> Person:
    """Make one person.

    Parameters
    ----------
    seed : int
        From 0.
    days : int
        Length of the log, from 0: then the program alone, from the day after `until`.
    course : str
        A key of `COURSES`: improver, slow, stable or worse.
    until : datetime.date
        Last day of the log.
    flares : float
        Starts of a flare in 42 days; 3.5 in a person prone to them.

    Returns
    -------
    Person
        Rows of sets, sessions, checkins, days and activities in the order in which they were
        written.
    """
    first = until - timedelta(days=days - 1)
    program = _program(first, days)
    life, habit, rows, about_days, told = (default_rng([seed, at]) for at in range(5))
    real = truth(life, days, course, flares)
    diary = _diary(habit, first, real, program)
    sets, sessions = _sessions(rows, diary, until)
    tables = {
        "sets": sets,
        "sessions": sessions,
        "checkins": [row for day in diary if (row := checkin(rows, day))],
        "days": _days(about_days, diary, program, real),
        "activities": activities(told, diary),
    }
    tables["checkins"] += mornings(told, diary, sessions)
    tables["days"] += besides(told, diary, _visits(program, first))
    return Person({name: _as_written(rows) for name, rows in tables.items()}, program, real, until)


def save(person: Person, log: Log) -> None:
    """Write the person's program and rows into an empty log."""
    log.prescribe(person.program)
    for table, rows in person.tables.items():
        log.extend(table, rows)


def _program(first: date, days: int) -> tuple[Prescription, ...]:
    """Return the default program and, from the middle on, a therapist's higher dose."""
    lines = default(first, days_per_week=7, postpone_at=5)
    if days < 28:
        return lines
    later = first + timedelta(days=days // 2)
    return lines + tuple(
        replace(
            line,
            from_day=later,
            reps=int(CATALOG[line.exercise].range["reps"][1]),
            hold=line.hold and CATALOG[line.exercise].range["hold"][1] * 1.0,
            author="therapist",
        )
        for line in lines
    )


def _diary(rng: Generator, first: date, real: Truth, program: Sequence[Prescription]) -> list[Day]:
    """Return every day with its level, whether it has a session, and the lines in force."""
    done, away = days_done(rng, real.level), _away(len(real.level))
    days = [first + timedelta(days=number) for number in range(len(done))]
    return [
        Day(at, day, real.level[at], bool(done[at]) and at not in away, in_force(program, day))
        for at, day in enumerate(days)
    ]


def _away(days: int) -> range:
    """Return the days of a journey, two thirds of the way, in a log of four weeks or more."""
    start = days * 2 // 3
    return range(start, start + 4) if days >= 28 else range(0)


def _sessions(rng: Generator, diary: Iterable[Day], until: date) -> tuple[list[Row], list[Row]]:
    sets: list[Row] = []
    sessions: list[Row] = []
    for day in (day for day in diary if day.done):
        row, done = session(rng, day, _late(rng, day.date, until))
        sets += done
        sessions.append(row)
        if row["entry"] == "live" and rng.random() < 0.05:
            sessions.append(corrected(rng, row))
    return sets, sessions


def _late(rng: Generator, day: date, until: date) -> int:
    """Return after how many days a session is filled in; mostly 0: logged while it ran."""
    late = int(rng.integers(1, 4)) if rng.random() < 0.10 else 0
    return late if day + timedelta(days=late) <= until else 0


def _days(
    rng: Generator, diary: Sequence[Day], program: Sequence[Prescription], real: Truth
) -> list[Row]:
    away = _away(len(diary))
    rows = [
        about(rng, "flare", diary[flare[0]].date, diary[flare[-1]].date)
        for flare in _runs(real.flare_days)
    ]
    if away:
        rows.append(about(rng, "excused", diary[away[0]].date, diary[away[-1]].date, "travel"))
    for day in _visits(program, program[0].from_day):
        rows.append(about(rng, "visit", day, day, "therapist", note=_ADVICE))
    undone = [day for day in diary[:-1] if not day.done and day.number not in away]
    rows += [about(rng, "none_done", day.date, day.date) for day in undone if rng.random() < 0.4]
    return rows


#: What was agreed at a visit.
_ADVICE = "More repetitions from today. Breathe out as the leg lifts."


def _visits(program: Sequence[Prescription], first: date) -> list[date]:
    return sorted({line.from_day for line in program} - {first})


def _runs(days: Sequence[int]) -> list[list[int]]:
    """Return `days` split where a day is missing."""
    runs = [[days[0]]] if days else []
    for day, following in pairwise(days):
        if following == day + 1:
            runs[-1].append(following)
        else:
            runs.append([following])
    return runs


def _as_written(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["recorded_at"])
