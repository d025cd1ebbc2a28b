"""``backlog history``: who became what, and when it was written down."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log.corrections import Revision

KNOWN, UNKNOWN = 0, 1


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "history",
        help="say how a row was corrected",
        description=(
            "Say what each revision of a row changed, from what to what, and when it was written "
            "down. Ends with 1 when no row has that id."
        ),
    )
    command.add_argument("id", metavar="ID", help="the id in the row's first column")
    add_data(command)
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the history of a row."""
    from backlog.cli.check import TABLES
    from backlog.log import Log
    from backlog.log.corrections import history

    log = Log(folder_of(asked.data))
    found = {table: history(log, table, asked.id) for table in TABLES}
    lines = [line for table, past in found.items() for line in told(f"{table}.csv", past)]
    print("\n".join(lines) or f"No row in {log.folder} has the id {asked.id}.")
    return KNOWN if lines else UNKNOWN


def told(file: str, past: list[Revision]) -> Iterator[str]:
    """Yield the revisions of a row as lines to read."""
    for revision in past:
        at = f"{revision.recorded_at:%Y-%m-%d %H:%M}"
        yield f"{file}, line {revision.line}: revision {revision.number}, written down {at}"
        for name, (before, after) in revision.changes.items():
            yield f"  {name}: {shown(before)} became {shown(after)}"


def shown(value: object) -> str:
    """Return a value as it is shown in a sentence."""
    from backlog.log.column import written
    from backlog.problem import shortened

    return "nothing" if value is None else f"'{shortened(written(value))}'"
