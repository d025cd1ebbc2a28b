"""From the bytes of a table to its records and problems, line by line, whatever the bytes.

A bad line costs only itself: it is set aside, named, and stays in the file. Pure, and of the
standard library alone. What a revision means stands in `backlog.log.revisions`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backlog.log import dialect, line, revisions
from backlog.log.dialect import Sheet
from backlog.log.revisions import Row
from backlog.log.schema import Record, Table
from backlog.problem import Problem

_LONGEST = 131_072
_MOST_LINES = 30
_SEAL = re.compile(rb",[a-p]{4}")

_TORN = "is cut short; if it is complete, end it with a line break"
_NO_END = "has no line end but is complete; it is used"
_NO_BREAK = "holds two rows with no line break between them; both are used"
_BY_HAND = "was edited by hand; it is used as it stands"
_UNSEALED = "was typed by hand (its chk is empty); it is used as it stands"
_PROVEN = ("", _NO_END, _NO_BREAK)


@dataclass
class Reading:
    """What a file holds.

    `rows` are in the order as written, every revision among them; each problem that is not `used`
    set one line aside.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blanks: int = 0


class _AsideError(Exception):
    """The line is set aside: what is allowed, in which column, and what stands there."""

    def __init__(self, allowed: str, column: str = "", value: str | None = None) -> None:
        super().__init__(allowed)
        self.allowed, self.column, self.value = allowed, column, value


class _OpenError(_AsideError):
    """The quotes of the line do not fit: its text may go on in the next line."""


def reading(data: bytes, table: Table) -> Reading:
    """Read every line of a table's file.

    Raises
    ------
    LogError
        When the file is no log at all.
    """
    if line.header(table).startswith(data):
        return Reading(problems=_cut_header(data, table))
    sheet = dialect.opened(data, table)
    read = Reading(problems=_foreign(sheet))
    index = 0
    while index < len(sheet.lines):
        index += _read_record(sheet, index, read)
    return read


def current(data: bytes, table: Table) -> tuple[list[Row], list[Problem]]:
    """Return the rows that count, the newest revision of each, and everything there is to say."""
    read = reading(data, table)
    if not table.revised:
        return read.rows, read.problems
    once, conflicts = revisions.told_once(read.rows, table)
    aside = {problem.line for problem in conflicts if not problem.used}
    others = [problem for problem in read.problems if problem.line not in aside]
    return revisions.newest(once, table), sorted(others + conflicts)


def _cut_header(data: bytes, table: Table) -> list[Problem]:
    if data in (b"", line.header(table), line.header(table)[:-1]):
        return []
    told = "is a header that is cut short; the next entry completes it"
    return [Problem(table.file, 1, "", data.decode(), told, used=True)]


def _foreign(sheet: Sheet) -> list[Problem]:
    if not sheet.foreign:
        return []
    told = f"was saved by another program ({sheet.foreign}); it is read, but not added to"
    return [Problem(sheet.table.file, 0, "", "", told, used=True)]


def _read_record(sheet: Sheet, index: int, read: Reading) -> int:
    """Read the record that begins at a line; return how many lines it takes."""
    raw = sheet.lines[index]
    if not raw.strip(b" ,;\t"):
        read.blanks += 1
        return 1
    try:
        record, remark = _judged(sheet, index, raw)
    except _OpenError as error:
        return _read_open(sheet, index, read, error)
    except _AsideError as error:
        _read_pair(sheet, index, read, error)
        return 1
    _keep(sheet, index, read, record, remark)
    return 1


def _read_pair(sheet: Sheet, index: int, read: Reading, error: _AsideError) -> None:
    """Read two whole rows with a damaged line end between them, or set the line aside."""
    try:
        pair = [_judged(sheet, index, part) for part in _pair(sheet.lines[index])]
    except _AsideError:
        pair = []
    for record, _ in pair:
        _keep(sheet, index, read, record, _NO_BREAK)
    if not pair:
        read.problems.append(_problem(sheet, index, error))


