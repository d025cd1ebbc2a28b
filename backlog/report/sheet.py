"""The page cut to the room of one sheet: the newest of each list, and how many there are before.

Knows what may go and in which steps. Must not know how long a line is when it is drawn: whoever
draws the page takes the first of these sheets that fits. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from backlog.analysis.phrases import number
from backlog.report.page import Page
from backlog.report.parts import Lines, Table

#: How many lines of a list a sheet holds, from one with room to a crowded one; of activities,
#: whose table stands beside a longer one, always `ACTIVITIES`.
STEPS = (4, 3, 2, 1, 0)
ACTIVITIES = 3
#: How many lines of a list the annex holds.
ANNEX = 100


@dataclass(frozen=True)
class Sheet:
    """A page with no more than fits, and whole what was cut in it: that stands in the annex."""

    page: Page
    cut: tuple[Lines | Table, ...]


def sheets(page: Page) -> tuple[Sheet, ...]:
    """Return the sheets that a page may become, each with fewer lines than the one before."""
    return tuple(of(page, most) for most in STEPS)


def of(page: Page, most: int) -> Sheet:
    """Return a page with no more than the last `most` lines of each list."""
    where = "in the annex" if page.annex else "not shown"
    lists = tuple(_newest(part, most + part.more, where) for part in page.lists)
    rows = _first(page.activities, ACTIVITIES, where)
    short = replace(page, lists=lists, activities=rows)
    return Sheet(short, tuple(_cut(page, short)))


def _newest(part: Lines, most: int, where: str) -> Lines:
    more = len(part.lines) - most
    if more <= 0:
        return part
    return replace(part, lines=(f"{number(more)} earlier, {where}.", *part.lines[more:]))


def _first(table: Table, most: int, where: str) -> Table:
    more = len(table.rows) - most
    if more <= 0:
        return table
    return replace(table, rows=table.rows[:most], note=f"{more} more, {where}. {table.note}")


def _cut(page: Page, short: Page) -> Iterator[Lines | Table]:
    """Yield the parts of a page that are shorter on its sheet."""
    if short.activities != page.activities:
        yield page.activities
    for whole, part in zip(page.lists, short.lists, strict=True):
        if part != whole:
            yield _newest(whole, ANNEX, "not shown")
