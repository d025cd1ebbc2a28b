"""What was prescribed, and from when to when: the history of each exercise's dose. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from backlog.analysis.record import Record
from backlog.program import CATALOG, Prescription, in_force
from backlog.program.comparison import changes, dose, same_dose

COLUMNS = ("exercise", "name", "first", "last", "dose", "step")


def table(record: Record) -> pd.DataFrame:
    """Return one row a stretch of days with one dose of an exercise, up to the record's last day.

    Returns
    -------
    pandas.DataFrame
        exercise, name, first and last (days, both included), dose (in words), step (0 for the first
        dose of the exercise, one more with each change), in the order in which a session runs them.
    """
    rows = [row for id in CATALOG for row in _of(record, id)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("first", "last")}
    return frame.assign(**days)


def _of(record: Record, exercise: str) -> Iterator[dict[str, object]]:
    """Yield the stretches of one exercise."""
    for step, (line, last) in enumerate(_stretches(record, exercise)):
        yield {
            "exercise": exercise,
            "name": CATALOG[exercise].name,
            "first": line.from_day,
            "last": last,
            "dose": dose(line),
            "step": step,
        }


def _stretches(record: Record, exercise: str) -> Iterator[tuple[Prescription, date]]:
    """Yield each dose of an exercise with its last day; days on which it was ended are left out."""
    own = [line for line in record.program if line.exercise == exercise]
    days = sorted({line.from_day for line in own if line.from_day <= record.data_through})
    held = [(day, next(iter(in_force(own, day)), None)) for day in days]
    begun = [
        (day, line)
        for at, (day, line) in enumerate(held)
        if not at or not same_dose(held[at - 1][1], line)
    ]
    after = record.data_through + timedelta(days=1)
    for (_, line), (end, _) in pairwise([*begun, (after, None)]):
        if line:
            yield line, end - timedelta(days=1)


def dated(record: Record) -> pd.DataFrame:
    """Return every change of the program, the newest first; those that lie ahead, too.

    Returns
    -------
    pandas.DataFrame
        day, change (in words), author and note (NA where nobody said).
    """
    rows = []
    for at, line in enumerate(record.program):
        for change in changes(record.program[:at], [line]):
            rows.append((change.from_day, change.told, line.author, line.note))
    frame = pd.DataFrame(rows, columns=["day", "change", "author", "note"])
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.sort_values("day", ascending=False, kind="stable").reset_index(drop=True)
