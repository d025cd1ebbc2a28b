"""What each event says: the values that it carries, put into the session.

Knows check-in, ratings, reasons, stops and corrections. Must not move the cursor or credit time:
that is `backlog.session.machine`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import singledispatch

from backlog.session import events as e
from backlog.session.progress import Session
from backlog.session.script import Kind, Phase
from backlog.session.table import NotAllowed, State

#: Why an exercise that ended for today cannot be gone on with.
AT_LIMIT = "the discomfort is at the limit of this exercise: it ends for today"


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
    if event.gap_s is None or phase is None or phase.set is None or not phase.rep:
        return session
    asked = event.gap_s if phase.kind is Kind.HOLD else None
    missing = session.sets[phase.set].missing(event.gap_s)
    return replace(session.with_set(phase.set, missing), unseen=asked)


@tell.register
def _(event: e.Vouch, session: Session) -> Session:
    if session.unseen is None:
        raise NotAllowed("there is no hold to speak for")
    return replace(session, unseen=None)


@tell.register
def _(event: e.ChoosePace, session: Session) -> Session:
    chosen = {each.name: getattr(event, each.name) for each in fields(event) if each.name != "at"}
    return replace(session, pace=replace(session.pace, **chosen))


@tell.register
def _(event: e.MoreTime, session: Session) -> Session:
    if session.seconds is None:
        return session
    return replace(session, seconds=session.seconds + event.seconds)


@tell.register
def _(event: e.Back, session: Session) -> Session:
    if over_limit(session, session.script.phases[leads_back(session)]):
        raise NotAllowed(AT_LIMIT)
    return session


@tell.register
def _(event: e.Stop, session: Session) -> Session:
    at = session.running.set if session.running else None
    unsaid = replace(session, stop_reason=None, stop_discomfort=None)
    stopped = replace(unsaid, stop=event, stopped_set=at)
    if at is None or not any(session.sets[each].started for each in _of_exercise(session, at)):
        return stopped
    rated = session.ratings.get(session.script.sets[at].exercise)
    return stopped.with_set(at, session.sets[at].stopping(rated))


@tell.register
def _(event: e.Answer, session: Session) -> Session:
    at = session.stopped_set if event.set is None else event.set
    if session.stop is None or not (at == session.stopped_set or _stopped_in(session, at)):
        raise NotAllowed("there was no such stop")
    if at == session.stopped_set:
        session = _said_of_stop(session, event)
    return session if at is None else _answered(session, at, event)


@tell.register
def _(event: e.Resume | e.GoOn, session: Session) -> Session:
    if over_limit(session, session.running):
        raise NotAllowed(AT_LIMIT)
    return session


@tell.register
def _(event: e.Skip, session: Session) -> Session:
    return _leave(session, event, _open(session))


@tell.register
def _(event: e.End, session: Session) -> Session:
    begun = [at for at in _open(session) if session.sets[at].started]
    return replace(_leave(session, event, begun), ended=event, ended_in=session.state)


@tell.register
def _(event: e.ReportSigns, session: Session) -> Session:
    over = session.state is State.REVIEWING
    return replace(session if over else tell(e.End(event.at), session), signs=event)


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


def _said_of_stop(session: Session, event: e.Answer) -> Session:
    """Return the session with what was said of its last stop; an empty part takes nothing back."""
    worst = session.stop_discomfort if event.discomfort is None else event.discomfort
    return replace(session, stop_reason=event.reason or session.stop_reason, stop_discomfort=worst)


def over_limit(session: Session, phase: Phase | None) -> bool:
    """Return whether the exercise of `phase` is rated at the limit that ends it today."""
    if phase is None or phase.set is None:
        return False
    planned = session.script.sets[phase.set]
    worst = session.ratings.get(planned.exercise)
    return planned.stop_at is not None and worst is not None and worst >= planned.stop_at


def leads_back(session: Session) -> int:
    """Return the place that *back* leads to: the start of a repetition.

    That is the running one; when it has only begun, the one before, unless sides or exercises
    change between the two; outside a repetition the one that ran last. Before the first one the
    running phase starts anew.
    """
    phase = session.running
    if phase is None or phase.start is None:
        return session.phase if session.ran is None else session.ran
    if phase.kind not in (Kind.AGAIN, Kind.IN):
        return phase.start
    before = session.script.phases[phase.start - 1].start
    return phase.start if before is None else before


def _of_exercise(session: Session, at: int) -> list[int]:
    """Return the places of all sets of the exercise that the set at `at` belongs to."""
    sets = session.script.sets
    return [place for place, each in enumerate(sets) if each.exercise == sets[at].exercise]


def _stopped_in(session: Session, at: int | None) -> bool:
    """Return whether a stop fell into the set at `at`."""
    if at is None or at >= len(session.sets):
        return False
    return session.sets[at].at_stop is not None or session.sets[at].stopped_by == at


def _answered(session: Session, at: int, event: e.Answer) -> Session:
    """Return the session with what was said of the stop in the set at `at`."""
    if event.last_good is not None:
        if event.last_good > session.sets[at].started:
            raise NotAllowed(f"repetition {event.last_good} was not started")
        session = session.with_set(at, session.sets[at].good_until(event.last_good))
    for taken in _taken_along(session, at) if event.reason else ():
        session = session.with_set(taken, replace(session.sets[taken], reason=event.reason))
    if event.discomfort is None or session.sets[at].at_stop is None:
        return session
    return _rated(session, at, event.discomfort)


def _taken_along(session: Session, at: int) -> list[int]:
    """Return the set at `at` and those that the stop in it ended."""
    return [place for place, each in enumerate(session.sets) if at in (place, each.stopped_by)]


def _rated(session: Session, at: int, discomfort: int) -> Session:
    """Rate the stop in the set at `at`; the exercise keeps what was worse before, no slip since."""
    worst = max(discomfort, session.sets[at].rated_before or 0)
    return replace(session, ratings={**session.ratings, session.script.sets[at].exercise: worst})


def _open(session: Session) -> list[int]:
    """Return the sets of the running exercise that have phases from here on."""
    phase = session.running
    ahead = session.script.phases[session.phase : phase.exercise_end] if phase else ()
    return sorted({each.set for each in ahead if each.set is not None})


def _leave(session: Session, event: e.Skip | e.End, places: Iterable[int]) -> Session:
    """Mark the sets at `places` as left; to leave because of pain is to stop."""
    frozen = session.state is State.STOPPED
    how = "stopped" if frozen or event.reason == "pain" else "left"
    by = session.stopped_set if frozen else None
    for at in places:
        left = session.sets[at].left(how, _why(session, event, at), by)
        session = session.with_set(at, left)
    return session


def _why(session: Session, event: e.Skip | e.End, at: int) -> str | None:
    """Return why the set at `at` is left: after a stop, first of all what was said of the stop."""
    if session.state is State.STOPPED:
        return session.stop_reason or event.reason
    return event.reason or session.sets[at].reason
