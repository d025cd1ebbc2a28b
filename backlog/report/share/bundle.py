"""The zip file: the same plan gives the same bytes, and no entry tells who made it, or when."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backlog.log import append
from backlog.report.share.plan import Plan

#: The earliest time that a zip file can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE_OF_ITS_OWNER = 3, 0o100600


def packed(plan: Plan) -> bytes:
    """Return the bundle of a plan."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as bundle:
        for file in sorted(plan.files, key=lambda file: file.name):
            bundle.writestr(_entry(file.name), file.data)
    return whole.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE_OF_ITS_OWNER << 16
    return entry


def write(plan: Plan, path: Path) -> Path:
    """Write the bundle of a plan, for its owner's eyes alone; no file is written over.

    Raises
    ------
    LogError
        When the file is there already, or cannot be written.
    """
    append.create(path, packed(plan))
    return path
