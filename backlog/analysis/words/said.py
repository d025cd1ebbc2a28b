"""What a person wrote, as a line of a page shows it: plain, on one line, and no longer than fits.

Knows which characters cannot be seen or turn the line around. Must not know HTML or any other
markup: whoever makes that escapes it there.
"""

from __future__ import annotations

import re
import unicodedata

#: Longest text of one line, and the most marks that may stand on one letter.
MOST, MARKS = 160, 3

#: Joiners that scripts and pictures need; every other unseen character is left out.
_JOINERS = "\u200c\u200d"
_LEFT_OUT = {"Cc", "Cf", "Cs", "Cn", "Co"}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_ISOLATED = "\u2068{}\u2069"


def said(text: str, most: int = MOST) -> str:
    """Return `text` in one line of at most `most` characters, with its length where it was cut.

    Control and format characters are left out; text that runs from right to left is isolated, so
    that it cannot turn what stands beside it around.
    """
    shown = _few_marks("".join(map(_seen, re.sub(r"\s+", " ", text)))).strip()
    cut = shown if len(shown) <= most else f"{shown[:most].rstrip()}…"
    turned = any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in cut)
    told = _ISOLATED.format(cut) if turned else cut
    return told if cut == shown else f"{told} ({len(text):,} characters)"


def _seen(char: str) -> str:
    if unicodedata.category(char) in _LEFT_OUT and char not in _JOINERS:
        return ""
    return char


def _few_marks(text: str) -> str:
    """Return `text` with at most `MARKS` marks on a letter: more would run into other lines."""
    kept, piled = [], 0
    for char in text:
        piled = piled + 1 if unicodedata.combining(char) else 0
        if piled <= MARKS:
            kept.append(char)
    return "".join(kept)
