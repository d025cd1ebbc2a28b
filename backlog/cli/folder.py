"""Which data folder a command is about, and how it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def add_data(command: Any) -> None:
    """Let a command be given a data folder."""
    command.add_argument("data", nargs="?", metavar="DATA", help="a data folder (else your own)")


def folder_of(given: str | None) -> Path:
    """Return the data folder that was given, or the person's own, which need not exist yet.

    Raises
    ------
    LogError
        The folder that was given does not exist.
    """
    from backlog.log import LogError, data_folder

    folder = data_folder(given)
    if given and not folder.is_dir():
        raise LogError(f"There is no folder {folder}.")
    return folder
