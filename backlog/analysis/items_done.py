"""The items of the summary that tell what was done, and how it was recorded. Works nothing out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from backlog.analysis import adherence, days, recording
from backlog.analysis.item import Item, item
from backlog.analysis.phrases import count, number


def of_days(every_day: pd.DataFrame) -> Iterator[Item]:
    """Yield how many days there are of each state."""
    for state, found in days.counts(every_day).items():
        yield item(f"days.{state}", found, "days")


def of_adherence(every_day: pd.DataFrame) -> Iterator[Item]:
    """Yield the share of prescribed sessions of each window."""
    if every_day.empty:
        return
    for name, rows in adherence.windows(every_day).items():
        found = adherence.of(rows)
        yield _adherence(f"adherence.sessions.{name.replace(' ', '_')}", found)
    yield item("adherence.extras", found.extras, "sessions")


def _adherence(id: str, found: adherence.Adherence) -> Item:
    state = f"{number(found.done)} of {number(found.prescribed)}"
    if not found.prescribed:
        guard = "nothing was asked for" if found.chosen else "no days a week chosen"
        return item(id, None, "%", guard=guard, n=0)
    shares = (100 * (found.low or 0), 100 * (found.high or 0))
    needed = None if found.enough else f"needs {adherence.FEWEST} prescribed sessions"
    return item(
        id,
        shares[0] if found.enough else None,
        "%",
        n=found.prescribed,
        missing=found.not_logged,
        interval=shares if found.enough else None,
        guard=needed and f"{state}: {needed}",
        state=state,
    )


def of_doses(doses: pd.DataFrame) -> Iterator[Item]:
    """Yield the share of its dose of each exercise and side."""
    for row in doses.itertuples():
        enough = row.sessions >= adherence.FEWEST
        share = (100 * row.share, 100 * (row.share + row.share_not_logged))
        yield item(
            f"adherence.dose.{row.exercise}.{row.side}",
            share[0] if enough else None,
            "%",
            n=row.sessions,
            interval=share if enough else None,
            guard=None if enough else f"needs {adherence.FEWEST} prescribed sessions",
            state=f"{number(row.done)} of {number(row.target)} {row.unit}",
        )


def of_recording(split: recording.Split) -> Iterator[Item]:
    """Yield how the rows came about."""
    for name in ("live", "manual", "later", "corrected", "unreviewed"):
        yield item(f"recording.{name}", getattr(split, name), "sessions", n=split.sessions)
    delay = split.delay / pd.Timedelta(days=1) if split.delay is not None else None
    guard = "none filled in later" if delay is None else None
    yield item("recording.delay", delay, "days", n=split.later, guard=guard)


def of_habit(strengths: pd.DataFrame) -> Iterator[Item]:
    """Yield the strength of the habit on the last day."""
    last = strengths["strength"].iloc[-1] if len(strengths) else None
    guard = "nothing was asked for" if pd.isna(last) else None
    yield item("habit.strength", last, "of 1", n=len(strengths), guard=guard)


def of_obstacles(table: pd.DataFrame) -> Iterator[Item]:
    """Yield in how many sessions each reason was given."""
    for row in table.itertuples():
        state = count(row.sets, "set")
        yield item(f"obstacles.{row.reason}", row.sessions, "sessions", state=state)
