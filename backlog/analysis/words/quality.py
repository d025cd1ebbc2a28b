"""Adherence weighted by a therapist's ratings, in words; nothing at all where nobody rated."""

from __future__ import annotations

from typing import Any

import pandas as pd

from backlog.analysis import adherence
from backlog.analysis.phrases import count, day_text, percent

#: What the number is, told with it each time.
WHAT = (
    "This is how much of each dose was done, weighted by how well your therapist saw it done: "
    "a rating of 5 counts whole, one of 3 counts three fifths, from the day of the rating on. "
    "It is this logbook's own figure and no published scale."
)


def quality(weighted: pd.DataFrame) -> str:
    """Say the exercise adherence weighted by quality of each exercise that was rated."""
    if weighted.empty:
        return "No visit has rated an exercise yet, so there is no figure weighted by quality."
    return "\n".join([*map(_line, weighted.itertuples()), WHAT])


def _line(row: Any) -> str:
    rated = f"quality {row.quality} of 5 on {day_text(row.rated_on)}"
    return f"{row.name}: {_share(row)} ({rated})."


def _share(row: Any) -> str:
    if pd.isna(row.percent):
        needed = count(adherence.FEWEST, "planned session")
        return f"too early for a percentage since the rating, it needs {needed}"
    return f"{percent(row.percent)} weighted by quality, {percent(100 * row.dose)} of the dose"
