"""How much of what was prescribed was done? A ratio of sums, never a mean of ratios.

Days outside (rest, excused, stopped for pain, left out by a rule, today while it is open) ask for
nothing. Days that were not logged give bounds: the lower figure counts them as missed, the upper as
done. Days that the person called missed widen nothing, and neither does a plan that names no days:
there nobody can say which day was not logged, so what has no entry is counted apart. A count of
what happened: no interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from backlog.analysis.plan import DAILY

#: A percentage is worked out from this many prescribed sessions on.
FEWEST = 5

_OUTSIDE = ("unknown", "excused", "stopped_pain", "skipped_by_rule", "pending")
_SUMS = ["prescribed", "done", "extras", "not_logged", "undated", "sessions", "missing", "whole"]


@dataclass(frozen=True)
class Adherence:
    """Sums over some days. `prescribed` may be a fraction where a week of a k-a-week plan is cut.

    `done` counts up to what was prescribed, `extras` what went beyond, `all_done` both and the
    sessions of days on which nothing was asked for; `not_logged` counts the sessions that nobody
    knows about; `a_week` is the last plan's number of sessions, None until days a week are chosen;
    `undated` counts what has no entry in weeks of a k-a-week plan, whose days nobody can name.
    """

    prescribed: float
    done: float
    extras: float
    not_logged: float
    all_done: int
    a_week: int | None
    undated: float

    @property
    def chosen(self) -> bool:
        """Whether days a week were prescribed at all."""
        return self.a_week is not None

    @property
    def enough(self) -> bool:
        """Whether a percentage says anything yet."""
        return self.prescribed >= FEWEST

    @property
    def low(self) -> float | None:
        """Share done when every day that was not logged was missed; None without a plan."""
        return self.done / self.prescribed if self.prescribed else None

    @property
    def high(self) -> float | None:
        """Share done when every day that was not logged was done."""
        return (self.done + self.not_logged) / self.prescribed if self.prescribed else None


def of(days: pd.DataFrame) -> Adherence:
    """Return the adherence over the rows of a table of `backlog.analysis.days`."""
    sums = units(days)[_SUMS].sum()
    return Adherence(
        prescribed=float(sums["prescribed"]),
        done=float(sums["done"]),
        extras=float(sums["extras"]),
        not_logged=float(sums["not_logged"]),
        all_done=int(days["done"].sum()),
        a_week=_a_week(days),
        undated=float(sums["undated"]),
    )


def _a_week(days: pd.DataFrame) -> int | None:
    """Return how many sessions a week the last plan asks for."""
    chosen = days.dropna(subset="per_week").tail(1)
    return int((chosen["per_week"] * chosen["times"]).iloc[0]) if len(chosen) else None


def weekly(days: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of each week, indexed by its Monday.

    Returns
    -------
    pandas.DataFrame
        prescribed, done, not_logged (sessions); percent and percent_at_most (0-100; NA when fewer
        than five were prescribed); all_done (every session done); and the week in whole sessions,
        as people count: running (it is not over), planned (of a running k-a-week plan the whole
        week's), kept (of those), beside (beyond the plan or where it asked for nothing).
    """
    sums = units(days).groupby("week")[_SUMS].sum().reindex(days["week"].unique(), fill_value=0)
    all_done = days.groupby("week")["done"].sum().astype(int)
    planned = _planned(days, sums["prescribed"])
    kept = sums["whole"].where(sums["whole"] < planned, planned).astype(int)
    return (
        _measured(sums)
        .assign(
            all_done=all_done,
            running=_running(days),
            planned=planned,
            kept=kept,
            beside=all_done - kept,
        )
        .rename_axis("week")
    )


def _measured(sums: pd.DataFrame) -> pd.DataFrame:
    """Return prescribed, done, not_logged, and both percentages where enough was prescribed."""
    enough, most = sums["prescribed"] >= FEWEST, sums["done"] + sums["not_logged"]
    return (
        sums[["prescribed", "done", "not_logged"]]
        .astype(float)
        .round(2)
        .assign(
            percent=_percent(sums["done"], sums["prescribed"], enough),
            percent_at_most=_percent(most, sums["prescribed"], enough),
        )
    )


def _running(days: pd.DataFrame) -> list[bool]:
    """Return for each week whether days of it are still to come."""
    weeks = days["week"].unique()
    open_ = len(days) > 0 and (days["day"].iloc[-1].weekday() < 6 or _is_open(days.iloc[-1]))
    return [open_ and week == weeks[-1] for week in weeks]


