"""Which reasons are named first, so that none of several equal ones is left out without a word.

Knows how many have room. Must not count any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from backlog.analysis.phrases import listed

#: So many reasons are named; equal ones beyond them too, while there is room.
NAMED, ROOM = 3, 5


def most_often(given: pd.DataFrame, told: Callable[[Any], str]) -> str:
    """Return the reasons that were given most often as a list: a cramp (2), no time (2) and ...

    Parameters
    ----------
    given : pandas.DataFrame
        Rows of `backlog.analysis.obstacles`, at least one, the most frequent first.
    told : callable
        Puts a row into words.
    """
    least = given["sessions"].head(NAMED).min()
    named = given[given["sessions"] >= least]
    more = [f"{len(named) - ROOM} more as often"] if len(named) > ROOM else []
    return listed([*map(told, named.head(ROOM).itertuples()), *more])
