"""How it went along the way, in words: trend, odd weeks, program changes, ups and downs.

No sentence speaks of tomorrow, and none says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from backlog.analysis import control
from backlog.analysis.phrases import count, day_text, number, percent, signed
from backlog.analysis.program_change import ProgramChange
from backlog.analysis.reason import Reason
from backlog.analysis.trend import Trend
from backlog.analysis.variability import Variability
from backlog.analysis.words.captions import ratings, through
from backlog.analysis.words.change import needs

_RANGE = "such an interval is right in about 90–95 of 100 cases"


def trend(found: Trend | Reason) -> str:
    """Say whether the ratings rise or fall, and how fast, only where there is a clear trend."""
    if isinstance(found, Reason):
        return _no_trend(found)
    low, high = (signed(end, 2) for end in found.interval)
    between = f"from {low} to {high} points a week"
    if not found.clear:
        return (
            f"No clear trend over {count(found.n, 'rating')}: the slope may be anything {between}, "
            "and that includes level. So no line is drawn."
        )
    way = "falls" if found.slope_per_week < 0 else "rises"
    return (
        f"Over {count(found.n, 'rating')} discomfort {way} by about "
        f"{abs(found.slope_per_week):.2f} points a week on average; likely {between} ({_RANGE}). "
        "It says nothing about the days to come."
    )


def _no_trend(reason: Reason) -> str:
    if reason.state == "mixed":
        return (
            f"No trend is claimed: {reason.there} of two kinds of rating (check-in, before a "
            "session), and these are not quite the same question."
        )
    if reason.state == "no variation":
        return f"There is no trend to speak of: {reason.there}."
    return f"Too early for a trend: {needs(reason)}."


def caption_of_trend(found: Trend | Reason, series: pd.DataFrame) -> str:
    """Return the line under the figure of the trend."""
    if series.empty:
        return ""
    if isinstance(found, Reason):
        state = found.state
    else:
        state = "a clear trend" if found.clear else "no clear trend"
    return f"State: {state}. {ratings(series)}. {through(series)}"


_SIGNALS = {
    control.OUTSIDE: "beyond the usual range",
    control.ONE_SIDE: "the seventh week or more on one side of the middle",
    control.DRIFT: "the seventh week or more that rises or falls",
    control.NEAR_LIMIT: "two of three weeks near the edge of the usual range",
}


def weeks_out_of_the_usual(chart: pd.DataFrame) -> str:
    """Say which weeks fell out of the usual range, by which rule."""
    given = int(chart["mean"].notna().sum())
    if given < control.TRIAL:
        return (
            f"Too early to know what is usual: this needs {control.TRIAL} weeks with 4 ratings or "
            f"more; so far: {given}."
        )
    if (chart["limits"] == "none").all():
        return "There is no usual range: weeks do not differ, or the program changed lately."
    found = chart[chart["signal"] != ""]
    if found.empty:
        return f"None of {count(given, 'week')} fell out of the usual range.{_trial(chart)}"
    told = [_week(row.week, row.mean, row.centre, row.signal) for row in found.itertuples()]
    last = f", the last {_TOLD}" if len(told) > _TOLD else ""
    head = f"{count(len(told), 'week')} of {given} out of the usual{last}:"
    return "\n".join([head, *told[-_TOLD:]]) + _trial(chart)


_TOLD = 6


def _week(week: date, mean: float, centre: float, signal: str) -> str:
    side = "higher" if mean > centre else "lower"
    return f"- week of {day_text(week)}: {mean:.1f}, {side}; {_SIGNALS[signal]}"


def _trial(chart: pd.DataFrame) -> str:
    if chart["limits"].iloc[-1] != "trial":
        return ""
    return f"\nThe range of the last program is on trial until it has {control.FROZEN} weeks."


def caption_of_weeks(chart: pd.DataFrame, series: pd.DataFrame) -> str:
    """Return the line under the weekly process chart."""
    if series.empty:
        return ""
    given = int(chart["mean"].notna().sum())
    means = f"{count(given, 'week')} with 4 ratings or more, of {len(chart)}"
    return f"{means}. {ratings(series)}. {through(series)}"


def program_changes(found: Iterable[tuple[date, ProgramChange | Reason]]) -> str:
    """Say what discomfort was like on both sides of each change of the program."""
    told = [_program(day, change) for day, change in found]
    return "\n".join(told) if told else "The program has not changed yet."


def _program(day: date, found: ProgramChange | Reason) -> str:
    if isinstance(found, Reason):
        return f"Program changed on {day_text(day)}: too early to compare: {needs(found)}."
    low, high = (signed(end) for end in found.level_interval)
    return (
        f"Program changed on {day_text(day)}: mean {found.mean_before:.1f} before "
        f"({count(found.n_before, 'rating')}), {found.mean_after:.1f} after "
        f"({count(found.n_after, 'rating')}). In {percent(100 * found.nap)} of all pairs of a day "
        f"before and a day after, the later one was lower ({percent(50)} is no difference; "
        "a slow course of its own shows here too). Beyond such a course, the step on that day "
        f"may be anything from {low} to {high} points."
    )


def ups_and_downs(found: Variability | Reason) -> str:
    """Say how much ratings vary within a week and how often a day stood out."""
    if isinstance(found, Reason):
        return f"Too early to speak of ups and downs: {needs(found)}."
    within = (
        f"Within a week, days differ from its mean by about {found.within_week:.1f} points. "
        if found.within_week is not None
        else ""
    )
    high = round(found.share_high * found.n)
    row = f"; at most {count(found.longest_run, 'day')} on end" if high else ""
    return (
        f"{within}{high} of {count(found.n, 'rated day')} stood out ({number(found.high_from)} or "
        f"higher, 2 points above the mean of all){row}."
    )
