"""The items of the summary that the therapist's page tells besides. Works nothing out.

No item carries a text that a person wrote: an activity has a number and no name.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from backlog.analysis.counted import Counted
from backlog.analysis.furthest import POINTS, Moved
from backlog.analysis.item import Item, item, lacking
from backlog.analysis.reason import Reason
from backlog.analysis.signs import Signs

_POINTS = list(POINTS)
_FURTHEST = "from 0, the back, to 3, below the knee"


def of_counts(found: Counted) -> Iterator[Item]:
    """Yield how sessions ended, and on how many days there is any data."""
    for name in ("done", "partial", "stopped", "untold", "lighter", "postponed"):
        yield item(f"sessions.{name}", getattr(found, name), "sessions")
    yield item("days.with_data", found.with_data, "days", n=found.days)


def of_kinds(table: pd.DataFrame) -> Iterator[Item]:
    """Yield the middle rating of each kind."""
    for kind, row in table.iterrows():
        guard = None if row["n"] else "not rated"
        id = f"rating.{kind}"
        yield item(id, row["median"], "of 10", row["n"], row["missing"], guard=guard)


def of_signs(found: Signs) -> Item:
    """Return on how many days a warning sign was ticked, of how often the list was shown."""
    asked = bool(found.looks or found.ticks)
    guard = None if asked else "the list was not shown"
    days = len({tick.day for tick in found.ticks}) if asked else None
    return item("signs.ticked", days, "days", n=found.looks, guard=guard)


def of_furthest(found: Moved | Reason) -> Iterator[Item]:
    """Yield the furthest point of the first and of the last answers."""
    if isinstance(found, Reason):
        yield lacking("furthest.last", _FURTHEST, found)
        return
    yield item("furthest.first", _POINTS.index(found.first), _FURTHEST, n=found.n_first)
    yield item("furthest.last", _POINTS.index(found.last), _FURTHEST, found.n_last, state=found.way)


def of_activities(table: pd.DataFrame, change: pd.DataFrame) -> Iterator[Item]:
    """Yield first and last answer of each activity, and the last change as a whole."""
    for at, row in enumerate(table.itertuples(), start=1):
        guard = None if row.n else "not answered"
        for name in ("first", "last"):
            value = getattr(row, name)
            yield item(f"activity.{at}.{name}", value, "of 10", row.n, row.missing, guard=guard)
    last = change["value"].iloc[-1] if len(change) else None
    guard = None if len(change) else "not answered"
    yield item("activity.change", last, "from -3, much worse, to 3", n=len(change), guard=guard)
