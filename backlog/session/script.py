"""The script of a session: one flat list of timed phases with jump targets.

Knows how long each phase lasts and where the cursor goes from it. Must not know a clock, a file or
a widget: the browser moves the cursor, `backlog.session.machine` says what that meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a person does in a phase."""

    #: Easy walking or marching before the first exercise.
    WARM_UP = "warm_up"
    #: Taking up an exercise's start position.
    READY = "ready"
    #: Breathing in before the movement.
    IN = "in"
    #: Breathing out while moving.
    OUT = "out"
    #: Staying there.
    HOLD = "hold"
    #: Breathing while coming back.
    RETURN = "return"
    #: A breath between two repetitions.
    SETTLE = "settle"
    #: Changing from left to right, or back.
    SIDE = "side"
    #: Rest between two sets of one exercise.
    REST = "rest"
    #: Getting ready again after a pause or a stop; off the straight way.
    AGAIN = "again"


@dataclass(frozen=True)
class Pace:
    """Seconds of each kind of phase: the product's choices, a person's settings.

    At their own pace (`self_paced`) a person ends each breath; the seconds are then an estimate.
    """

    warm_up: float = 180
    ready: float = 20
    again: float = 10
    side: float = 10
    breath_in: float = 3
    breath_out: float = 4
    back: float = 3
    settle: float = 3
    self_paced: bool = False

    @property
    def breath(self) -> float:
        """Seconds of one whole breath: the unit of a hold that is counted in breaths."""
        return self.breath_in + self.breath_out


DEFAULT_PACE = Pace()


@dataclass(frozen=True)
class CheckIn:
    """What was said before the session: a rating (None: not said), and how it is to be.

    `anyway` names exercises that a therapist allowed in spite of their limit; `lighter` halves the
    repetitions and leaves the target. `ended` names those that ended for today in an earlier
    session of the day.
    """

    discomfort: int | None = None
    anyway: frozenset[str] = frozenset()
    lighter: bool = False
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PlannedSet:
    """One set of one exercise on one side.

    `reps` are to be done today (fewer than `target_reps` in a lighter session). `rule` is the
    reason when a rule leaves the set out, `over_limit` marks one that is done in spite of its
    limit, `stop_at` is the worst discomfort that ends the exercise today.
    """

    exercise: str
    side: str
    set_no: int
    target_reps: int
    target_hold: float | None
    hold_unit: str | None
    reps: int
    rule: str | None = None
    over_limit: bool = False
    stop_at: int | None = None

    def prescribed(self) -> dict[str, Any]:
        """Return what was prescribed, by the columns of the table ``sets``."""
        return {
            "exercise": self.exercise,
            "side": self.side,
            "set_no": self.set_no,
            "target_reps": self.target_reps,
            "target_hold": self.target_hold,
            "hold_unit": self.hold_unit,
        }


@dataclass(frozen=True)
class Phase:
    """One timed step. Targets are places in `Script.phases`; its length stands for the end.

    `set` is a place in `Script.sets` (None in the warm-up), `rep` counts from 1 (0 outside a
    repetition). `counts` marks the phase whose end makes the repetition count. `redo` is where a
    pause leads back to; None where the phase simply goes on. `start` is where the running
    repetition starts, None outside one. `breath` names the part of the `Pace` that tells how long
    the phase lasts; None where that is `seconds`, whatever the pace.
    """

    kind: Kind
    seconds: float
    set: int | None
    rep: int
    counts: bool
    next: int
    set_end: int
    exercise_end: int
    redo: int | None
    start: int | None = None
    breath: str | None = None

    def lasts(self, pace: Pace) -> float | None:
        """Return the seconds of the phase at a pace; None when it waits for the person."""
        if self.breath is None:
            return self.seconds
        return None if pace.self_paced else float(getattr(pace, self.breath))


@dataclass(frozen=True)
class Script:
    """Phases in order, the prescribed sets, and the hash of the program that they came from."""

    phases: tuple[Phase, ...]
    sets: tuple[PlannedSet, ...]
    program: str
    pace: Pace = DEFAULT_PACE
    lighter: bool = False

    @property
    def seconds(self) -> float:
        """Length of the straight way from the first phase to the end."""
        return sum(phase.seconds for phase in self.phases if phase.kind is not Kind.AGAIN)

    def to_json(self) -> dict[str, Any]:
        """Return plain lists and dicts, for the journal and the browser."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Script:
        """Rebuild a script from what `to_json` gave."""
        phases = tuple(Phase(**{**each, "kind": Kind(each["kind"])}) for each in plain["phases"])
        sets = tuple(PlannedSet(**each) for each in plain["sets"])
        return cls(phases, sets, plain["program"], Pace(**plain["pace"]), plain["lighter"])
