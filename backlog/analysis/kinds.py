"""Each kind of rating on its own: at rest, before, during, after, next morning. Pure.

Knows the middle rating of a stretch, with n and what is missing. Never joins two kinds.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

#: Every kind with its words, in the order of a day.
KINDS: Mapping[str, str] = {
    "daily": "at rest, once a day",
    "before": "before a session",
    "worst": "worst during a session",
    "after": "after a session",
}


def kinds(rated: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the middle rating of each kind.

    Parameters
    ----------
    rated : pandas.DataFrame
        Days of `backlog.analysis.discomfort.since_day_1`.
    pairs : pandas.DataFrame
        Sessions of `backlog.analysis.response.pairs`.

    Returns
    -------
    pandas.DataFrame
        Indexed by kind; median (0-10, NA without a rating), n (ratings) and missing (days or
        sessions without one).
    """
    ratings = {"daily": rated["discomfort"]} | {
        name: pairs[name] for name in ("before", "worst", "after")
    }
    rows = {kind: _middle(given) for kind, given in ratings.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["median", "n", "missing"])
    return table.astype({"median": "Float64", "n": int, "missing": int}).rename_axis("kind")


def _middle(ratings: pd.Series) -> tuple[object, int, int]:
    given = ratings.dropna().astype(float)
    return given.median() if len(given) else pd.NA, len(given), len(ratings) - len(given)


def mornings(pairs: pd.DataFrame) -> tuple[int, int, int]:
    """Return after how many sessions it had settled, of how many that is known, and the others."""
    known = pairs["settled"].dropna()
    return int((known == "yes").sum()), len(known), len(pairs) - len(known)
