"""The parts of the page that tell how it went and what was said about days.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from backlog.analysis.activities import CHANGES
from backlog.analysis.counted import Counted
from backlog.analysis.kinds import KINDS
from backlog.analysis.phrases import count, number
from backlog.analysis.told import REASONS, Told
from backlog.analysis.words.page import short
from backlog.analysis.words.said import said
from backlog.report.parts import EMPTY, Lines, Table


def counts(found: Counted) -> tuple[tuple[str, str], ...]:
    """Return what was done, stopped, postponed and excused, as counts.

    Few logs have sessions without sets, from an import: they are counted where there are any.
    """
    untold = (found.untold, "session logged without sets", "sessions logged without sets")
    counted = (
        (found.done, "session done", "sessions done"),
        (found.partial, "session partly done", "sessions partly done"),
        (found.stopped, "session ended for pain", "sessions ended for pain"),
        *((untold,) if found.untold else ()),
        (found.postponed, f"session {_POSTPONED}", f"sessions {_POSTPONED}"),
        (found.excused, "day excused", "days excused"),
        (found.missed, "day without any, as said", "days without any, as said"),
        (found.not_logged, "day due and not logged", "days due and not logged"),
    )
    with_data = ("days with data", f"{found.with_data:,} of {found.days:,}")
    return (*((one if n == 1 else many, number(n)) for n, one, many in counted), with_data)


_POSTPONED = "with an exercise postponed by a limit"


def unseen(days: int) -> str:
    """Return what is said of signs of earlier days, which may be counted and not told."""
    return f"; signs of {count(days, 'earlier day')} not seen by a clinician yet" if days else ""


def activities(table: pd.DataFrame, change: pd.DataFrame, since: date, last: date) -> Table:
    """Return the self-named activities, and the change as a whole."""
    rows = [_activity(row, last) for row in table.itertuples()]
    return Table(
        "Activities in their own words",
        ("Activity", "First", f"Before {short(since, last)}", "Last", "n, missing"),
        tuple(rows),
        f"0 no trouble, 10 cannot do it. {_overall(change, last)}",
    )


def _activity(row: Any, last: date) -> tuple[str, ...]:
    ends = (
        (row.first, row.first_day),
        (row.before, row.before_day),
        (row.last, row.last_day),
    )
    told = [f"{value} ({short(day, last)})" if pd.notna(value) else EMPTY for value, day in ends]
    name = said(row.name, 60) if pd.notna(row.name) else EMPTY
    return name, *told, f"{row.n}, {row.missing}"


def _overall(change: pd.DataFrame, last: date) -> str:
    if change.empty:
        return "The change as a whole was not answered."
    row = change.iloc[-1]
    words = CHANGES.get(int(row["value"]), "not on the scale")
    return f"As a whole since the beginning: {words} (on {short(row['day'], last)})."


def discomfort(windows: Mapping[str, pd.DataFrame], mornings: Mapping[str, str]) -> Table:
    """Return the middle rating of each kind in each window, with n and what is missing."""
    rows = [
        (words, *(_middle(kinds.loc[kind]) for kinds in windows.values()))
        for kind, words in KINDS.items()
    ]
    return Table(
        "Discomfort: middle rating (n, missing)",
        ("Asked", *windows),
        (*rows, ("settled next morning", *mornings.values())),
        "0 none, 10 worst imaginable. Each kind stands on its own; unanswered is missing, never 0.",
    )


def _middle(row: pd.Series) -> str:
    median = number(row["median"]) if pd.notna(row["median"]) else EMPTY
    return f"{median} ({row['n']:.0f}, {row['missing']:.0f})"


def mornings(found: tuple[int, int, int]) -> str:
    """Return after how many sessions it had settled, of those of which that is known."""
    settled, known, missing = found
    return f"{settled} of {known} ({missing})"


def flares(told: Sequence[Told], last: date) -> Lines:
    """Return the flares that were declared."""
    return Lines("Flares, as declared", tuple(_span(row, last) for row in told))


def reasons(table: pd.DataFrame, excused: Sequence[Told], last: date) -> Lines:
    """Return every reason that was given, and why days were excused."""
    each = [f"{row.words} ({count(row.sessions, 'session')})" for row in table.itertuples()]
    given = (", ".join(each),) if each else ()
    away = tuple(f"excused {_span(row, last)}{_because(row)}" for row in excused)
    return Lines("Reasons", away, "None was given.", given)


def questions(told: Sequence[Told]) -> Lines:
    """Return the person's questions; those without their words, in a bundle, are counted."""
    asked = tuple(said(row.note) for row in told if row.note)
    silent = len(told) - len(asked)
    whose = "its words are" if silent == 1 else "their words are"
    unsaid = (f"{count(silent, 'question')}; {whose} not shared.",) if silent else ()
    return Lines("Questions for this visit", asked, always=unsaid, more=2)


def changes(told: Sequence[Told], last: date) -> Lines:
    """Return what else changed: medicine, work, treatment."""
    rows = tuple(f"{_span(row, last)}{_because(row)}{_note(row)}" for row in told)
    return Lines("What else changed", rows, "Nothing was written down.")


def _span(row: Told, last: date) -> str:
    if row.days == 1:
        return short(row.first, last)
    return f"{short(row.first, last)} to {short(row.last, last)} ({count(row.days, 'day')})"


def _because(row: Told) -> str:
    return f": {REASONS[row.reason]}" if row.reason in REASONS else ""


def _note(row: Told) -> str:
    return f": {said(row.note)}" if row.note else ""
