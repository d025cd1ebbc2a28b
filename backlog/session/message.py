"""Reading an event from a message of the journal or the browser.

Knows what each value must be, so that no event holds what no row may hold. Must not know whether a
session allows the event: that is the table's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from backlog.problem import shortened
from backlog.session.events import NAMES, Event, Stamp


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


def _number(low: float, high: float, allowed: str) -> _Limit:
    return _Limit(lambda value: type(value) in (int, float) and low <= value <= high, allowed)


def _true_or_false() -> _Limit:
    return _Limit(lambda value: isinstance(value, bool), "true or false")


_BREATH = _number(2, 8, "seconds from 2 to 8")
_LIMITS = {
    "discomfort": _whole(0, 10),
    "furthest": _one_of("back", "buttock", "thigh", "below_knee"),
    "warning_signs": _one_of("shown", "ticked"),
    "phase": _whole(0, 100_000),
    "warmup": _one_of("walk", "march"),
    "instead": _one_of("already_warm", "skipped"),
    "gap_s": _number(0, 86400, "seconds"),
    "seconds": _number(0, 3600, "seconds up to an hour"),
    **dict.fromkeys(("breath_in", "breath_out", "back", "settle"), _BREATH),
    "self_paced": _true_or_false(),
    "reason": _one_of(
        "pain",
        "tired",
        "time",
        "interrupted",
        "position",
        "dizzy",
        "cramp",
        "over_limit",
        "other",
    ),
    "last_good": _whole(0, 200),
    "level": _one_of("emergency", "same_day"),
    "exercise": _Limit(lambda value: isinstance(value, str), "an exercise"),
    "set": _whole(0, 1_000),
    "reps": _whole(0, 200),
    "reviewed": _true_or_false(),
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
