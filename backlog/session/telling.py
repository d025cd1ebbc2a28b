"""What each event says: the values that it carries, put into the session.

Knows check-in, ratings, reasons, stops and corrections. Must not move the cursor or credit time:
that is `backlog.session.machine`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from backlog.session import events as e
from backlog.session.progress import Session
from backlog.session.table import NotAllowed, State


@singledispatch
def tell(event: e.Event, session: Session) -> Session:
    """Return `session` with the values that `event` carries.

    Raises
    ------
    NotAllowed
        When the event speaks of something that is not there.
    """
    return session


@tell.register
def _(event: e.Begin, session: Session) -> Session:
    return replace(session, begun=event)


@tell.register
def _(event: e.PhaseDone, session: Session) -> Session:
    if event.phase != session.phase:
        raise NotAllowed(f"phase {event.phase} is over while {session.phase} runs")
    return session


@tell.register
def _(event: e.ChooseWarmUp, session: Session) -> Session:
    return replace(session, warmup=event.warmup)


@tell.register
def _(event: e.SkipWarmUp, session: Session) -> Session:
    return replace(session, warmup=event.instead)


@tell.register
def _(event: e.Pause, session: Session) -> Session:
    phase = session.running
    if event.gap_s is None or phase is None or phase.set is None:
        return session
    return session.with_set(phase.set, session.sets[phase.set].missing(event.gap_s))


@tell.register
def _(event: e.Stop, session: Session) -> Session:
    phase = session.running
    return replace(session, stopped_set=phase.set if phase else None, stop_reason=None)


@tell.register
def _(event: e.Answer, session: Session) -> Session:
    answered = replace(session, stop_reason=event.reason)
    at = session.stopped_set
    if at is None:
        return answered
    stopped = session.sets[at]
    if event.last_good is not None:
        if event.last_good > stopped.started:
            raise NotAllowed(f"repetition {event.last_good} was not started")
        stopped = stopped.good_until(event.last_good)
    answered = answered.with_set(at, replace(stopped, reason=event.reason))
    exercise = session.script.sets[at].exercise
    return answered if event.discomfort is None else _rated(answered, exercise, event.discomfort)


@tell.register
def _(event: e.Skip, session: Session) -> Session:
    phase = session.running
    if phase is None or phase.set is None:
        return session
    return _leave_exercise(session, phase.set, event.reason or _stop_reason(session))


@tell.register
def _(event: e.End, session: Session) -> Session:
    phase, ended = session.running, replace(session, ended=event, ended_in=session.state)
    if phase is None or phase.set is None or not session.sets[phase.set].started:
        return ended
    how = "stopped" if session.state is State.STOPPED else "ended"
    left = session.sets[phase.set].left(how, event.reason or _stop_reason(session))
    return ended.with_set(phase.set, left)


@tell.register
def _(event: e.Rate, session: Session) -> Session:
    if event.exercise not in {planned.exercise for planned in session.script.sets}:
        raise NotAllowed(f"{event.exercise} is not in this session")
    return replace(session, ratings={**session.ratings, event.exercise: event.discomfort})


@tell.register
def _(event: e.Correct, session: Session) -> Session:
    if event.set >= len(session.sets) or event.reps > session.sets[event.set].started:
        raise NotAllowed(f"set {event.set} has no {event.reps} repetitions that were started")
    return session.with_set(event.set, replace(session.sets[event.set], corrected=event.reps))


@tell.register
def _(event: e.Finish, session: Session) -> Session:
    return replace(session, finished=event)


def _rated(session: Session, exercise: str, discomfort: int) -> Session:
    worst = max(discomfort, session.ratings.get(exercise, 0))
    return replace(session, ratings={**session.ratings, exercise: worst})


def _stop_reason(session: Session) -> str | None:
    return session.stop_reason if session.state is State.STOPPED else None


def _leave_exercise(session: Session, at: int, reason: str | None) -> Session:
    """Mark the running set, and those of its exercise that did not begin, as left."""
    how = "stopped" if session.state is State.STOPPED and session.sets[at].started else "skipped"
    session = session.with_set(at, session.sets[at].left(how, reason))
    exercise = session.script.sets[at].exercise
    for later, planned in enumerate(session.script.sets):
        if planned.exercise == exercise and not session.sets[later].started:
            session = session.with_set(later, session.sets[later].left("skipped", reason))
    return session
