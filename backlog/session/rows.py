"""The rows that a session leaves: one for each prescribed set, one for the session.

Knows how a set's progress becomes a status, and on which local day a session counts. Must not know
how a row is written: columns are those of ``datapackage.json``; ids, revisions and checks are the
log's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from backlog.session.progress import Progress, Session
from backlog.session.script import PlannedSet
from backlog.session.table import State

#: A day begins at this hour: who exercises at one in the morning means the day before.
DAY_BEGINS = timedelta(hours=3)

Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """The finished rows of one session."""

    sets: tuple[Row, ...]
    session: Row


def local_day(at: datetime) -> date:
    """Return the day that local time `at` counts to."""
    return (at - DAY_BEGINS).date()


def rows(session: Session, tz: str | None) -> Rows:
    """Return the rows of a session that has begun.

    Parameters
    ----------
    session : Session
        In any state after the check-in; sets that never began are told as such.
    tz : str, optional
        IANA name of the person's time zone.
    """
    return Rows(tuple(_set(session, at) for at in range(len(session.sets))), _session(session, tz))


def status(planned: PlannedSet, progress: Progress) -> str:
    """Return the one status that a set ends in."""
    if planned.rule:
        return "skipped_by_rule"
    if not progress.started:
        by_rule = "skipped_by_rule" if progress.reason == "over_limit" else "skipped"
        return by_rule if progress.ended else "not_attempted"
    if progress.ended == "stopped" and progress.reason == "pain":
        return "stopped_pain"
    return "done" if progress.reps >= planned.target_reps else "partial"


def held(planned: PlannedSet, progress: Progress, breath: float) -> float | None:
    """Return what was held, in the set's own unit, to a hundredth; None without a hold."""
    if planned.hold_unit is None:
        return None
    return round(progress.held_s / (breath if planned.hold_unit == "breaths" else 1), 2)


def _set(session: Session, at: int) -> Row:
    planned, progress = session.script.sets[at], session.sets[at]
    began = _began(session)
    how = status(planned, progress)
    return {
        "set_id": f"{session.id}-{at + 1:02d}",
        "session_id": session.id,
        "performed_at": progress.begun_at or began,
        "local_day": local_day(began),
        "program": session.script.program,
        **planned.prescribed(),
        "reps": progress.reps,
        "held": held(planned, progress, session.script.pace.breath),
        "status": how,
        "reason": _reason(planned, progress, how),
        "discomfort": session.ratings.get(planned.exercise) if progress.started else None,
        "gap_s": progress.gap_s,
        "entry": "live",
        "reviewed": _reviewed(session),
    }


def _reason(planned: PlannedSet, progress: Progress, how: str) -> str | None:
    """Return why the set was not done as prescribed.

    One that was done all the same tells its limit, or what was said of a stop on the way.
    """
    if planned.over_limit and progress.started:
        return "over_limit"
    if how == "done" and progress.at_stop is None:
        return None
    return planned.rule or progress.reason


def _began(session: Session) -> datetime:
    if session.begun is None:
        raise ValueError(f"session {session.id} has not begun: it has no rows")
    return session.begun.at.wall


def _reviewed(session: Session) -> str | None:
    return "yes" if session.finished and session.finished.reviewed else None


def _session(session: Session, tz: str | None) -> Row:
    began = _began(session)
    begun, finished, last = session.begun, session.finished, session.last
    how = session_status(session)
    return {
        "session_id": session.id,
        "started_at": began,
        "ended_at": last.wall if last else None,
        "time_known": "exact",
        "tz": tz,
        "local_day": local_day(began),
        "program": session.script.program,
        "lighter": "yes" if session.script.lighter else None,
        "status": how,
        "warmup": session.warmup,
        "warmup_s": round(session.warmup_s, 1),
        "discomfort_before": begun.discomfort if begun else None,
        "discomfort_after": finished.discomfort if finished else None,
        "furthest": begun.furthest if begun else None,
        "warning_signs": "ticked" if session.signs else begun.warning_signs if begun else None,
        "reason": None if how == "finished" else _end_reason(session),
        "entry": "live",
    }


def session_status(session: Session) -> str:
    """Return how the session ended."""
    if not any(progress.started for progress in session.sets):
        return "not_started"
    if _end_reason(session) == "pain":
        return "stopped_pain"
    return "finished" if _over(session) else "partial"


def _over(session: Session) -> bool:
    """Return whether all phases are over, or nothing was left to do when the person ended."""
    if session.ended is None:
        return session.running is None
    ends = {status(*pair) for pair in zip(session.script.sets, session.sets, strict=True)}
    return ends <= {"done", "skipped_by_rule"}


def _end_reason(session: Session) -> str | None:
    """Return why the person ended: after a stop, first of all what they said of the stop."""
    if session.ended is None:
        return None
    of_stop = session.stop_reason if session.ended_in is State.STOPPED else None
    return of_stop or session.ended.reason
