"""A record: everything that was read of one log, as one value.

Knows what there is to ask about. Must not know where it came from on disk beyond its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from backlog.problem import Problem
from backlog.program import Prescription

TABLES = ("sets", "sessions", "checkins", "days", "activities")


@dataclass(frozen=True)
class Record:
    """One log, read.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        sets, sessions, checkins, days and activities: the newest revision of each row, deleted
        ones left out.
    program : tuple of Prescription
        Every dated line.
    data_through : datetime.date
        Last day that is looked at. Later rows are left out; days without a row are not.
    is_example : bool
        True for the synthetic person that ships with the product.
    problems : tuple of Problem
        Rows that were set aside, and rows that were edited by hand and used.
    unfinished : tuple of str
        One sentence for each session that was never closed.
    """

    tables: Mapping[str, pd.DataFrame]
    program: tuple[Prescription, ...]
    data_through: date
    is_example: bool = False
    problems: tuple[Problem, ...] = ()
    unfinished: tuple[str, ...] = ()
    folder: Path | None = None
    fingerprint: str = ""

    def until_through(self, table: str, day: str = "local_day") -> pd.DataFrame:
        """Return the rows of `table` up to `data_through`."""
        rows = self.tables[table]
        return rows[rows[day] <= pd.Timestamp(self.data_through)]

    def between(self, first: date, last: date) -> Record:
        """Return the record with only what was logged from `first` to `last`, both included.

        What ``days.csv`` says about days, and the program, stay whole.
        """
        kept = {name: _between(rows, first, last) for name, rows in self.tables.items()}
        return replace(self, tables=kept)


def _between(rows: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    if "local_day" not in rows:
        return rows
    return rows[rows["local_day"].between(pd.Timestamp(first), pd.Timestamp(last))]
