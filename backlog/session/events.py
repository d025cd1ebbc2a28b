"""Events of a session: what happened, when, in the browser's own times.

Each is a frozen dataclass that carries its values inside. The module knows what can happen; how an
event is read is told in `backlog.session.message`, what follows from it in `backlog.session.table`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stamp:
    """When something happened.

    `wall` is the browser's local time with its offset. `mono` counts seconds on a monotonic clock
    that means something only within one life of one `page`.
    """

    wall: datetime
    mono: float
    page: str

    def since(self, earlier: Stamp) -> float:
        """Return seconds since `earlier`; 0 when another page's clock took that time."""
        return max(0.0, self.mono - earlier.mono) if self.page == earlier.page else 0.0


@dataclass(frozen=True)
class Event:
    """Something that happened at a time."""

    at: Stamp


@dataclass(frozen=True)
class Begin(Event):
    """The check-in is over. `discomfort` is None when the person would rather not say.

    `furthest` is the furthest point from the back at which it is felt; None where it was not asked.
    """

    discomfort: int | None = None
    warning_signs: str | None = None
    furthest: str | None = None


@dataclass(frozen=True)
class PhaseDone(Event):
    """The phase at place `phase` of the script is over, by its time or sooner."""

    phase: int


@dataclass(frozen=True)
class ChooseWarmUp(Event):
    """The person said how they warm up: walk or march."""

    warmup: str


@dataclass(frozen=True)
class SkipWarmUp(Event):
    """No (more) warm-up: already_warm or skipped."""

    instead: str


@dataclass(frozen=True)
class Pause(Event):
    """A person paused, or `gap_s` seconds passed that no page saw: `at` is when they began."""

    gap_s: float | None = None


@dataclass(frozen=True)
class Vouch(Event):
    """What the person says of a hold that a gap fell into: it was held for `seconds` in all.

    0 means not done.
    """

    seconds: float


@dataclass(frozen=True)
class ChoosePace(Event):
    """The breath from the next phase on: seconds of each part, or at the person's own pace."""

    breath_in: float
    breath_out: float
    back: float
    settle: float
    self_paced: bool = False


@dataclass(frozen=True)
class MoreTime(Event):
    """`seconds` more to get ready."""

    seconds: float


@dataclass(frozen=True)
class Back(Event):
    """To the start of the running repetition, or of the one before it."""


@dataclass(frozen=True)
class Resume(Event):
    """On again after a pause: a running repetition is done anew."""


@dataclass(frozen=True)
class EaseOff(Event):
    """The hold ends sooner; its repetition counts."""


@dataclass(frozen=True)
class EndSet(Event):
    """Done early: the set ends here."""


@dataclass(frozen=True)
class Skip(Event):
    """On to the next exercise."""

    reason: str | None = None


@dataclass(frozen=True)
class Stop(Event):
    """It hurts, or something else: freeze at once."""


@dataclass(frozen=True)
class Answer(Event):
    """What the person said of a stop; a part that stays empty takes nothing back.

    `last_good` is the last repetition of the stopped set that was good. `set` is the place of that
    set; None means the last stop.
    """

    discomfort: int | None = None
    reason: str | None = None
    last_good: int | None = None
    set: int | None = None


@dataclass(frozen=True)
class GoOn(Event):
    """On again after a stop: the repetition is done anew."""


@dataclass(frozen=True)
class End(Event):
    """No more exercises today."""

    reason: str | None = None


@dataclass(frozen=True)
class ReportSigns(Event):
    """Warning signs were ticked that hold every session back: this one is over.

    `level` is the graver of those that were ticked: emergency or same_day. `discomfort` is how it
    feels at the review, where the person said so before: no `Finish` of theirs comes to tell it.
    """

    level: str
    discomfort: int | None = None


@dataclass(frozen=True)
class Rate(Event):
    """Worst discomfort during one exercise."""

    exercise: str
    discomfort: int


@dataclass(frozen=True)
class Correct(Event):
    """At the review: the set at place `set` had `reps` repetitions."""

    set: int
    reps: int


@dataclass(frozen=True)
class Finish(Event):
    """The review is over; `reviewed` when the person confirmed the rows."""

    discomfort: int | None = None
    reviewed: bool = False


#: Every event by the name that journal and browser use.
NAMES: dict[str, type[Event]] = {
    "begin": Begin,
    "phase_done": PhaseDone,
    "choose_warm_up": ChooseWarmUp,
    "skip_warm_up": SkipWarmUp,
    "pause": Pause,
    "vouch": Vouch,
    "choose_pace": ChoosePace,
    "more_time": MoreTime,
    "back": Back,
    "resume": Resume,
    "ease_off": EaseOff,
    "end_set": EndSet,
    "skip": Skip,
    "stop": Stop,
    "answer": Answer,
    "go_on": GoOn,
    "end": End,
    "report_signs": ReportSigns,
    "rate": Rate,
    "correct": Correct,
    "finish": Finish,
}
