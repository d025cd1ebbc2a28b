"""Every number of the notebooks and the report, as one value: the machine-readable twin.

One object an item: id, value, unit, interval, n (what it rests on), missing, guard (why there is no
value), state. The same tables, the same last day and the same version give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from backlog.analysis import adherence, days, discomfort, dose, recording, response
from backlog.analysis.phrases import number
from backlog.analysis.record import Record

#: Version of the summary's own form.
VERSION = 1

Item = dict[str, Any]


def of(record: Record) -> dict[str, Any]:
    """Return the summary of `record` as plain dicts, lists, texts and numbers."""
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    return {
        "version": VERSION,
        "data_through": record.data_through.isoformat(),
        "is_example": record.is_example,
        "days": len(series),
        "program_versions": [name for name in every_day["program"].unique() if name],
        "fingerprint": record.fingerprint,
        "set_aside": sum(not problem.used for problem in record.problems),
        "items": [
            *_day_items(every_day),
            *_adherence_items(every_day),
            *_dose_items(dose.table(record, every_day)),
            *_discomfort_items(series),
            *_response_items(response.pairs(record)),
            *_recording_items(recording.split(record)),
        ],
    }


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
    low, high = item["interval"] or (None, None)
    shown = "-" if item["value"] is None else f"{number(item['value'])} {item['unit']}"
    parts = [
        f"at most {number(high)} {item['unit']}" if high not in (None, low) else "",
        f"n = {number(item['n'])}" if item["n"] is not None else "",
        f"missing {number(item['missing'])}" if item["missing"] else "",
        item["guard"] or item["state"] or "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"{item['id']:<{width}}  {shown}" + (f"  ({told})" if told else "")


def _item(
    id: str,
    value: float | None,
    unit: str,
    n: float | None = None,
    missing: float | None = None,
    interval: tuple[float, float] | None = None,
    guard: str | None = None,
    state: str | None = None,
) -> Item:
    return {
        "id": id,
        "value": _rounded(value),
        "unit": unit,
        "interval": interval and [_rounded(end) for end in interval],
        "n": _rounded(n),
        "missing": _rounded(missing),
        "guard": guard,
        "state": state,
    }


def _rounded(value: float | None) -> float | None:
    """Return a plain number with at most four decimals; what is not there stays not there."""
    if value is None or pd.isna(value):
        return None
    held = round(float(value), 4)
    return int(held) if held == int(held) else held


def _day_items(every_day: pd.DataFrame) -> Iterator[Item]:
    for state, count in days.counts(every_day).items():
        yield _item(f"days.{state}", count, "days")


def _adherence_items(every_day: pd.DataFrame) -> Iterator[Item]:
    if every_day.empty:
        return
    for name, rows in adherence.windows(every_day).items():
        found = adherence.of(rows)
        yield _adherence(f"adherence.sessions.{name.replace(' ', '_')}", found)
    yield _item("adherence.extras", found.extras, "sessions")


def _adherence(id: str, found: adherence.Adherence) -> Item:
    state = f"{number(found.done)} of {number(found.prescribed)}"
    if not found.prescribed:
        guard = "nothing was asked for" if found.chosen else "no days a week chosen"
        return _item(id, None, "%", guard=guard, n=0)
    shares = (100 * (found.low or 0), 100 * (found.high or 0))
    needed = None if found.enough else f"needs {adherence.FEWEST} prescribed sessions"
    return _item(
        id,
        shares[0] if found.enough else None,
        "%",
        n=found.prescribed,
        missing=found.not_logged,
        interval=shares if found.enough else None,
        guard=needed and f"{state}: {needed}",
        state=state,
    )


def _dose_items(doses: pd.DataFrame) -> Iterator[Item]:
    for row in doses.itertuples():
        enough = row.sessions >= adherence.FEWEST
        share = (100 * row.share, 100 * (row.share + row.share_not_logged))
        yield _item(
            f"adherence.dose.{row.exercise}.{row.side}",
            share[0] if enough else None,
            "%",
            n=row.sessions,
            interval=share if enough else None,
            guard=None if enough else f"needs {adherence.FEWEST} prescribed sessions",
            state=f"{number(row.done)} of {number(row.target)} {row.unit}",
        )


def _discomfort_items(series: pd.DataFrame) -> Iterator[Item]:
    yield _item(
        "discomfort.ratings",
        int(series["discomfort"].notna().sum()),
        "days",
        n=len(series),
        missing=int(series["discomfort"].isna().sum()),
    )
    for name, rows in (("first_7_days", series.head(7)), ("last_7_days", series.tail(7))):
        found = discomfort.stretch(rows)
        needed = f"{found.n} of {discomfort.FEWEST} ratings so far"
        yield _item(
            f"discomfort.median.{name}",
            found.median if found.enough else None,
            "of 10",
            n=found.n,
            missing=len(rows) - found.n,
            guard=None if found.enough else needed,
        )
    share = discomfort.minority(series)
    yield _item("discomfort.rarer_kind", None if share is None else 100 * share, "%")


def _response_items(pairs: pd.DataFrame) -> Iterator[Item]:
    found = response.counts(pairs)
    missing = found.pop("not_rated")
    both = sum(found.values())
    for name, count in found.items():
        yield _item(f"response.{name}", count, "sessions", n=both, missing=missing)


def _recording_items(split: recording.Split) -> Iterator[Item]:
    for name in ("live", "later", "corrected"):
        yield _item(f"recording.{name}", getattr(split, name), "sessions", n=split.sessions)
