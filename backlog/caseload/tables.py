"""A caseload as frames and plain records: for people, for a figure, for another program.

Knows the columns; works nothing out.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from backlog.caseload import words
from backlog.caseload.flags import EVERYBODY, Rule
from backlog.caseload.order import GROUNDS, Look
from backlog.caseload.row import Row, Unread
from backlog.log.text import to_cell

#: Version of the records' own form.
VERSION = 1


def reasons(looks: Sequence[Look]) -> pd.DataFrame:
    """Return every reason to look and every note, a line each, to read.

    The name stands in the first line of each person.
    """
    told = [line for look in looks for line in _lines(look)]
    return pd.DataFrame(told, columns=["person", "why look"])


def _lines(look: Look) -> Iterator[tuple[str, str]]:
    for at, told in enumerate([*look.reasons, *(f"note: {note}" for note in look.notes)]):
        yield ("" if at else look.row.name), told


def people(looks: Sequence[Look]) -> pd.DataFrame:
    """Return a line a person, to read; what is not known of an unreadable log is empty."""
    return pd.DataFrame([_told(look.row) for look in looks], columns=_HEADINGS)


_HEADINGS = [
    "person",
    "done in 28 days",
    "since the start",
    "dose",
    "discomfort",
    "start to now",
    "last entry",
]


def _told(row: Row | Unread) -> list[Any]:
    if isinstance(row, Unread):
        return [row.name, *[None] * 6]
    done = [words.kept(row.last_28), words.kept(row.whole), words.dose(row)]
    return [row.name, *done, words.now(row), words.change(row), words.last_entry(row)]


def marks(looks: Sequence[Look]) -> pd.DataFrame:
    """Return what a figure of the caseload draws.

    Returns
    -------
    pandas.DataFrame
        name, unread (the log cannot be read), signs (days with an unseen warning sign), low and
        high (percent done in 28 days, at least and at most; NA under five prescribed sessions),
        start and recent (mean discomfort 0-10; NA where nothing can be compared), stops (sessions
        of 28 days with a stop for pain, of an exercise or of the whole), days_ago (since the last
        entry). What is not known is NA.
    """
    frame = pd.DataFrame([_mark(look.row) for look in looks], columns=list(_MARKS))
    return frame.astype(_MARKS)


_MARKS = {
    "name": "str",
    "unread": bool,
    "signs": int,
    "low": "Float64",
    "high": "Float64",
    "start": "Float64",
    "recent": "Float64",
    "stops": "Int64",
    "days_ago": "Int64",
}


def _mark(row: Row | Unread) -> list[Any]:
    if isinstance(row, Unread):
        return [row.name, True, 0, *[None] * 6]
    month = row.last_28
    shares = (month.low, month.high) if month.enough else (None, None)
    done = [None if share is None else 100 * share for share in shares]
    felt = [row.start, row.recent, row.stops]
    return [row.name, False, len(row.signs), *done, *felt, row.days_ago]


def grounds() -> pd.DataFrame:
    """Return the order, ground by ground."""
    places = list(range(1, len(GROUNDS) + 1))
    means = [ground.means for ground in GROUNDS]
    return pd.DataFrame({"what is counted": means}, index=pd.Index(places, name="place"))


def rules(found: Sequence[Rule]) -> pd.DataFrame:
    """Return the therapist's own rules, to read."""
    told = [
        [
            "everybody" if it.person == EVERYBODY else it.person,
            it.kind,
            it.limit,
            it.author,
            it.note,
        ]
        for it in found
    ]
    frame = pd.DataFrame(told, columns=["person", "rule", "limit", "author", "note"])
    return frame.replace("", None).astype({"limit": "Int64"})


def records(looks: Sequence[Look]) -> Iterator[dict[str, Any]]:
    """Yield a plain record a person: texts, numbers, days and lists of them."""
    for place, look in enumerate(looks, start=1):
        row = look.row
        head = {"place": place, "person": row.name, "reasons": look.reasons, "notes": look.notes}
        if isinstance(row, Unread):
            yield head | {"unread": row.why}
        else:
            yield head | {"unread": None} | _values(row)


def _values(row: Row) -> dict[str, Any]:
    values = asdict(row)
    for sums in ("last_28", "whole"):
        adherence = values.pop(sums)
        for name in ("prescribed", "done", "not_logged"):
            values[f"{name}_{sums}"] = round(adherence[name], 4)
    del values["name"]
    signs = [f"{sign.day}: {sign.words}" for sign in row.signs]
    return values | {"signs": signs, "quiet": row.quiet}


def as_json(looks: Sequence[Look], through: date) -> str:
    """Return the records as JSON text."""
    whole = {"version": VERSION, "data_through": through, "people": list(records(looks))}
    return json.dumps(whole, indent=1, ensure_ascii=False, default=str, allow_nan=False) + "\n"


def as_csv(looks: Sequence[Look]) -> str:
    """Return the records as CSV, harmless in a spreadsheet; lists are joined with semicolons."""
    rows = [{name: _cell(value) for name, value in each.items()} for each in records(looks)]
    names = max((list(row) for row in rows), key=len, default=["place", "person"])
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    joined = "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return to_cell(joined)
