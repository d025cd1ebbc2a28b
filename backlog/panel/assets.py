"""The browser's half of the panel, joined: one module from ``js/``, one style sheet, the words.

A widget's module is one file, so the parts are laid end to end in the order of their numbers; a
part uses only names of the parts before it. Must not change what they say.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from backlog.panel.settings import LANGUAGES

_HERE = files(__package__)


def module() -> str:
    """Return the panel's JavaScript as one ES module."""
    parts = [part for part in _HERE.joinpath("js").iterdir() if part.name.endswith(".js")]
    in_order = sorted(parts, key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in in_order)


def style() -> str:
    """Return the panel's style sheet."""
    return _HERE.joinpath("panel.css").read_text(encoding="utf-8")


def languages() -> dict[str, dict[str, Any]]:
    """Return the sentences of every language, by its code."""
    return {code: texts(code) for code in LANGUAGES}


def texts(language: str = "en") -> dict[str, Any]:
    """Return every sentence of the panel in one language."""
    path = _HERE.joinpath("texts", f"{language}.json")
    words: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return words
