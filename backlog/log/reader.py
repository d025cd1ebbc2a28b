"""From the bytes of a table to its records and problems, line by line, whatever the bytes.

A bad line costs only itself: it is set aside, named, and stays in the file. Pure, and of the
standard library alone. What revisions mean stands in `backlog.log.revisions`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from backlog.log import dialect, line
from backlog.log.dialect import Sheet
from backlog.log.schema import Record, Table
from backlog.problem import Problem

BY_HAND = "was edited by hand; it is used as it stands"
UNSEALED = "was typed by hand (its chk is empty); it is used as it stands"
NO_END = "has no line end but is complete; it is used"
TORN = "is cut short; if it is complete, end it with a line break"
AGAIN = "is the header once more, not a row"
NOT_UTF8 = "is not UTF-8; save the file as 'CSV UTF-8'"
TOO_LONG = "is too long for a line of this table"
NO_CSV = "has a quote that does not belong there"

_LONGEST = 131_072
_MOST_LINES = 100


@dataclass
class Reading:
    """What a file holds: numbered records as written, problems, and the count of blank lines."""

    rows: list[tuple[int, Record]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blanks: int = 0


def reading(data: bytes, table: Table) -> Reading:
    """Read every line of a table's file.

    Raises
    ------
    LogError
        When the file is no log at all.
    """
    if line.header(table).startswith(data):
        short = "is a header that is cut short; the next entry completes it"
        cut = [Problem(table.file, 1, "", "", short, used=True)] if data else []
        done = data == line.header(table)[:-1] or not data
        return Reading(problems=[] if done else cut)
    sheet = dialect.opened(data, table)
    read = Reading()
    if sheet.foreign:
        told = f"was saved by another program ({sheet.foreign}); it is read, but not added to"
        read.problems.append(Problem(table.file, 0, "", "", told, used=True))
    _read_lines(sheet, read)
    return read


def _read_lines(sheet: Sheet, read: Reading) -> None:
    index = 0
    while index < len(sheet.lines):
        index += _read_record(sheet, index, read)


def _read_record(sheet: Sheet, index: int, read: Reading) -> int:
    """Read the record that begins at a line; return how many lines it takes."""
    raw, number = sheet.lines[index], sheet.first + index
    if not raw.strip(b" ,;\t"):
        read.blanks += 1
        return 1
    last = index == len(sheet.lines) - 1 and not sheet.whole
    outcome = judged(sheet, raw, number, last)
    if isinstance(outcome, Problem) and outcome.allowed == NO_CSV:
        for count in _continued(sheet, index):
            together = b"\n".join(sheet.lines[index : index + count])
            whole = judged(sheet, together, number, False)
            if not isinstance(whole, Problem):
                _keep(read, number, whole)
                return count
    if isinstance(outcome, Problem):
        read.problems.append(outcome)
    else:
        _keep(read, number, outcome)
    return 1


def _keep(read: Reading, number: int, outcome: tuple[Record, list[Problem]]) -> None:
    record, remarks = outcome
    read.rows.append((number, record))
    read.problems.extend(remarks)


def _continued(sheet: Sheet, index: int) -> Iterator[int]:
    """Yield how many lines a record with an open quote may take.

    A line that is a record by itself is never taken for the rest of another.
    """
    for count in range(2, _MOST_LINES + 1):
        if index + count > len(sheet.lines):
            return
        raw = sheet.lines[index + count - 1]
        alone = fields(raw.decode(errors="replace"), sheet.separator)
        if alone is not None and len(alone) == sheet.width:
            return
        if b'"' in raw:
            yield count


def fields(text: str, separator: str) -> list[str] | None:
    """Return the fields of a line, None when its quotes do not fit."""
    if '"' not in text:
        return text.split(separator)
    try:
        rows = list(csv.reader(text.splitlines(True), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def judged(
    sheet: Sheet, raw: bytes, number: int, last: bool
) -> tuple[Record, list[Problem]] | Problem:
    """Return the record of a line and remarks about it, or the problem that sets it aside.

    `last` tells that the line ends the file without a line end.
    """
    table = sheet.table

    def aside(allowed: str, column: str = "", value: str | None = None) -> Problem:
        shown = raw[:200].decode(errors="backslashreplace") if value is None else value
        return Problem(table.file, number, column, shown, allowed)

    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return aside(NOT_UTF8)
    if len(text) > _LONGEST:
        return aside(TOO_LONG)
    found = fields(text, sheet.separator)
    if found is None:
        return aside(NO_CSV)
    if found == sheet.names:
        return aside(AGAIN)
    if len(found) != sheet.width:
        told = f"has {len(found)} fields instead of {sheet.width}"
        return aside(TORN if last and len(found) < sheet.width else told)
    record: Record = {}
    for column, place in zip(table.columns, sheet.order, strict=True):
        try:
            record[column.name] = column.parse(found[place])
        except ValueError as error:
            return aside(TORN) if last else aside(str(error), column.name, found[place])
    chk = record.pop("chk", None)
    return _sealed(sheet, raw, number, last, record, chk)


def _sealed(
    sheet: Sheet, raw: bytes, number: int, last: bool, record: Record, chk: str | None
) -> tuple[Record, list[Problem]] | Problem:
    """Compare the seal of a valid row with its values."""
    table = sheet.table
    if not table.sealed:
        return record, []
    right = line.proven(raw) or (
        chk is not None and chk.encode() == line.letters(line.body(table, record))
    )
    shown = raw[:200].decode(errors="replace")
    if last and not right:
        return Problem(table.file, number, "", shown, TORN)
    by_hand = BY_HAND if chk else UNSEALED
    remark = by_hand if not right else NO_END if last else ""
    told = [Problem(table.file, number, "", shown, remark, used=True)] if remark else []
    return record, told
