"""What the numbers say, in plain words for the person whose back it is.

Every claim carries how many there are and what is missing. Nothing is worded as cause, nothing is
called significant, and nothing counts days in a row. Where there is too little, that is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from backlog.analysis import adherence as adherence_
from backlog.analysis import discomfort as discomfort_
from backlog.analysis import response
from backlog.analysis.days import STATES, counts
from backlog.analysis.phrases import count, day_text, number, percent
from backlog.analysis.record import Record
from backlog.analysis.recording import Split
from backlog.problem import Problem

NOTHING = "Nothing logged yet. Your first session or check-in will show here."

_NAMED = 3


def banner(record: Record) -> str:
    """Say whose log this is, up to when, and what in it could not be used; one line each."""
    through = day_text(record.data_through)
    whose = (
        f"Example data: a made-up person, through {through}. Your own log shows here after your "
        "first session or check-in."
        if record.is_example
        else f"Your log, through {through}."
    )
    return "\n".join([whose, *record.unfinished, *_problems(record.problems)])


def _problems(problems: Sequence[Problem]) -> list[str]:
    aside = [problem for problem in problems if not problem.used]
    edited = len(problems) - len(aside)
    lines = []
    if aside:
        named = [f"- {problem}" for problem in aside[:_NAMED]]
        rest = [f"- and {len(aside) - _NAMED} more"] if len(aside) > _NAMED else []
        lines = [f"{_rows(aside)} set aside; everything else is read:", *named, *rest]
    if edited:
        lines.append(f"{count(edited, 'row was', 'rows were')} edited by hand and used as found.")
    return lines


def _rows(aside: Sequence[Problem]) -> str:
    return count(len(aside), "row could not be read and was", "rows could not be read and were")


def caption(days: pd.DataFrame) -> str:
    """Return the line under a figure of days."""
    if days.empty:
        return ""
    known = int((days["state"] != "unknown").sum())
    open_ = int((days["state"] == "not_logged").sum())
    return f"{count(known, 'day', 'days')}, {open_} not logged. {_through(days)}"


def caption_of_ratings(series: pd.DataFrame) -> str:
    """Return the line under the figure of daily discomfort."""
    if series.empty:
        return ""
    rated = int(series["discomfort"].notna().sum())
    told, on = count(rated, "rating", "ratings"), count(len(series), "day", "days")
    return f"{told} on {on}. {_through(series)}"


def caption_of_pairs(pairs: pd.DataFrame, days: pd.DataFrame) -> str:
    """Return the line under the figure of ratings before and after sessions."""
    if pairs.empty:
        return ""
    both = int(pairs["change"].notna().sum())
    sessions = count(len(pairs), "session", "sessions")
    return f"Both ratings in {both} of {sessions}. {_through(days)}"


def _through(days: pd.DataFrame) -> str:
    return f"Data through {day_text(days['day'].max())}. Shows what happened, not why."


def adherence(days: pd.DataFrame) -> str:
    """Say how much of the plan was done since day 1."""
    if days.empty:
        return NOTHING
    since = day_text(days.loc[days["state"] != "unknown", "day"].min())
    return f"Since {since}: {_sums(adherence_.of(days))}"


def _sums(found: adherence_.Adherence) -> str:
    if not found.prescribed:
        done = count(found.all_done, "session done", "sessions done")
        asked = "These days asked for nothing" if found.chosen else "No days a week are chosen yet"
        return f"{done}. {asked}, so nothing is divided."
    of = f"{number(found.done)} of {number(found.prescribed)} planned sessions done"
    if not found.enough:
        fewest = adherence_.FEWEST
        return f"{of}. Too early for a percentage: it needs {fewest} planned sessions."
    return f"{of}: {percent(100 * (found.low or 0))}.{_bounds(found)}"


def _bounds(found: adherence_.Adherence) -> str:
    if not found.not_logged:
        return ""
    about = count(found.not_logged, "planned session was", "planned sessions were")
    high = percent(100 * (found.high or 0))
    return f" {about} not logged: if all of them were done, it is {high}."


def calendar(days: pd.DataFrame) -> str:
    """Say how many days there are of each kind."""
    if days.empty:
        return NOTHING
    found = counts(days)
    told = [f"{n} {STATES[state]}" for state, n in found.items()]
    total = sum(found.values())
    outside = "Excused days, days stopped for pain and days left out by a rule ask for nothing."
    return f"Of {count(total, 'day', 'days')}: {', '.join(told)}. {outside}"


def weeks(days: pd.DataFrame) -> str:
    """Say how this week and the last 28 days went."""
    if days.empty:
        return NOTHING
    now = _sums(adherence_.of(adherence_.this_week(days)))
    recent = _sums(adherence_.of(adherence_.last_28_days(days)))
    return f"This week: {now}\nThe last 28 days: {recent}"


def doses(table: pd.DataFrame) -> str:
    """Say where left and right differ, and that a dose is not a count of sessions."""
    if table.empty:
        return NOTHING
    both = "A session can be done with part of its dose, so these figures differ from the weeks'."
    return "\n".join([*_sides(table), both])


def _sides(table: pd.DataFrame) -> list[str]:
    sided = table[table["side"] != "both"].dropna(subset="percent")
    by_side = sided.pivot_table(index="name", columns="side", values="percent", sort=False)
    if not {"left", "right"} <= set(by_side.columns):
        return []
    return [
        f"{name}: left {percent(row['left'])}, right {percent(row['right'])} of its dose."
        for name, row in by_side.dropna().iterrows()
    ]


def recording(split: Split) -> str:
    """Say how the rows came about."""
    if not split.sessions:
        return "No session logged yet."
    delay = f" (half of them within {_span(split.delay)})" if split.delay is not None else ""
    later = f"{split.later} filled in later{delay}" if split.later else "none filled in later"
    total = count(split.sessions, "session", "sessions")
    return f"Of {total}, {split.live} logged as it ran, {later}; {split.corrected} corrected since."


def _span(delay: pd.Timedelta) -> str:
    days = round(delay / pd.Timedelta(days=1))
    return count(days, "day", "days") if days else "a day"


def discomfort(series: pd.DataFrame) -> str:
    """Say what the last days were like."""
    if series.empty:
        return NOTHING
    rated = series["discomfort"].notna()
    about = (
        f"{count(int(rated.sum()), 'rating', 'ratings')} on {count(len(series), 'day', 'days')}."
    )
    recent = discomfort_.stretch(series.tail(7))
    if not recent.enough:
        return f"{about} Too early to sum up the last 7 days: {recent.n} of {_NEED} so far."
    return (
        f"{about} In the last 7 days discomfort was around {number(recent.median)} of 10 "
        f"(the middle of {recent.n} ratings)."
    )


_NEED = f"{discomfort_.FEWEST} ratings"


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
        return "No session logged yet."
    found, both = response.counts(pairs), pairs.dropna(subset="change")
    missing = f"A rating is missing in {found['not_rated']} of {len(pairs)}."
    if len(both) < adherence_.FEWEST:
        listed = ", ".join(f"{row.before} to {row.after}" for row in both.itertuples())
        return f"Too early to sum up. So far: {listed or 'no session with both ratings'}. {missing}"
    return (
        f"Of {len(both)} sessions with both ratings, {found['lower']} ended lower, {found['same']} "
        f"the same and {found['higher']} higher. {missing}"
    )
