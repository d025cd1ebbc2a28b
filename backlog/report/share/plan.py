"""The plan of a bundle: every file that goes, with its bytes.

The page and the summary are made of the rows that go, hidden and moved as they are, so that no
choice is undone by another file. What the page tells of days before the period all the same, above
all the comparison with the program's start, is in `backlog.report.share.earlier`, and the preview
names it. Reads the log; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backlog.analysis import reading
from backlog.log import Log, LogError, line
from backlog.log.schema import TABLES
from backlog.report.period import Period
from backlog.report.share import earlier, excerpt, files, hidden, moved, notebooks, record
from backlog.report.share.choices import Choices
from backlog.report.share.earlier import Earlier
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
    earlier : Earlier
        What the page tells of days before the period.
    notes, authors, names : int
        In how many rows of the period there is a note, an author, an activity's name.
    beyond : int
        Rows that go and speak of days outside the period, too: ranges, and lines in force in it.
    aside : int
        Lines of the chosen tables that cannot be read and do not go.
    left_out : tuple of str
        Notebooks that do not go because they name this computer or its user.
    """

    choices: Choices
    files: tuple[File, ...]
    earlier: Earlier
    notes: int = 0
    authors: int = 0
    names: int = 0
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
    before = earlier.of(record.of(whole, choices.last), choices.first)
    reaches_back = before.start is not None
    kept, left_out = notebooks.going(private) if choices.notebooks else ({}, ())
    return Plan(
        choices,
        (*_files(read, whole, choices, reaches_back, made, back), *files.notebooks(kept)),
        before,
        notes=hidden.told(part, hidden.NOTE),
        authors=hidden.told(part, hidden.AUTHOR),
        names=hidden.told(part, hidden.NAME),
        beyond=excerpt.beyond(part, choices.first, choices.last),
        aside=sum(not problem.used for problem in read.problems),
        left_out=left_out,
    )


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
