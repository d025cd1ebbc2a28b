"""From an older schema version to the package's: step by step, with a backup, resumable.

Everything is worked out from the backup, never from files that may be migrated in part, and the
description with its version is replaced last: until then a migration that was broken off begins
again and comes to the same end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from backlog.log import backups, version
from backlog.log.append import create, locked
from backlog.log.error import LogError
from backlog.log.schema import DATAPACKAGE
from backlog.log.upkeep import rewrite

Files = Mapping[str, bytes]


def _as_they_are(files: Files) -> Files:
    """1.1.0 allows more kinds of days and knows ``progression.csv``: no older row changes."""
    return files


#: For each older version the one that its step leads to, and the step: all files in, all files out.
STEPS: dict[str, tuple[str, Callable[[Files], Files]]] = {"1.0.0": ("1.1.0", _as_they_are)}


def migrated(files: Files) -> dict[str, bytes]:
    """Return the files of a folder as the present version has them.

    Raises
    ------
    LogError
        When there is no way from the version that their description names.
    """
    there = version.of(files.get(version.FILE, b""))
    while there != version.CURRENT:
        if there not in STEPS:
            raise LogError(f"There is no way from schema version {there} to {version.CURRENT}.")
        there, step = STEPS[there]
        files = step(files)
    return {**files, version.FILE: DATAPACKAGE}


def apply(folder: Path) -> None:
    """Bring a folder to the present version; the old files stay in its backups.

    Raises
    ------
    LogError
        When it could not be done to the end; nothing is lost, and the next try goes on.
    """
    place = folder / backups.FOLDER / f"before-{version.CURRENT}"
    with locked(folder):
        if not place.exists():
            backups.keep(place, backups.present(folder))
        before = backups.whole(place)
        after = migrated(before)
        for name in sorted(after, key=lambda name: name == version.FILE):
            _put(folder, name, before.get(name), after[name], place)


def _put(folder: Path, name: str, before: bytes | None, after: bytes, place: Path) -> None:
    """Put one migrated file in its place, unless it is there or somebody changed the old one."""
    now = backups.present(folder).get(name)
    if now == after:
        return
    if now != before:
        raise LogError(
            f"{folder / name} has changed since its migration began. The files as they were are in "
            f"{place}: move that folder away to begin again with those that are there now."
        )
    if now is None:
        create(folder / name, after)
    else:
        rewrite.replace(folder / name, now, after)
