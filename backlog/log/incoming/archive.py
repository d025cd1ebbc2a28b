"""The CSV files of an export: a zip, or the folder that it was unpacked into.

Only what ends in ``.csv`` is read, and no more than a person's export holds. Nothing is unpacked.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from backlog.log.error import LogError, told

#: Bytes of all files together; ten years of an export are well below one million.
MOST = 50_000_000
#: What reading a zip raises that is damaged, or that has a password.
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError)


def files(path: Path) -> Mapping[str, bytes]:
    """Return the CSV files by their paths within the export, with ``/`` between folders.

    Raises
    ------
    LogError
        When there is no such export, or when it is too large to be one.
    """
    with told(path):
        return _folder(path) if path.is_dir() else _zip(path)


def _folder(path: Path) -> dict[str, bytes]:
    found = sorted(file for file in path.rglob("*.csv") if file.is_file())
    _refuse(path, sum(file.stat().st_size for file in found))
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in found}


def _zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as export:
            found = [info for info in export.infolist() if info.filename.endswith(".csv")]
            _refuse(path, sum(info.file_size for info in found))
            return {info.filename: export.read(info) for info in found}
    except _DAMAGED:
        raise LogError(f"{path.name} is no zip that can be read, and no folder.") from None


def _refuse(path: Path, size: int) -> None:
    if size > MOST:
        raise LogError(f"{path.name} holds more than {MOST:,} bytes: is it the right file?")
