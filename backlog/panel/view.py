"""What the browser draws a session from, as plain lists and dicts.

Pure: a session goes in, values for the widget's traits come out.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from backlog.session import Session
from backlog.session.events import Stamp
from backlog.session.rows import status
from backlog.session.table import STATES, as_names


def script(session: Session) -> dict[str, Any]:
    """Return what the browser needs once: phases, sets, and the table to move by."""
    states = {str(kind): str(state) for kind, state in STATES.items()}
    return {
        "session": session.id,
        "table": as_names(),
        "states": states,
        **session.script.to_json(),
    }


def anchor(session: Session, seq: int) -> dict[str, Any]:
    """Return where the session stands after its event `seq`: what every view is drawn from."""
    return {
        "session": session.id,
        "seq": seq,
        "state": str(session.state),
        "phase": session.phase,
        "spent": session.spent,
        "seconds": session.seconds,
        "pace": asdict(session.pace),
        "ran": session.ran,
        "unseen": session.unseen,
        "since": _stamp(session.since),
        "last": _stamp(session.last),
        "sets": [_counts(session, place) for place in range(len(session.sets))],
        "before": session.begun.discomfort if session.begun else None,
        "ratings": dict(session.ratings),
        "stopped_set": session.stopped_set,
        "stop": {"discomfort": session.stop_discomfort, "reason": session.stop_reason},
        "warmup": session.warmup,
        "signs": session.signs.level if session.signs else None,
    }


def _counts(session: Session, place: int) -> dict[str, Any]:
    planned, progress = session.script.sets[place], session.sets[place]
    return {
        "started": progress.started,
        "reps": progress.reps,
        "held_s": round(progress.held_s, 1),
        "status": status(planned, progress),
        "unexplained": progress.at_stop is not None and progress.reason is None,
    }


def _stamp(stamp: Stamp | None) -> dict[str, Any] | None:
    return None if stamp is None else {**asdict(stamp), "wall": stamp.wall.isoformat()}
