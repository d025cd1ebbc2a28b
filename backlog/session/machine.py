"""The session machine: a session and an event in, the next session out.

Follows `backlog.session.table`, moves the cursor over the script and credits what was done in the
phase that is left. An event that is not allowed raises `NotAllowed` and changes nothing. Pure: no
clock, no file, no widget.
"""

from __future__ import annotations

from dataclasses import replace

from backlog.session import events as e
from backlog.session.progress import Session
from backlog.session.script import Kind, Phase
from backlog.session.table import STATES, TABLE, Move, NotAllowed, State, Target
from backlog.session.telling import leads_back, tell


def handle(session: Session, event: e.Event) -> Session:
    """Return the session after `event`.

    Raises
    ------
    NotAllowed
        When `TABLE` has no such event in this state, or the event speaks of something that is not
        there (another phase, an unknown exercise, more repetitions than were started).
    """
    target = TABLE[session.state].get(type(event))
    if target is None:
        raise NotAllowed(f"{type(event).__name__} while {session.state}")
    told = tell(event, session)
    if isinstance(event, e.Vouch):
        moved = _past(told, event.seconds)
    else:
        moved = told if target is Move.STAY else _go(_credit(told, event), target, event.at)
    return replace(moved, last=event.at)


def _past(session: Session, held: float) -> Session:
    """Return the paused session past its hold, which counts as the person said; 0: not done."""
    phase = session.running
    if not held or phase is None or phase.set is None:
        return session
    progress = session.sets[phase.set].holding(phase.rep, min(held, phase.seconds))
    spoken_for = session.with_set(phase.set, progress.counting(phase.rep))
    return replace(_at(spoken_for, phase.next), spent=0.0)


def _elapsed(session: Session, at: e.Stamp) -> float:
    """Return the seconds spent in the running phase until `at`."""
    return session.spent + (at.since(session.since) if session.since else 0.0)


def _credit(session: Session, event: e.Event) -> Session:
    """Return `session` with what the phase that is being left adds."""
    phase = session.running
    if phase is None or session.since is None:
        return session
    elapsed = _elapsed(session, event.at)
    if phase.kind is Kind.WARM_UP:
        return replace(session, warmup_s=min(elapsed, phase.seconds))
    if phase.set is None or not phase.rep:
        return session
    if phase.kind is Kind.HOLD and event.at.page != session.since.page:
        return session  # no page saw the whole hold: that is asked about, never credited
    progress = session.sets[phase.set]
    if phase.kind is Kind.HOLD:
        progress = progress.holding(phase.rep, min(elapsed, phase.seconds))
    if phase.counts and isinstance(event, _ends_repetition(phase)):
        progress = progress.counting(phase.rep)
    return session.with_set(phase.set, progress)


def _ends_repetition(phase: Phase) -> tuple[type[e.Event], ...]:
    """A hold may also end by choice; a movement counts only when it is over."""
    return (e.PhaseDone, e.EaseOff, e.EndSet) if phase.kind is Kind.HOLD else (e.PhaseDone,)


def _go(session: Session, target: Target, at: e.Stamp) -> Session:
    """Return `session` with the cursor, the state and the clock where `target` says."""
    if isinstance(target, State):
        return replace(session, state=target, since=None, spent=_elapsed(session, at))
    phase = session.running
    if target is Move.RESUME and phase and phase.redo is None:
        return replace(session, state=STATES[phase.kind], since=at)
    return _enter(session, _place(session, target), at)


def _at(session: Session, place: int) -> Session:
    """Return `session` with the cursor at `place`, and how long it stays there at this pace."""
    session = replace(session, phase=place)
    phase = session.running
    return replace(session, seconds=phase.lasts(session.pace) if phase else 0.0)


def _place(session: Session, target: Move) -> int:
    """Return the place in the script that a jump leads to."""
    phase, end = session.running, len(session.script.phases)
    if target is Move.END:
        return end
    if phase is None:
        return 0
    if target is Move.RESUME and phase.redo is not None:
        return phase.redo
    if target is Move.BACK:
        return leads_back(session)
    jumps = {
        Move.NEXT: phase.next,
        Move.SET_END: phase.set_end,
        Move.EXERCISE_END: phase.exercise_end,
    }
    return jumps[target]


def _enter(session: Session, place: int, at: e.Stamp) -> Session:
    """Return `session` with the cursor at the start of the phase at `place`."""
    session = replace(_at(session, place), spent=0.0, since=at, unseen=None)
    phase = session.running
    if phase is None:
        return replace(session, state=State.REVIEWING, since=None)
    session = replace(session, state=STATES[phase.kind])
    if phase.start is not None:
        session = replace(session, ran=phase.start)
    if phase.set is None or not phase.rep or phase.kind is Kind.AGAIN:
        return session
    return session.with_set(phase.set, session.sets[phase.set].starting(phase.rep, at.wall))
