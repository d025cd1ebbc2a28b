"""The command line: the same things from a shell, one module a command.

Knows which commands there are and how they end. A command's module knows how it is asked for and
how its answer reads, and imports the room that works it out only when it is run, so that ``--help``
answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from backlog.cli import (
    calendar,
    caseload,
    check,
    demo,
    export,
    fhir,
    history,
    imports,
    lab,
    merge,
    program,
    report,
    restore,
    share,
    summary,
    tidy,
)

#: The exit code of a command that could not do its work; argparse ends with it, too.
UNREADABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = parser().parse_args(arguments)
    from backlog.lab.server import LabError
    from backlog.log import LogError

    try:
        return int(asked.run(asked))
    except (LogError, LabError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return UNREADABLE


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="backlog", description="A logbook for the lower back.")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (
        lab,
        check,
        summary,
        history,
        program,
        tidy,
        merge,
        restore,
        export,
        imports,
        calendar,
        report,
        share,
        fhir,
        caseload,
        demo,
    ):
        command.add(commands)
    return top
