"""``backlog summary``: what the notebooks say, in a few lines or in JSON."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "summary",
        help="say what was done and how the discomfort went",
        description="Print what the notebooks say in a few lines. Nothing is changed.",
    )
    command.add_argument("data", nargs="?", metavar="DATA", help="a data folder (else your own)")
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the summary."""
    raise NotImplementedError
