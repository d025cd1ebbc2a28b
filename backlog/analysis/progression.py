"""Is a therapist's progression rule met, by which sessions, and what does it propose?

A rule is held against the last sessions in a row at the dose of today. What is not known does not
meet it, and is told: an unrated session is not one without discomfort. Proposes what the rule says
and nothing else; whether it is done is a person's word. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import pandas as pd

from backlog.analysis import response
from backlog.analysis.record import Record
from backlog.analysis.sessions import with_amounts
from backlog.program import Prescription, in_force
from backlog.program import progression as rules_
from backlog.program.progression import Rule


@dataclass(frozen=True)
class Evidence:
    """One session, held against a rule; `lacks` says why it does not meet it, else it is empty."""

    day: date
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A rule, the line that it speaks of, and the last sessions at that dose, the newest first.

    `next` is the line with the dose that the rule proposes, None where its end is reached.
    """

    rule: Rule
    line: Prescription
    next: Prescription | None
    evidence: tuple[Evidence, ...]

    @property
    def in_a_row(self) -> tuple[Evidence, ...]:
        """The newest sessions that meet the rule, until one that does not."""
        first = next((at for at, each in enumerate(self.evidence) if each.lacks), None)
        return self.evidence[:first]

    @property
    def is_met(self) -> bool:
        """Whether as many sessions in a row meet the rule as it asks for."""
        return len(self.in_a_row) >= self.rule.sessions


def proposals(record: Record, rules: Iterable[Rule]) -> tuple[Proposal, ...]:
    """Return what each rule in force on the record's last day finds, met or not.

    Parameters
    ----------
    record : Record
    rules : iterable of Rule
        Every dated rule.
    """
    lines = {line.exercise: line for line in in_force(record.program, record.data_through)}
    settled = response.pairs(record).set_index("session_id")["settled"].to_dict()
    return tuple(
        _proposal(record, rule, lines[rule.exercise], settled)
        for rule in rules_.in_force(rules, record.data_through)
        if rule.exercise in lines
    )


def _proposal(
    record: Record, rule: Rule, line: Prescription, settled: Mapping[str, Any]
) -> Proposal:
    evidence = [
        Evidence(day, tuple(_lacks(rule, sets, settled.get(id))))
        for id, day, sets in islice(_sessions(record, rule, line), rule.sessions)
    ]
    return Proposal(rule, line, rule.next_dose(line), tuple(evidence))


def _sessions(
    record: Record, rule: Rule, line: Prescription
) -> Iterator[tuple[str, date, pd.DataFrame]]:
    """Yield (session_id, day, sets) of the last sessions at this dose, the newest first."""
    sets = record.until_through("sets")
    sets = sets[
        sets["exercise"].eq(line.exercise).astype(bool)
        & (sets["local_day"] >= pd.Timestamp(rule.from_day))
    ]
    in_order = sets.sort_values(["local_day", "performed_at"], kind="stable")["session_id"]
    for id in reversed(in_order.drop_duplicates().tolist()):
        own = sets[sets["session_id"] == id]
        if not _is_at(own, line):
            return
        yield str(id), own["local_day"].iloc[0].date(), own


def _is_at(sets: pd.DataFrame, line: Prescription) -> bool:
    """Return whether the sets of a session were prescribed at the dose of `line`."""
    same_hold = (
        sets["target_hold"].isna().all()
        if line.hold is None
        else sets["target_hold"].eq(line.hold).all()
    )
    return bool(same_hold and sets["target_reps"].eq(line.reps).all())


def _lacks(rule: Rule, sets: pd.DataFrame, settled: object) -> Iterator[str]:
    """Yield what a session lacks to meet a rule; nothing that the rule does not look at."""
    if not _is_full(sets):
        yield "not at full dose"
    worst = sets["discomfort"].max()
    if rule.worst is not None and pd.isna(worst):
        yield "discomfort not rated"
    elif rule.worst is not None and worst > rule.worst:
        yield f"discomfort {worst}"
    if rule.settled and settled != "yes":
        yield "not settled by the next morning" if settled == "no" else "next morning not known"


def _is_full(sets: pd.DataFrame) -> bool:
    """Return whether every set of a session was done in full; one that a rule left out was not."""
    amounts = with_amounts(sets)
    return len(amounts) == len(sets) and bool((amounts["capped"] >= amounts["target"]).all())
