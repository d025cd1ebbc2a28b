"""Events of a session: what happened, when, in the browser's own times.

Each is a frozen dataclass that carries its values inside. `parse` reads one from the journal or
from a browser's message. The module knows how an event is written; it must not know what follows
from it: that is the table in `backlog.session.machine`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from backlog.problem import shortened


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
    """The check-in is over. `discomfort` is None when the person would rather not say."""

    discomfort: int | None = None
    warning_signs: str | None = None


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
    "resume": Resume,
    "ease_off": EaseOff,
    "end_set": EndSet,
    "skip": Skip,
    "stop": Stop,
    "answer": Answer,
    "go_on": GoOn,
    "end": End,
    "rate": Rate,
    "correct": Correct,
    "finish": Finish,
}


class _Limit(NamedTuple):
    """What a value must be: a test, and the words for it."""

    holds: Callable[[Any], bool]
    allowed: str


def _whole(low: int, high: int) -> _Limit:
    return _Limit(
        lambda value: type(value) is int and low <= value <= high,
        f"a whole number from {low} to {high}",
    )


def _one_of(*words: str) -> _Limit:
    return _Limit(
        lambda value: isinstance(value, str) and value in words, f"one of {', '.join(words)}"
    )


_LIMITS = {
    "discomfort": _whole(0, 10),
    "warning_signs": _one_of("shown", "ticked"),
    "phase": _whole(0, 100_000),
    "warmup": _one_of("walk", "march"),
    "instead": _one_of("already_warm", "skipped"),
    "gap_s": _Limit(lambda value: type(value) in (int, float) and 0 <= value <= 86400, "seconds"),
    "reason": _one_of(
        "pain", "tired", "time", "interrupted", "position", "dizzy", "cramp", "other"
    ),
    "last_good": _whole(0, 200),
    "exercise": _Limit(lambda value: isinstance(value, str), "an exercise"),
    "set": _whole(0, 1_000),
    "reps": _whole(0, 200),
    "reviewed": _Limit(lambda value: isinstance(value, bool), "true or false"),
}

#: A year within the log's own limits, whatever the time zone.
_YEARS = range(2001, 2199)


def parse(message: Mapping[str, Any]) -> Event:
    """Read an event from a message.

    Parameters
    ----------
    message : mapping
        ``type`` (a key of `NAMES`), ``wall`` (ISO 8601 with offset), ``mono`` (seconds), ``page``
        and the event's own values; other keys are left alone.

    Raises
    ------
    ValueError
        Naming the key, its value and what is allowed.
    """
    kind = NAMES.get(str(message.get("type")))
    if kind is None:
        found = shortened(str(message.get("type")))
        raise ValueError(f"type: '{found}' is none of {', '.join(NAMES)}")
    own = [field.name for field in fields(kind) if field.name != "at" and field.name in message]
    for name in own:
        _check(kind, name, message[name])
    try:
        return kind(_stamp(message), **{name: message[name] for name in own})
    except TypeError as missing:
        raise ValueError(f"{message['type']}: {missing}") from missing


def _stamp(message: Mapping[str, Any]) -> Stamp:
    try:
        wall, mono = datetime.fromisoformat(message["wall"]), float(message["mono"])
        page = str(message["page"])
    except (KeyError, TypeError, ValueError, OverflowError) as wrong:
        raise ValueError(f"wall, mono, page: {wrong}") from wrong
    if wall.utcoffset() is None or wall.year not in _YEARS:
        raise ValueError(f"wall: '{wall}' must have an offset and a year from 2001 to 2198")
    if not 0 <= mono < 1e9:
        raise ValueError(f"mono: '{mono}' must be seconds from 0")
    return Stamp(wall, mono, page)


def _check(kind: type[Event], name: str, value: object) -> None:
    """Refuse a value that no row may hold; None is "not answered" where that can be."""
    if value is None and kind.__dataclass_fields__[name].default is None:
        return
    if not _LIMITS[name].holds(value):
        raise ValueError(f"{name}: '{shortened(str(value))}' must be {_LIMITS[name].allowed}")
