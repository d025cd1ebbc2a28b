"""A proposed program: which of its lines are new, which come too late, and the way back.

A change is a dated line from a day on that nobody has lived yet, so no number of an earlier day is
another one afterwards. Pure. How a change reads stands in `backlog.program.comparison`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise

from backlog.program.comparison import holding, same_dose
from backlog.program.dated import Timeline, newest
from backlog.program.prescription import Prescription

#: The note of a line that takes a change back.
BACK = "takes back the change of"


def earliest(today: date, trained: Container[date]) -> date:
    """Return the first day that may have another program.

    It is today while there is no session of today, else tomorrow: what was done keeps the program
    that it was done for.
    """
    return today + timedelta(1) if today in trained else today


@dataclass(frozen=True)
class Proposal:
    """Proposed lines, sorted out: `new` ones, those that are `known`, and those that come `late`.

    A late line would change a day that has been lived.
    """

    new: tuple[Prescription, ...] = ()
    known: tuple[Prescription, ...] = ()
    late: tuple[Prescription, ...] = ()


def proposal(
    lines: Sequence[Prescription], proposed: Iterable[Prescription], earliest: date
) -> Proposal:
    """Sort out proposed lines.

    A line is known when it asks for what holds on its day anyway: a sheet that comes back repeats
    much of the program.
    """
    new: list[Prescription] = []
    known: list[Prescription] = []
    late: list[Prescription] = []
    there = Timeline(lines)
    for line in sorted(proposed, key=lambda each: each.from_day):
        if same_dose(there.holding(line.exercise, line.from_day), line):
            known.append(line)
        elif line.from_day < earliest:
            late.append(line)
        else:
            new.append(line)
            there.add(line)
    return Proposal(tuple(new), tuple(known), tuple(late))


def moved(
    lines: Sequence[Prescription], proposed: Sequence[Prescription], day: date
) -> tuple[Prescription, ...]:
    """Return the proposed lines with what comes before `day`, and is new, moved to `day`.

    Of the lines of an exercise only the newest one may be moved: what it took over from is over.
    """
    late = set(proposal(lines, proposed, day).late)
    last = set(newest(proposed, day))
    kept = [line for line in proposed if line in last or line not in late]
    return tuple(replace(line, from_day=day) if line in late else line for line in kept)


def signed(
    lines: Iterable[Prescription], author: str, note: str | None = None
) -> tuple[Prescription, ...]:
    """Return lines in the name of whoever changes the program; their own notes stay."""
    return tuple(replace(line, author=author, note=line.note or note) for line in lines)


def back(lines: Sequence[Prescription], earliest: date, author: str) -> tuple[Prescription, ...]:
    """Return the lines that take the last change back, from the first day that may change.

    Nothing is removed: what held before is prescribed again. Each further time takes back the
    change before; empty when only the first program is left.

    Parameters
    ----------
    lines : sequence of Prescription
        In the order of the file.
    earliest : datetime.date
        First day that may have another program.
    author : str
        Who takes it back.
    """
    for start, end in reversed(_standing(lines)):
        restored = tuple(_restored(lines, start, end, earliest))
        if restored:
            note = f"{BACK} {lines[start].from_day.isoformat()}"
            return tuple(replace(line, author=author, note=note) for line in restored)
    return ()


def _restored(
    lines: Sequence[Prescription], start: int, end: int, earliest: date
) -> Iterator[Prescription]:
    """Yield what held before the change in `lines` from `start` to `end`, where it is different."""
    for line in lines[start:end]:
        day = max(line.from_day, earliest)
        ended = Prescription(day, line.exercise, 0, 0)
        before = holding(lines[:start], line.exercise, day) or ended
        if not same_dose(holding(lines, line.exercise, day), before):
            yield replace(before, from_day=day)


def _standing(lines: Sequence[Prescription]) -> list[tuple[int, int]]:
    """Return where each change begins and ends that was not taken back.

    The first program is no change.
    """
    standing: list[tuple[int, int]] = []
    ends = list(accumulate(map(len, _parts(lines))))
    for start, end in pairwise(ends):
        if not _goes_back(lines[start]):
            standing.append((start, end))
        elif standing:
            standing.pop()
    return standing


def _parts(lines: Iterable[Prescription]) -> list[list[Prescription]]:
    """Return the first program and each change after it.

    Nothing in a file tells what was written at once. Lines of one day and one author that follow
    each other are taken for one change; no change has two lines for one exercise. Whoever wrote
    them, the lines of the first day are the first program.
    """
    parts: list[list[Prescription]] = []
    for line in lines:
        if parts and _belongs(line, parts[-1], is_first=len(parts) == 1):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _belongs(line: Prescription, part: Sequence[Prescription], is_first: bool) -> bool:
    other = part[-1]
    if line.from_day != other.from_day or line.exercise in {each.exercise for each in part}:
        return False
    if _goes_back(line) or _goes_back(other):
        return (line.author, line.note) == (other.author, other.note)
    return is_first or line.author == other.author


def _goes_back(line: Prescription) -> bool:
    return (line.note or "").startswith(BACK)
