"""What a synthetic person says beside the sessions: activities, mornings, a visit, questions.

Knows how such answers follow the true level. Must not know sessions' sets, nor change what anybody
else draws: its stream is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator

from backlog.synthetic.habit import bounded
from backlog.synthetic.rows import TZ, Day, about, at, new_id

Row = dict[str, Any]

#: Activities that backs make hard, each with how much harder than the usual discomfort.
ACTIVITIES = {
    "Putting on socks": 0.8,
    "Sitting at my desk for an hour": 0.1,
    "Carrying shopping upstairs": 1.3,
}

#: Shorter logs tell of no visit, no question and no treatment.
FEWEST_DAYS = 28

#: Chance that an activity, a morning after, or a furthest point is told at all.
ACTIVITY, MORNING, FURTHEST = 0.9, 0.5, 0.85

#: What the therapist wrote beside each rating of how an exercise was done.
_QUALITY = {
    "lower-back-stretch": (4, "Calm, full breaths."),
    "lower-tummy": (3, "Right knee drifts out on the last repetitions: slower."),
    "deep-abdominal": (4, None),
}
_QUESTIONS = (
    "I feel the tummy exercise in my neck sometimes. Am I doing it wrong?",
    "May I do the stretch twice on days with a lot of sitting?",
)


def activities(rng: Generator, diary: Sequence[Day]) -> list[Row]:
    """Return the weekly ratings of three activities, and every fourth week the change as a whole.

    An activity is rated from 0, no trouble, to 10, cannot do it; the change from -3 to 3.
    """
    rows: list[Row] = []
    for day in diary[6::7]:
        usual = _mean(diary[day.number - 6 : day.number + 1])
        moment = at(day.date, rng.normal(18, 0.4))
        answers = list(_activities(rng, usual))
        if day.number % 28 == 27:
            better = (_mean(diary[:7]) - usual) / 1.2 + rng.normal(0, 0.4)
            answers.append(("global_change", None, int(np.clip(round(better), -3, 3))))
        rows += [
            _rated(rng, moment + timedelta(seconds=15 * at), day.date, *answer)
            for at, answer in enumerate(answers)
        ]
    return rows


def _activities(rng: Generator, usual: float) -> Iterator[tuple[str, str | None, int]]:
    for name, harder in ACTIVITIES.items():
        value = bounded(usual + harder + rng.normal(0, 0.7))
        if rng.random() < ACTIVITY:
            yield "activity", name, value


def _mean(days: Sequence[Day]) -> float:
    return float(np.mean([day.level for day in days]))


def _rated(
    rng: Generator, moment: datetime, day: date, kind: str, name: str | None, value: int
) -> Row:
    return {
        "activity_id": new_id(rng, moment),
        "rev": 1,
        "at": moment,
        "local_day": day,
        "name": name,
        "kind": kind,
        "value": value,
        "status": "kept",
        "entry": "live",
        "recorded_at": moment,
    }


def mornings(rng: Generator, diary: Sequence[Day], sessions: Iterable[Row]) -> Iterator[Row]:
    """Yield the answers on some mornings after a session; a morning without one has no row."""
    days = {day.date: day for day in diary}
    for session in (row for row in sessions if row["rev"] == 1 and row["entry"] == "live"):
        answered, before = rng.random() < MORNING, days[session["local_day"]]
        after = days.get(before.date + timedelta(days=1))
        if answered and after:
            yield _morning(rng, session, before, after)


def _morning(rng: Generator, session: Row, before: Day, after: Day) -> Row:
    moment = at(after.date, rng.normal(6.9, 0.1))
    return {
        "checkin_id": new_id(rng, moment),
        "rev": 1,
        "at": moment,
        "tz": TZ,
        "local_day": after.date,
        "kind": "morning_after",
        "session_id": session["session_id"],
        "settled": "yes" if after.level <= before.level + 0.8 else "no",
        "furthest": _furthest(after.level) if rng.random() < FURTHEST else None,
        "status": "kept",
        "entry": "live",
        "recorded_at": moment,
    }


def _furthest(level: float) -> str:
    return "thigh" if level >= 7 else "buttock" if level >= 4.5 else "back"


def besides(rng: Generator, diary: Sequence[Day], visits: Iterable[date]) -> list[Row]:
    """Return what ``days.csv`` says of visits, the next one, questions and a treatment."""
    if len(diary) < FEWEST_DAYS:
        return []
    rows = [row for day in visits for row in _visit(rng, day)]
    first, last = diary[len(diary) // 3].date, diary[-1].date
    rows.append(
        about(
            rng,
            "change",
            first,
            first + timedelta(days=21),
            "treatment",
            note="Massage once a week, four times in all.",
        )
    )
    asked = (last - timedelta(days=past) for past in (12, 4))
    rows += [
        about(rng, "question", day, day, note=text)
        for day, text in zip(asked, _QUESTIONS, strict=True)
    ]
    return [*rows, _next_visit(rng, last)]


def _visit(rng: Generator, day: date) -> Iterator[Row]:
    """Yield how well each exercise was done, from 1 to 5, as the therapist saw it."""
    for exercise in _QUALITY:
        quality, note = _QUALITY[exercise]
        yield about(
            rng, "visit", day, day, "therapist", exercise=exercise, quality=quality, note=note
        )


def _next_visit(rng: Generator, last: date) -> Row:
    """Return the day of the next visit, written down two weeks before the log ends."""
    day = last + timedelta(days=3)
    told = {"recorded_at": at(last - timedelta(days=14), 20)}
    return about(rng, "next_visit", day, day, "therapist") | told
