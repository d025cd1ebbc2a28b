"""Every number of the notebooks and the report, as one value: the machine-readable twin.

One object an item: id, value, unit, interval, n (what it rests on), missing, guard (why there is no
value), state. The same tables, the same last day and the same version give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from backlog.analysis import (
    activities,
    days,
    discomfort,
    dose,
    furthest,
    habit,
    items_around,
    items_done,
    items_felt,
    items_rated,
    items_told,
    kinds,
    obstacles,
    quality,
    recording,
    response,
    signs,
)
from backlog.analysis.counted import counted
from backlog.analysis.item import Item
from backlog.analysis.record import Record

#: Version of the summary's own form.
VERSION = 1


def of(record: Record) -> dict[str, Any]:
    """Return the summary of `record` as plain dicts, lists, texts and numbers."""
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    return {
        "version": VERSION,
        "data_through": record.data_through.isoformat(),
        "is_example": record.is_example,
        "days": sum(days.counts(every_day).values()),
        "program_versions": [name for name in every_day["program"].unique() if name],
        "fingerprint": record.fingerprint,
        "set_aside": sum(not problem.used for problem in record.problems),
        "items": [
            *_done(record, every_day),
            *_felt(series),
            *_around(record),
            *_told(record, every_day, series),
        ],
    }


def _done(record: Record, every_day: pd.DataFrame) -> Iterator[Item]:
    yield from items_done.of_days(every_day)
    yield from items_done.of_adherence(every_day)
    yield from items_done.of_doses(dose.table(record, every_day))
    yield from items_rated.of_quality(quality.table(record, every_day))
    yield from items_done.of_habit(habit.strength(every_day))
    yield from items_done.of_obstacles(obstacles.obstacles(record))
    yield from items_done.of_recording(recording.split(record))


def _felt(series: pd.DataFrame) -> Iterator[Item]:
    yield from items_felt.of_ratings(series)
    yield from items_felt.of_change(series)
    yield from items_felt.of_trend(series)
    yield from items_felt.of_weeks(series)
    yield from items_felt.of_program_changes(series)
    yield from items_felt.of_variability(series)


def _around(record: Record) -> Iterator[Item]:
    yield from items_around.of_sessions(response.pairs(record))
    yield from items_around.of_exercises(response.by_exercise(record))


def _told(record: Record, every_day: pd.DataFrame, series: pd.DataFrame) -> Iterator[Item]:
    first = days.first_day(record)
    since = record.data_through if first is None else first.date()
    yield from items_told.of_counts(counted(record, every_day))
    rated = discomfort.since_day_1(series, every_day)
    yield from items_told.of_kinds(kinds.kinds(rated, response.pairs(record)))
    yield items_told.of_signs(signs.signs(record, since, record.data_through))
    yield from items_told.of_furthest(furthest.moved(furthest.answers(record)))
    yield from items_told.of_activities(
        activities.activities(record, since), activities.answers(record, "global_change")
    )


def as_json(summary: dict[str, Any]) -> str:
    """Return the summary as JSON text; numbers that do not exist are null."""
    return json.dumps(summary, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_text(summary: dict[str, Any]) -> str:
    """Return the summary for people: one line an item."""
    whose = "Example data" if summary["is_example"] else "Log"
    head = f"{whose} through {summary['data_through']}: {summary['days']} days"
    aside = [f"{summary['set_aside']} rows set aside"] if summary["set_aside"] else []
    width = max((len(item["id"]) for item in summary["items"]), default=0)
    return "\n".join([head, *aside, *(_line(item, width) for item in summary["items"])]) + "\n"


def _line(item: Item, width: int) -> str:
    shown = "-" if item["value"] is None else f"{_short(item['value'])} {item['unit']}".rstrip()
    parts = [
        f"from {' to '.join(map(_short, item['interval']))}" if item["interval"] else "",
        f"n = {_short(item['n'])}" if item["n"] is not None else "",
        f"missing {_short(item['missing'])}" if item["missing"] else "",
        item["guard"] or item["state"] or "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"{item['id']:<{width}}  {shown}" + (f"  ({told})" if told else "")


def _short(value: float) -> str:
    """Return a number with at most two decimals: a slope of 0.04 a week is not 0."""
    return f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".")
