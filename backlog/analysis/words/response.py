"""How discomfort answered to sessions, in words. No exercise is ranked."""

from __future__ import annotations

import pandas as pd

from backlog.analysis import response as response_
from backlog.analysis.phrases import count, number, percent
from backlog.analysis.reason import Reason
from backlog.analysis.response import Response
from backlog.analysis.words.nothing import NO_SESSION


def before_and_after(pairs: pd.DataFrame) -> str:
    """Say how sessions ended; a few of them one by one."""
    if pairs.empty:
        return NO_SESSION
    found, both = response_.counts(pairs), pairs.dropna(subset="change")
    missing = _missing(found["not_rated"], len(pairs))
    if len(both) < response_.FEWEST:
        listed = ", ".join(f"{row.before} to {row.after}" for row in both.itertuples())
        return f"Too early to sum up. So far: {listed or 'no session with both ratings'}.{missing}"
    return (
        f"Of {count(len(both), 'session')} with both ratings, {found['lower']} ended lower, "
        f"{found['same']} the same and {found['higher']} higher.{missing}"
    )


def _missing(without: int, sessions: int) -> str:
    return f" A rating is missing in {without} of {count(sessions, 'session')}." if without else ""


def response(found: Response | Reason) -> str:
    """Say how much ratings changed over sessions, how high they rose and how mornings were."""
    if isinstance(found, Reason):
        return f"Too early to sum up: this needs {found.needed}; so far: {found.there}."
    return "\n".join([_change(found), _worst(found), _morning(found)])


def _change(found: Response) -> str:
    ends = (_points(found.quarter), _points(found.three_quarters))
    half = (
        f"half of them from {ends[0]} to {ends[1]}" if ends[0] != ends[1] else f"half at {ends[0]}"
    )
    rise = round(found.share_rise * found.n)
    return (
        f"The middle difference over a session is: {_points(found.change)} ({half}). "
        f"In {percent(100 * found.share_not_higher)} it was not higher than before; "
        f"it rose by {response_.RISE} points or more after {rise} of {count(found.n, 'session')}."
    )


def _points(value: float) -> str:
    if value == 0:
        return "the same"
    return f"{number(abs(value))} {'lower' if value < 0 else 'higher'}"


def _worst(found: Response) -> str:
    if found.share_worst is None:
        return "The worst discomfort during a session was never rated."
    high = round(found.share_worst * found.n_worst)
    return (
        f"During exercises it reached {response_.WORST} or more in {high} of "
        f"{count(found.n_worst, 'session')} in which it was rated."
    )


def _morning(found: Response) -> str:
    if found.share_settled is None:
        return "How the next morning was is not known for any session."
    settled = round(found.share_settled * found.n_settled)
    return (
        f"By the next morning it had settled after {settled} of "
        f"{count(found.n_settled, 'session')} of which that is known."
    )
