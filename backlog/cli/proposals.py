"""``backlog program proposals`` and ``accept``: a therapist's rules, and a person's word on them.

Nothing is applied by itself. Knows how the answer reads; what a rule finds stands in
`backlog.analysis.progression`.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backlog.analysis.progression import Proposal
    from backlog.log import Log

DONE, NOT_MET = 0, 1


def show(asked: argparse.Namespace) -> int:
    """Say what each rule finds."""
    from backlog.analysis.words.progression import proposal

    log, (found, problems) = _log(asked), _found(asked)
    for each in problems:
        print(f"  {each}")
    for each in found:
        print(proposal(each))
        if each.waits:
            print(_confirm(each))
    if not (found or problems):
        print(f"No progression rule holds today in {log.folder / 'progression.csv'}.")
    return DONE


def accept(asked: argparse.Namespace) -> int:
    """Prescribe what the rule of an exercise proposes, from the next session on."""
    from backlog.analysis.phrases import day_text
    from backlog.analysis.words.progression import proposal
    from backlog.log import prescribing
    from backlog.program.comparison import changes

    found = next((each for each in _found(asked)[0] if each.line.exercise == asked.exercise), None)
    if found is None or found.next is None or not found.waits:
        print(proposal(found) if found else f"No rule speaks of {asked.exercise} today.")
        print("Nothing was changed.")
        return DONE if found and found.is_met and found.is_accepted else NOT_MET
    log = _log(asked)
    note = f"rule of {day_text(found.rule.from_day)}"
    line = replace(found.next, from_day=prescribing.first_day(log), note=note)
    told = changes(log.program()[0], [line])
    prescribing.prescribe(log, [line], asked.author)
    print("\n".join(f"  {each}" for each in told))
    print("Done. `python3 start.py program undo --author NAME` takes it back.")
    return DONE


def _found(asked: argparse.Namespace) -> tuple[tuple[Proposal, ...], list[object]]:
    """Return what the rules in force find today, and the rules that cannot be read."""
    from datetime import datetime

    from backlog.analysis import progression, reading

    record = reading.read(_log(asked), reading.today(datetime.now()))
    rules, problems = reading.rules(record)
    return progression.proposals(record, rules), list(problems)


def _confirm(found: Proposal) -> str:
    return (
        "To confirm it: `python3 start.py program accept "
        f"{found.line.exercise} --author NAME`. It holds from the next session on."
    )


def _log(asked: argparse.Namespace) -> Log:
    from backlog.cli.folder import folder_of
    from backlog.log import Log

    return Log(folder_of(asked.data))
