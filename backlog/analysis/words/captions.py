"""The line under a figure: how many there are of how many, through which day, and its limits."""

from __future__ import annotations

import pandas as pd

from backlog.analysis.phrases import count, day_text


def caption(days: pd.DataFrame) -> str:
    """Return the line under a figure of days."""
    if days.empty:
        return ""
    known = int((days["state"] != "unknown").sum())
    open_ = int((days["state"] == "not_logged").sum())
    return f"{count(known, 'day')}, {open_} due and not logged. {through(days)}"


def caption_of_ratings(series: pd.DataFrame) -> str:
    """Return the line under a figure of daily discomfort."""
    if series.empty:
        return ""
    return f"{ratings(series)}. {through(series)}"


def caption_of_pairs(pairs: pd.DataFrame, days: pd.DataFrame) -> str:
    """Return the line under the figure of ratings before and after sessions."""
    if pairs.empty:
        return ""
    both = int(pairs["change"].notna().sum())
    return f"Both ratings in {both} of {count(len(pairs), 'session')}. {through(days)}"


def ratings(series: pd.DataFrame) -> str:
    """Return how many days of `series` have a rating."""
    rated = int(series["discomfort"].notna().sum())
    return f"{count(rated, 'rating')} on {count(len(series), 'day')}"


def through(days: pd.DataFrame) -> str:
    """Return up to when `days` go, and what no figure shows."""
    return f"Data through {day_text(days['day'].max())}. Shows what happened, not why."
