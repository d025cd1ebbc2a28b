"""A person's settings of the panel: which there are, what each may be, and what holds without one.

Pure: values in, values and problems out. Must not know the file that they are kept in, nor what a
sound or a voice is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from backlog.problem import Problem
from backlog.session import Pace

#: The file as the person knows it.
FILE = "settings.json"
#: Codes of the languages that there are words for; ``auto`` is the browser's.
LANGUAGES = ("de", "en")
#: Seconds of each breath: names of `Pace`.
BREATHS = ("breath_in", "breath_out", "back", "settle")


class _Setting(NamedTuple):
    """What holds without a choice, a test of a value, and what may be chosen, in words."""

    default: Any
    holds: Callable[[Any], bool]
    allowed: str


def _switch(default: bool) -> _Setting:
    return _Setting(default, lambda value: isinstance(value, bool), "must be true or false")


def _number(default: float, low: float, high: float) -> _Setting:
    return _Setting(
        default,
        lambda value: type(value) in (int, float) and low <= value <= high,
        f"must be a number from {low:g} to {high:g}",
    )


def _day() -> _Setting:
    return _Setting("", _is_day, "must be a day as 2026-11-22, or empty")


def _is_day(value: object) -> bool:
    try:
        return value == "" or str(date.fromisoformat(str(value))) == value
    except ValueError:
        return False


def _one_of(default: str, *others: str) -> _Setting:
    allowed = (default, *others)
    return _Setting(default, lambda value: value in allowed, f"must be one of {', '.join(allowed)}")


SETTINGS: Mapping[str, _Setting] = {
    "language": _one_of("auto", *LANGUAGES),
    "asked_until": _day(),
    "sound": _switch(True),
    "volume": _number(0.5, 0, 1),
    "voice": _switch(True),
    "half_way": _switch(True),
    "awake": _switch(True),
    **{name: _number(getattr(Pace(), name), 2, 8) for name in BREATHS},
    "self_paced": _switch(False),
    "headset": _switch(False),
}


def read(kept: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return every setting as it was kept, the default where there is none or a wrong one."""
    known = {name: kept[name] for name in SETTINGS if name in kept}
    problems = wrong(known)
    unfit = {problem.column for problem in problems}
    chosen = {name: value for name, value in known.items() if name not in unfit}
    return {**{name: each.default for name, each in SETTINGS.items()}, **chosen}, problems


def wrong(values: Mapping[str, Any]) -> list[Problem]:
    """Return one problem for each value that a setting may not have."""
    return [
        Problem(FILE, 0, name, str(value), allowed)
        for name, value in values.items()
        if (allowed := _complaint(name, value))
    ]


def _complaint(name: str, value: object) -> str | None:
    setting = SETTINGS.get(name)
    if setting is None:
        return f"is none of the settings {', '.join(SETTINGS)}"
    return None if setting.holds(value) else setting.allowed


def pace(base: Pace, chosen: Mapping[str, Any]) -> Pace:
    """Return `base` with the breath as it was chosen: its seconds, and who ends it."""
    breath: dict[str, Any] = {name: float(chosen[name]) for name in BREATHS}
    return replace(base, self_paced=chosen["self_paced"], **breath)
