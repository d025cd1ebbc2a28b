"""Letters that no font has, and what stands in their place so that every text stays a text. Pure.

Which letters these are is known from the compiler alone: it refuses a page that holds one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

#: What turns several letters into one picture, which a font has as a whole or not at all.
_JOINING = str.maketrans("", "", "\u200d\ufe0f")
#: How the compiler names letters that it cannot display, and how it writes an unseen one.
_REFUSED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Everything but Latin letters and the signs of the page's own sentences.
_FOREIGN = re.compile(r"[^ -\u024f\u2010-\u2027\u2212]")


def refused(message: str) -> str | None:
    """Return the letters that a message of the compiler names; None when it is about others."""
    found = _REFUSED.search(message)
    return found and _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])


def as_they_are(text: str, lacking: str) -> str:
    """Return the text."""
    return text


def apart(text: str, lacking: str) -> str:
    """Return the text without what joins letters: each may have a font of its own."""
    return text.translate(_JOINING)


def spelled(text: str, lacking: str) -> str:
    """Return the text with the name of each lacking letter in its place."""
    return text.translate({ord(char): named(char) for char in lacking if char > "~"})


def plain(text: str, lacking: str) -> str:
    """Return the text with the name of each letter that is not Latin in its place."""
    return _FOREIGN.sub(lambda char: named(char[0]), text)


def named(char: str) -> str:
    """Return the name of a character, as ``[broken heart]``; nothing where there is none to see."""
    if unicodedata.category(char) in ("Cc", "Cf"):
        return ""
    return f"[{unicodedata.name(char, '').lower() or f'U+{ord(char):04X}'}]"


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return `value` with every string in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: changed(each, change) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [changed(each, change) for each in value]
    return value
