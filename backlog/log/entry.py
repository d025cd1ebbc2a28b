"""One line of a journal: eight hexadecimal digits (CRC-32) and a JSON object.

Knows lines; must not know what a record means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from backlog.log.column import written
from backlog.log.error import told
from backlog.problem import Problem

_DAMAGED = "is damaged; the other lines are used"


def to_line(record: Mapping[str, Any]) -> bytes:
    """Return a record as one line of a journal; dates are written as in the tables."""
    text = json.dumps(dict(record), default=_plain, allow_nan=False, separators=(",", ":"))
    return b"%08x %s\n" % (crc32(text.encode()), text.encode())


def _plain(value: object) -> str:
    if isinstance(value, date):
        return written(value)
    raise TypeError(f"{value!r} cannot stand in a journal")


def from_line(raw: bytes) -> dict[str, Any] | None:
    """Return the record of a line, None when the line is damaged."""
    text = raw[9:]
    if raw[:9] != b"%08x " % crc32(text):
        return None
    try:
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def read(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the intact records of a file; a torn tail is left out, other damage is named."""
    with told(path):
        lines = path.read_bytes().split(b"\n")
    found = [(number, raw, from_line(raw)) for number, raw in enumerate(lines, 1) if raw]
    good = [record for _, _, record in found if record is not None]
    bad = [(number, raw) for number, raw, record in found if record is None and number < len(lines)]
    file = f"journal/{path.name}"
    return good, [Problem(file, n, "", raw.decode(errors="replace"), _DAMAGED) for n, raw in bad]
