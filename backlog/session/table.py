"""What a session allows: its states, and one table of events and where they lead.

`TABLE` is the specification. The machine follows it, the browser is sent it, and the diagram in
this folder's README is drawn from it. The module knows names only; what an event adds to the counts
is told in `backlog.session.telling` and `backlog.session.machine`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from backlog.session import events as e
from backlog.session.script import Kind


class State(StrEnum):
    """Where a session stands."""

    #: The script is written, nothing has begun.
    PLANNED = "planned"
    #: The warm-up runs.
    WARMING_UP = "warming_up"
    #: Taking up a position, changing sides or resting: nothing is counted.
    READYING = "readying"
    #: Breathing or moving within a repetition.
    MOVING = "moving"
    #: Holding within a repetition: seconds are counted.
    HOLDING = "holding"
    #: The person, or a gap, paused the session.
    PAUSED = "paused"
    #: The person said that it hurts; everything is frozen.
    STOPPED = "stopped"
    #: All phases are over, or the person ended: counts are looked at.
    REVIEWING = "reviewing"
    #: The rows are final.
    CLOSED = "closed"


class Move(StrEnum):
    """Where the cursor goes; the state is then that of the phase it comes to."""

    #: Nowhere: the event only tells something.
    STAY = "stay"
    #: To the phase that follows.
    NEXT = "next"
    #: Past the running set.
    SET_END = "set_end"
    #: Past the running exercise.
    EXERCISE_END = "exercise_end"
    #: Back to the start of the running repetition, or on where the phase was left.
    RESUME = "resume"
    #: Back to the start of the running repetition, or of the one before when it has only begun.
    BACK = "back"
    #: Past a hold that the person spoke for; what is paused stays paused.
    PAST = "past"
    #: To the review.
    END = "end"


#: The state that each kind of phase puts the session into.
STATES: Mapping[Kind, State] = {
    Kind.WARM_UP: State.WARMING_UP,
    Kind.READY: State.READYING,
    Kind.SIDE: State.READYING,
    Kind.REST: State.READYING,
    Kind.AGAIN: State.READYING,
    Kind.IN: State.MOVING,
    Kind.OUT: State.MOVING,
    Kind.RETURN: State.MOVING,
    Kind.SETTLE: State.MOVING,
    Kind.HOLD: State.HOLDING,
}

Target = Move | State
_RUNNING: Mapping[type[e.Event], Target] = {
    e.PhaseDone: Move.NEXT,
    e.Pause: State.PAUSED,
    e.Stop: State.STOPPED,
    e.Rate: Move.STAY,
    e.ChoosePace: Move.STAY,
    e.End: Move.END,
    e.ReportSigns: Move.END,
}

#: The one transition table: what each state allows, and where it leads.
TABLE: Mapping[State, Mapping[type[e.Event], Target]] = {
    State.PLANNED: {e.Begin: Move.NEXT},
    State.WARMING_UP: {**_RUNNING, e.ChooseWarmUp: Move.STAY, e.SkipWarmUp: Move.NEXT},
    State.READYING: {
        **_RUNNING,
        e.MoreTime: Move.STAY,
        e.Back: Move.BACK,
        e.Skip: Move.EXERCISE_END,
    },
    State.MOVING: {
        **_RUNNING,
        e.EndSet: Move.SET_END,
        e.Back: Move.BACK,
        e.Skip: Move.EXERCISE_END,
    },
    State.HOLDING: {
        **_RUNNING,
        e.EaseOff: Move.NEXT,
        e.EndSet: Move.SET_END,
        e.Back: Move.BACK,
        e.Skip: Move.EXERCISE_END,
    },
    State.PAUSED: {
        e.Resume: Move.RESUME,
        e.Vouch: Move.PAST,
        e.Back: Move.BACK,
        e.Stop: State.STOPPED,
        e.Skip: Move.EXERCISE_END,
        e.Rate: Move.STAY,
        e.ChoosePace: Move.STAY,
        e.End: Move.END,
        e.ReportSigns: Move.END,
    },
    State.STOPPED: {
        e.Answer: Move.STAY,
        e.GoOn: Move.RESUME,
        e.Skip: Move.EXERCISE_END,
        e.Rate: Move.STAY,
        e.ChoosePace: Move.STAY,
        e.End: Move.END,
        e.ReportSigns: Move.END,
    },
    State.REVIEWING: {
        e.Answer: Move.STAY,
        e.Rate: Move.STAY,
        e.Correct: Move.STAY,
        e.ReportSigns: Move.END,
        e.Finish: State.CLOSED,
    },
    State.CLOSED: {},
}


def as_names() -> dict[str, dict[str, str]]:
    """Return `TABLE` in the names that journal and browser use."""
    names = {kind: name for name, kind in e.NAMES.items()}
    return {
        str(state): {names[kind]: str(target) for kind, target in allowed.items()}
        for state, allowed in TABLE.items()
    }


class NotAllowed(Exception):
    """The state does not allow the event; nothing was changed."""
