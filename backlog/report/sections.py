"""The parts of the page that are tables and lists, each from what the analysis found.

Puts words into rows. Must not work out any number, nor know how a row is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

from backlog.analysis.activities import CHANGES
from backlog.analysis.counted import Counted
from backlog.analysis.kinds import KINDS
from backlog.analysis.phrases import count, number, percent
from backlog.analysis.tables import amount
from backlog.analysis.told import REASONS, Told
from backlog.analysis.words.page import short
from backlog.analysis.words.prescribed import dose, exercise, limits, often
from backlog.analysis.words.said import said
from backlog.program import Prescription, in_force
from backlog.report.parts import EMPTY, Lines, Table

#: How many of a kind the page has room for; the rest is counted.
ACTIVITIES, CHANGES_OF_DOSE, QUESTIONS, LINES = 3, 4, 5, 4


def counts(found: Counted) -> tuple[tuple[str, str], ...]:
    """Return what was done, stopped, postponed and excused, as counts."""
    return (
        ("sessions done", number(found.done)),
        ("partly done", number(found.partial)),
        ("stopped for pain", number(found.stopped)),
        ("with an exercise postponed by a limit", number(found.postponed)),
        ("days excused", number(found.excused)),
        ("days without any, as said", number(found.missed)),
        ("days not logged", number(found.not_logged)),
        ("days with data", f"{found.with_data:,} of {found.days:,}"),
    )


def activities(table: pd.DataFrame, change: pd.DataFrame, since: date, last: date) -> Table:
    """Return the self-named activities, and the change as a whole."""
    rows = [_activity(row, last) for row in table.head(ACTIVITIES).itertuples()]
    more = len(table) - len(rows)
    notes = [
        "0 no trouble, 10 cannot do it.",
        f"{count(more, 'more activity', 'more activities')} not shown." if more else "",
        _overall(change, last),
    ]
    return Table(
        "Activities in their own words",
        ("Activity", "First", f"Before {short(since, last)}", "Last", "n, missing"),
        tuple(rows),
        " ".join(note for note in notes if note),
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
            "Worst felt: middle (n, missing)",
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
    sums = amount(row.done, row.target, row.unit)
    return f"{percent(row.percent)}: {sums}" if pd.notna(row.percent) else sums


def doses(program: Sequence[Prescription], last: date) -> Lines:
    """Return what was prescribed from which day on, by whom; the newest changes last."""
    dated = sorted((line for line in program if line.from_day <= last), key=_from)
    days = [(day, list(lines)) for day, lines in groupby(dated, key=_from)]
    told = [_change(day, lines, in_force(dated, day - DAY), last) for day, lines in days]
    return Lines("Dose history", _most(told, CHANGES_OF_DOSE), "No program.")


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


def flares(told: Sequence[Told], last: date) -> Lines:
    """Return the flares that were declared."""
    return Lines("Flares, as declared", _most([_span(row, last) for row in told], LINES))


def reasons(table: pd.DataFrame, excused: Sequence[Told], last: date) -> Lines:
    """Return every reason that was given, and why days were excused."""
    each = [f"{row.words} ({count(row.sessions, 'session')})" for row in table.itertuples()]
    given = [", ".join(each)] if each else []
    away = [f"excused {_span(row, last)}{_because(row)}" for row in excused]
    return Lines("Reasons", (*given, *_most(away, LINES)), "None was given.")


def questions(told: Sequence[Told]) -> Lines:
    """Return the person's questions."""
    return Lines("Questions for this visit", _most([said(row.note) for row in told], QUESTIONS))


def changes(told: Sequence[Told], last: date) -> Lines:
    """Return what else changed: medicine, work, treatment."""
    rows = [f"{_span(row, last)}{_because(row)}{_note(row)}" for row in told]
    return Lines("What else changed", _most(rows, LINES), "Nothing was written down.")


def _span(row: Told, last: date) -> str:
    if row.days == 1:
        return short(row.first, last)
    return f"{short(row.first, last)} to {short(row.last, last)} ({count(row.days, 'day')})"


def _because(row: Told) -> str:
    return f": {REASONS[row.reason]}" if row.reason in REASONS else ""


def _note(row: Told) -> str:
    return f": {said(row.note)}" if row.note else ""


def _most(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the last lines, after one that counts those before."""
    more = len(lines) - most
    return (f"{more} earlier.", *lines[-most:]) if more > 0 else tuple(lines)


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
