"""``backlog summary``: every number of the notebooks, in lines to read or in JSON."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from backlog.cli.folder import add_data, folder_of


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "summary",
        help="say what was done and how the discomfort went",
        description=(
            "Print every number of the notebooks. Nothing is changed. Without an own log the "
            "example is summed up, and the first line says so."
        ),
    )
    add_data(command)
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.add_argument(
        "--through", type=date.fromisoformat, metavar="DATE", help="last day (else today)"
    )
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the summary."""
    from backlog.analysis import summary
    from backlog.analysis.reading import load

    found = summary.of(load(folder_of(asked.data), asked.through))
    print(summary.as_json(found) if asked.json else summary.as_text(found), end="")
    return 0
