"""``backlog share``: a file for the therapist, and before it a list of what would leave."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from backlog.cli.folder import add_data, folder_of

ON_REQUEST = {
    "notes": "with the notes, as they were typed",
    "names": "with authors and the names of activities",
    "shift-dates": "with all dates moved by a number of weeks that is told nowhere",
    "pdf": "with the page as PDF, too",
    "notebooks": "with the notebooks, without what they showed",
}


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "share",
        help="list what a file for the therapist would hold, and write it",
        description=(
            "List exactly what would leave: each file, its rows and columns, and what is emptied. "
            "Nothing is written before --apply names a zip file, and nothing is sent anywhere. "
            "Notes and names stay at home unless they are asked for."
        ),
    )
    add_data(command)
    command.add_argument("--from", metavar="DATE", help="first day (else the last visit)")
    command.add_argument("--to", metavar="DATE", help="last day (else today)")
    command.add_argument("--tables", metavar="A,B", help="some of the tables (else all)")
    for name, told in ON_REQUEST.items():
        command.add_argument(f"--{name}", action="store_true", help=told)
    command.add_argument("--apply", metavar="FILE.zip", type=Path, help="write it")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """List what would leave; write it when that is asked for."""
    from backlog.log import LogError
    from backlog.report.share import Sharing

    sharing, values = Sharing(folder_of(asked.data)), _values(asked)
    wrong = sharing.wrong(values)
    file = wrong.pop("file", None)
    if file and asked.apply:
        wrong["apply"] = file
    if wrong:
        raise LogError("\n".join(f"--{field}: {told}" for field, told in wrong.items()))
    print("\n".join(sharing.preview(values)))
    if asked.apply:
        print(f"Written: {sharing.write(values)}")
        print("It says how your back was, day by day: give it only to those it is meant for.")
    else:
        print("Nothing was written. With --apply FILE.zip it is.")
    return 0


def _values(asked: argparse.Namespace) -> dict[str, Any]:
    """Return the choices by their field, as a form has them."""
    given = vars(asked)
    values = {name: given[name] for name in ("from", "to", *map(_field, ON_REQUEST))}
    tables = {"tables": tuple(asked.tables.split(","))} if asked.tables else {}
    return values | tables | {"file": str(asked.apply or "")}


def _field(option: str) -> str:
    return option.replace("-", "_")