def _is_open(day: pd.Series) -> bool:
    return bool(day["state"] == "pending")


def _planned(days: pd.DataFrame, prescribed: pd.Series) -> pd.Series:
    """Return the sessions of each week in whole ones; a running k-a-week plan asks for all of it.

    A week that was cut asks for at least one.
    """
    asked = prescribed.copy()
    if len(days):
        last = days.iloc[-1]
        if pd.notna(last["per_week"]) and last["per_week"] != DAILY:
            to_come = 6 - last["day"].weekday() + _is_open(last)
            asked.iloc[-1] += to_come * last["per_week"] * last["times"] / DAILY
    return (asked + 0.5).floordiv(1).clip(lower=asked.gt(0).astype(int)).astype(int)


def this_week(days: pd.DataFrame) -> pd.DataFrame:
    """Return the days of the last week, from its Monday."""
    return days[days["week"] == days["week"].max()]


def last_28_days(days: pd.DataFrame) -> pd.DataFrame:
    """Return the last 28 days, or as many as there are."""
    return days[days["day"] > days["day"].max() - pd.Timedelta(days=28)]


def windows(days: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the days of each window by its name: this week, 28 days, each program, the whole."""
    known = days[days["state"] != "unknown"]
    programs = {f"program {name}": rows for name, rows in known.groupby("program", sort=False)}
    return {
        "this week": this_week(days),
        "last 28 days": last_28_days(days),
        **{name: rows for name, rows in programs.items() if name != "program "},
        "whole": days,
    }


def compared(days: pd.DataFrame) -> pd.DataFrame:
    """Return prescribed, done, not_logged and the percentages of each window, indexed by it."""
    rows = {name: units(part)[_SUMS].sum() for name, part in windows(days).items()}
    sums = pd.DataFrame(rows.values(), index=pd.Index(rows, name="window"), columns=_SUMS)
    return _measured(sums)


def _percent(part: pd.Series, whole: pd.Series, enough: pd.Series) -> pd.Series:
    return (100 * part / whole.where(enough)).round().astype("Float64").astype("Int64")


def units(days: pd.DataFrame) -> pd.DataFrame:
    """Return what each day asked for, or each week where the plan says "k a week, any day".

    Returns
    -------
    pandas.DataFrame
        week, plan, prescribed, done, extras, not_logged, sessions, missing (prescribed sessions
        without any row), undated (those of a k-a-week plan), whole (done sessions of a k-a-week
        plan also beyond its pro-rated part).
        Days of a plan without days a week are not in it: nothing is divided.
    """
    daily = days["per_week"].eq(DAILY).fillna(False).astype(bool)
    any_day = days["per_week"].notna() & ~daily
    found = [part for part in (_daily(days[daily]), _any_day(days[any_day])) if len(part)]
    return pd.concat(found) if found else _daily(days[:0])


def _daily(days: pd.DataFrame) -> pd.DataFrame:
    asked = ~days["state"].isin((*_OUTSIDE, "rest"))
    due = days["times"].where(asked, 0)
    done = days["done"].where(asked | (days["state"] == "excused"), 0)
    not_logged = days["times"].where(days["state"] == "not_logged", 0)
    units = _unit(days, due, done, not_logged)
    return units.assign(week=days["week"], plan=days["plan"], whole=units["done"], undated=0.0)


def _any_day(days: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks of k-a-week plans, pro-rated by the days in force that ask for something."""
    counting = days[~days["state"].isin(_OUTSIDE)]
    keys = ["week", "per_week", "times"]
    sums = counting.groupby(keys)[["done", "sessions"]].sum().reset_index()
    lengths = counting.groupby(keys).size().to_numpy()
    due = sums["per_week"].astype(float) * sums["times"] * lengths / DAILY
    plan = counting.groupby(keys)["plan"].last().to_numpy()
    units = _unit(sums, due, sums["done"], 0 * due)
    at = {"week": sums["week"], "plan": plan}
    return units.assign(**at, whole=sums["done"], undated=units["missing"])


def _unit(
    rows: pd.DataFrame, due: pd.Series, done: pd.Series, not_logged: pd.Series
) -> pd.DataFrame:
    kept = done.where(done < due, due)
    return pd.DataFrame(
        {
            "prescribed": due.astype(float),
            "done": kept.astype(float),
            "extras": (done - kept).astype(float),
            "not_logged": not_logged.astype(float),
            "sessions": rows["sessions"].astype(float),
            "missing": (due - rows["sessions"]).clip(lower=0).astype(float),
        }
    )
