"""The durable write: one lock, one ``os.write``, one ``os.fsync``, and never a byte removed.

When the functions of this module return, the bytes are on disk; when they raise, the file is as it
was. A sync that failed is never asked for again: the kernel may have dropped the bytes and would
now call them safe. They are taken back, and whoever holds them writes them to another file
(`UnsyncedError`). Knows bytes and files; must not know any table.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.log.error import LogError, sentence, told

if TYPE_CHECKING:
    from filelock import BaseFileLock

_BINARY = getattr(os, "O_BINARY", 0)
_PATIENCE_S = 10.0
#: Seconds between the tries to open a file that another program holds, as Excel does on Windows.
_WAITS = (0.02, 0.08, 0.2)


class UnsyncedError(LogError):
    """The disk did not confirm what was written: it belongs into another file."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: one writer at a time, over all processes of this machine.

    The lock is a file of its own, so that a reader or a spreadsheet never meets it.
    """
    from filelock import Timeout

    present(folder)
    lock = _lock(folder)
    with told(folder):
        try:
            lock.acquire(timeout=_PATIENCE_S, poll_interval=0.01)
        except Timeout:
            raise LogError(f"Another program has been writing in {folder} for too long.") from None
    try:
        yield
    finally:
        lock.release()


@cache
def _lock(folder: Path) -> BaseFileLock:
    """Return the lock of a folder; to make one costs as much as to hold one."""
    from filelock import FileLock

    return FileLock(folder / ".lock", mode=0o600)


def present(folder: Path) -> None:
    """Raise LogError when a folder is not there: it may be on a drive that is missing."""
    if not folder.is_dir():
        raise LogError(f"{folder} is not there any more: is a drive missing?")


def create(path: Path, data: bytes) -> None:
    """Write a new file and make it durable, its place in the folder too."""
    with told(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            try:
                _save(handle, 0, data, path)
            finally:
                os.close(handle)
            sync_folder(path.parent)
        except (OSError, LogError):
            with suppress(OSError):  # Windows removes no file that is open
                path.unlink()
            raise


def create_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, even when the power is cut meanwhile.

    The caller holds the folder's lock; a file of that name is replaced.
    """
    new = path.with_name(f"{path.name}.new")
    with told(path):
        new.unlink(missing_ok=True)
        create(new, data)
        patient(lambda: new.replace(path))
        sync_folder(path.parent)


def add(path: Path, data: bytes, header: bytes = b"") -> None:
    """Append whole lines to a file that is there.

    Parameters
    ----------
    path : Path
        The file; it is never created here.
    data : bytes
        Whole lines, each with its line end.
    header : bytes
        First line that the file must have; where it is cut short it is completed.

    Raises
    ------
    LogError
        When nothing was appended, with the reason in one sentence.
    """
    with told(path):
        handle = patient(lambda: os.open(path, os.O_RDWR | os.O_APPEND | _BINARY))
        try:
            size = os.fstat(handle).st_size
            _save(handle, size, _lead(handle, size, header, path) + data, path)
        finally:
            os.close(handle)


def _lead(handle: int, size: int, header: bytes, path: Path) -> bytes:
    """Return what must come before the new lines: the rest of a header, a line end, nothing."""
    top = os.read(handle, len(header))
    if not header.startswith(top):
        raise LogError(
            f"{path.name} was saved by another program, so nothing is added to it; nothing is lost."
        )
    if size < len(header):
        return header[size:]
    os.lseek(handle, max(size - 1, 0), os.SEEK_SET)
    return b"\n" if os.read(handle, 1) not in (b"\n", b"") else b""


def _save(handle: int, size: int, data: bytes, path: Path) -> None:
    """Write all of `data` at once and make it durable, or undo it.

    What a failed sync leaves behind may be seen and yet never reach the disk, so it is undone too.
    """
    try:
        if os.write(handle, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        _sync(handle, path)
    except (OSError, LogError):
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _sync(handle: int, path: Path) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        raise UnsyncedError(sentence(error, path)) from error


def patient(doing: Callable[[], Any]) -> Any:
    """Do what another program may be in the way of, a few times at most."""
    for wait in _WAITS:
        with suppress(PermissionError):
            return doing()
        time.sleep(wait)
    return doing()


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
