"""``backlog tidy``: write anew what another program saved, and move bad lines aside."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log.upkeep.tidy import Tidied, Tidying

TIDY, UNTIDY = 0, 1


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "tidy",
        help="write anew what another program saved, and move bad lines aside",
        description=(
            "Say which tables another program saved in its own way and which lines cannot be read; "
            "with --apply, write those tables anew and move those lines aside. No row is lost, and "
            "the file as it was is kept. Ends with 0 when all is tidy, with 1 when it is not."
        ),
    )
    add_data(command)
    command.add_argument("--apply", action="store_true", help="do it (else only say it)")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Say what is untidy, tidy it when that is asked for, and return the exit code."""
    from backlog.log import Log
    from backlog.log.schema import TABLES
    from backlog.log.upkeep import tidy

    log = Log(folder_of(asked.data))
    plans = [plan for plan in (tidy.plan(log, name) for name in TABLES) if plan]
    for plan in plans:
        print("\n".join(told(plan)))
        if asked.apply:
            print("\n".join(done(plan, tidy.apply(log, plan))))
    if not plans:
        print(f"Everything in {log.folder} is tidy.")
    elif not asked.apply:
        print("Nothing was changed. With --apply it is tidied.")
    return UNTIDY if plans and not asked.apply else TIDY


def told(plan: Tidying) -> Iterator[str]:
    """Yield what is untidy about a table, as lines to read."""
    from backlog.problem import capped

    how = f" ({plan.foreign})" if plan.foreign else ""
    yield f"{plan.table.file} is not as backlog writes it{how}: {_count(plan.rows, 'row')} in it."
    if plan.problems:
        yield f"{_count(len(plan.problems), 'line')} in it cannot be read:"
        yield from capped([f"  {problem}" for problem in plan.problems])


def done(plan: Tidying, tidied: Tidied) -> Iterator[str]:
    """Yield what was done and where everything is."""
    yield f"{plan.table.file} was written anew; the file as it was is kept in {tidied.copy}"
    if tidied.aside:
        yield f"What cannot be read was moved to {tidied.aside}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
