"""``backlog restore``: bring back what the tables lack, from backups and journals."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log.upkeep.restore import Lack, Plan

COMPLETE, LACKING = 0, 1


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "restore",
        help="bring back what the tables lack, from backups and journals",
        description=(
            "Say which rows the backups and journals know and the tables lack; with --apply, bring "
            "them back. What can still be read stays as it is, and a file that is no table any "
            "more is kept. Ends with 0 when nothing is lacking, with 1 when something is."
        ),
    )
    add_data(command)
    command.add_argument("--apply", action="store_true", help="do it (else only say it)")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Say what is lacking, restore it when that is asked for, and return the exit code."""
    from backlog.log import Log
    from backlog.log.upkeep import restore

    log = Log(folder_of(asked.data))
    plan = restore.plan(log)
    print("\n".join(told(plan)))
    if not plan.lacks:
        return COMPLETE
    if not asked.apply:
        print("Nothing was changed. With --apply it is brought back.")
        return LACKING
    for path in restore.apply(log, plan):
        print(f"What stood there before is kept in {path}")
    print("It was brought back.")
    return COMPLETE


def told(plan: Plan) -> Iterator[str]:
    """Yield what a folder lacks, as lines to read."""
    yield f"Newest backup: {plan.newest or 'none'}"
    yield from (lacking(lack) for lack in plan.lacks)
    if not plan.lacks:
        yield "The tables hold every row that the backups and journals know."
    since = f" since {plan.newest}" if plan.newest else ""
    yield f"Rows that were written outside a session{since} have no second copy."


def lacking(lack: Lack) -> str:
    """Return what a file lacks, as a sentence without its full stop."""
    many = "one row" if len(lack.missing) == 1 else f"{len(lack.missing)} rows"
    rows = f"lacks {many} that its copies know"
    if lack.aside:
        return f"{lack.file} cannot be used as it is" + (f" and {rows}" if lack.missing else "")
    return f"{lack.file} {rows}" if lack.missing else f"{lack.file} is missing"
