"""Writing a script: from the doses in force on a day to phases, in order and linked.

Knows the breath script of each kind of exercise, the order of sides and the rule that postpones.
Must not know a clock, a file or a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from backlog.program import CATALOG, Exercise, Prescription
from backlog.session.limits import beyond, postponed, stops_at
from backlog.session.script import DEFAULT_PACE, CheckIn, Kind, Pace, Phase, PlannedSet, Script


@dataclass(frozen=True)
class _Step:
    """A phase before its targets are known; `block` is what *done early* ends."""

    kind: Kind
    seconds: float
    exercise: int
    block: int
    set: int | None = None
    rep: int = 0
    counts: bool = False
    breath: str | None = None


def write(
    lines: Iterable[Prescription], program: str, check_in: CheckIn, pace: Pace = DEFAULT_PACE
) -> Script:
    """Return the script of one session.

    Parameters
    ----------
    lines : iterable of Prescription
        The lines in force on the day, in order.
    program : str
        Their hash, kept with every row.
    check_in : CheckIn
        Decides which exercises are postponed.
    pace : Pace
        Seconds of each kind of phase.
    """
    sets: list[PlannedSet] = []
    steps = [_Step(Kind.WARM_UP, pace.warm_up, exercise=-1, block=-1)]
    for place, line in enumerate(lines):
        rule = postponed(line, check_in)
        first = len(sets)
        sets += _sets(line, check_in)
        if rule is None:
            steps += _exercise(_today(line, check_in), place, first, pace)
    return Script(tuple(_linked(steps)), tuple(sets), program, pace, check_in.lighter)


def _today(line: Prescription, check_in: CheckIn) -> Prescription:
    """Return the line as it is done today: the lighter session halves the repetitions."""
    return replace(line, reps=(line.reps + 1) // 2) if check_in.lighter else line


def _sets(line: Prescription, check_in: CheckIn) -> Iterator[PlannedSet]:
    rule = postponed(line, check_in)
    for set_no in range(1, line.sets + 1):
        for side in line.sides:
            yield PlannedSet(
                line.exercise,
                side,
                set_no,
                line.reps,
                line.hold,
                line.hold_unit,
                reps=_today(line, check_in).reps,
                rule=rule,
                over_limit=rule is None and beyond(line, check_in) is not None,
                stop_at=stops_at(line, check_in),
            )


def _exercise(line: Prescription, place: int, first: int, pace: Pace) -> Iterator[_Step]:
    """Yield every step of one exercise; its sets begin at `first` in the script's sets."""
    sides = len(line.sides)
    alternate = sides > 1 and line.side_order == "alternate"
    yield _Step(Kind.READY, pace.ready, place, first, first)
    for set_no in range(line.sets):
        start = first + set_no * sides
        if set_no:
            yield _Step(Kind.REST, line.rest_s, place, start, start)
        yield from (_in_turn if alternate else _in_blocks)(line, place, start, pace)


def _in_blocks(line: Prescription, place: int, start: int, pace: Pace) -> Iterator[_Step]:
    """One side after the other: all repetitions left, change, all repetitions right."""
    for at in range(start, start + len(line.sides)):
        if at > start:
            yield _Step(Kind.SIDE, pace.side, place, at, at)
        for rep in range(1, line.reps + 1):
            yield from _repetition(line, place, at, at, rep, pace)


def _in_turn(line: Prescription, place: int, start: int, pace: Pace) -> Iterator[_Step]:
    """Left and right in turn; *done early* ends both."""
    for rep in range(1, line.reps + 1):
        for at in range(start, start + len(line.sides)):
            if rep > 1 or at > start:
                yield _Step(Kind.SIDE, pace.settle, place, start, at, breath="settle")
            yield from _repetition(line, place, start, at, rep, pace)


def _repetition(
    line: Prescription, place: int, block: int, at: int, rep: int, pace: Pace
) -> Iterator[_Step]:
    exercise = CATALOG[line.exercise]
    counting = Kind.HOLD if exercise.has_hold else Kind.RETURN
    yield _Step(Kind.AGAIN, pace.again, place, block, at, rep)
    for kind, breath in _breaths(exercise):
        seconds = getattr(pace, breath) if breath else _hold_seconds(line, pace)
        yield _Step(kind, seconds, place, block, at, rep, kind is counting, breath)


def _breaths(exercise: Exercise) -> list[tuple[Kind, str | None]]:
    """Return the breath script of one repetition: each kind with its part of the pace, in order."""
    start = [(Kind.IN, "breath_in"), (Kind.OUT, "breath_out")]
    hold = [(Kind.HOLD, None)] if exercise.has_hold else []
    if exercise.breath == "activate":
        return [*start, *hold, (Kind.RETURN, "breath_out")]
    return [*start, *hold, (Kind.RETURN, "back"), (Kind.SETTLE, "settle")]


def _hold_seconds(line: Prescription, pace: Pace) -> float:
    """Return the seconds of a hold; one that is counted in breaths keeps those of the begin."""
    hold = line.hold or 0.0
    return hold * pace.breath if line.hold_unit == "breaths" else hold


def _linked(steps: list[_Step]) -> Iterator[Phase]:
    """Give each step its jump targets."""
    rep_ends = _ends(steps, attrgetter("set", "rep"))
    jumps = zip(
        _ends(steps, id),
        _ends(steps, attrgetter("block")),
        _ends(steps, attrgetter("exercise")),
        strict=True,
    )
    for i, (step, (following, set_end, exercise_end)) in enumerate(zip(steps, jumps, strict=True)):
        yield Phase(
            step.kind,
            float(step.seconds),
            step.set,
            step.rep,
            step.counts,
            following,
            set_end,
            exercise_end,
            _redo(steps, i, rep_ends[i]),
            _start(steps, i),
            step.breath,
        )


def _ends(steps: list[_Step], part: Callable[[_Step], object]) -> list[int]:
    """Return, for each step, where its part ends.

    That is the first later place on the straight way whose `part` is another, or the end.
    """
    ends, after = [0] * len(steps), len(steps)
    for i in reversed(range(len(steps))):
        same = after < len(steps) and part(steps[after]) == part(steps[i])
        ends[i] = ends[after] if same else after
        if steps[i].kind is not Kind.AGAIN:
            after = i
    return ends


def _redo(steps: list[_Step], i: int, rep_end: int) -> int | None:
    """Return where a pause in step `i` leads back to.

    That is the get-ready-again step of the running repetition, or of the next one when this one
    has counted already.
    """
    start = _start(steps, i)
    if start is None:
        return None
    if not any(step.counts for step in steps[start:i]):
        return start
    repeats = rep_end < len(steps) and steps[rep_end].rep
    return rep_end - 1 if repeats else rep_end


def _start(steps: list[_Step], i: int) -> int | None:
    """Return the get-ready-again step of the repetition that step `i` is in; None outside one."""
    if not steps[i].rep:
        return None
    return next(j for j in range(i, -1, -1) if steps[j].kind is Kind.AGAIN)
