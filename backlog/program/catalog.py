"""The catalogue: what each exercise is, as data from ``catalog.toml``.

Knows positions, movements, breathing, cues, cautions and the article's doses. Must not know any
person: what is prescribed to somebody stands in `backlog.program.prescription`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Exercise:
    """One exercise of the catalogue.

    `sides` is ``"both"`` (both together) or ``"each"`` (left and right on their own); `breath`
    names its breath script in `backlog.session.script`; `cues` maps the kind of a phase to what is
    said in it; `dose` and `range` hold the columns of a prescription. An `optional` one is in no
    program until somebody puts it there.
    """

    id: str
    name: str
    kind: str
    sides: str
    breath: str
    position: str
    start: str
    movement: str
    cautions: tuple[str, ...]
    cues: Mapping[str, str]
    dose: Mapping[str, Any]
    range: Mapping[str, tuple[float, float]]
    source: str
    optional: bool = False

    @property
    def has_hold(self) -> bool:
        """Whether each repetition has a hold."""
        return "hold" in self.dose


def _exercise(id: str, entry: dict[str, Any]) -> Exercise:
    ranges = {column: tuple(ends) for column, ends in entry.pop("range").items()}
    return Exercise(
        id=id,
        cautions=tuple(entry.pop("cautions")),
        cues=MappingProxyType(entry.pop("cues")),
        dose=MappingProxyType(entry.pop("dose")),
        range=MappingProxyType(ranges),
        **entry,
    )


def _load() -> Mapping[str, Exercise]:
    text = files(__package__).joinpath("catalog.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)
    return MappingProxyType({id: _exercise(id, entry) for id, entry in entries.items()})


#: Every exercise by its id, in the order in which a session runs them.
CATALOG: Mapping[str, Exercise] = _load()

_IDS = {words.casefold(): each.id for each in CATALOG.values() for words in (each.id, each.name)}


def id_of(words: str) -> str:
    """Return the id of the exercise that has this id or name, in whatever case; else the words."""
    return _IDS.get(words.casefold(), words)
