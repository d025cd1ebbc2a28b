"""Rows of a synthetic log: one session with its sets, one check-in, something about a day.

Knows the columns of ``datapackage.json`` and the time of day. Must not know how often anything
happens: that is the habit's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from numpy.random import Generator

from backlog.program import Prescription, version
from backlog.synthetic.habit import bounded, rated, response
from backlog.synthetic.sets import Way, sets

Row = dict[str, Any]

TZ = "Europe/Vienna"


@dataclass(frozen=True)
class Day:
    """One day of the person: its number from 0, true level, lines in force, whether trained."""

    number: int
    date: date
    level: float
    done: bool
    lines: tuple[Prescription, ...]

    @property
    def weekly(self) -> str | None:
        """``shown`` on the days on which the panel shows the list of warning signs."""
        return "shown" if self.number % 7 == 0 else None


def at(day: date, hours: float) -> datetime:
    """Return local time `hours` after midnight of `day`, to the second."""
    midnight = datetime.combine(day, time(), ZoneInfo(TZ))
    return midnight + timedelta(seconds=round(hours * 3600))


def new_id(rng: Generator, moment: datetime) -> str:
    """Return an id as the log makes them, with the generator's bits instead of the system's."""
    return f"{moment:%Y%m%dT%H%M%S}-{int(rng.integers(2**32)):08x}"


def checkin(rng: Generator, day: Day) -> Row | None:
    """Return the daily check-in, or None on a day without one; now and then it stays empty."""
    moment = at(day.date, rng.normal(6.8, 0.2))
    rating = rated(rng, day.number, day.level, day.done)
    if rating is None and rng.random() < 0.8:
        return None
    return {
        "checkin_id": new_id(rng, moment),
        "rev": 1,
        "at": moment,
        "tz": TZ,
        "local_day": day.date,
        "kind": "daily",
        "discomfort": rating,
        "status": "kept",
        "entry": "live",
        "recorded_at": moment,
    }


def session(rng: Generator, day: Day, late: int) -> tuple[Row, list[Row]]:
    """Return a session's row and its sets.

    Parameters
    ----------
    rng : numpy.random.Generator
    day : Day
    late : int
        Days after which it was filled in; 0 for one that was logged while it ran.
    """
    evening = rng.random() < 0.25
    began = at(day.date, rng.normal(19.2, 0.5) if evening else rng.normal(7.3, 0.25))
    way = _way(rng, day, late)
    done = sets(rng, day.lines, way)
    ended = began + timedelta(seconds=180 + 35 * sum(row["reps"] for row in done))
    told = at(day.date + timedelta(days=late), 20.5) if late else ended
    row = _session(rng, day, way, began, ended) | _status(done) | _entry(late, told)
    return row, list(_numbered(row, done, rng.random() < 0.9))


def _way(rng: Generator, day: Day, late: int) -> Way:
    if late:
        return Way(None, day.level, kept=False)
    before = rated(rng, day.number, day.level, day.done)
    if day.level >= 6.5 and rng.random() < 0.5:
        return Way(before, day.level, lighter=True)
    share = float(rng.uniform(0.30, 0.95)) if rng.random() < 0.2 else 1.0
    return Way(before, day.level, share, hurried=share < 1 and rng.random() < 0.5)


def _session(rng: Generator, day: Day, way: Way, began: datetime, ended: datetime) -> Row:
    walked = rng.random() < 0.9
    return {
        "session_id": new_id(rng, began),
        "rev": 1,
        "started_at": began,
        "ended_at": ended,
        "tz": TZ,
        "local_day": day.date,
        "program": version(day.lines),
        "lighter": "yes" if way.lighter else None,
        "warmup": ("walk" if walked else "skipped") if way.kept else None,
        "warmup_s": (180.0 if walked else 0.0) if way.kept else None,
        "discomfort_before": way.before,
        "discomfort_after": _after(rng, day, way),
        "furthest": "buttock" if way.kept and day.level >= 7 else None,
        "warning_signs": day.weekly if way.kept else None,
    }


def _after(rng: Generator, day: Day, way: Way) -> int | None:
    change = response(rng)
    asked = rated(rng, day.number, day.level + change, day.done)
    if not way.kept or asked is None:
        return None
    return bounded(way.before + change) if way.before is not None else asked


def _status(done: Sequence[Row]) -> Row:
    """Return how the session ended, told from its sets."""
    if done[-1]["status"] != "not_attempted":
        return {"status": "finished", "reason": None}
    hurt = any(row["status"] == "stopped_pain" for row in done)
    return {
        "status": "stopped_pain" if hurt else "partial",
        "reason": "pain" if hurt else "time",
    }


def _entry(late: int, told: datetime) -> Row:
    return {
        "time_known": "part_of_day" if late else "exact",
        "entry": "backfilled" if late else "live",
        "recorded_at": told,
    }


def _numbered(session: Row, done: list[Row], reviewed: bool) -> list[Row]:
    """Return the sets with what they share with their session, in the order of the script."""
    shared = {
        "rev": 1,
        "session_id": session["session_id"],
        "local_day": session["local_day"],
        "program": session["program"],
        "entry": session["entry"],
        "reviewed": "yes" if reviewed and session["entry"] == "live" else None,
        "recorded_at": session["recorded_at"],
    }
    moment, rows = session["started_at"] + timedelta(seconds=200), []
    for place, row in enumerate(done, start=1):
        began = moment if row["reps"] else session["started_at"]
        rows.append(
            {"set_id": f"{session['session_id']}-{place:02d}", "performed_at": began} | row | shared
        )
        moment += timedelta(seconds=35 * row["reps"] + 20)
    return rows


def corrected(rng: Generator, row: Row) -> Row:
    """Return the second revision of a session: the rating after it, given or changed later."""
    after = row["discomfort_after"]
    given = bounded((after if after is not None else row["discomfort_before"] or 3) - 1)
    later = row["recorded_at"] + timedelta(minutes=int(rng.integers(5, 90)))
    return row | {"rev": 2, "discomfort_after": given, "recorded_at": later}


def about(
    rng: Generator, kind: str, first: date, last: date, reason: str | None = None, **more: Any
) -> Row:
    """Return a row of ``days.csv``, written on the evening of the last day."""
    moment = at(last, rng.normal(20, 0.3))
    return {
        "day_id": new_id(rng, moment),
        "rev": 1,
        "from": first,
        "to": last,
        "kind": kind,
        "reason": reason,
        **more,
        "status": "kept",
        "recorded_at": moment,
    }
