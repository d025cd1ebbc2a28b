"""What the ratings of the days and of the sessions say."""

from __future__ import annotations

import pandas as pd

from backlog.analysis import adherence, response
from backlog.analysis import discomfort as discomfort_
from backlog.analysis.phrases import count, number, percent
from backlog.analysis.words.captions import ratings
from backlog.analysis.words.nothing import NO_SESSION, NOTHING


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


def start_and_now(series: pd.DataFrame) -> str:
    """Put the first and the last seven days side by side, without a verdict."""
    if series.empty:
        return NOTHING
    first, last = discomfort_.stretch(series.head(7)), discomfort_.stretch(series.tail(7))
    if len(series) < _APART:
        return f"Too early to look back: day {len(series)} of the {_APART} that this needs."
    if not (first.enough and last.enough):
        return (
            f"Too few ratings to look back: {first.n} in the first 7 days and {last.n} in the last "
            f"7; each needs {discomfort_.FEWEST}."
        )
    return (
        f"The middle rating was {number(first.median)} in the first 7 days ({first.n} ratings) and "
        f"is {number(last.median)} in the last 7 ({last.n} ratings).\nThat is two short stretches "
        "side by side. It does not tell a change from the usual ups and downs, nor what made it."
        + _mixed(series)
    )


#: Two stretches of 7 days, 14 days apart.
_APART = 28


def _mixed(series: pd.DataFrame) -> str:
    share = discomfort_.minority(series)
    if share is None or share <= discomfort_.MIXED:
        return ""
    return (
        f"\n{percent(100 * share)} of the rated days have the rarer of two kinds of rating "
        "(check-in, before a session). These are not quite the same question: take the line "
        "with care."
    )


def before_and_after(pairs: pd.DataFrame) -> str:
    """Say how sessions ended; a few of them one by one."""
    if pairs.empty:
        return NO_SESSION
    found, both = response.counts(pairs), pairs.dropna(subset="change")
    missing = _missing(found["not_rated"], len(pairs))
    if len(both) < adherence.FEWEST:
        listed = ", ".join(f"{row.before} to {row.after}" for row in both.itertuples())
        return f"Too early to sum up. So far: {listed or 'no session with both ratings'}.{missing}"
    return (
        f"Of {count(len(both), 'session')} with both ratings, {found['lower']} ended lower, "
        f"{found['same']} the same and {found['higher']} higher.{missing}"
    )


def _missing(without: int, sessions: int) -> str:
    return f" A rating is missing in {without} of {count(sessions, 'session')}." if without else ""
