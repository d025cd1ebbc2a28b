"""The items of the summary that tell how discomfort went. Works nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from backlog.analysis import change, control, discomfort, program_change
from backlog.analysis.item import Item, item, lacking
from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend, theil_sen_weekly
from backlog.analysis.trend import of as trend_of
from backlog.analysis.variability import Variability, variability

SLOPE = "points a week"


def of_ratings(series: pd.DataFrame) -> Iterator[Item]:
    """Yield how many days were rated, and the middle rating of the first and the last seven."""
    yield item(
        "discomfort.ratings",
        int(series["discomfort"].notna().sum()),
        "days",
        n=len(series),
        missing=_missing(series),
    )
    for name, rows in (("first_7_days", series.head(7)), ("last_7_days", series.tail(7))):
        found = discomfort.stretch(rows)
        needed = f"{found.n} of {discomfort.FEWEST} ratings so far"
        yield item(
            f"discomfort.median.{name}",
            found.median if found.enough else None,
            "of 10",
            n=found.n,
            missing=len(rows) - found.n,
            guard=None if found.enough else needed,
        )
    share = discomfort.minority(series)
    if share is None:
        yield item("discomfort.rarer_kind", None, "%", guard="no rating")
    else:
        yield item("discomfort.rarer_kind", 100 * share, "%")


def of_change(series: pd.DataFrame) -> Iterator[Item]:
    """Yield the change from the start as it is now, and as it was at the last mark."""
    if series.empty:
        return
    first, through = (series["day"].iloc[at].date() for at in (0, -1))
    yield from _change("discomfort.change", series, first, through)
    mark = change.last_mark(first, through)
    if mark:
        yield from _change("discomfort.change_at_last_mark", series, first, mark)


def _change(id: str, series: pd.DataFrame, first: date, through: date) -> Iterator[Item]:
    found = change.change(series["day"], series["discomfort"], first, through)
    if isinstance(found, Reason):
        yield lacking(id, "points", found)
        return
    missing = found.baseline_window.days + found.recent_window.days
    yield item(
        id,
        found.delta,
        "points",
        n=found.n_baseline + found.n_recent,
        missing=missing - found.n_baseline - found.n_recent,
        interval=found.interval,
        state=f"interim: {found.state}" if found.interim else found.state,
    )
    yield from _windows(id, found)


def _windows(id: str, found: change.Change) -> Iterator[Item]:
    first, last = found.baseline_window, found.recent_window
    for name, mean, n, days in (
        ("baseline", found.baseline, found.n_baseline, first.days),
        ("recent", found.recent, found.n_recent, last.days),
    ):
        yield item(f"{id}.{name}", mean, "of 10", n=n, missing=days - n)
    low = f"the start is below {change.FEWEST_POINTS:g}" if found.percent is None else None
    yield item(f"{id}.percent", found.percent, "%", guard=low)
    if found.robust is not None:
        robust = "robust" if found.robust else "not robust"
        none = "no more ratings missing than at the start" if found.tipping_point is None else None
        yield item(f"{id}.tipping_point", found.tipping_point, "points", guard=none, state=robust)


def of_trend(series: pd.DataFrame) -> Iterator[Item]:
    """Yield the slope, how days resemble each other, and the slope of the weekly means."""
    found = trend_of(series)
    if isinstance(found, Reason):
        yield lacking("discomfort.trend", SLOPE, found, missing=_missing(series))
        return
    state = _direction(found)
    yield item(
        "discomfort.trend",
        found.slope_per_week,
        SLOPE,
        n=found.n,
        missing=_missing(series),
        interval=found.interval,
        state=state,
    )
    yield item("discomfort.trend.phi", found.phi, "", n=found.n)
    yield item("discomfort.trend.n_eff", found.n_eff, "ratings", n=found.n)
    weekly = theil_sen_weekly(series["day"], series["discomfort"])
    if not isinstance(weekly, Reason):
        slope, reach = weekly.slope_per_week, weekly.interval
        yield item("discomfort.trend.weekly", slope, SLOPE, n=weekly.weeks, interval=reach)


def _direction(found: Trend) -> str:
    if not found.clear:
        return "no clear trend"
    return "falling" if found.slope_per_week < 0 else "rising"


def of_weeks(series: pd.DataFrame) -> Iterator[Item]:
    """Yield the limits of the weeks that now hold, and every week with a signal."""
    chart = control.chart(series["day"], series["discomfort"], program_change.changes(series))
    if chart.empty:
        return
    now = chart[chart["part"] == chart["part"].iloc[-1]]
    row, means = now.iloc[-1], int(now["mean"].notna().sum())
    limited = row["limits"] != "none"
    needed = f"{means} of {control.TRIAL} weeks so far"
    yield item(
        "discomfort.weeks.centre",
        row["centre"],
        "of 10",
        n=means,
        missing=len(now) - means,
        interval=(row["low"], row["high"]) if limited else None,
        guard=None if limited else "no variation" if means >= control.TRIAL else needed,
        state=f"{row['limits']} limits" if limited else None,
    )
    for row in chart[chart["signal"] != control.NONE].itertuples():
        yield item(f"discomfort.week.{row.week.date()}", row.mean, "of 10", row.n, state=row.signal)


def of_program_changes(series: pd.DataFrame) -> Iterator[Item]:
    """Yield step, slope and pairs of each change of the program."""
    for day, found in program_change.of(series):
        id = f"discomfort.program_change.{day}"
        if isinstance(found, Reason):
            yield lacking(id, "points", found)
            continue
        n = found.n_before + found.n_after
        yield item(id, found.level, "points", n=n, interval=found.level_interval)
        slope, reach = found.slope_change, found.slope_change_interval
        yield item(f"{id}.slope", slope, SLOPE, n=n, interval=reach)
        yield item(f"{id}.pairs_lower", 100 * found.nap, "%", n=n)


def of_variability(series: pd.DataFrame) -> Iterator[Item]:
    """Yield how much ratings vary within weeks, and how often they are high."""
    found = variability(series["day"], series["discomfort"])
    if not isinstance(found, Variability):
        yield lacking("variability.within_week", "points", found, missing=_missing(series))
        return
    n, missing = found.n, _missing(series)
    yield item("variability.within_week", found.within_week, "points", n, missing)
    yield item("variability.high_days", 100 * found.share_high, "%", n, missing)
    yield item("variability.longest_run", found.longest_run, "days", n, missing)


def _missing(series: pd.DataFrame) -> int:
    return int(series["discomfort"].isna().sum())
