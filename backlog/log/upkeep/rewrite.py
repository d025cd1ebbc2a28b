"""A file of the log written anew: the old one is kept beside, the new one is there whole or not.

Ordinary use never rewrites a file; tidying, migrating and restoring do, through this module. Knows
bytes and files; must not know any table.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from backlog.log.append import create, locked, sync_folder
from backlog.log.error import LogError, told
from backlog.log.folder import make

#: Where in the data folder that is kept which is no part of the log any more.
ASIDE = "set-aside"
#: Seconds between the tries to replace a file that another program holds open.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)


def replace(
    path: Path, before: bytes, after: bytes, pause: Callable[[float], None] = time.sleep
) -> None:
    """Replace a file that still holds `before` by one that holds `after`.

    Raises
    ------
    LogError
        When the file has changed since it was read or cannot be replaced; it is as it was.
    """
    new = path.with_name(f"{path.name}.new")
    with locked(path.parent), told(path):
        unchanged(path, before)
        new.unlink(missing_ok=True)
        create(new, after)
        try:
            _put(new, path, pause)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        sync_folder(path.parent)


def unchanged(path: Path, before: bytes) -> None:
    """Raise LogError when a file does not hold `before` any more."""
    with told(path):
        now = sha256(path.read_bytes())
    if now.digest() != sha256(before).digest():
        raise LogError(f"{path.name} has changed meanwhile: it was left as it is. Try again.")


def _put(new: Path, path: Path, pause: Callable[[float], None]) -> None:
    """Put a file in another's place, patiently where a program holds that one open."""
    for seconds in _PAUSES:
        try:
            new.replace(path)
            return
        except PermissionError:
            pause(seconds)
    new.replace(path)


def keep(folder: Path, name: str, data: bytes, day: date) -> Path:
    """Keep bytes under a dated name of their own in the data folder's place for what is set aside.

    The name of ``sets.csv`` on 22 November 2026 is ``sets-2026-11-22.csv``, the next one that day
    ``sets-2026-11-22-2.csv``.
    """
    place = folder / ASIDE
    make(place)
    path = free(place, f"{Path(name).stem}-{day}", Path(name).suffix)
    create(path, data)
    return path


def free(place: Path, stem: str, suffix: str) -> Path:
    """Return the first path of a numbered row that does not exist."""
    path, number = place / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = place / f"{stem}-{number}{suffix}"
    return path


def keep_sealed(folder: Path, name: str, data: bytes, day: date) -> Path:
    """Keep bytes as `keep` does, with their SHA-256 beside them, as ``sha256sum -c`` reads it."""
    path = keep(folder, name, data, day)
    seal = f"{sha256(data).hexdigest()}  {path.name}\n"
    create(path.with_name(f"{path.name}.sha256"), seal.encode())
    return path
