"""Is a therapist's progression rule met, by which sessions, and what does it propose?

A rule is held against the last sessions in a row at the dose of today. What is not known does not
meet it, and is told: an unrated session is not one without discomfort, and a set without a row was
not done. A session of today waits for its morning: it neither counts for the row nor breaks it.
Proposes what the rule says and nothing else; whether it is done is a person's word. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pandas as pd

from backlog.analysis import response
from backlog.analysis.record import Record
from backlog.analysis.sessions import with_amounts
from backlog.program import Prescription, in_force
from backlog.program import progression as rules_
from backlog.program.comparison import holding, same_dose
from backlog.program.dated import newest
from backlog.program.progression import Rule


@dataclass(frozen=True)
class Evidence:
    """One session, held against a rule; `lacks` says why it does not meet it, else it is empty."""

    day: date
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A rule, the line that it speaks of, and the last sessions at that dose, the newest first.

    `next` is the line with the dose that the rule proposes, None where its end is reached. `coming`
    is the line that takes over tomorrow, None where today's goes on.
    """

    rule: Rule
    line: Prescription
    next: Prescription | None
    evidence: tuple[Evidence, ...]
    coming: Prescription | None = None

    @property
    def in_a_row(self) -> tuple[Evidence, ...]:
        """The newest sessions that meet the rule, until one that does not."""
        first = next((at for at, each in enumerate(self.evidence) if each.lacks), None)
        return self.evidence[:first]

    @property
    def is_met(self) -> bool:
        """Whether as many sessions in a row meet the rule as it asks for."""
        return len(self.in_a_row) >= self.rule.sessions

    @property
    def is_accepted(self) -> bool:
        """Whether tomorrow's program asks for what the rule proposes already."""
        return self.coming is not None and same_dose(self.coming, self.next)

    @property
    def waits(self) -> bool:
        """Whether a person's word would change the program."""
        return self.is_met and self.next is not None and self.coming is None


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
    found = islice(_evidence(record, rule, line, settled), rule.sessions)
    return Proposal(rule, line, rule.next_dose(line), tuple(found), _coming(record, line))


def _coming(record: Record, line: Prescription) -> Prescription | None:
    """Return the line that takes over from `line` tomorrow, also one that ends the exercise."""
    own = (each for each in record.program if each.exercise == line.exercise)
    (then,) = newest(own, record.data_through + timedelta(days=1))
    return None if same_dose(then, line) else then


def _evidence(
    record: Record, rule: Rule, line: Prescription, settled: Mapping[str, Any]
) -> Iterator[Evidence]:
    """Yield the sessions at this dose, the newest first, without one that waits for its morning."""
    for id, day, sets in _sessions(record, rule, line):
        lacks, morning = (*_lacks(rule, sets, line),), settled.get(id)
        waits = rule.settled and pd.isna(morning) and day == record.data_through
        if lacks or not waits:
            yield Evidence(day, (*lacks, *_lacks_morning(rule, morning)))


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
        day = own["local_day"].iloc[0].date()
        if not _is_at(own, holding(record.program, line.exercise, day), line):
            return
        yield str(id), day, own


def _is_at(sets: pd.DataFrame, then: Prescription | None, line: Prescription) -> bool:
    """Return whether a session was prescribed at the dose of `line`.

    Repetitions and hold stand with each set; how many sets there were to be, on which sides, only
    the line of the day says, `then`.
    """
    same_hold = (
        sets["target_hold"].isna().all()
        if line.hold is None
        else sets["target_hold"].eq(line.hold).all()
    )
    same_sets = then is not None and then.sets == line.sets
    return bool(same_sets and same_hold and sets["target_reps"].eq(line.reps).all())


def _lacks(rule: Rule, sets: pd.DataFrame, line: Prescription) -> Iterator[str]:
    """Yield what a session itself lacks; nothing that the rule does not look at."""
    if not _is_full(sets, line):
        yield "not at full dose"
    worst = sets["discomfort"].max()
    if rule.worst is not None and pd.isna(worst):
        yield "discomfort not rated"
    elif rule.worst is not None and worst > rule.worst:
        yield f"discomfort {worst}"


def _lacks_morning(rule: Rule, settled: Any) -> Iterator[str]:
    """Yield what the morning after lacks, where the rule looks at it."""
    if rule.settled and (pd.isna(settled) or settled != "yes"):
        yield "next morning not known" if pd.isna(settled) else "not settled by the next morning"


def _is_full(sets: pd.DataFrame, line: Prescription) -> bool:
    """Return whether each set of `line` has a row on each of its sides, and each was done in full.

    One that a rule left out was not.
    """
    amounts = with_amounts(sets)
    done = amounts[(amounts["capped"] >= amounts["target"]).astype(bool)]
    numbers = done.groupby("side")["set_no"].nunique()
    there = all(numbers.get(side, 0) >= line.sets for side in line.sides)
    return there and len(done) == len(sets)