def _pair(raw: bytes) -> tuple[bytes, ...]:
    """Return the two proven lines that a line is made of, nothing when it is not."""
    for seal in _SEAL.finditer(raw):
        pair = raw[: seal.end()], raw[seal.end() + 1 :]
        if all(map(line.proven, pair)):
            return pair
    return ()


def _read_open(sheet: Sheet, index: int, read: Reading, error: _OpenError) -> int:
    """Read a record with a real line break between quotes, as a spreadsheet writes it."""
    for count in _continued(sheet, index):
        try:
            record, remark = _judged(sheet, index, b"\n".join(sheet.lines[index : index + count]))
        except _AsideError:
            continue
        _keep(sheet, index, read, record, remark)
        return count
    _read_pair(sheet, index, read, error)
    return 1


def _continued(sheet: Sheet, index: int) -> Iterator[int]:
    """Yield how many lines a record with an open quote may take.

    A line that is a record by itself is never taken for the rest of another.
    """
    for count in range(2, min(_MOST_LINES, len(sheet.lines) - index) + 1):
        raw = sheet.lines[index + count - 1]
        alone = _fields(raw.decode(errors="replace"), sheet.separator)
        if alone is not None and len(alone) == sheet.width:
            return
        if b'"' in raw:
            yield count


def _keep(sheet: Sheet, index: int, read: Reading, record: Record, remark: str) -> None:
    read.rows.append(Row(sheet.first + index, record, proven=remark in _PROVEN))
    if remark:
        read.problems.append(_problem(sheet, index, _AsideError(remark), used=True))


def _problem(sheet: Sheet, index: int, error: _AsideError, used: bool = False) -> Problem:
    raw = sheet.lines[index][:200].decode(errors="backslashreplace")
    value = raw if error.value is None else error.value
    return Problem(sheet.table.file, sheet.first + index, error.column, value, error.allowed, used)


def _judged(sheet: Sheet, index: int, raw: bytes) -> tuple[Record, str]:
    """Return the record of a line and a remark about it, or raise what sets it aside."""
    last = not sheet.whole and index == len(sheet.lines) - 1
    try:
        record = _record(sheet, _split(sheet, raw))
    except _AsideError:
        if last:
            raise _AsideError(_TORN) from None
        raise
    chk = record.pop("chk", None)
    return record, _remark(sheet.table, raw, record, chk, last)


def _split(sheet: Sheet, raw: bytes) -> list[str]:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise _AsideError("is not UTF-8; save the file as 'CSV UTF-8'") from None
    if len(text) > _LONGEST:
        raise _AsideError("is too long for a line of this table")
    cells = _fields(text, sheet.separator)
    if cells is None:
        raise _OpenError("has a quote that does not belong there")
    if cells == sheet.names:
        raise _AsideError("is the header once more, not a row")
    if len(cells) != sheet.width:
        raise _AsideError(f"has {len(cells)} fields instead of {sheet.width}")
    return cells


def _fields(text: str, separator: str) -> list[str] | None:
    """Return the fields of a line, None when its quotes do not fit."""
    if '"' not in text:
        return text.split(separator)
    lines = [part + "\n" for part in text.split("\n")]
    try:
        rows = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _record(sheet: Sheet, cells: list[str]) -> Record:
    record: Record = {}
    name, place = "", 0
    try:
        for name, place, parse in sheet.plan:
            record[name] = parse(cells[place])
    except ValueError as error:
        raise _AsideError(str(error), name, cells[place]) from None
    return record


def _remark(table: Table, raw: bytes, record: Record, chk: str | None, last: bool) -> str:
    """Compare the seal of a valid row with its values; return what is to be said about it."""
    if not table.sealed:
        return ""
    if line.proven(raw) or (chk and chk.encode() == line.letters(line.body(table, record))):
        return _NO_END if last else ""
    if last:
        raise _AsideError(_TORN)
    return _BY_HAND if chk else _UNSEALED
