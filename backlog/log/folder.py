"""Which folder holds the log, and making it.

Knows places; must not know what is in the files.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from backlog.log.append import create_whole, sync_folder
from backlog.log.error import LogError, told
from backlog.log.schema import DATAPACKAGE

_CHECKOUT = Path(__file__).resolve().parents[2]


def data_folder(given: str | Path | None = None) -> Path:
    """Return the folder of the log; it need not exist yet.

    The first that is told counts: `given`, the variable ``BACKLOG_DATA``, ``data/`` of the checkout
    that the package is in, the platform's folder for a user's data.
    """
    chosen = given or os.environ.get("BACKLOG_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "data").is_dir():
        return _CHECKOUT / "data"
    return user_folder() / "data"


def user_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return backlog's place among the user's data, as the platform has it."""
    home = Path("~").expanduser()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "backlog"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "backlog"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "backlog"


def fallback_folder(folder: Path) -> Path:
    """Return where sessions are kept while `folder` cannot be written; each has its own."""
    name = sha256(os.fsencode(folder.absolute())).hexdigest()[:12]
    return user_folder() / "waiting" / name


def make(folder: Path) -> None:
    """Make a folder for a log, readable by its owner alone.

    Only inside the user's own place are parents made too: elsewhere a missing parent is rather a
    drive that is not there.
    """
    if folder.is_dir():
        return
    own = user_folder() in folder.parents
    if not own and not folder.parent.is_dir():
        raise LogError(f"{folder.parent} is not there: is a drive missing?")
    with told(folder):
        if own:
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def describe(folder: Path) -> None:
    """Put the description of the tables into a folder that has none; whole or not at all."""
    path = folder / "datapackage.json"
    if not path.exists():
        create_whole(path, DATAPACKAGE)
