"""The plan of a bundle: every file that goes, with its bytes.

The page and the summary are made of the rows that go, hidden and moved as they are, so that no
choice is undone by another file. One thing reaches back: the page compares the last days with the
program's start, which may lie before the period. Means and counts of these go, no single day does,
and the preview says so. Reads the log; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backlog.analysis import reading
from backlog.log import Log, LogError, line
from backlog.log.schema import TABLES
from backlog.report.period import Period
from backlog.report.share import excerpt, files, hidden, moved, notebooks, record
from backlog.report.share.choices import Choices
from backlog.report.share.excerpt import Rows
from backlog.report.share.files import File
from backlog.report.share.source import Source, source


@dataclass(frozen=True)
class Plan:
    """What would be written, and what is to be said of it.

    Parameters
    ----------
    choices : Choices
        What was chosen; its days are the real ones.
    files : tuple of File
        Every file of the bundle.
    notes, authors, names : int
        In how many rows of the period there is a note, an author, an activity's name.
    start : datetime.date, optional
        The program's start where it lies before the period: the page compares with it.
    beyond : int
        Rows that go and speak of days outside the period, too: ranges, and lines in force in it.
    aside : int
        Lines of the chosen tables that cannot be read and do not go.
    left_out : tuple of str
        Notebooks that do not go because they name this computer or its user.
    """

    choices: Choices
    files: tuple[File, ...]
    notes: int = 0
    authors: int = 0
    names: int = 0
    start: date | None = None
    beyond: int = 0
    aside: int = 0
    left_out: tuple[str, ...] = ()


def plan(
    log: Log, choices: Choices, made: datetime, back: int = 0, private: tuple[str, ...] = ()
) -> Plan:
    """Work out what a bundle would hold.

    Parameters
    ----------
    log : Log
        The log to share from.
    choices : Choices
        What the person chose.
    made : datetime.datetime
        The time that stands on the page; it is moved as all dates are.
    back : int
        By how many weeks dates are moved, when they are.
    private : tuple of str
        Words that must not stand in a notebook: the user's name, home, host, the folder.

    Raises
    ------
    LogError
        When a table cannot be read, or nothing was logged in the period.
    """
    read = source(log, choices.tables)
    whole = excerpt.of_period(read.rows, date.min, choices.last)
    part = excerpt.of_period(read.rows, choices.first, choices.last)
    if not any(kept for name, kept in part.items() if name not in ("program", "progression")):
        raise LogError(f"{log.folder}: nothing was logged on these days in these tables.")
    start = _start(whole, choices.first)
    kept, left_out = notebooks.going(private) if choices.notebooks else ({}, ())
    return Plan(
        choices,
        (*_files(read, whole, choices, start is not None, made, back), *files.notebooks(kept)),
        notes=hidden.told(part, hidden.NOTE),
        authors=hidden.told(part, hidden.AUTHOR),
        names=hidden.told(part, hidden.NAME),
        start=start,
        beyond=excerpt.beyond(part, choices.first, choices.last),
        aside=sum(not problem.used for problem in read.problems),
        left_out=left_out,
    )


def _start(rows: Rows, first: date) -> date | None:
    """Return the first day with a log where it lies before the period."""
    days = [row["local_day"] for kept in rows.values() for row in kept if "local_day" in row]
    return min((day for day in days if day < first), default=None)


def _files(
    read: Source, whole: Rows, choices: Choices, reaches_back: bool, made: datetime, back: int
) -> tuple[File, ...]:
    """Return page, tables, summary and description, all of the same rows."""
    shown = _hidden(whole, choices)
    shared = excerpt.of_period(shown, choices.first, choices.last)
    by = timedelta(weeks=back if choices.shift_dates else 0)
    if choices.shift_dates:
        shown, shared = (moved.moved(each, read.program, back) for each in (shown, shared))
        made = moved.earlier(made, by)
    first, last = choices.first - by, choices.last - by
    sheets = {name: line.whole(TABLES[name], kept) for name, kept in shared.items() if kept}
    of_tables = record.of(shared, last, reading.fingerprint_of(sheets))
    of_page = record.of(shown, last, of_tables.fingerprint, read.problems)
    return (
        *files.pages(of_page, of_tables, Period(first, last), made, choices.pdf),
        *(files.table(name, shared[name], data, choices) for name, data in sheets.items()),
        files.summary(of_tables, reaches_back),
        files.description(sheets, first, last),
    )


def _hidden(rows: Rows, choices: Choices) -> Rows:
    """Return rows without what the person did not choose to give."""
    if not choices.notes:
        rows = hidden.emptied(rows, hidden.NOTE)
    if choices.names:
        return rows
    return hidden.unnamed(hidden.numbered(hidden.emptied(rows, hidden.AUTHOR)))
