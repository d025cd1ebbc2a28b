"""``backlog export``: copies of the tables in another folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from backlog.cli.folder import add_data, folder_of


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "export",
        help="copy the tables into another folder",
        description=(
            "Copy the tables into DIR as they are; with --excel, so that a spreadsheet opens them "
            "by a double click. The log is only read, and no file is written over."
        ),
    )
    command.add_argument("dir", metavar="DIR", type=Path, help="a folder without a log in it")
    add_data(command)
    command.add_argument("--excel", action="store_true", help="copies for a spreadsheet")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the copies and say where they are."""
    from backlog.log import Log
    from backlog.log.upkeep import export

    log, to = Log(folder_of(asked.data)), asked.dir.expanduser()
    if asked.excel:
        written, aside = export.for_spreadsheets(log, to, export.decimal_comma())
    else:
        written, aside = export.copies(log, to), 0
    print(f"Written into {to}: {', '.join(path.name for path in written)}.")
    if aside:
        see = "`python3 start.py check` names them"
        print(f"Lines that cannot be read and are in no copy: {aside:,} ({see}).")
    print("They say how your back was, day by day: give them only to those they are meant for.")
    return 0
