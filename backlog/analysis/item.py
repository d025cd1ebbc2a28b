"""One item of the summary: a number with all that must stand beside it. Knows its form alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from backlog.analysis.reason import Reason

Item = dict[str, Any]


def item(
    id: str,
    value: float | None,
    unit: str,
    n: float | None = None,
    missing: float | None = None,
    interval: tuple[float, float] | None = None,
    guard: str | None = None,
    state: str | None = None,
) -> Item:
    """Return one item; what it does not speak of is None."""
    return {
        "id": id,
        "value": rounded(value),
        "unit": unit,
        "interval": interval and [rounded(end) for end in interval],
        "n": rounded(n),
        "missing": rounded(missing),
        "guard": guard,
        "state": state,
    }


def rounded(value: float | None) -> float | None:
    """Return a plain number with at most four decimals; what is not there stays not there."""
    if value is None or pd.isna(value):
        return None
    held = round(float(value), 4)
    return int(held) if held == int(held) else held


def lacking(
    id: str, unit: str, reason: Reason, n: float | None = None, missing: float | None = None
) -> Item:
    """Return the item of a number that is not there, with the reason as its guard."""
    return item(id, None, unit, n, missing, guard=str(reason), state=reason.state)
