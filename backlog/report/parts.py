"""What a page is made of: answers, tables and lines, all of them plain text. No markup."""

from __future__ import annotations

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
    """Some lines under a title, the newest last; without any, `nothing` is said in their place.

    What stands `always` comes before them, however few of them there is room for; where room is
    scarce they may be `more` than those of other lists.
    """

    title: str
    lines: tuple[str, ...]
    nothing: str = "None."
    always: tuple[str, ...] = ()
    more: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """All that stands under the title."""
        return (*self.always, *self.lines)


@dataclass(frozen=True)
class Annex:
    """What does not fit on one page; `days` is the frame of the calendar."""

    days: pd.DataFrame = field(compare=False)
    sessions: Table
    notes: Lines
