"""Frames as people read them: plain headings, whole sessions, the units beside the numbers.

Knows the columns of this room's frames and how people call them. Works nothing out: what is empty
stays empty.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from backlog.analysis.phrases import day_text, number, percent, signed
from backlog.analysis.recording import Split


def windows(compared: pd.DataFrame) -> pd.DataFrame:
    """Return the windows of `backlog.analysis.adherence.compared`, in whole sessions."""
    programs = [name for name in compared.index if name.startswith("program ")]
    names = {name: f"program {at}" for at, name in enumerate(programs, start=1)}
    return _sums(compared).rename(index=names | {"whole": "since the start"}).rename_axis(None)


def weeks(by_week: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks of `backlog.analysis.adherence.weekly`, the last of them so far."""
    names = [day_text(week) for week in by_week.index]
    told = [name + ", so far" * on for name, on in zip(names, by_week["running"], strict=True)]
    rows = _sums(by_week.assign(prescribed=by_week["planned"], done=by_week["kept"]))
    rows.insert(2, "done beyond the plan", by_week["beside"])
    return rows.set_axis(pd.Index(told, name="week from Monday"))


def _sums(frame: pd.DataFrame) -> pd.DataFrame:
    sessions = frame[["prescribed", "done", "not_logged"]].round().astype(int)
    return pd.DataFrame(
        {
            "sessions planned": sessions["prescribed"],
            "done": sessions["done"],
            "not logged": sessions["not_logged"],
            "in percent": frame["percent"].map(percent, na_action="ignore"),
            "at most": frame["percent_at_most"].map(percent, na_action="ignore"),
        }
    )


def doses(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table of `backlog.analysis.dose`."""
    sums = [amount(*row) for row in zip(table["done"], table["target"], table["unit"], strict=True)]
    return pd.DataFrame(
        {
            "exercise": table["name"],
            "side": table["side"],
            "done of what was planned": pd.Series(sums, index=table.index, dtype="str"),
            "in percent": table["percent"].map(percent, na_action="ignore"),
        }
    )


UNITS = {"s": "seconds held", "breaths": "breaths held", "reps": "repetitions"}


def amount(done: float, target: float, unit: str) -> str:
    """Return a dose and what was asked for: 12 of 20 minutes held."""
    minutes = unit == "s" and target >= 600
    scale, name = (60, "minutes held") if minutes else (1, UNITS[unit])
    return f"{done / scale:,.0f} of {target / scale:,.0f} {name}"


KINDS = {"daily": "daily check-in", "before": "before a session"}


def ratings(series: pd.DataFrame) -> pd.DataFrame:
    """Return days of `backlog.analysis.discomfort.daily`."""
    return pd.DataFrame(
        {
            "day": series["day"].map(day_text),
            "discomfort, 0 to 10": _numbers(series["discomfort"]),
            "asked": series["kind"].map(KINDS),
            "middle of the last 7 days": _numbers(series["median7"]),
        }
    )


def program(dated: pd.DataFrame) -> pd.DataFrame:
    """Return the changes of `backlog.analysis.prescribed.dated`."""
    return pd.DataFrame(
        {
            "from": dated["day"].map(day_text),
            "what changed": dated["change"],
            "who said so": dated["author"],
            "note": dated["note"],
        }
    )


def sessions(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of `backlog.analysis.response.pairs`."""
    return pd.DataFrame(
        {
            "day": pairs["day"].map(day_text),
            "before": _numbers(pairs["before"]),
            "after": _numbers(pairs["after"]),
            "difference": pairs["change"].map(_difference, na_action="ignore"),
        }
    )


def _difference(change: int) -> str:
    return signed(change, 0) if change else "0"


def _numbers(values: pd.Series) -> pd.Series:
    return values.astype("object").map(number, na_action="ignore")


def exercises(response: pd.DataFrame) -> pd.DataFrame:
    """Return the table of `backlog.analysis.response.by_exercise`; a few ratings one by one."""
    few = response["ratings"].map(_few)
    return pd.DataFrame(
        {
            "exercise": response["name"],
            "worst, middle rating": _numbers(response["worst"]).fillna(few),
            "sessions rated": response["n"],
            "not rated": response["missing"],
            "sessions with a stop for pain": response["stops"],
        }
    )


def _few(given: tuple[int, ...]) -> Any:
    return f"only {', '.join(map(str, given))}" if given else pd.NA


def obstacles(reasons: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `backlog.analysis.obstacles` that at least one session stands behind."""
    return reasons[reasons["sessions"] > 0].reset_index(drop=True)


def recorded(split: Split) -> pd.DataFrame:
    """Return what `backlog.analysis.recording.split` counted and found, with words and sessions."""
    told = {
        "logged as it ran": split.live,
        "the same day by hand": split.manual,
        "filled in later": split.later,
        "of all these, corrected since": split.corrected,
    }
    rows = [(words, sessions) for words, sessions in told.items() if sessions]
    return pd.DataFrame(rows, columns=["words", "sessions"])
