"""Dated lines of a typed table: a line holds until a later one for the same exercise.

Pure: knows the day and the exercise of a line, and must not know what it prescribes.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from backlog.problem import Problem
from backlog.program.catalog import CATALOG


class Dated(Protocol):
    """A line with the day from which it holds, for one exercise."""

    @property
    def from_day(self) -> date:
        """First day on which the line holds."""

    @property
    def exercise(self) -> str:
        """The exercise's id in the catalogue."""


Line = TypeVar("Line", bound=Dated)


def newest(lines: Iterable[Line], day: date) -> tuple[Line, ...]:
    """Return the line that holds on `day` for each exercise, in the catalogue's order.

    Of two lines with the same date the one further down counts.
    """
    begun = sorted((line for line in lines if line.from_day <= day), key=attrgetter("from_day"))
    found = {line.exercise: line for line in begun}
    return tuple(found[id] for id in CATALOG if id in found)


_DAY = attrgetter("from_day")


class Timeline(Generic[Line]):
    """Dated lines of each exercise in the order of their days, asked about while it grows.

    Of two lines with the same day the one that came later counts.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._own: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.add(line)

    def add(self, line: Line) -> None:
        """Put a line in."""
        insort(self._own[line.exercise], line, key=_DAY)

    def holding(self, exercise: str, day: date) -> Line | None:
        """Return the line that holds on a day, None before the first."""
        own = self._own[exercise]
        at = bisect_right(own, day, key=_DAY)
        return own[at - 1] if at else None

    def after(self, exercise: str, day: date) -> Line | None:
        """Return the next line after a day, None where none comes."""
        own = self._own[exercise]
        at = bisect_right(own, day, key=_DAY)
        return own[at] if at < len(own) else None


def parted(built: Iterable[Line | Problem]) -> tuple[tuple[Line, ...], list[Problem]]:
    """Return the good lines and the problems apart."""
    good: list[Line] = []
    problems: list[Problem] = []
    for each in built:
        if isinstance(each, Problem):
            problems.append(each)
        else:
            good.append(each)
    return tuple(good), problems
