"""``backlog lab``: the notebooks in JupyterLab."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "lab",
        help="open the session notebook in JupyterLab",
        description=(
            "Open JupyterLab on your copy of the session notebook. It can be reached from this "
            "computer only, with a token. BACKLOG_PORT chooses another port."
        ),
    )
    command.add_argument(
        "--no-browser", action="store_true", help="print the address instead of opening it"
    )
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Open JupyterLab and wait until it is shut down."""
    from backlog.lab import open_lab

    open_lab(browser=not asked.no_browser)
    return 0
