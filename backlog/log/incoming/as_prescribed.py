"""Sets of which a person says only that they were done as prescribed on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from backlog.log.incoming.parcel import Parcel, When
from backlog.program import Prescription, in_force, version
from backlog.session import CheckIn, PlannedSet, write


def sets(
    parcel: Parcel, when: When, exercises: Sequence[str], program: Sequence[Prescription]
) -> Iterator[dict[str, Any]]:
    """Yield the sets of these exercises that the program had on a day, for the day's check."""
    lines = in_force(program, when.day)
    wanted = [line for line in lines if line.exercise in exercises]
    everything = CheckIn(0, frozenset(exercises))
    for planned in write(wanted, version(lines), everything).sets:
        key = planned.exercise, planned.side, planned.set_no
        yield {
            "set_id": parcel.id("check set", when.day, *key),
            "session_id": parcel.id("check", when.day),
            "performed_at": when.at,
            "local_day": when.day,
            "program": version(lines),
            "entry": "backfilled",
            **planned.prescribed(),
            **_done(planned),
        }


def _done(planned: PlannedSet) -> dict[str, Any]:
    reps, hold = planned.target_reps, planned.target_hold
    return {"reps": reps, "held": None if hold is None else hold * reps, "status": "done"}
