"""The parts of the page that are tables and lists, each from what the analysis found.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from backlog.analysis.activities import CHANGES
from backlog.analysis.counted import Counted
from backlog.analysis.kinds import KINDS
from backlog.analysis.phrases import count, number, percent
from backlog.analysis.told import REASONS, Told
from backlog.analysis.words.doses import dose, exercise, limits
from backlog.analysis.words.page import short
from backlog.analysis.words.said import said
from backlog.program import Prescription
from backlog.report.parts import Lines, Table

#: Stands where there is no number.
EMPTY = "–"

#: How many of a kind the page has room for; the rest is counted.
ACTIVITIES, CHANGES_OF_DOSE, QUESTIONS, LINES = 3, 4, 5, 4


def counts(found: Counted) -> tuple[tuple[str, str], ...]:
    """Return what was done, stopped, postponed and excused, as counts."""
    return (
        ("sessions done", str(found.done)),
        ("partly done", str(found.partial)),
        ("stopped for pain", str(found.stopped)),
        ("with an exercise postponed by a limit", str(found.postponed)),
        ("days excused", str(found.excused)),
        ("days without any, as said", str(found.missed)),
        ("days not logged", str(found.not_logged)),
        ("days with data", f"{found.with_data} of {found.days}"),
    )


def activities(table: pd.DataFrame, change: pd.DataFrame, since: date) -> Table:
    """Return the self-named activities, and the change as a whole."""
    rows = [_activity(row) for row in table.head(ACTIVITIES).itertuples()]
    more = len(table) - len(rows)
    notes = [
        "0 no trouble, 10 cannot do it.",
        f"{count(more, 'more activity', 'more activities')} not shown." if more else "",
        _overall(change),
    ]
    return Table(
        "Activities in their own words",
        ("Activity", "First", f"Before {short(since)}", "Last", "n", "Missing"),
        tuple(rows),
        " ".join(note for note in notes if note),
    )


def _activity(row: Any) -> tuple[str, ...]:
    ends = (
        (row.first, row.first_day),
        (row.before, row.before_day),
        (row.last, row.last_day),
    )
    told = [f"{value} ({short(day)})" if pd.notna(value) else EMPTY for value, day in ends]
    return said(row.name, 60) if pd.notna(row.name) else EMPTY, *told, str(row.n), str(row.missing)


def _overall(change: pd.DataFrame) -> str:
    if change.empty:
        return "The change as a whole was not answered."
    row = change.iloc[-1]
    words = CHANGES.get(int(row["value"]), "not on the scale")
    return f"As a whole since the beginning: {words} (on {short(row['day'])})."


def discomfort(windows: Mapping[str, pd.DataFrame], mornings: Mapping[str, str]) -> Table:
    """Return the middle rating of each kind in each window, with n and what is missing."""
    rows = [
        (words, *(_middle(kinds.loc[kind]) for kinds in windows.values()))
        for kind, words in KINDS.items()
    ]
    return Table(
        "Discomfort, 0 none to 10 worst imaginable: middle rating (n, missing)",
        ("Asked", *windows),
        (*rows, ("settled by next morning", *mornings.values())),
        "Each kind of rating stands on its own; an unanswered one is missing, never 0.",
    )


def _middle(row: pd.Series) -> str:
    median = number(row["median"]) if pd.notna(row["median"]) else EMPTY
    return f"{median} ({row['n']:.0f}, {row['missing']:.0f})"


def mornings(found: tuple[int, int, int]) -> str:
    """Return after how many sessions it had settled, of those of which that is known."""
    settled, known, missing = found
    return f"{settled} of {known} ({missing} not known)"


def exercises(table: pd.DataFrame, lines: Sequence[Prescription]) -> Table:
    """Return each exercise and side with its dose, the response and its stops."""
    now = {line.exercise: line for line in lines}
    rows = [_exercise(row, now.get(row.exercise)) for row in table.itertuples()]
    return Table(
        "Exercises in this period",
        (
            "Exercise",
            "Prescribed now",
            "Dose done",
            "Worst during: middle (n, missing)",
            "Stopped for pain",
            "Postponed",
        ),
        tuple(rows),
        "A middle rating needs 5. Stopped and postponed are counts of sessions.",
    )


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
    sums = f"{number(round(row.done))} of {number(round(row.target))} {row.unit}"
    return f"{percent(row.percent)}: {sums}" if pd.notna(row.percent) else sums


def doses(program: Sequence[Prescription], last: date) -> Lines:
    """Return what was prescribed from which day on, by whom; the newest changes last."""
    dated = sorted((line for line in program if line.from_day <= last), key=_from)
    changes = [_change(day, list(lines)) for day, lines in groupby(dated, key=_from)]
    more = len(changes) - CHANGES_OF_DOSE
    earlier = [f"{count(more, 'earlier change')} not shown."] if more > 0 else []
    return Lines("Dose history", (*earlier, *changes[-CHANGES_OF_DOSE:]), "No program.")


def _from(line: Prescription) -> date:
    return line.from_day


def _change(day: date, lines: list[Prescription]) -> str:
    told = "; ".join(f"{exercise(line.exercise)} {dose(line)}{_limits(line)}" for line in lines)
    authors = {said(line.author, 40) for line in lines if line.author}
    by = f" ({', '.join(sorted(authors))})" if authors else ""
    return f"{short(day)}{by}: {told}"


def _limits(line: Prescription) -> str:
    return f" ({limits(line)})" if limits(line) else ""


def flares(told: Sequence[Told]) -> Lines:
    """Return the flares that were declared."""
    return Lines("Flares, as declared", _most([_span(row) for row in told], LINES))


def reasons(table: pd.DataFrame, excused: Sequence[Told]) -> Lines:
    """Return every reason that was given, and why days were excused."""
    given = [f"{row.words}: {count(row.sessions, 'session')}" for row in table.itertuples()]
    away = [f"excused {_span(row)}{_because(row)}" for row in excused]
    return Lines("Reasons", (*given, *_most(away, LINES)), "None was given.")


def questions(told: Sequence[Told]) -> Lines:
    """Return the person's questions."""
    return Lines("Questions for this visit", _most([said(row.note) for row in told], QUESTIONS))


def changes(told: Sequence[Told]) -> Lines:
    """Return what else changed: medicine, work, treatment."""
    rows = [f"{_span(row)}{_because(row)}{_note(row)}" for row in told]
    return Lines("What else changed", _most(rows, LINES), "Nothing was written down.")


def _span(row: Told) -> str:
    if row.days == 1:
        return short(row.first)
    return f"{short(row.first)} to {short(row.last)} ({count(row.days, 'day')})"


def _because(row: Told) -> str:
    return f": {REASONS[row.reason]}" if row.reason in REASONS else ""


def _note(row: Told) -> str:
    return f": {said(row.note)}" if row.note else ""


def _most(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the last lines, after one that counts those before."""
    more = len(lines) - most
    return (f"{more} earlier.", *lines[-most:]) if more > 0 else tuple(lines)


def boxes(lines: Sequence[Prescription], visits: Sequence[Told]) -> Table:
    """Return an empty row an exercise, for the quality that is seen and the new dose."""
    last = {row.exercise: f"{row.quality} ({short(row.first)})" for row in visits if row.quality}
    rows = [(exercise(line.exercise), last.get(line.exercise, EMPTY), "", "") for line in lines]
    return Table(
        "At the visit",
        ("Exercise", "Quality last time", "Quality today, 1 to 5", "New dose"),
        tuple(rows),
    )
