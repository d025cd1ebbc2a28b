"""Read a log: the person's own, else the example that ships with the product.

The shell of this room: the only module that looks at a file or at the clock. A damaged line, or a
file that is no log, is a problem in the record and never an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from backlog.analysis.record import TABLES, Record
from backlog.log import Log, LogError, Unfinished, data_folder
from backlog.problem import Problem
from backlog.program import Prescription
from backlog.program.progression import Rule
from backlog.synthetic import EXAMPLE

#: A day begins at 03:00: until then, today is still yesterday.
DAY_BEGINS = timedelta(hours=3)

#: The example of a checkout; an installed package has none and shows an empty record.
EXAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "example"


def load(folder: str | Path | None = None, data_through: date | None = None) -> Record:
    """Read the person's log, or the example while there is nothing of their own.

    Parameters
    ----------
    folder : path, optional
        The data folder; else the one that `backlog.log.data_folder` names.
    data_through : datetime.date, optional
        Last day to look at; else today, and for the example its own last day.

    Returns
    -------
    Record
    """
    log = Log(data_folder(folder))
    own = read(log, data_through or today(datetime.now()))
    if _has_rows(own) or not EXAMPLE_FOLDER.is_dir():
        return own
    through = data_through or EXAMPLE["until"]
    return read(Log(EXAMPLE_FOLDER), through, is_example=True, unfinished=own.unfinished)


def read(log: Log, data_through: date, **known: Any) -> Record:
    """Read every table of one log; `known` gives fields of the record that it cannot tell."""
    tables, problems = {}, []
    for name in TABLES:
        tables[name], found = _table(log, name)
        problems += found
    program, found = _program(log)
    told = {"unfinished": tuple(_sentence(item) for item in log.unfinished())} | known
    return Record(
        tables,
        program,
        data_through,
        problems=tuple(problems + found),
        folder=log.folder,
        fingerprint=fingerprint(log.folder),
        **told,
    )


def today(now: datetime) -> date:
    """Return the day that local time `now` counts to."""
    return (now - DAY_BEGINS).date()


def fingerprint(folder: Path) -> str:
    """Return sixteen digits that change with any byte of any table of `folder`."""
    paths = {name: folder / f"{name}.csv" for name in (*TABLES, "program")}
    return fingerprint_of({name: it.read_bytes() for name, it in paths.items() if it.is_file()})


def fingerprint_of(tables: Mapping[str, bytes]) -> str:
    """Return the same of tables that stand in no folder yet: their bytes by their name."""
    digest = sha256()
    for name in (*TABLES, "program"):
        digest.update(name.encode() + b"\0" + tables.get(name, b""))
    return digest.hexdigest()[:16]


def _has_rows(record: Record) -> bool:
    """Return whether a session or a check-in was ever logged, even one that cannot be read."""
    named = {problem.file for problem in record.problems}
    return any(
        len(record.tables[name]) or f"{name}.csv" in named for name in ("sessions", "checkins")
    )


def _table(log: Log, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    try:
        return log.read(name)
    except LogError as error:
        empty, _ = Log(log.folder / "nothing").read(name)
        return empty, [Problem(f"{name}.csv", 0, "", "", str(error))]


def _program(log: Log) -> tuple[tuple[Prescription, ...], list[Problem]]:
    try:
        return log.program()
    except LogError as error:
        return (), [Problem("program.csv", 0, "", "", str(error))]


def rules(record: Record) -> tuple[tuple[Rule, ...], list[Problem]]:
    """Return the therapist's rules of the log that a record was read from, and what is wrong."""
    if record.folder is None:
        return (), []
    try:
        return Log(record.folder).progression()
    except LogError as error:
        return (), [Problem("progression.csv", 0, "", "", str(error))]


def _sentence(session: Unfinished) -> str:
    """Return what to say about a session that nobody closed."""
    when = _opened(session.session_id)
    return f"There is an unfinished session{when}: it counts once you resume it or save it."


def _opened(session_id: str) -> str:
    try:
        began = datetime.strptime(session_id[:15], "%Y%m%dT%H%M%S")
    except ValueError:
        return ""
    return f" of {began.day} {began:%B}, {began:%H:%M}"
