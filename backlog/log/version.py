"""The schema version of a data folder, as its ``datapackage.json`` tells it, against the package's.

Knows version numbers; what a version changed stands in `backlog.log.upkeep.migrate`.
"""

from __future__ import annotations

import json
from pathlib import Path

from backlog.log.error import LogError, told
from backlog.log.schema import DATAPACKAGE

FILE = "datapackage.json"


def of(description: bytes) -> str:
    """Return the version that a description names; the package's own when it names none.

    A description that somebody damaged says nothing about the tables beside it.
    """
    try:
        named = json.loads(description)["version"]
        return named if numbers(named) else CURRENT
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return CURRENT


def numbers(version: str) -> tuple[int, ...]:
    """Return a version for comparing."""
    return tuple(int(part) for part in version.split("."))


CURRENT: str = json.loads(DATAPACKAGE)["version"]


def stamp(folder: Path) -> tuple[int, int] | None:
    """Return what changes when the description does, None while there is none."""
    with told(folder):
        try:
            state = (folder / FILE).stat()
        except FileNotFoundError:
            return None
    return state.st_mtime_ns, state.st_size


def there(folder: Path) -> str:
    """Return the version of a folder; the package's own where nothing names one."""
    path = folder / FILE
    with told(path):
        return of(path.read_bytes()) if path.exists() else CURRENT


def bring_up(folder: Path) -> None:
    """Make sure that a folder may be written: an older one is migrated first.

    Raises
    ------
    LogError
        When the folder is of a newer version, or cannot be migrated now.
    """
    if numbers(there(folder)) < numbers(CURRENT):
        from backlog.log.upkeep import migrate

        migrate.apply(folder)
    must_be_present(folder)


def must_be_present(folder: Path) -> None:
    """Raise LogError when a folder is not of the package's own version."""
    found = there(folder)
    if numbers(found) > numbers(CURRENT):
        raise LogError(
            f"{folder} was written by a newer backlog (schema {found}, this one knows {CURRENT}): "
            "it is read as far as it is known, and not written. Update backlog."
        )
    if found != CURRENT:
        raise LogError(f"{folder} is of schema {found}: it is brought to {CURRENT} when used next.")
