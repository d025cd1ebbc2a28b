"""A therapist's rules and what they find, in words. Proposes nothing that no rule says."""

from __future__ import annotations

from collections.abc import Sequence

from backlog.analysis.phrases import count, day_text, listed
from backlog.analysis.progression import Evidence, Proposal
from backlog.problem import Problem
from backlog.program import CATALOG
from backlog.program.comparison import LABELS, Change, dose
from backlog.program.progression import Rule

NO_RULES = "Your therapist has written no progression rule, so nothing is proposed."


def progression(found: Sequence[Proposal], problems: Sequence[Problem] = ()) -> str:
    """Say of each rule whether it is met, by which sessions, and what it proposes.

    A rule that cannot be read is told too: it is not as if there were none.
    """
    told = [*map(str, problems), *map(proposal, found)]
    return "\n".join(told) or NO_RULES


def proposal(found: Proposal) -> str:
    """Say of one rule whether it is met, and what follows from that."""
    name = CATALOG[found.line.exercise].name
    rule = f"Your therapist's rule of {day_text(found.rule.from_day)}"
    if not found.is_met:
        return f"{name}: {rule} ({terms(found.rule)}) is not met. {_so_far(found)}"
    met = f"{name}: {rule} is met: {terms(found.rule)} ({_days(found.in_a_row)})."
    if found.next is None:
        return f"{met} Its end is reached: it proposes nothing more than {dose(found.line)}."
    fields = [f"{name} {old} → {new}" for name, old, new in _fields(found)]
    return f"{met} It proposes {listed(fields)}. {_word(found)}"


def _word(found: Proposal) -> str:
    """Return what a person's word would change, or what is to come anyway."""
    if found.coming is None:
        return "Nothing changes unless you confirm it."
    day = day_text(found.coming.from_day)
    if found.is_accepted:
        return f"This is already accepted, and holds from {day}."
    told = "the exercise ends" if not found.coming.sets else f"it is {dose(found.coming)}"
    return f"But the program changes from {day}: {told}."


def terms(rule: Rule) -> str:
    """Return what a rule asks for: 3 sessions in a row at full dose, worst discomfort 3 at most."""
    parts = [f"{count(rule.sessions, 'session')} in a row at full dose"]
    parts += [f"worst discomfort {rule.worst} at most"] if rule.worst is not None else []
    parts += ["settled by the next morning"] if rule.settled else []
    return ", ".join(parts)


def _fields(found: Proposal) -> Sequence[tuple[str, str, str]]:
    """Return what the proposed dose changes: (label, old, new)."""
    change = Change(found.line.exercise, found.line.from_day, found.line, found.next)
    return [(LABELS[name], old, new) for name, old, new in change.fields]


def _so_far(found: Proposal) -> str:
    there = f"{len(found.in_a_row)} of {count(found.rule.sessions, 'session')} so far."
    first = next((each for each in found.evidence if each.lacks), None)
    if first is None:
        return there
    return f"{there} The one of {day_text(first.day)} does not meet it: {', '.join(first.lacks)}."


def _days(evidence: Sequence[Evidence]) -> str:
    return listed([day_text(each.day) for each in reversed(evidence)])
