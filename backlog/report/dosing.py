"""The parts of the page about exercises and doses: done, prescribed, and room for new ones.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from backlog.program import Prescription, in_force
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
    return f"{name}, {listed(sides)}" if sides else name


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
    if not versions:
        return "none"
    first, *later = (short(plan.start, last) for plan in versions)
    many = count(len(lines), "exercise")
    if not later:
        return f"{many}, since {first}"
    times = "once" if len(later) == 1 else f"{number(len(later))} times"
    on = "on" if len(later) == 1 else "last on"
    return f"{many}; since {first}, changed {times}, {on} {later[-1]}"


def versions(found: Sequence[Plan], last: date) -> str:
    """Return the names that rows have for the program, the last ones, by which files are told."""
    named = [f"{plan.version} from {short(plan.start, last)}" for plan in found]
    more = f"{number(len(named) - VERSIONS)} earlier, " if len(named) > VERSIONS else ""
    return f"Program versions: {more}{', '.join(named[-VERSIONS:]) or 'none'}."


#: How many versions of the program the footer has room for.
VERSIONS = 4


def doses(program: Sequence[Prescription], last: date) -> Lines:
    """Return what was prescribed from which day on, by whom; the newest changes last."""
    dated = sorted((line for line in program if line.from_day <= last), key=_from)
    days = [(day, list(lines)) for day, lines in groupby(dated, key=_from)]
    told = (_change(day, lines, in_force(dated, day - DAY), last) for day, lines in days)
    return Lines("Dose history", tuple(told), "No program.")


DAY = timedelta(days=1)


def _from(line: Prescription) -> date:
    return line.from_day


def _change(
    day: date, lines: Sequence[Prescription], before: Sequence[Prescription], last: date
) -> str:
    """Return what is new on a day; of an exercise that was there before, only what is new in it."""
    old = {line.exercise: line for line in before}
    told = "; ".join(_new(line, old.get(line.exercise)) for line in lines)
    authors = {said(line.author, 40) for line in lines if line.author}
    by = f" ({', '.join(sorted(authors))})" if authors else ""
    return f"{short(day, last)}{by}: {told}"


def _new(line: Prescription, before: Prescription | None) -> str:
    parts = [dose(line), often(line), limits(line)]
    old = [dose(before), often(before), limits(before)] if before else [""] * 3
    names = [part or "no limits" for part, was in zip(parts, old, strict=True) if part != was]
    return f"{exercise(line.exercise)} {', '.join(names) or 'as before'}"


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
