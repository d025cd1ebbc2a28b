"""One person's folder or bundle, summed up: the function that a caseload maps over everybody.

It stands alone, takes a path and a day and returns a small row, so that any process on any machine
that sees the path can run it. Whatever is wrong with one person becomes that person's own row.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from backlog.analysis import adherence, days, discomfort, dose, findings, reading
from backlog.analysis.reason import Reason
from backlog.analysis.record import Record
from backlog.caseload.folders import opened
from backlog.caseload.period import Period, period
from backlog.caseload.row import LONGEST_NAME, Row, Unread
from backlog.caseload.signs import unseen
from backlog.log import Log, LogError
from backlog.problem import Problem, capped, shortened

#: Of so many rows that were set aside a row keeps the words.
FEW = 3


def row_of(path: str | Path, through: date) -> Row | Unread:
    """Return the row of one person.

    Parameters
    ----------
    path : path
        The person's data folder, a folder with ``data`` in it, or a bundle.
    through : datetime.date
        Last day that is looked at.

    Returns
    -------
    Row or Unread
        Never raises: one person's damage does not hide the others.
    """
    try:
        with opened(Path(path)) as folder:
            part = period(folder)
            record = reading.read(Log(folder), min(through, part.last) if part else through)
            _refuse_gaps(record)
            if part:
                _refuse_later(record, part.last)
            return _row(name_of(path), record, part, (through - record.data_through).days)
    except Exception as trouble:
        return unread(path, trouble)


def name_of(path: str | Path) -> str:
    """Return the name under which a folder or bundle is shown."""
    return shortened(Path(path).name, LONGEST_NAME)


def unread(path: str | Path, trouble: BaseException) -> Unread:
    """Return what to show in place of a row."""
    if isinstance(trouble, LogError):
        return Unread(name_of(path), shortened(str(trouble), 200))
    if isinstance(trouble, PermissionError):
        what = Path(trouble.filename or path).name
        return Unread(name_of(path), shortened(f"{what} may not be read: permission is missing"))
    return Unread(name_of(path), shortened(f"{type(trouble).__name__}: {trouble}", 200))


def _refuse_gaps(record: Record) -> None:
    """Raise when a whole file cannot be read: every count without it would be wrong."""
    whole = [it for it in record.problems if not it.line and not it.used]
    if whole:
        raise LogError("; ".join(_sentence(problem, record) for problem in whole))


def _refuse_later(record: Record, last: date) -> None:
    """Raise when a file holds days after its own last one: what is in them would not be seen."""
    begun = [record.tables[name]["local_day"].max() for name in days.LOGGED]
    begun.append(record.tables["days"]["from"].max())
    latest = max((day for day in begun if pd.notna(day)), default=pd.NaT)
    if latest > pd.Timestamp(last):
        raise LogError(f"says that it ends on {last}, and holds days until {latest.date()}")


def _sentence(problem: Problem, record: Record) -> str:
    """Return a problem in words, without the place of the folder on this machine."""
    told = problem.allowed if str(problem.file) in problem.allowed else str(problem)
    return told.replace(f"{record.folder}{os.sep}", "")


def _row(name: str, record: Record, part: Period | None, behind: int) -> Row:
    every_day = days.table(record)
    series = discomfort.daily(record, every_day)
    month = adherence.last_28_days(every_day)
    aside = [it for it in record.problems if not it.used]
    return Row(
        name=name,
        first=_day(series["day"].min()),
        begins=part and part.first,
        ends=part and part.last,
        behind=behind,
        last_28=adherence.of(month),
        whole=adherence.of(every_day),
        dose=_dose(record, month),
        signs=unseen(record),
        set_aside=len(aside),
        problems=tuple(capped([shortened(_sentence(it, record), 200) for it in aside], FEW)),
        **_now(series),
        **_change(series),
        **_last_entry(record, every_day),
        **_stops(record),
        worst=_worst(record),
    )


def _dose(record: Record, month: pd.DataFrame) -> float | None:
    """Return the mean over the exercises of the dose that was done, in percent."""
    doses = dose.table(record, month)
    if doses.empty or doses["percent"].isna().any():
        return None
    return round(100 * float(dose.by_exercise(doses).mean()), 4)


def _now(series: pd.DataFrame) -> dict[str, Any]:
    week = discomfort.stretch(series.tail(7))
    return {"now": week.median if week.enough else None, "ratings": week.n}


def _change(series: pd.DataFrame) -> dict[str, Any]:
    found = findings.change(series)
    if isinstance(found, Reason):
        none = {"interim": False, "start": None, "recent": None}
        return none | {"state": found.state, "needed": str(found)}
    means = {"start": round(found.baseline, 4), "recent": round(found.recent, 4)}
    return means | {"state": found.state, "interim": found.interim, "needed": ""}


def _last_entry(record: Record, every_day: pd.DataFrame) -> dict[str, Any]:
    """Return the last day on which anything was logged, and the days since."""
    logged = (record.until_through(name)["local_day"].max() for name in days.LOGGED)
    last = max((day for day in logged if pd.notna(day)), default=None)
    if last is None:
        return {"last_entry": None, "days_ago": None, "away": 0}
    since = every_day[every_day["day"] > last]
    away = int((since["state"] == "excused").sum())
    return {"last_entry": _day(last), "days_ago": len(since), "away": away}


def _stops(record: Record) -> dict[str, Any]:
    """Return how many sessions pain stopped, as a whole or in a set, and the last such day."""
    tables = (_month(record, name) for name in ("sessions", "sets"))
    stopped = pd.concat([rows.loc[rows["status"] == "stopped_pain", _STOP] for rows in tables])
    return {"stops": stopped["session_id"].nunique(), "last_stop": _day(stopped["local_day"].max())}


_STOP = ["session_id", "local_day"]
_RATINGS = {
    "checkins": ("discomfort",),
    "sessions": ("discomfort_before", "discomfort_after"),
    "sets": ("discomfort",),
}


def _worst(record: Record) -> int | None:
    """Return the highest rating of the last 28 days."""
    highest = (
        _month(record, table)[column].max()
        for table, columns in _RATINGS.items()
        for column in columns
    )
    return max((int(rating) for rating in highest if pd.notna(rating)), default=None)


def _month(record: Record, table: str) -> pd.DataFrame:
    rows = record.until_through(table)
    return rows[rows["local_day"] > pd.Timestamp(record.data_through) - pd.Timedelta(days=28)]


def _day(day: Any) -> date | None:
    return None if pd.isna(day) else day.date()
