"""``backlog merge``: bring a second copy of the log into it, row by row."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log import Log
    from backlog.log.upkeep.merge import Conflict, Merging

SETTLED, CONFLICTS = 0, 1


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "merge",
        help="bring a second copy of the log into it",
        description=(
            "Say which rows of OTHER the log lacks; with --apply, add them. Equal rows are there "
            "once; rows that contradict each other are both kept and named, and which is right is "
            "for you to say. Ends with 0, or with 1 when rows contradict each other."
        ),
    )
    command.add_argument(
        "other", metavar="OTHER", help="another data folder, or a copy such as 'sets (1).csv'"
    )
    add_data(command)
    command.add_argument("--apply", action="store_true", help="do it (else only say it)")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Say what the log lacks, add it when that is asked for, and return the exit code."""
    from backlog.log import Log
    from backlog.log.upkeep import merge

    log = Log(folder_of(asked.data))
    sources = merge.sources(log, _found(asked.other, log.folder))
    act = _merged if asked.apply else _planned
    conflicts = [conflict for source in sources for conflict in act(log, source).conflicts]
    if not asked.apply:
        print("Nothing was changed. With --apply the rows are added.")
    return CONFLICTS if conflicts else SETTLED


def _found(other: str, folder: Path) -> Path:
    """Return the path that is meant: as it is told, else in the data folder."""
    told = Path(other).expanduser()
    return told if told.exists() else folder / other


def _planned(log: Log, source: Path) -> Merging:
    from backlog.log.upkeep import merge

    plan = merge.plan(log, source)
    print("\n".join(told(plan, "lacks")))
    return plan


def _merged(log: Log, source: Path) -> Merging:
    from backlog.log.upkeep import merge

    merging, aside = merge.apply(log, source)
    print("\n".join(told(merging, "was given")))
    if aside:
        print(f"{source.name} is no second copy any more: it is kept in {aside}")
    return merging


def told(merging: Merging, verb: str) -> Iterator[str]:
    """Yield what a table lacks or was given, and what is wrong with the other file."""
    from backlog.problem import capped

    file, source = merging.table.file, merging.source
    many = len(merging.missing)
    yield f"{file} {verb} {many:,} row{'' if many == 1 else 's'} of {source}"
    yield from capped([_conflict(merging, each) for each in merging.conflicts])
    yield from capped([f"{problem} (it stays in {source})" for problem in merging.problems])


def _conflict(merging: Merging, conflict: Conflict) -> str:
    from backlog.cli.history import shown

    here = f"{merging.table.file}, line {conflict.line}"
    there = f"{merging.source}, line {conflict.other_line}"
    values = (f"{name} {shown(a)} / {shown(b)}" for name, (a, b) in conflict.differs.items())
    return f"{here} and {there} contradict each other about {conflict.id}: {'; '.join(values)}"
