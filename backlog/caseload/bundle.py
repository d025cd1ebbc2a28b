"""A shared bundle: the tables in a zip file, and what is refused because it could do harm.

Whatever the zip says, no name in it becomes a path and nothing is unpacked beyond the limits: only
the tables of backlog and their description are copied, under their own names.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

from backlog.log import LogError
from backlog.log.schema import TABLES
from backlog.problem import shortened

#: A table of ten years of daily sessions has about 10 MB.
LARGEST_TABLE = 32_000_000
LARGEST_BUNDLE = 16_000_000
MOST_ENTRIES = 1_000

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
_DESCRIPTION = "datapackage.json"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)


def unpack(path: Path, into: Path) -> None:
    """Copy the tables of the one log in a bundle into the folder `into`.

    Raises
    ------
    LogError
        When it is no bundle, holds no log or more than one, or could do harm.
    """
    if path.stat().st_size > LARGEST_BUNDLE:
        raise LogError(f"is larger than a bundle can be ({LARGEST_BUNDLE // 10**6} MB)")
    try:
        with zipfile.ZipFile(path) as bundle:
            for name, entry in _tables(bundle).items():
                (into / name).write_bytes(_content(bundle, entry))
    except _DAMAGED as error:
        raise LogError(f"is no zip file that can be read ({error})") from error


def _tables(bundle: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries of the tables by the name of their file."""
    entries = bundle.infolist()
    if len(entries) > MOST_ENTRIES:
        raise LogError(f"holds more than {MOST_ENTRIES:,} files")
    for entry in entries:
        _refuse(entry)
    _refuse_twice(entries)
    place = _place({entry.filename for entry in entries})
    names = [_DESCRIPTION, *(table.file for table in TABLES.values())]
    files = {place + name: name for name in names}
    return {files[entry.filename]: entry for entry in entries if entry.filename in files}


def _refuse(entry: zipfile.ZipInfo) -> None:
    """Raise when an entry names a place outside of the bundle, or is no plain file."""
    name, shown = entry.filename, shortened(entry.filename)
    if name.startswith("/") or any(sign in name for sign in "\\:\0") or ".." in name.split("/"):
        raise LogError(f"names a place outside of itself: {shown}")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise LogError(f"holds a link instead of a file: {shown}")
    if entry.flag_bits & _LOCKED:
        raise LogError("is locked with a password")
    if entry.compress_type not in _PLAIN:
        raise LogError(f"is compressed in a way that is not read: {shown}")


def _refuse_twice(entries: list[zipfile.ZipInfo]) -> None:
    for name, times in Counter(entry.filename for entry in entries).items():
        if times > 1:
            raise LogError(f"holds the same file twice: {shortened(name)}")


def _place(names: set[str]) -> str:
    """Return the folder of the one log among `names`, with its slash."""
    described = [name for name in names if PurePosixPath(name).name == _DESCRIPTION]
    folders = [name.removesuffix(_DESCRIPTION) for name in described]
    logs = [place for place in folders if names & {f"{place}sessions.csv", f"{place}sets.csv"}]
    if len(logs) != 1:
        found = "more than one log" if logs else "no log: no sessions.csv with a datapackage.json"
        raise LogError(f"holds {found}")
    return logs[0]


def _content(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of an entry; what it says about its own size is not believed."""
    with bundle.open(entry) as file:
        data = file.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        raise LogError(f"holds a table larger than a log can be ({LARGEST_TABLE // 10**6} MB)")
    return data
