"""The items of the summary that rest on a therapist's ratings. Works nothing out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from backlog.analysis import adherence
from backlog.analysis.item import Item, item


def of_quality(weighted: pd.DataFrame) -> Iterator[Item]:
    """Yield the exercise adherence weighted by quality; nothing where nobody rated."""
    for row in weighted.itertuples():
        enough = row.sessions >= adherence.FEWEST
        yield item(
            f"adherence.weighted_by_quality.{row.exercise}",
            100 * row.share if enough else None,
            "%",
            n=row.sessions,
            guard=None if enough else f"needs {adherence.FEWEST} prescribed sessions",
            state=f"quality {row.quality} of 5 on {row.rated_on:%Y-%m-%d}",
        )
