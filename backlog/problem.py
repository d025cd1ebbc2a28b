"""A problem: one thing that is wrong in one place, told so that a person can mend it.

Every room reports bad input as values of this class, beside the good rows, and never as an
exception. The module knows how a problem reads; it must not know any table, file or exercise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one place of one file.

    Parameters
    ----------
    file : str
        Name of the file as the person knows it, e.g. ``sets.csv``.
    line : int
        Line number, the header being line 1; 0 when the whole file is meant.
    column : str
        Name of the column; empty when the whole line is meant.
    value : str
        What stands there, shortened to 60 characters for display.
    allowed : str
        What may stand there, as the end of a sentence: ``"a whole number from 0 to 10"``.
    used : bool
        True when the row is used all the same (edited by hand, but valid); False when it is set
        aside.
    """

    file: str
    line: int
    column: str
    value: str
    allowed: str
    used: bool = False

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        where = f"{place}, {self.column}" if self.column else place
        found = f" '{shortened(self.value)}'" if self.value else ""
        return f"{where}:{found} {self.allowed}"


def capped(sentences: Sequence[str], most: int = 12) -> list[str]:
    """Return the first of many sentences, and one that counts the others."""
    rest = len(sentences) - most
    return [*sentences[:most], f"and {rest:,} more"] if rest > 0 else list(sentences)


def shortened(value: str, length: int = 60) -> str:
    """Return `value` on one line, cut to `length` characters with an ellipsis.

    What a terminal obeys, what turns the order of a line round and what cannot be encoded stands
    there as its number.
    """
    flat = _OBEYED.sub(_number, " ".join(value.split()))
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _number(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
