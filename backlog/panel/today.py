"""What holds today, and what is left of it: exercises that ended, that are open, that keep waiting.

Pure: rows of the log and the lines in force go in. Knows the therapist's limits only through
`backlog.session.limits`. Must not know widgets, nor what Home says of any of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from backlog.program import Prescription
from backlog.session import CheckIn
from backlog.session.limits import stops_at

Record = Mapping[str, Any]

#: A set in one of these states was begun.
BEGUN = frozenset({"done", "partial", "stopped_pain"})
#: Who broke off for one of these reasons did not mean to be done.
NOT_NOW = frozenset({"time", "interrupted"})


def ended(
    sets: Iterable[Record], sessions: Iterable[Record], lines: Sequence[Prescription], day: date
) -> dict[str, int]:
    """Return the exercises that ended for `day`, each with the worst discomfort of the day in it.

    An exercise ends for the day when its worst discomfort came to the limit of the session that it
    was rated in; whether that was said during it or at the review makes no difference.
    """
    before = {row["session_id"]: row["discomfort_before"] for row in sessions}
    by_id = {line.exercise: line for line in lines}
    worst: dict[str, int] = {}
    for row in sets:
        line, rated = by_id.get(row["exercise"]), row["discomfort"]
        if row["local_day"] != day or line is None or rated is None:
            continue
        limit = stops_at(line, CheckIn(before.get(row["session_id"])))
        if limit is not None and rated >= limit:
            worst[line.exercise] = max(rated, worst.get(line.exercise, 0))
    return worst


def left(
    sets: Iterable[Record], sessions: Iterable[Record], lines: Sequence[Prescription], day: date
) -> list[str]:
    """Return the exercises that a session of `day` left open, in the program's order.

    First those that were left out of a round that others were done in, then those that are due
    another time on this day. Nothing is left before the first session, when a session was stopped
    for pain, or when everything is due: that is an ordinary session.
    """
    today = [row for row in sets if row["local_day"] == day]
    stopped = any(row["status"] == "stopped_pain" for row in sessions if row["local_day"] == day)
    if not today or stopped:
        return []
    taken = Counter(_taken_up(today))
    rounds = max([1, *taken.values()])
    due = _due(ended(today, sessions, lines, day), lines)
    missed = [each for each, times in due.items() if taken[each] < min(times, rounds)]
    still = missed or _not_yet(due, taken)
    return still if len(still) < len(lines) else []


def done(
    sets: Iterable[Record], sessions: Iterable[Record], lines: Sequence[Prescription], day: date
) -> bool:
    """Return whether everything was taken up as often as `day` asks, but for what ended."""
    today = [row for row in sets if row["local_day"] == day]
    due = _due(ended(today, sessions, lines, day), lines)
    return bool(today) and not _not_yet(due, Counter(_taken_up(today)))


def _due(over: Mapping[str, int], lines: Iterable[Prescription]) -> dict[str, int]:
    """Return how often a day asks for each exercise that did not end."""
    return {line.exercise: line.times_per_day for line in lines if line.exercise not in over}


def _not_yet(due: Mapping[str, int], taken: Mapping[str, int]) -> list[str]:
    return [exercise for exercise, times in due.items() if taken[exercise] < times]


def _taken_up(sets: Iterable[Record]) -> list[str]:
    """Return an exercise once for each session in which nothing of it was left open."""
    of: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in sets:
        of[row["session_id"], row["exercise"]].append(row)
    return [exercise for (_, exercise), rows in of.items() if not any(map(_open, rows))]


def _open(row: Record) -> bool:
    broken_off = row["status"] == "partial" and row["reason"] in NOT_NOW
    return row["status"] not in BEGUN or broken_off


def postponed_in_a_row(sets: Iterable[Record]) -> dict[str, int]:
    """Return on how many days in a row, the last ones that say anything, a limit postponed each.

    A day on which an exercise was begun ends the row; one on which it was skipped, or not come to,
    says nothing of the limit.
    """
    days: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in sets:
        days[row["exercise"]][row["local_day"]].add(row["status"])
    return {exercise: _last_postponed(said) for exercise, said in days.items()}


def _last_postponed(said: Mapping[date, set[str]]) -> int:
    count = 0
    for day in sorted(said):
        if said[day] & BEGUN:
            count = 0
        elif "skipped_by_rule" in said[day]:
            count += 1
    return count
