"""The therapist's limits, as numbers: when an exercise is left out, and when it ends for today.

Shows the rules that a prescription carries (`postpone_at`, `stop_at`). Must not know a rule of its
own, nor what is good for anybody.
"""

from __future__ import annotations

from backlog.program import Prescription
from backlog.session.script import CheckIn

#: The end of the scale: there is no limit above it, so a rule at it leaves only rest.
WORST = 10


def postponed(line: Prescription, check_in: CheckIn) -> str | None:
    """Return why a limit leaves the exercise out today, or None.

    Doing an exercise in spite of its limit (`anyway`) counts as no rule here and is marked in the
    set instead.
    """
    return None if line.exercise in check_in.anyway else beyond(line, check_in)


def beyond(line: Prescription, check_in: CheckIn) -> str | None:
    """Return what stands against the exercise today, whatever a therapist said of it.

    An exercise that ended for today stays left out, whatever a new check-in says; one that was only
    postponed is judged by the new check-in alone.
    """
    if line.exercise in check_in.ended:
        return "over_limit"
    if line.stop_at is not None and check_in.discomfort == WORST:
        return "over_limit"
    if line.postpone_at is None:
        return None
    if check_in.discomfort is None:
        return "not_rated"
    return "over_limit" if check_in.discomfort >= line.postpone_at else None


def stops_at(line: Prescription, check_in: CheckIn) -> int | None:
    """Return the worst discomfort that ends the exercise today; None when there is no rule.

    Where the check-in is at the limit already, the limit is one above the check-in.
    """
    if line.stop_at is None:
        return None
    return max(line.stop_at, (check_in.discomfort or 0) + 1)
