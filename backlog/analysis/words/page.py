"""The therapist's page in words: what it says of the three questions, and of itself.

For somebody who reads it in a minute: the answer first, then what it rests on. What stands above
the three questions is told in `backlog.analysis.words.first`.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from backlog.analysis import change as change_
from backlog.analysis.adherence import FEWEST, Adherence
from backlog.analysis.change import Change, TooFew
from backlog.analysis.counted import Counted
from backlog.analysis.discomfort import stretch
from backlog.analysis.findings import began_in_flare
from backlog.analysis.phrases import count, day_text, is_whole, number, percent, signed
from backlog.analysis.reason import Reason
from backlog.analysis.recording import Split
from backlog.analysis.words.change import few, needs
from backlog.analysis.words.stopped import most_often

#: A claim, and what it rests on.
Told = tuple[str, str]


def short(day: date, last: date) -> str:
    """Return a day as a narrow column holds it, 15 Nov; with its year where `last` has another."""
    return f"{day.day} {day:%b}" if day.year == last.year else f"{day.day} {day:%b %Y}"


def span(first: date, last: date) -> str:
    """Return a span of days without saying a year twice: 3 October to 15 November 2026."""
    if first == last:
        return day_text(last)
    begin = f"{first.day} {first:%B}" if first.year == last.year else day_text(first)
    return f"{begin} to {day_text(last)}"


def done(found: Adherence, counts: Counted) -> Told:
    """Say how much of the plan was done."""
    if not found.prescribed:
        return _sessions(counts), f"No percentage: {_why_none(found, counts)}."
    if not found.enough:
        return _so_far(found), f"Too early for a percentage: it needs {FEWEST} planned sessions."
    return f"{_sums(found)}: {percent(100 * (found.low or 0))}", _bounds(found) + _beyond(found)


def _sessions(counts: Counted) -> str:
    """Return how the sessions that took place ended: 1 session done, 2 ended for pain."""
    ends = {
        "done": counts.done,
        "partly done": counts.partial,
        "ended for pain": counts.stopped,
        "logged without sets": counts.untold,
    }
    there = [(n, end) for end, n in ends.items() if n] or [(0, "done")]
    (n, end), *others = there
    return ", ".join([f"{count(n, 'session')} {end}", *(f"{n} {end}" for n, end in others)])


def _why_none(found: Adherence, counts: Counted) -> str:
    if not found.chosen:
        return "no days a week are chosen"
    stopped = "a day on which a session ended for pain asks for nothing"
    return stopped if counts.stopped else "nothing was due"


def _sums(found: Adherence) -> str:
    """Return the sums in whole sessions; where a week was cut they are about right."""
    about = "" if is_whole(found.prescribed) and is_whole(found.done) else "about "
    planned = count(round(found.prescribed), "planned session")
    return f"{about}{number(round(found.done))} of {planned}"


def _so_far(found: Adherence) -> str:
    """Return a few sessions; part of a week of a k-a-week plan asks for no whole number of them."""
    if is_whole(found.prescribed):
        return _sums(found)
    return f"{count(found.all_done, 'session')} done; the plan is {found.a_week} a week"


def _bounds(found: Adherence) -> str:
    told = _not_logged(found), _undated(found)
    return " ".join(filter(None, told)) or "Every planned session is accounted for."


def _not_logged(found: Adherence) -> str:
    if not found.not_logged:
        return ""
    unknown = count(found.not_logged, "planned session is", "planned sessions are")
    all_ = "it was" if found.not_logged == 1 else "all of them were"
    high = percent(100 * (found.high or 0))
    return f"{unknown} not logged and counted as missed; {high} if {all_} done."


def _undated(found: Adherence) -> str:
    """Return what has no entry where the plan names no days: missed and not logged look alike."""
    n = round(found.undated)
    if not n:
        return ""
    about = "" if is_whole(found.undated) else "About "
    without = count(
        n, "planned session has no entry and is", "planned sessions have no entry and are"
    )
    which = "whether it was" if n == 1 else "how many of them were"
    return (
        f"{about}{without} counted as missed; the plan names no days, so {which} only not logged "
        "is open."
    )


def _beyond(found: Adherence) -> str:
    return f" Beyond the plan: {number(found.extras)}." if found.extras else ""


_STATES = {
    change_.WORSE: "No, it hurts more",
    change_.CLEAR: "Yes, clearly less",
    change_.NOT_CERTAIN: "Perhaps: the drop is large, but could be chance",
    change_.SMALL: "A little less",
    change_.LITTLE_WORSE: "A little more",
    change_.NO_CLEAR_CHANGE: "No clear change",
}


def less(found: Change | Reason, mark: Change | Reason, series: pd.DataFrame) -> Told:
    """Say whether it hurts less than at the start of the program."""
    if isinstance(found, TooFew):
        return few(found), f"{_stood(mark, series)}{_middles(series)}"
    if isinstance(found, Reason):
        return "Too early to say", f"To compare with the start {needs(found)}. {_middles(series)}"
    low, high = (signed(end) for end in found.interval)
    share = f", {percent(found.percent)}" if found.percent is not None else ""
    answer = f"{_STATES[found.state]}: {found.baseline:.1f} to {found.recent:.1f} of 10"
    first, last = found.baseline_window, found.recent_window
    return answer + " (interim)" * found.interim, (
        f"Means of the first {first.days} days, from {short(first.first, last.last)} (n "
        f"{found.n_baseline}), and of the last {last.days} (n {found.n_recent}): "
        f"{signed(found.delta)} points{share}, likely "
        f"{low} to {high}.{_interim(found, mark)}{_flare(found, series)}"
    )


def _stood(mark: Change | Reason, series: pd.DataFrame) -> str:
    """Return the last verdict that stood, while there are too few ratings for another one."""
    if isinstance(mark, Reason):
        return ""
    on = short(mark.recent_window.last, series["day"].iloc[-1].date())
    state, means = _STATES[mark.state].lower(), f"{mark.baseline:.1f} to {mark.recent:.1f} of 10"
    return f"The last verdict, on {on}, was {state}: {means}. "


def _middles(series: pd.DataFrame) -> str:
    """Return the middle rating of the first and of the last days, each with its n."""
    if len(series) < 2 * WEEK:
        return f"Middle rating so far: {_middle(series)}."
    first, last = _middle(series.head(WEEK)), _middle(series.tail(WEEK))
    return f"Middle rating of the first {WEEK} days {first}, of the last {WEEK} days {last}."


#: The days of a stretch whose middle rating is told while it is too early for a comparison.
WEEK = 7


def _middle(rows: pd.DataFrame) -> str:
    found = stretch(rows)
    return f"{number(found.median)} (n {found.n})" if found.n else "none (n 0)"


def _flare(found: Change, series: pd.DataFrame) -> str:
    if found.delta >= 0 or not began_in_flare(found, series):
        return ""
    return " It began in a declared flare: a part of this would likely have come anyway."


def _interim(found: Change, mark: Change | Reason) -> str:
    if not found.interim:
        return ""
    if isinstance(mark, Reason):
        return ""
    on = short(mark.recent_window.last, found.recent_window.last)
    same = "the same" if mark.state == found.state else _STATES[mark.state].lower()
    return f" The last verdict, on {on}, was {same}."


def stopped(reasons: pd.DataFrame, counts: Counted) -> Told:
    """Say what was given as a reason most often, and how often none was given."""
    given = reasons[(reasons["reason"] != "not_said") & (reasons["sessions"] > 0)]
    silent = int(reasons.loc[reasons["reason"] == "not_said", "sessions"].sum())
    unsaid = f" No reason given in {count(silent, 'session')}." if silent else ""
    cut = _cut_short(counts)
    if given.empty:
        less = silent or counts.missed or counts.partial or counts.stopped or counts.untold
        return "No reason was given" if less else "Nothing was cut short", f"{cut}{unsaid}"
    answer = most_often(given, lambda row: f"{row.words} ({row.sessions})")
    return answer[0].upper() + answer[1:], (
        f"In how many sessions it was given, for the session or for any set of it.{unsaid} {cut}"
    )


def _cut_short(counts: Counted) -> str:
    sessions = counts.done + counts.partial + counts.stopped + counts.untold
    ends = f"{counts.partial} partly done, {counts.stopped} ended for pain{_untold(counts)}"
    began = f"Of {count(sessions, 'session')}: {ends}; " if sessions else ""
    days = f"{count(counts.missed, 'day')} without any, as said."
    return f"{began}{days}"


def _untold(counts: Counted) -> str:
    if not counts.untold:
        return ""
    return f", {counts.untold} logged without sets, so how much was done is not known"


def recorded(split: Split, aside: int, edited: int) -> str:
    """Say how the rows came about, and what in them is less certain."""
    delay = split.delay / pd.Timedelta(days=1) if split.delay is not None else 0
    within = f" (half of them within {count(max(1, round(delay)), 'day')})" if split.later else ""
    hand = f"{split.manual} the same day by hand, " if split.manual else ""
    return (
        f"Of {count(split.sessions, 'session')}: {split.live} logged live, {hand}{split.later} "
        f"back-filled{within}, {split.corrected} corrected, {split.unreviewed} not reviewed. "
        f"Rows set aside: {aside}; edited by hand: {edited}."
    )


def caption(series: pd.DataFrame, through: date) -> str:
    """Return the line under the picture."""
    rated = int(series["discomfort"].notna().sum())
    days = count(len(series), "day")
    on = (
        span(series["day"].iloc[0].date(), through)
        if len(series)
        else f"through {day_text(through)}"
    )
    return f"{count(rated, 'rating')} on {days}, {on}. It shows what happened, not why."
