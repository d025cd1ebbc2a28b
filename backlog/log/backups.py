"""Dated copies of the tables with their checksums: one a day that has writes, made before them.

A copy is made beside its place and named last, so that one that is there is whole; the checksums
tell whether it still is. Knows files and days; must not know what a row means.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from backlog.log.append import create, sync_folder
from backlog.log.error import LogError, told
from backlog.log.folder import make
from backlog.log.schema import TABLES

FOLDER, SEALS, MOST = "backups", "SHA256SUMS", 30
#: What a copy holds: the journals are a second copy themselves.
FILES = (*(table.file for table in TABLES.values()), "datapackage.json", "settings.json")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Files = Mapping[str, bytes]


def of_day(data: Path, day: date) -> None:
    """Copy what a folder holds, unless that day has its copy or there is nothing to copy yet."""
    place = data / FOLDER / day.isoformat()
    if place.exists():
        return
    files = present(data)
    if any(name.endswith(".csv") for name in files):
        keep(place, files)
        _thin_out(data)


def present(data: Path) -> dict[str, bytes]:
    """Return the files of a data folder that belong into a copy, by name."""
    with told(data):
        return {name: (data / name).read_bytes() for name in FILES if (data / name).is_file()}


def keep(place: Path, files: Files) -> None:
    """Make a copy, whole or not at all, with a line for each file as ``sha256sum -c`` reads it."""
    new = place.with_name(f"{place.name}.new")
    seals = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    with told(place):
        if new.exists():
            shutil.rmtree(new)
        make(place.parent)
        make(new)
        for name, data in {**files, SEALS: seals.encode()}.items():
            create(new / name, data)
        new.rename(place)
        sync_folder(place.parent)


def _thin_out(data: Path) -> None:
    """Keep the newest copies and no more."""
    for place in sorted(_dated(data))[:-MOST]:
        shutil.rmtree(place, ignore_errors=True)


def _dated(data: Path) -> list[Path]:
    return [path for path in (data / FOLDER).glob("*-*-*") if _DAY.fullmatch(path.name)]


def copies(data: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the name and the good files of every copy, the newest day first, undated ones last."""
    dated = sorted(_dated(data), reverse=True)
    others = sorted(path for path in (data / FOLDER).glob("before-*") if path.suffix != ".new")
    for place in [*dated, *others]:
        yield place.name, good(place)


def good(place: Path) -> dict[str, bytes]:
    """Return the files of a copy that are as they were made; none when there is no such copy."""
    with told(place):
        found = {name: _bytes(place / name) for name in _seals(place)}
    return {name: data for name, data in found.items() if _fits(data, _seals(place)[name])}


def whole(place: Path) -> dict[str, bytes]:
    """Return the files of a copy; LogError when one of them is damaged or missing."""
    found = good(place)
    if not found or found.keys() != _seals(place).keys():
        raise LogError(f"The copy in {place} is damaged.")
    return found


def _seals(place: Path) -> dict[str, str]:
    """Return the checksum of each file of a copy."""
    lines = (_bytes(place / SEALS) or b"").decode(errors="replace").splitlines()
    pairs = [line.partition("  ") for line in lines]
    return {name: seal for seal, _, name in pairs if name in FILES}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _fits(data: bytes, seal: str) -> bool:
    return sha256(data).hexdigest() == seal
