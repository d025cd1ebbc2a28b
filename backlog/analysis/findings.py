"""What was found about one daily series: each question asked of the module that answers it.

Takes the series of `backlog.analysis.discomfort.daily`; knows which columns a question needs.
Must not work anything out itself. Pure.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis import change as change_
from backlog.analysis import control as control_
from backlog.analysis import program_change, trend, variability
from backlog.analysis.reason import Reason


def change(series: pd.DataFrame) -> change_.Change | Reason:
    """Return how the last days differ from the first ones."""
    if series.empty:
        return Reason("28 days", "none")
    first, last = (series["day"].iloc[at].date() for at in (0, -1))
    return change_.change(series["day"], series["discomfort"], first, last)


def change_at_last_mark(series: pd.DataFrame) -> change_.Change | Reason:
    """Return how it was on the last day on which a verdict stood."""
    if series.empty:
        return Reason("28 days", "none")
    first, last = (series["day"].iloc[at].date() for at in (0, -1))
    mark = change_.last_mark(first, last)
    return change(series[series["day"] <= pd.Timestamp(mark or first)])


def began_in_flare(found: change_.Change, series: pd.DataFrame) -> bool:
    """Return whether a declared flare lies in the first days, against which the last are held."""
    first, last = found.baseline_window.first, found.baseline_window.last
    within = series["day"].between(pd.Timestamp(first), pd.Timestamp(last))
    return bool(series.loc[within, "flare"].any())


def slope(series: pd.DataFrame) -> trend.Trend | Reason:
    """Return the trend over all days."""
    return trend.of(series)


def weeks(series: pd.DataFrame) -> pd.DataFrame:
    """Return the weekly process chart; new limits begin where the program changed."""
    changes = program_change.changes(series)
    return control_.chart(series["day"], series["discomfort"], changes)


def ups_and_downs(series: pd.DataFrame) -> variability.Variability | Reason:
    """Return how much the ratings vary."""
    return variability.variability(series["day"], series["discomfort"])
