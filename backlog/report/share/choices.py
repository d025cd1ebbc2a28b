"""What a person chooses to share. Off by default means off.

Knows which choices there are and what each may be; must not know a log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: The tables that can be chosen; a therapist's rules go with the program that they are about.
TABLES = ("sets", "sessions", "checkins", "activities", "days", "program")
_A_DAY = "Write a day such as 2026-11-22."


@dataclass(frozen=True)
class Choices:
    """What is to go into a bundle.

    Parameters
    ----------
    first, last : datetime.date
        First and last day of the period.
    tables : tuple of str
        Some of `TABLES`; the page and the summary are made of these alone.
    notes : bool
        Whether the person's free text goes, the words of questions and warning signs among it.
    names : bool
        Whether authors and the names of activities and of imports go.
    shift_dates : bool
        Whether all dates are moved by a whole number of weeks that is told nowhere.
    pdf, notebooks : bool
        Whether the page goes as PDF, too, and whether the notebooks go.
    """

    first: date
    last: date
    tables: tuple[str, ...] = TABLES
    notes: bool = False
    names: bool = False
    shift_dates: bool = False
    pdf: bool = False
    notebooks: bool = False


def wrong(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with choices as they were typed, by field: one sentence each."""
    days = {name: _day(values.get(name)) for name in ("from", "to")}
    told = {name: _A_DAY for name, day in days.items() if values.get(name) and day is None}
    if days["from"] and days["to"] and days["to"] < days["from"]:
        told["to"] = "The last day must not come before the first."
    tables = values.get("tables", TABLES)
    unknown = [name for name in tables if name not in TABLES]
    if unknown or not tables:
        told["tables"] = f"Choose at least one of {', '.join(TABLES)}."
    return told


def _day(typed: str | None) -> date | None:
    try:
        return date.fromisoformat((typed or "").strip())
    except ValueError:
        return None


def chosen(values: Mapping[str, Any], first: date, last: date) -> Choices:
    """Return choices as they were typed; `first` and `last` hold where no day was given.

    Raises
    ------
    ValueError
        Telling everything that is wrong with them.
    """
    trouble = wrong(values)
    if trouble:
        raise ValueError(" ".join(f"{field}: {told}" for field, told in trouble.items()))
    switches = ("notes", "names", "shift_dates", "pdf", "notebooks")
    return Choices(
        _day(values.get("from")) or first,
        _day(values.get("to")) or last,
        tuple(name for name in TABLES if name in values.get("tables", TABLES)),
        **{name: bool(values.get(name)) for name in switches},
    )
