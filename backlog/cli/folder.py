"""Which data folder a command is about."""

from __future__ import annotations

from pathlib import Path


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
