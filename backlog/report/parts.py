"""What a page is made of: answers, tables and lines, all of them plain text. No markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

#: Stands where there is no number.
EMPTY = "–"


@dataclass(frozen=True)
class Answer:
    """A question, its answer in a few words, and what the answer rests on."""

    question: str
    answer: str
    evidence: str


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head; the first cell of each row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Lines:
    """Some lines under a title; without any, `nothing` is said in their place."""

    title: str
    lines: tuple[str, ...]
    nothing: str = "None."


@dataclass(frozen=True)
class Annex:
    """What does not fit on one page; `days` is the frame of the calendar."""

    days: pd.DataFrame = field(compare=False)
    sessions: Table
    notes: Lines


def at_most(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the last lines, after one that counts those before."""
    more = len(lines) - most
    return (f"{more} earlier.", *lines[-most:]) if more > 0 else tuple(lines)
