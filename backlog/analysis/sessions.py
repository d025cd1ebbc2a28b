"""Which sessions took place, and was each one done?

A session is done when its dose fraction is at least one half, or when it was declared lighter and
finished; else it is partial. The dose fraction is the mean over the exercises due that day of their
capped dose; what a rule skipped is left out. A finished session without any set, as an import may
bring it, is begun and not done: nobody said how much was. Pure.
"""

from __future__ import annotations

import pandas as pd

from backlog.analysis.plan import Plan, place, plans
from backlog.analysis.record import Record

#: A session counts as done from this fraction of its dose on; the product's choice.
ENOUGH = 0.5


def table(record: Record) -> pd.DataFrame:
    """Return one row a session, also for one of which only the sets could be read.

    Returns
    -------
    pandas.DataFrame
        session_id, local_day, share (0-1; NA when nothing was left to do or nobody said what was
        done), took_place, done, stopped (for pain), untold (nobody said what was done), by_rule (a
        rule skipped all that was due), ticked (a warning sign).
    """
    known = _known(record)
    sets = record.until_through("sets")
    share = _shares(known, sets, plans(record.program))
    took_place = _says(known, "status", "not_started", otherwise=True)
    finished = _says(known, "status", "finished")
    lighter = _says(known, "lighter", "yes") & finished
    untold = finished & ~lighter & ~known["session_id"].isin(sets["session_id"])
    by_rule = share.isna() & known["session_id"].isin(_wholly_skipped(sets).get_level_values(0))
    return known[["session_id", "local_day"]].assign(
        share=share.mask(untold),
        took_place=took_place,
        done=took_place & ((share.fillna(0) >= ENOUGH - 1e-9).astype(bool) | lighter),
        stopped=_says(known, "status", "stopped_pain"),
        untold=untold,
        by_rule=by_rule.astype(bool),
        ticked=_says(known, "warning_signs", "ticked"),
    )


def _says(rows: pd.DataFrame, column: str, word: str, otherwise: bool = False) -> pd.Series:
    """Return whether `column` holds `word`, or, `otherwise`, whether it does not; empty is not."""
    return rows[column].eq(word).fillna(False).astype(bool) != otherwise


def with_amounts(sets: pd.DataFrame) -> pd.DataFrame:
    """Return sets that no rule skipped, with `actual`, `target` and `capped` in the set's own unit.

    The amount is what was held where there is a hold, else repetitions; the target is the one that
    was stored with the set.
    """
    kept = sets[sets["status"] != "skipped_by_rule"]
    has_hold = kept["target_hold"].notna()
    actual = kept["reps"].astype("Float64").where(~has_hold, kept["held"].fillna(0))
    target = kept["target_reps"] * kept["target_hold"].fillna(1)
    capped = actual.where(actual < target, target)
    return kept.assign(actual=actual, target=target, capped=capped)


def _known(record: Record) -> pd.DataFrame:
    """Return the sessions of both tables: a damaged session row does not lose its sets."""
    columns = ["session_id", "local_day", "status", "lighter", "warning_signs"]
    rows = record.until_through("sessions")[columns]
    orphans = record.until_through("sets")[["session_id", "local_day"]].drop_duplicates()
    orphans = orphans[~orphans["session_id"].isin(rows["session_id"])].drop_duplicates("session_id")
    both = pd.concat([rows, orphans]) if len(orphans) else rows
    return both.reset_index(drop=True)


def _shares(known: pd.DataFrame, sets: pd.DataFrame, all_plans: tuple[Plan, ...]) -> pd.Series:
    """Return each session's dose fraction; NA when a rule skipped every exercise that was due."""
    due = _due(known, sets, all_plans)
    doses = _doses(sets)
    joined = due.merge(doses, on=["session_id", "exercise"], how="left")
    skipped = _wholly_skipped(sets)
    kept = joined[~joined.set_index(["session_id", "exercise"]).index.isin(skipped)]
    share = kept["dose"].fillna(0.0).groupby(kept["session_id"]).mean()
    return known["session_id"].map(share).astype("Float64")


def _due(known: pd.DataFrame, sets: pd.DataFrame, all_plans: tuple[Plan, ...]) -> pd.DataFrame:
    """Return (session_id, exercise) of what a session should hold: the plan's, else its sets'."""
    ids = [[line.exercise for line in plan.due] for plan in all_plans]
    planned = known[["session_id"]].assign(
        exercise=[ids[at] for at in place(all_plans, known["local_day"])]
    )
    exploded = planned.explode("exercise").dropna()
    unplanned = ~sets["session_id"].isin(exploded["session_id"])
    own = sets.loc[unplanned, ["session_id", "exercise"]].drop_duplicates()
    return pd.concat([exploded, own]).astype({"session_id": str, "exercise": str})


def _doses(sets: pd.DataFrame) -> pd.DataFrame:
    """Return the capped dose of each exercise in each session: both sides count half each."""
    keys = ["session_id", "exercise", "side"]
    sums = with_amounts(sets).groupby(keys)[["capped", "target"]].sum()
    sides = (sums["capped"] / sums["target"]).rename("dose")
    return sides.groupby(["session_id", "exercise"]).mean().reset_index()


def _wholly_skipped(sets: pd.DataFrame) -> pd.MultiIndex:
    """Return the (session_id, exercise) of which a rule skipped every set."""
    by_rule = sets["status"].eq("skipped_by_rule").astype(bool)
    whole = by_rule.groupby([sets["session_id"], sets["exercise"]]).all()
    return whole.index[whole.to_numpy(bool)]


def by_day(sessions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a local day with sessions, indexed by it.

    Returns
    -------
    pandas.DataFrame
        sessions and done (counts), stopped, by_rule, none (a session was opened, none was begun).
    """
    worked = sessions["share"].fillna(0) > 0
    marks = sessions.assign(worked=worked.astype(bool)).groupby("local_day")
    took_place, left_out = marks["took_place"], marks["by_rule"].any() & ~marks["worked"].any()
    return pd.DataFrame(
        {
            "sessions": took_place.sum().astype(int),
            "done": marks["done"].sum().astype(int),
            "stopped": marks["stopped"].any(),
            "by_rule": marks["ticked"].any() | left_out,
            "none": ~took_place.any(),
        }
    )
