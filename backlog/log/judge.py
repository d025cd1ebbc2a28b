"""One line of a table: the row that it is, what is to be said about it, or why it is set aside.

Values first, then the seal: valid values with a seal that does not fit were edited by hand, and are
used and flagged. Pure. How lines follow each other stands in `backlog.log.reader`.
"""

from __future__ import annotations

import csv
from typing import NamedTuple

from backlog.log import line, restored
from backlog.log.dialect import Sheet
from backlog.log.schema import Record

_LONGEST = 131_072

_TORN = "is cut short; if it is complete, end it with a line break"
_NO_END = "has no line end but is complete; it is used"
_BY_HAND = "was edited by hand; it is used as it stands"
_UNSEALED = "was typed by hand (its chk is empty); it is used as it stands"
_REWRITTEN = "was rewritten by another program; its chk proves that it was {}, which is used"


class Remark(NamedTuple):
    """What is to be said about a line that is used, in which column, and what stands there."""

    told: str
    column: str = ""
    value: str | None = None


class Judged(NamedTuple):
    """A row: its values, its seal as it stands there, and what is to be said about it.

    `proven` tells that the seal fits the values; `own` are the cells of columns that the table does
    not have.
    """

    record: Record
    chk: str | None
    own: tuple[str, ...] = ()
    proven: bool = True
    remarks: tuple[Remark, ...] = ()


class AsideError(Exception):
    """The line is set aside: what is allowed, in which column, and what stands there."""

    def __init__(self, allowed: str, column: str = "", value: str | None = None) -> None:
        super().__init__(allowed)
        self.allowed, self.column, self.value = allowed, column, value


class OpenError(AsideError):
    """The quotes of the line do not fit: its text may go on in the next line."""


def judged(sheet: Sheet, raw: bytes, torn: bool) -> Judged:
    """Return the row of a line, or raise what sets it aside.

    Parameters
    ----------
    sheet : Sheet
        The file that the line stands in.
    raw : bytes
        The line without its line end.
    torn : bool
        Whether it is the last one and has no line end: then only its seal proves that it is whole.
    """
    try:
        found = _row(sheet, raw, _split(sheet, raw))
    except AsideError:
        if torn:
            raise AsideError(_TORN) from None
        raise
    if not torn or not sheet.table.sealed:
        return found
    if not found.proven:
        raise AsideError(_TORN)
    return found._replace(remarks=(*found.remarks, Remark(_NO_END)))


def fields(text: str, separator: str) -> list[str] | None:
    """Return the fields of a line, None when its quotes do not fit."""
    if '"' not in text:
        return text.split(separator)
    lines = [part + "\n" for part in text.split("\n")]
    try:
        rows = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _split(sheet: Sheet, raw: bytes) -> list[str]:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise AsideError("is not UTF-8; save the file as 'CSV UTF-8'") from None
    if len(text) > _LONGEST:
        raise AsideError("is too long for a line of this table")
    cells = fields(text, sheet.separator)
    if cells is None:
        raise OpenError("has a quote that does not belong there")
    if cells == sheet.names:
        raise AsideError("is the header once more, not a row")
    if len(cells) != sheet.width:
        raise AsideError(f"has {len(cells)} fields instead of {sheet.width}")
    return cells


def _row(sheet: Sheet, raw: bytes, cells: list[str]) -> Judged:
    own = tuple(cells[place] for place in sheet.own)
    try:
        record = _record(sheet, cells)
    except AsideError:
        found = _restored(sheet, cells)
        if found is None:
            raise
        return found._replace(own=own)
    chk = record.pop("chk", None)
    proven, remarks = _seal(sheet, raw, record, chk)
    return Judged(record, chk, own, proven, remarks)


def _record(sheet: Sheet, cells: list[str]) -> Record:
    record: Record = {}
    name, place = "", 0
    try:
        for name, place, parse in sheet.plan:
            record[name] = parse(cells[place])
    except ValueError as error:
        raise AsideError(str(error), name, cells[place]) from None
    return record


def _restored(sheet: Sheet, cells: list[str]) -> Judged | None:
    """Return the row of a line in which a spreadsheet rewrote cells, if its seal proves it."""
    named = {name: cells[place] for name, place, _ in sheet.plan}
    found = restored.record(sheet.table, named)
    if found is None:
        return None
    record, rewritten = found
    told = (Remark(_REWRITTEN.format(cell), name, named[name]) for name, cell in rewritten.items())
    return Judged(record, named["chk"], remarks=tuple(told))


def _seal(
    sheet: Sheet, raw: bytes, record: Record, chk: str | None
) -> tuple[bool, tuple[Remark, ...]]:
    """Compare the seal of a valid row with its values: whether it is proven, what is to be said."""
    if not sheet.table.sealed or line.proven(raw):
        return True, ()
    if chk and chk.encode() == line.letters(line.body(sheet.table, record)):
        return True, ()
    return False, (Remark(_BY_HAND if chk else _UNSEALED),)
