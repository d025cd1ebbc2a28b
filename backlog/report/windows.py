"""The stretches of days whose ratings stand side by side on the page. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from backlog.analysis import findings
from backlog.analysis.phrases import count
from backlog.analysis.reason import Reason
from backlog.report.period import Period


def of(series: pd.DataFrame, period: Period) -> Mapping[str, Period]:
    """Return the start of the program, the period, and the last days; they may overlap.

    The start and the last days are those that the change compares; while there is no comparison
    they are the first and the last seven days.
    """
    found = findings.change(series)
    if isinstance(found, Reason):
        return {"This period": period} | _ends(series)
    first, last = found.baseline_window, found.recent_window
    return {
        f"Start ({first.days} days)": Period(first.first, first.last),
        f"This period ({count(period.days, 'day')})": period,
        f"Last {last.days} days": Period(last.first, last.last),
    }


def _ends(series: pd.DataFrame) -> dict[str, Period]:
    """Return the first and the last seven days where these do not meet."""
    if len(series) < 14:
        return {}
    head, tail = series["day"].head(7), series["day"].tail(7)
    return {
        "First 7 days": Period(head.iloc[0].date(), head.iloc[-1].date()),
        "Last 7 days": Period(tail.iloc[0].date(), tail.iloc[-1].date()),
    }
