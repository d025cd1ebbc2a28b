"""The parts of the page about exercises and doses: done, prescribed, and room for new ones.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from backlog.analysis.phrases import count, listed, number, percent
from backlog.analysis.plan import Plan
from backlog.analysis.tables import amount
from backlog.analysis.told import Told
from backlog.analysis.words.page import short
from backlog.analysis.words.prescribed import dose, exercise, limits, often
from backlog.analysis.words.said import said
from backlog.program import Prescription
from backlog.program.comparison import LABELS, Change, same_dose
from backlog.program.dated import Timeline
from backlog.report.parts import EMPTY, Lines, Table

_NOTE = "A middle rating needs 5. Stops and postponed are counts of sessions, which may go on then."


def exercises(table: pd.DataFrame, lines: Sequence[Prescription], weighted: pd.DataFrame) -> Table:
    """Return each exercise and side with its dose, the response and its stops.

    Sides of which the same is told share a row.
    Where a therapist rated quality, the dose `weighted` by it stands below and says so.
    """
    now = {line.exercise: line for line in lines}
    told = groupby(
        table.itertuples(), lambda row: (row.name, _exercise(row, now.get(row.exercise)))
    )
    rows = [(_of_sides(name, rows), *cells) for (name, cells), rows in told]
    return Table(
        "Exercises in this period",
        (
            "Exercise",
            "Prescribed now",
            "Dose done",
            "Worst felt: middle (n, missing)",
            "Sessions with a stop for pain",
            "Postponed",
        ),
        tuple(rows),
        f"{_NOTE}{_weighted(weighted)}",
    )


def _weighted(table: pd.DataFrame) -> str:
    known = table.dropna(subset="percent")
    told = [f"{row.name} {percent(row.percent)}" for row in known.itertuples()]
    if not told:
        return ""
    return f" Dose weighted by the quality that was rated at visits: {listed(told)}."


def _of_sides(name: str, rows: Iterable[Any]) -> str:
    sides = [row.side for row in rows if row.side != "both"]
    each = " each" if len(sides) > 1 else ""
    return f"{name}, {listed(sides)}{each}" if sides else name


def _exercise(row: Any, line: Prescription | None) -> tuple[str, ...]:
    done = _share(row)
    worst = number(row.worst) if pd.notna(row.worst) else EMPTY
    return (
        dose(line) if line else "not prescribed",
        done,
        f"{worst} ({row.n}, {row.missing})",
        str(row.stops),
        str(row.postponed),
    )


def _share(row: Any) -> str:
    if pd.isna(row.target):
        return EMPTY
    sums = amount(row.done, row.target, row.unit)
    return f"{percent(row.percent)}: {sums}" if pd.notna(row.percent) else sums


def program(lines: Sequence[Prescription], versions: Sequence[Plan], last: date) -> str:
    """Return how much is prescribed, since when, and how often that was changed."""
    starts = [short(plan.start, last) for plan in _asking_anew(versions)]
    if not starts:
        return "none"
    first, *later = starts
    many = count(len(lines), "exercise")
    if not later:
        return f"{many}, since {first}"
    times = "once" if len(later) == 1 else f"{number(len(later))} times"
    on = "on" if len(later) == 1 else "last on"
    return f"{many}; since {first}, changed {times}, {on} {later[-1]}"


def _asking_anew(found: Sequence[Plan]) -> list[Plan]:
    """Return the plans that ask for something else than the one before."""
    before = [(), *(plan.lines for plan in found)]
    return [plan for plan, old in zip(found, before, strict=False) if not _same(plan.lines, old)]


def _same(lines: Sequence[Prescription], old: Sequence[Prescription]) -> bool:
    return len(lines) == len(old) and all(map(same_dose, lines, old))


def versions(found: Sequence[Plan], last: date) -> str:
    """Return the names that rows have for the program, the last ones, by which files are told."""
    named = [f"{plan.version} from {short(plan.start, last)}" for plan in found]
    more = f"{number(len(named) - VERSIONS)} earlier, " if len(named) > VERSIONS else ""
    return f"Program versions: {more}{', '.join(named[-VERSIONS:]) or 'none'}."


#: How many versions of the program the footer has room for.
VERSIONS = 4


def doses(program: Sequence[Prescription], last: date) -> Lines:
    """Return what was prescribed from which day on, by whom; the newest changes last.

    Of an exercise the last line of a day counts; one that asks for the same as before is left out.
    """
    dated = sorted((line for line in program if line.from_day <= last), key=_from)
    counting = {(line.from_day, line.exercise): line for line in dated}.values()
    known = Timeline(counting)
    both = [(line, known.holding(line.exercise, line.from_day - DAY)) for line in counting]
    new = [(line, old) for line, old in both if old is None or not same_dose(old, line)]
    days = groupby(new, key=lambda change: change[0].from_day)
    told = (_of_day(day, list(each), last) for day, each in days)
    return Lines("Dose history", tuple(told), "No program.")


DAY = timedelta(days=1)


def _from(line: Prescription) -> date:
    return line.from_day


def _of_day(
    day: date, changed: Sequence[tuple[Prescription, Prescription | None]], last: date
) -> str:
    """Return what is new on a day: each new line is given with the one that held before."""
    told = "; ".join(f"{exercise(line.exercise)} {_new(line, old)}" for line, old in changed)
    authors = {said(line.author, 40) for line, _ in changed if line.author}
    by = f" ({', '.join(sorted(authors))})" if authors else ""
    return f"{short(day, last)}{by}: {told}"


def _new(line: Prescription, old: Prescription | None) -> str:
    """Return what a line says; where the exercise was there before, only what is new in it."""
    if not line.sets:
        return "ended"
    if old is None or not old.sets:
        return ", ".join(filter(None, (dose(line), often(line), limits(line))))
    return ", ".join(_changed(line, old))


def _changed(line: Prescription, old: Prescription) -> Iterator[str]:
    yield from (words(line) or none for words, none in _PARTS if words(line) != words(old))
    fields = Change(line.exercise, line.from_day, old, line).fields
    yield from (f"{LABELS[name]} {value}" for name, _, value in fields if name in _APART)


#: What is told in one piece, with the words for a piece that says nothing.
_PARTS = ((dose, ""), (often, "once a day"), (limits, "no limits"))
#: Columns that stand in no such piece.
_APART = ("rest_s", "side_order")


def boxes(lines: Sequence[Prescription], visits: Sequence[Told], last: date) -> Table:
    """Return a row an exercise with room for the quality that is seen and for the new dose."""
    seen = {
        row.exercise: f"{row.quality} ({short(row.first, last)})" for row in visits if row.quality
    }
    room = ("1   2   3   4   5", "", "", "", "", "")
    return Table(
        "At the visit",
        (
            "Exercise",
            "Quality last time",
            "Quality today",
            "Sets",
            "Reps",
            "Hold",
            "Days a week",
            "Note",
        ),
        tuple((exercise(line.exercise), seen.get(line.exercise, EMPTY), *room) for line in lines),
    )
