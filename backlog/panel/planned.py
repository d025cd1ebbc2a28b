"""From a check-in to the script of its session.

Pure: what the person said, the program and what holds today go in. Must not know widgets, nor keep
anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from backlog import program as p
from backlog import session as s
from backlog.log import LogError

_HELD = "A warning sign was ticked: no exercise until a clinician has seen it."


def allowed(home: Mapping[str, Any]) -> None:
    """Raise LogError while warning signs hold every session back."""
    if home["held"]:
        raise LogError(_HELD)


def can_go_on(session: s.Session, ended: Collection[str]) -> None:
    """Raise LogError where a session that was left asks for what cannot be done any more.

    `ended` are the exercises that ended today in another session.
    """
    phases = session.script.phases[session.phase :]
    ahead = {session.script.sets[each.set].exercise for each in phases if each.set is not None}
    unknown = sorted({each.exercise for each in session.script.sets} - p.CATALOG.keys())
    if unknown:
        raise LogError(f"The catalogue has no {', '.join(unknown)} any more: save as partial.")
    over = ", ".join(p.CATALOG[each].name for each in p.CATALOG if each in ahead & set(ended))
    if over:
        raise LogError(f"{over} ended for today meanwhile: save as partial, and do what is left.")


def script(
    said: Mapping[str, Any],
    in_force: Sequence[p.Prescription],
    home: Mapping[str, Any],
    pace: s.Pace,
) -> s.Script:
    """Return the script of the session that a check-in begins.

    Parameters
    ----------
    said : mapping
        The message ``begin``; ``only`` names the exercises of a session that does what is left,
        ``anyway`` those that are done in spite of what holds, ``lighter`` halves the repetitions.
    in_force : sequence of Prescription
        The lines of the day.
    home : mapping
        Home as it was drawn: ``held`` and ``so_far``.
    pace : Pace
        Seconds of each kind of phase.

    Raises
    ------
    LogError
        When warning signs hold every session back, and this one does not report others.
    """
    if said.get("warning_signs") != "ticked":
        allowed(home)
    check_in = s.CheckIn(
        said.get("discomfort"),
        frozenset(said.get("anyway") or ()),
        bool(said.get("lighter")),
        frozenset(home["so_far"]["ended"]),
    )
    only = said.get("only") or [line.exercise for line in in_force]
    lines = [line for line in in_force if line.exercise in only]
    return s.write(lines, p.version(in_force), check_in, pace)
