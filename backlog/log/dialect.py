"""How a file is written: encoding, separator, line ends, order of columns.

backlog writes one dialect; spreadsheets and editors write others. All are read, by name of column;
a file in another one is not appended to. Knows the header; must not know what a row means.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backlog.log import line
from backlog.log.error import LogError
from backlog.log.schema import Table
from backlog.problem import shortened

_SEP = re.compile(rb'"?sep=(.)"?\r?')
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_NAMED = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class Sheet:
    """A file cut into physical lines, and what is needed to understand them.

    `lines` are those after the header, without line ends; `first` is the number of the first of
    them; `order` tells for each column of the table its place in a line; `width` is the number of
    fields of a line; `whole` is False when the last line has no line end; `foreign` tells how the
    file differs from what backlog writes, empty when it does not.
    """

    table: Table
    lines: list[bytes]
    first: int
    names: list[str]
    separator: str
    order: list[int]
    whole: bool
    foreign: str

    @cached_property
    def plan(self) -> list[tuple[str, int, Callable[[str], Any]]]:
        """For each column of the table: its name, its place in a line, its way to a value."""
        columns = zip(self.table.columns, self.order, strict=True)
        return [(column.name, place, column.parse) for column, place in columns]

    @cached_property
    def own(self) -> list[int]:
        """Places in a line of the columns that the table does not have."""
        return [place for place, name in enumerate(self.names) if name not in self.table.names]

    @property
    def width(self) -> int:
        """Number of fields of a line."""
        return len(self.names)


def opened(data: bytes, table: Table) -> Sheet:
    """Return the sheet in the bytes of a file.

    Raises
    ------
    LogError
        When the first line is not the header of `table`.
    """
    if data.startswith(line.header(table)):
        names = list(table.names)
        return _sheet(table, data.split(b"\n")[1:], 2, names, ",", "")
    text, marks = _utf8(data)
    lines = text.split(b"\n")
    said = _SEP.fullmatch(lines[0])
    top = 1 if said else 0
    if len(lines) == top:
        raise LogError(f"{table.file} has no header.")
    separators = [said[1].decode("latin-1")] if said else list(_NAMED)
    names, separator = _header(lines[top], separators, table, top + 1)
    foreign = _differences(marks, lines[top], names, separator, table)
    return _sheet(table, lines[top + 1 :], top + 2, names, separator, foreign)


def top(first: bytes, table: Table) -> tuple[bytes, int]:
    """Return the header that a file of ours has, and how many columns of a person's own end it.

    Parameters
    ----------
    first : bytes
        The file's first line.
    table : Table
        The table of the file.
    """
    ours, here = line.header(table)[:-1], first.removesuffix(b"\n")
    own = here[len(ours) :]
    if not here.startswith(ours + b",") or b'"' in own or own.endswith(b"\r"):
        return ours + b"\n", 0
    return here + b"\n", own.count(b",")


def _sheet(
    table: Table, lines: list[bytes], first: int, names: list[str], separator: str, foreign: str
) -> Sheet:
    whole = not lines or lines[-1] == b""
    order = [names.index(name) for name in table.names]
    cut = lines[:-1] if lines and whole else lines
    stripped = [raw[:-1] if raw.endswith(b"\r") else raw for raw in cut]
    return Sheet(table, stripped, first, names, separator, order, whole, foreign)


def _utf8(data: bytes) -> tuple[bytes, list[str]]:
    """Return `data` as UTF-8 without a byte order mark, and what was foreign about it."""
    encoding = _MARKS.get(data[:2])
    if encoding:
        return data[2:].decode(encoding, errors="replace").encode(), ["UTF-16"]
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:], ["a byte order mark"]
    return data, []


def _header(raw: bytes, separators: list[str], table: Table, number: int) -> tuple[list[str], str]:
    """Return the names in the header and the separator between them."""
    found = [(_names(raw, separator), separator) for separator in separators]
    names, separator = max(found, key=lambda pair: len(set(pair[0]) & set(table.names)))
    missing = [name for name in table.names if name not in names]
    if len(missing) * 2 > len(table.names) or len(names) >= len(table.names) * 2:
        raise LogError(_no_header(raw, table, number))
    twice = [name for name in table.names if names.count(name) > 1]
    for what, which in (("is missing", missing), ("stands there twice", twice)):
        if which:
            raise LogError(f"{table.file}, line {number}: the column {which[0]} {what}.")
    return names, separator


def _names(raw: bytes, separator: str) -> list[str]:
    text = raw.decode(errors="replace").rstrip("\r")
    try:
        return next(csv.reader([text], delimiter=separator, strict=True), [])
    except (csv.Error, TypeError, ValueError):
        return []


def _no_header(raw: bytes, table: Table, number: int) -> str:
    if raw.startswith(b"PK\x03\x04"):
        return f"{table.file} is a workbook (.xlsx), no CSV: save it as 'CSV UTF-8'."
    if raw.lstrip().startswith(b"<"):
        return f"{table.file} is a web page, no CSV."
    found = shortened(raw.decode(errors="replace"))
    wanted = ", ".join(table.names[:3])
    return f"{table.file}, line {number}: '{found}' is not the header ({wanted}, ...)."


def _differences(
    marks: list[str], raw: bytes, names: list[str], separator: str, table: Table
) -> str:
    told = list(marks)
    if separator != ",":
        told.append(_NAMED.get(separator, f"'{separator}'") + " between the fields")
    if raw.endswith(b"\r"):
        told.append("other line ends")
    if [name for name in names if name in table.names] != list(table.names):
        told.append("columns in another order")
    elif tuple(names[: len(table.names)]) != table.names:
        told.append("columns that backlog does not know between its own")
    return ", ".join(told) or ("" if top(raw, table)[1] else "quotes in the header")
