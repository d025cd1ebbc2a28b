"""What the ratings of the days say."""

from __future__ import annotations

import pandas as pd

from backlog.analysis import discomfort as discomfort_
from backlog.analysis.phrases import count, number
from backlog.analysis.words.captions import ratings
from backlog.analysis.words.nothing import NOTHING


def discomfort(series: pd.DataFrame) -> str:
    """Say what the last days were like."""
    if series.empty:
        return NOTHING
    recent = discomfort_.stretch(series.tail(7))
    if not recent.enough:
        return f"{ratings(series)}. Too early to sum up the last 7 days: {recent.n} of {_NEED}."
    return (
        f"{ratings(series)}. In the last 7 days discomfort was around {number(recent.median)} of "
        f"10 (the middle of {count(recent.n, 'rating')})."
    )


_NEED = f"{discomfort_.FEWEST} ratings so far"
