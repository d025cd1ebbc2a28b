"""The files of one journal in their order: ``<id>.jsonl``, then ``<id>.2.jsonl`` and so on.

A journal goes on in a new file when another kernel takes the session over, and when the disk did
not confirm a write to the old one. Knows names; must not know what is in the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def session_of(path: Path) -> str:
    """Return the id of the session that a file belongs to."""
    return path.name.partition(".")[0]


def number(path: Path) -> int:
    """Return the place of a file among those of its journal, from 1; 0 when it is none of them."""
    middle = path.name.split(".")[1:-1]
    if not middle:
        return 1
    return int(middle[0]) if len(middle) == 1 and middle[0].isdecimal() else 0


def following(path: Path) -> Path:
    """Return the file that would come after this one."""
    return path.with_name(f"{session_of(path)}.{number(path) + 1}.jsonl")


def until(path: Path) -> list[Path]:
    """Return the files of a journal up to this one, in their order."""
    id = session_of(path)
    earlier = [path.with_name(f"{id}.{n}.jsonl") for n in range(2, number(path))]
    first = [path.with_name(f"{id}.jsonl")] if number(path) > 1 else []
    return [*(each for each in [*first, *earlier] if each.exists()), path]


def last_of_each(paths: Iterable[Path]) -> list[Path]:
    """Return the last file of every journal among `paths`, ordered by session."""
    known = sorted((path for path in paths if number(path)), key=number)
    return sorted({session_of(path): path for path in known}.values(), key=session_of)
