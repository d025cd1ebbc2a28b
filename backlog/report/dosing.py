"""The parts of the page about exercises and doses: done, prescribed, and room for new ones.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from backlog.analysis.phrases import listed, number, percent
from backlog.analysis.tables import amount
from backlog.analysis.told import Told
from backlog.analysis.words.page import short
from backlog.analysis.words.prescribed import dose, exercise, limits, often
from backlog.analysis.words.said import said
from backlog.program import Prescription, in_force
from backlog.report.parts import EMPTY, Lines, Table, at_most

#: How many changes of the dose the page has room for, the last ones.
CHANGES_OF_DOSE = 4

_NOTE = (
    "A middle rating needs 5. Stops and postponed count sessions in which this exercise was; a "
    "session can go on after that."
)


def exercises(table: pd.DataFrame, lines: Sequence[Prescription], weighted: pd.DataFrame) -> Table:
    """Return each exercise and side with its dose, the response and its stops.

    Where a therapist rated quality, the dose `weighted` by it stands below and says so.
    """
    now = {line.exercise: line for line in lines}
    rows = [_exercise(row, now.get(row.exercise)) for row in table.itertuples()]
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


def _exercise(row: Any, line: Prescription | None) -> tuple[str, ...]:
    name = row.name if row.side == "both" else f"{row.name}, {row.side}"
    done = _share(row)
    worst = number(row.worst) if pd.notna(row.worst) else EMPTY
    return (
        name,
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


def doses(program: Sequence[Prescription], last: date) -> Lines:
    """Return what was prescribed from which day on, by whom; the newest changes last."""
    dated = sorted((line for line in program if line.from_day <= last), key=_from)
    days = [(day, list(lines)) for day, lines in groupby(dated, key=_from)]
    told = [_change(day, lines, in_force(dated, day - DAY), last) for day, lines in days]
    return Lines("Dose history", at_most(told, CHANGES_OF_DOSE), "No program.")


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
