"""``backlog fhir``: the log as a FHIR bundle, for the systems of a practice or a hospital."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from fhir.resources.R4B.bundle import Bundle


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "fhir",
        help="write the log as a FHIR R4 bundle",
        description=(
            "Write ratings, sets and sessions into FILE as a FHIR R4 bundle. Nothing in it names "
            "you, and your own notes are left out unless --notes is given. The log is only read, "
            "and no file is written over."
        ),
    )
    command.add_argument("file", metavar="FILE", type=Path, help="the file to write, .json")
    add_data(command)
    command.add_argument(
        "--from",
        dest="first",
        type=date.fromisoformat,
        default=date.min,
        metavar="DATE",
        help="first day (else the log's first)",
    )
    command.add_argument(
        "--to",
        dest="last",
        type=date.fromisoformat,
        default=date.max,
        metavar="DATE",
        help="last day (else the log's last)",
    )
    command.add_argument("--notes", action="store_true", help="with your own notes")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the bundle and say what is in it."""
    from importlib.metadata import version

    from backlog.log import Log, aware_now
    from backlog.log.append import create
    from backlog.report import fhir

    log = Log(folder_of(asked.data))
    rows = {table: list(log.records(table)) for table in fhir.TABLES}
    period = asked.first, asked.last
    made = fhir.bundle(rows, aware_now(), version("backlog"), *period, asked.notes)
    create(asked.file.expanduser(), fhir.as_bytes(made))
    aside = sum(not problem.used for table in fhir.TABLES for problem in log.problems(table))
    print("\n".join(told(asked.file, made, aside)))
    return 0


def told(file: Path, made: Bundle, aside: int) -> Iterator[str]:
    """Yield what was written, as lines to read."""
    from backlog.report import fhir

    found = fhir.observations(made)
    ratings = [each for each in found if _category(each) == "survey"]
    missing = sum("dataAbsentReason" in each for each in ratings)
    yield f"Written to {file}: {len(found):,} observations."
    yield f"  {len(ratings):,} ratings of discomfort, {missing:,} of them not answered"
    yield f"  {len(found) - len(ratings):,} sessions and sets"
    if aside:
        see = "`python3 start.py check` names them"
        yield f"Lines that cannot be read and are not in it: {aside:,} ({see})."
    yield "It says how your back was, day by day: give it only to those it is meant for."


def _category(observation: Mapping[str, Sequence[Any]]) -> str:
    return str(observation["category"][0]["coding"][0]["code"])
