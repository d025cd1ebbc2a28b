"""The one error of this room, and what the operating system said, in plain words.

Knows how a failed file operation reads to a person; must not know any table.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LogError(Exception):
    """A file that is no log, or a folder that cannot be used; one plain sentence."""


#: Why a file is not written over, and what to do, as a sentence about ``{path}``.
THERE = "{path} is there already: name another file, or move that one away first."

#: What happened, by error number, as a sentence about ``{path}``.
_SENTENCES = {
    errno.ENOSPC: "The disk is full: {path} was left as it was.",
    errno.EDQUOT: "The disk quota is used up: {path} was left as it was.",
    errno.EFBIG: "{path} may not grow any further: it was left as it was.",
    errno.EROFS: "{path} is on a read-only disk: nothing can be written there.",
    errno.EACCES: "{path} cannot be opened: permission is missing, or another program holds it.",
    errno.EPERM: "{path} cannot be opened: permission is missing, or another program holds it.",
    errno.EEXIST: THERE,
    errno.EISDIR: "{path} is a folder, not a file.",
    errno.ENOTDIR: "{path} cannot be used: a part of its path is a file, not a folder.",
    errno.ENOENT: "{path} is not there any more: is a drive missing?",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the operating system raises about `path` into a `LogError`."""
    try:
        yield
    except OSError as error:
        raise LogError(sentence(error, path)) from error


def sentence(error: OSError, path: Path) -> str:
    """Return one plain sentence about what went wrong with `path`."""
    known = _SENTENCES.get(error.errno or 0)
    reason = error.strerror or type(error).__name__
    return known.format(path=path) if known else f"{path} could not be used: {reason}."
