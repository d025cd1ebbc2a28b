"""Where the people of a caseload are: a folder or a bundle each, side by side in one folder.

Knows places only; must not know what a table means.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from backlog.caseload.bundle import LARGEST_TABLE, unpack
from backlog.log import LogError
from backlog.log.error import told
from backlog.log.schema import TABLES


def people(folder: str | Path) -> list[Path]:
    """Return the folders and bundles (``.zip``) in `folder`, by name; hidden ones are left out.

    Raises
    ------
    LogError
        When there is no such folder, or when it is itself the log of one person.
    """
    place = Path(folder)
    if not place.is_dir():
        raise LogError(f"There is no folder {place}.")
    if _tables(place):
        raise LogError(f"{place} is the log of one person: name the folder that it stands in.")
    with told(place):
        found = [path for path in place.iterdir() if path.is_dir() or _is_bundle(path)]
    return sorted(path for path in found if not path.name.startswith("."))


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give the folder with the tables of one person.

    That is the folder itself or ``data`` in it. A bundle is copied into a temporary folder that
    only its owner can open and that is removed at the end.

    Raises
    ------
    LogError
        Saying of the folder or bundle what is wrong with it.
    """
    if _is_bundle(path):
        with TemporaryDirectory(prefix="backlog-") as place:
            unpack(path, Path(place))
            yield Path(place)
    else:
        yield _log_in(path)


def _is_bundle(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and path.is_file()


def _log_in(path: Path) -> Path:
    if not path.exists():
        raise LogError("is not there")
    if not path.is_dir():
        raise LogError("is a file, no folder and no bundle")
    for place in (path, path / "data"):
        tables = _tables(place)
        _refuse_large(tables)
        if tables:
            return place
    raise LogError("holds no log: no sessions.csv and no other table")


def _tables(folder: Path) -> list[Path]:
    paths = [folder / table.file for table in TABLES.values()]
    return [path for path in paths if path.exists()]


def _refuse_large(tables: list[Path]) -> None:
    """Raise when reading one of the files could fill the memory, or wait for ever."""
    for path in tables:
        if not path.is_file():
            raise LogError(f"holds a {path.name} that is no file")
        if path.stat().st_size > LARGEST_TABLE:
            megabytes = LARGEST_TABLE // 10**6
            raise LogError(f"holds a {path.name} larger than a log can be ({megabytes} MB)")
