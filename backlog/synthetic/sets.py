"""The sets of one synthetic session: how much of each was done, on which side, how it ended.

Knows what a prescription asks for and how a person falls short of it. Must not know what a session
is or when it was written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from numpy.random import Generator

from backlog.program import Prescription
from backlog.synthetic.habit import bounded

Row = dict[str, Any]


class Way(NamedTuple):
    """How a session goes: the check-in's rating, the true level, and the share that is done.

    `hurried` cuts the end of the session off, otherwise every set becomes shorter. `kept` is False
    for a session recalled later: nobody remembers limits or ratings then.
    """

    before: int | None
    level: float
    share: float = 1.0
    hurried: bool = False
    lighter: bool = False
    kept: bool = True


class _End(NamedTuple):
    reps: int
    status: str
    reason: str | None = None


def sets(rng: Generator, lines: Sequence[Prescription], way: Way) -> list[Row]:
    """Return the session's sets in order, without ids and times."""
    rows: list[Row] = []
    left = way.share * sum(_seconds(line) for line in lines)
    for line in lines:
        worst = way.level + rng.choice([-1, -1, 0, 0, 1])
        ended = _session_ended(rows, rng)
        rows += _exercise(rng, line, way, worst, ended or (way.hurried and left <= 0))
        left -= _seconds(line)
    return rows


def _seconds(line: Prescription) -> float:
    """Return about how long an exercise takes."""
    return line.sets * len(line.sides) * line.reps * (13 + (line.hold or 0))


def _session_ended(rows: list[Row], rng: Generator) -> bool:
    """Return whether the last exercise was the last: given up before, or stopped for pain now."""
    if not rows or rows[-1]["status"] == "not_attempted":
        return bool(rows)
    return bool(rows[-1]["status"] == "stopped_pain" and rng.random() < 0.4)


def _exercise(
    rng: Generator, line: Prescription, way: Way, worst: float, over: bool
) -> Iterator[Row]:
    rating = bounded(worst) if way.kept and rng.random() < 0.7 else None
    for side in line.sides:
        for number in range(1, line.sets + 1):
            end = _End(0, "not_attempted") if over else _end(rng, line, way, worst, side)
            yield {
                "exercise": line.exercise,
                "side": side,
                "set_no": number,
                "target_reps": line.reps,
                "target_hold": line.hold,
                "hold_unit": line.hold_unit,
                "reps": end.reps,
                "held": _held(rng, line, end.reps),
                "status": end.status,
                "reason": end.reason,
                "discomfort": rating if end.reps else None,
            }


def _end(rng: Generator, line: Prescription, way: Way, worst: float, side: str) -> _End:
    rule = _rule(line, way)
    if rule:
        return _End(0, "skipped_by_rule", rule)
    if way.kept and line.stop_at is not None and worst >= line.stop_at:
        return _End(int(rng.integers(1, line.reps)), "stopped_pain", "pain")
    return _shortened(rng, line, way, side)


def _rule(line: Prescription, way: Way) -> str | None:
    if line.postpone_at is None or not way.kept:
        return None
    if way.before is None:
        return "not_rated"
    return "over_limit" if way.before >= line.postpone_at else None


def _shortened(rng: Generator, line: Prescription, way: Way, side: str) -> _End:
    if way.lighter:
        return _End((line.reps + 1) // 2, "partial", "tired")
    share = 1.0 if way.hurried else way.share
    weaker = int(rng.integers(1, 3)) if side == "right" and rng.random() < 0.25 else 0
    reps = max(1, round(line.reps * share) - weaker)
    if reps < line.reps:
        return _End(reps, "partial", "tired")
    return _End(reps + int(rng.random() < 0.04), "done")


def _held(rng: Generator, line: Prescription, reps: int) -> float | None:
    """Return the seconds held; now and then the person eases off before a hold is over."""
    if line.hold is None:
        return None
    eased = round(float(rng.uniform(0.5, line.hold / 2)), 1) if rng.random() < 0.2 else 0.0
    return round(max(0.0, reps * line.hold - eased), 1)
