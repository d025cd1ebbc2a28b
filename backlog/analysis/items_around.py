"""The items of the summary that tell how discomfort went around sessions. Works nothing out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from backlog.analysis.item import Item, item, lacking
from backlog.analysis.reason import Reason
from backlog.analysis.response import FEWEST, counts, response


def of_sessions(pairs: pd.DataFrame) -> Iterator[Item]:
    """Yield how sessions ended, and from five of them on what that comes to."""
    found = counts(pairs)
    missing = found.pop("not_rated")
    both = sum(found.values())
    for name, number in found.items():
        yield item(f"response.{name}", number, "sessions", n=both, missing=missing)
    summed = response(pairs)
    if isinstance(summed, Reason):
        yield lacking("response.change", "points", summed, n=both, missing=missing)
        return
    yield item("response.change", summed.change, "points", n=both, missing=missing)
    yield item("response.change.quarter", summed.quarter, "points", n=both)
    yield item("response.change.three_quarters", summed.three_quarters, "points", n=both)
    yield item("response.not_higher", 100 * summed.share_not_higher, "%", n=both, missing=missing)
    yield item("response.rise_of_2", 100 * summed.share_rise, "%", n=both, missing=missing)
    yield _share("response.worst_from_6", summed.share_worst, summed.n_worst, len(pairs))
    yield _share("response.settled", summed.share_settled, summed.n_settled, len(pairs))


def _share(id: str, share: float | None, n: int, sessions: int) -> Item:
    value = None if share is None else 100 * share
    guard = "not rated" if share is None else None
    return item(id, value, "%", n=n, missing=sessions - n, guard=guard)


def of_exercises(table: pd.DataFrame) -> Iterator[Item]:
    """Yield the worst discomfort during each exercise, and its stops."""
    for row in table.itertuples():
        id = f"response.exercise.{row.exercise}"
        few = None if row.n >= FEWEST else f"{row.n} of {FEWEST} ratings so far"
        yield item(f"{id}.worst", row.worst, "of 10", n=row.n, missing=row.missing, guard=few)
        yield item(f"{id}.stops", row.stops, "sessions", n=row.n + row.missing)
