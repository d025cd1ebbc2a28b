"""Which days is a shared file of? A person may have shared a part of the log only.

Sharing writes the period into ``datapackage.json``; a data folder has none.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

_FILE = "datapackage.json"
_LARGEST = 1_000_000


class Period(NamedTuple):
    """The first and the last day of a shared file, both included."""

    first: date
    last: date


def period(folder: Path) -> Period | None:
    """Return the period of the tables in `folder`; None where none is told, or none that is one."""
    path = folder / _FILE
    try:
        if path.stat().st_size > _LARGEST:
            return None
        told = json.loads(path.read_bytes())["period"]
        found = Period(date.fromisoformat(told["first"]), date.fromisoformat(told["last"]))
        return found if found.first <= found.last else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
