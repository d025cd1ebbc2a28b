"""The log of one person: the tables and journals of one folder.

Thin: it joins the parts of this room and decides their order. All writing of data files goes
through it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.log import closing, folder, journals, pending, reader, schema, settings
from backlog.log.error import LogError
from backlog.log.journal import Journal, Unfinished
from backlog.log.schema import Record, Table
from backlog.log.tables import Tables
from backlog.problem import Problem
from backlog.program import UNKNOWN_EXERCISE, Prescription, from_records, progression
from backlog.program.progression import Rule

if TYPE_CHECKING:
    import pandas as pd


def aware_now() -> datetime:
    """Return the present time with the machine's offset."""
    return datetime.now().astimezone()


def new_id(at: datetime) -> str:
    """Return an id: local day and time of `at`, and 32 random bits."""
    return f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


class Log:
    """The log in one folder.

    Parameters
    ----------
    folder : Path
        The data folder. It is made with the first entry when it is not there yet; when it was there
        and is gone, it is not made again.
    now : callable
        Gives the present time with its offset.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = aware_now) -> None:
        self.folder = Path(folder)
        self.tables = Tables(self.folder, now)

    def read(self, table: str) -> tuple[pd.DataFrame, list[Problem]]:
        """Return the newest revision of each row, deleted ones left out, and all problems.

        Returns
        -------
        frame : DataFrame
            In the order as written, one column for each of the table but ``chk``; integers Int64,
            numbers Float64, dates datetime64 at midnight, times datetime64 in UTC, all else str.
        problems : list of Problem
            What is wrong in the file; the line is set aside unless its problem is `used`.

        Raises
        ------
        LogError
            When the file is no log or cannot be opened.
        """
        from backlog.log import frame

        kind = schema.table(table)
        data = self.tables.data(kind)
        quick = frame.proven(data, kind)
        if quick is not None:
            return quick, []
        rows, problems = reader.current(data, kind)
        return frame.from_rows(rows, kind), problems

    def records(self, table: str) -> Iterator[Record]:
        """Yield the same rows as records: values by name of column, None where empty."""
        return iter(self.told(table)[0])

    def problems(self, table: str) -> list[Problem]:
        """Return the problems of a table."""
        return self.told(table)[1]

    def told(self, table: str) -> tuple[list[Record], list[Problem]]:
        """Return what `records` and `problems` give, from one reading of the table."""
        kind = schema.table(table)
        rows, problems = reader.current(self.tables.data(kind), kind)
        return [row.record for row in rows], problems

    def append(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one row: when this returns, it is on disk.

        A correction is a row with the same id and `rev` one higher. `rev`, `recorded_at` and `chk`
        are set when they are absent.

        Raises
        ------
        ValueError
            When a value may not stand in its column.
        LogError
            When the row could not be written. A `PendingError` says where it is kept until it can.
        """
        self._write(self.tables.add, table, [row])

    def extend(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write many rows at once; those whose id and revision are there already are left out.

        Raises as `append` does: all of them are written, or none.
        """
        self._write(self.tables.add_new, table, rows)

    def _write(
        self,
        write: Callable[[Table, list[Record]], None],
        table: str,
        rows: Iterable[Mapping[str, Any]],
    ) -> None:
        """Write checked rows, or keep them until they can be written."""
        kind = schema.table(table)
        records = [self.tables.checked(kind, row) for row in rows]
        try:
            write(kind, records)
        except LogError as why:
            raise pending.keep(self.folder, kind, records, why) from why

    def program(self) -> tuple[tuple[Prescription, ...], list[Problem]]:
        """Return the dated prescriptions in ``program.csv`` and its problems."""
        return self._typed("program", from_records)

    def progression(self) -> tuple[tuple[Rule, ...], list[Problem]]:
        """Return a therapist's rules in ``progression.csv`` and its problems."""
        return self._typed("progression", progression.from_records)

    def _typed(self, table: str, build: Callable[[Iterable[Any]], Any]) -> Any:
        """Return what people typed into a table, checked against the catalogue, and its problems.

        What is no id is told as what is no exercise.
        """
        kind = schema.table(table)
        rows, problems = reader.current(self.tables.data(kind), kind)
        lines, refused = build((row.line, row.record) for row in rows)
        told = [
            replace(problem, allowed=UNKNOWN_EXERCISE) if problem.column == "exercise" else problem
            for problem in problems
        ]
        return lines, sorted(told + refused)

    def prescribe(self, lines: Iterable[Prescription]) -> None:
        """Append dated prescriptions to ``program.csv``."""
        kind = schema.table("program")
        self.tables.add(kind, [kind.check(prescription.record()) for prescription in lines])

    def settings(self) -> tuple[dict[str, Any], list[Problem]]:
        """Return what ``settings.json`` holds, by name, and its problems."""
        return settings.read(self.folder)

    def keep_settings(self, values: Mapping[str, Any]) -> None:
        """Keep these settings; those that are not named stay as they are."""
        self.tables.ready()
        settings.keep(self.folder, values)

    def open_session(self, session_id: str, opening: Mapping[str, Any]) -> Journal:
        """Begin a session: its journal holds `opening` on disk when this returns.

        While the data folder cannot be written, the journal is kept in the fallback folder; its
        `path` tells.
        """
        place = folder.fallback_folder(self.folder) if self.trouble() else self.folder
        return journals.begin(place, session_id, opening)

    def close_session(
        self, live: Journal, sets: Sequence[Mapping[str, Any]], session: Mapping[str, Any]
    ) -> None:
        """Close a session: its rows into the journal, then into the tables, sets first.

        Raises
        ------
        ValueError
            When a value may not stand in its column; nothing was written.
        LogError
            When the rows could not be written; once they are in the journal, `settle` brings them
            into the tables later.
        """
        closing.close(live, self.tables, {"sets": sets, "sessions": [session]})

    def unfinished(self) -> list[Unfinished]:
        """Return the sessions that were begun, not closed, and that nobody alive owns."""
        return journals.unfinished(self.folder, self.tables.now())

    def running(self) -> list[str]:
        """Return the ids of the sessions that somebody alive owns, this process included."""
        return journals.running(self.folder)

    def session_records(self, session_id: str) -> list[dict[str, Any]]:
        """Return the intact records of a session's journal, closed or not; reads only.

        Raises
        ------
        LogError
            When there is no such session.
        """
        return journals.records(self.folder, session_id)

    def resume_session(self, session_id: str) -> Journal:
        """Take up an unfinished session again, in the same file.

        Raises
        ------
        LogError
            When there is no such session, when it is closed, or when it is running elsewhere.
        """
        return journals.resume(self.folder, session_id)

    def take_over_session(self, session_id: str) -> Journal:
        """Go on with a session that runs elsewhere; its old owner notices and writes no more.

        Raises
        ------
        LogError
            When there is no such session, or when it is closed.
        """
        return journals.take_over(self.folder, session_id)

    def discard_session(self, session_id: str) -> None:
        """Close an unfinished session without rows; its journal stays and counts nowhere."""
        journals.discard(self.folder, session_id)

    def settle(self) -> list[str]:
        """Bring into the tables what waits: closed sessions and single rows; say what was done."""
        closed = [closing.settle(path, self.tables) for path in journals.closed(self.folder)]
        return closed + pending.merge(self.tables)

    def trouble(self) -> str | None:
        """Return one sentence about why nothing can be written now, None when it can."""
        return self.tables.trouble()
