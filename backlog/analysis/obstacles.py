"""What got in the way? The reasons that were given, counted; where none was given, that is counted.

A reason is what the person chose from a list, or the rule that left something out. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from backlog.analysis.record import Record

#: Every reason with its words, in the order in which equal counts are told.
REASONS: Mapping[str, str] = {
    "pain": "pain",
    "dizzy": "dizzy",
    "cramp": "a cramp",
    "over_limit": "a limit for discomfort",
    "not_rated": "discomfort not rated",
    "tired": "tired",
    "time": "no time",
    "interrupted": "interrupted",
    "position": "the position",
    "other": "something else",
    "not_said": "not said",
}

#: What has to do with how it felt; among reasons that were given in equally many sessions it comes
#: before all others, however many sets they ended.
FELT = ("pain", "dizzy", "cramp", "over_limit", "not_rated")

#: How sets and sessions end that were not done as prescribed.
_SETS = ("partial", "stopped_pain", "skipped", "skipped_by_rule", "not_attempted")
_SESSIONS = ("partial", "stopped_pain", "not_started")


def obstacles(record: Record) -> pd.DataFrame:
    """Return how often each reason was given, the most frequent first.

    Returns
    -------
    pandas.DataFrame
        reason (a key of `REASONS`), words, sessions (in which it was given for the session or for
        any set) and sets. `not_said` counts the sessions without any reason, and the sets without.
    """
    given = pd.concat([_reasons(record, "sessions", _SESSIONS), _reasons(record, "sets", _SETS)])
    sets = given.loc[given["of"] == "sets", "reason"].value_counts()
    sessions = _in_sessions(given)["reason"].value_counts()
    rows = [
        {"reason": key, "words": words, "sessions": sessions.get(key, 0), "sets": sets.get(key, 0)}
        for key, words in REASONS.items()
    ]
    table = pd.DataFrame(rows, columns=["reason", "words", "sessions", "sets"])
    told = table[(table["sessions"] > 0) | (table["sets"] > 0)]
    last, felt = told["reason"].eq("not_said"), told["reason"].isin(FELT)
    order = told.assign(last=last, felt=felt).sort_values(
        ["last", "sessions", "felt", "sets"], ascending=[True, False, False, False], kind="stable"
    )
    return order.drop(columns=["last", "felt"]).reset_index(drop=True)


def _reasons(record: Record, table: str, ended: tuple[str, ...]) -> pd.DataFrame:
    rows = record.until_through(table)
    cut = rows[rows["status"].isin(ended)]
    return cut[["session_id", "reason"]].fillna({"reason": "not_said"}).assign(of=table)


def _in_sessions(given: pd.DataFrame) -> pd.DataFrame:
    """Return each reason once a session; ``not_said`` only where a session has no other."""
    once = given[["session_id", "reason"]].drop_duplicates()
    silent = once["reason"].eq("not_said")
    said = once.loc[~silent, "session_id"]
    return once[~silent | ~once["session_id"].isin(said)]
