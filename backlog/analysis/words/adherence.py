"""What was done of what was prescribed, in words. Sessions are told in whole ones."""

from __future__ import annotations

import pandas as pd

from backlog.analysis import adherence as adherence_
from backlog.analysis.days import STATES, counts
from backlog.analysis.phrases import count, day_text, is_whole, percent
from backlog.analysis.recording import Split
from backlog.analysis.words.nothing import NO_SESSION, NOTHING
from backlog.analysis.words.stopped import most_often


def adherence(days: pd.DataFrame) -> str:
    """Say how much of the plan was done since day 1."""
    if days.empty:
        return NOTHING
    since = day_text(days.loc[days["state"] != "unknown", "day"].min())
    return f"Since {since}: {_sums(adherence_.of(days))}"


def _sums(found: adherence_.Adherence) -> str:
    done = count(found.all_done, "session")
    if not found.chosen:
        return f"{done} done. No days a week are chosen yet, so there is no percentage."
    if not found.prescribed:
        return f"{done} done. Nothing was due on these days, so there is no percentage."
    if not found.enough:
        return f"{_so_far(found)}.\nToo early for a percentage: it needs {_NEEDED}."
    return f"{_of(found)}: {percent(100 * (found.low or 0))}.{_bounds(found)}"


_NEEDED = count(adherence_.FEWEST, "planned session")


def _so_far(found: adherence_.Adherence) -> str:
    """Return a few sessions; part of a week of a k-a-week plan asks for no whole number of them."""
    if is_whole(found.prescribed):
        return _of(found)
    return f"{count(found.all_done, 'session')} done; your plan is {found.a_week} a week"


def _of(found: adherence_.Adherence) -> str:
    """Return the sums in whole sessions; where a week was cut they are about right."""
    planned = count(round(found.prescribed), "planned session")
    about = "" if is_whole(found.prescribed) and is_whole(found.done) else "about "
    return f"{about}{round(found.done)} of {planned} done"


def _bounds(found: adherence_.Adherence) -> str:
    if not found.not_logged:
        return ""
    about = count(found.not_logged, "planned session was", "planned sessions were")
    all_ = "it was" if found.not_logged == 1 else "all of them were"
    return f"\n{about} not logged: if {all_} done, it is {percent(100 * (found.high or 0))}."


def calendar(days: pd.DataFrame) -> str:
    """Say how many days there are of each kind."""
    if days.empty:
        return NOTHING
    found = counts(days)
    told = [f"{n} {_SAID.get(state, STATES[state])}" for state, n in found.items()]
    total = sum(found.values())
    return f"Of {count(total, 'day')}: {', '.join(told)}. {_OUTSIDE}"


_OUTSIDE = (
    "Excused days, days with a session that ended for pain and days left out by a rule ask for "
    "nothing."
)


_SAID = {"missed": "without any (you said so)", "rest": "with nothing due", "pending": "still open"}


def weeks(days: pd.DataFrame) -> str:
    """Say how this week and, once there are more, the last 28 days went."""
    if days.empty:
        return NOTHING
    now = _week(adherence_.weekly(days).iloc[-1])
    if sum(counts(days).values()) <= 7:
        return now
    return f"{now}\nThe last 28 days: {_sums(adherence_.of(adherence_.last_28_days(days)))}"


def _week(week: pd.Series) -> str:
    """Return a week in whole sessions, without a percentage."""
    when = "This week so far" if week["running"] else "This week"
    if not week["planned"]:
        return f"{when}: {count(week['all_done'], 'session')} done; the plan asked for none."
    more = f", and {week['beside']} more" if week["beside"] else ""
    planned = count(week["planned"], "planned session")
    return f"{when}: {week['kept']} of {planned} done{more}."


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
        return NO_SESSION
    delay = f" (half of them within {_span(split.delay)})" if split.delay is not None else ""
    later = f"{split.later} filled in later{delay}" if split.later else "none filled in later"
    hand = f", {split.manual} the same day by hand" if split.manual else ""
    ran = f"Of {count(split.sessions, 'session')}, {split.live} logged as it ran{hand}"
    return f"{ran}, {later}; {split.corrected} corrected since."


def _span(delay: pd.Timedelta) -> str:
    days = round(delay / pd.Timedelta(days=1))
    return count(days, "day") if days else "a day"


def habit(strength: pd.DataFrame) -> str:
    """Say how settled the habit is, and that this is no adherence."""
    known = strength["strength"].dropna()
    if strength.empty:
        return NOTHING
    if known.empty:
        return "No days a week are chosen yet, so nothing can settle."
    return (
        f"The habit is at {100 * known.iloc[-1]:.0f} of 100. It grows with each planned session "
        "that is done and fades slowly without: a memory of the last weeks, no share of the plan."
    )


def obstacles(reasons: pd.DataFrame) -> str:
    """Say what was given as a reason most often, and how often none was given."""
    said = reasons[reasons["reason"] != "not_said"]
    silent = reasons.loc[reasons["reason"] == "not_said", "sessions"].sum()
    unsaid = f" No reason was given in {count(silent, 'session')}." if silent else ""
    if reasons.empty:
        return "Nothing was cut short or left out."
    if said.empty:
        return unsaid.strip()
    most = most_often(said, lambda row: f"{row.words} ({count(row.sessions, 'session')})")
    return f"Named most often: {most}.{unsaid}"
