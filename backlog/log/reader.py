"""From the bytes of a table to its records and problems, line by line, whatever the bytes.

A bad line costs only itself: it is set aside, named, and stays in the file. Pure, and of the
standard library alone. What a revision means stands in `backlog.log.revisions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backlog.log import dialect, line, revisions
from backlog.log.dialect import Sheet
from backlog.log.judge import AsideError, Judged, OpenError, Remark, fields, judged
from backlog.log.revisions import Row
from backlog.log.schema import Table
from backlog.problem import Problem

_MOST_LINES = 30
_SEAL = re.compile(rb",[a-p]{4}")
_NO_BREAK = Remark("holds two rows with no line break between them; both are used")


@dataclass
class Reading:
    """What a file holds.

    `rows` are in the order as written, every revision among them; each problem that is not `used`
    set one line aside.
    """

    rows: list[Row] = field(default_factory=list)
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
    told = (
        f"was saved by another program ({sheet.foreign}); it is read, but not added to until "
        "`python3 start.py tidy` writes it anew"
    )
    return [Problem(sheet.table.file, 0, "", "", told, used=True)]


def _read_record(sheet: Sheet, index: int, read: Reading) -> int:
    """Read the record that begins at a line; return how many lines it takes."""
    raw = sheet.lines[index]
    if not raw.strip(b" ,;\t"):
        read.blanks += 1
        return 1
    try:
        found = judged(sheet, raw, _torn(sheet, index))
    except OpenError as error:
        return _read_open(sheet, index, read, error)
    except AsideError as error:
        _read_pair(sheet, index, read, error)
        return 1
    _keep(sheet, index, read, found)
    return 1


def _torn(sheet: Sheet, index: int) -> bool:
    """Return whether a line may be cut short: it is the last one, and has no line end."""
    return not sheet.whole and index == len(sheet.lines) - 1


def _read_pair(sheet: Sheet, index: int, read: Reading, error: AsideError) -> None:
    """Read two whole rows with a damaged line end between them, or set the line aside."""
    try:
        pair = [judged(sheet, part, torn=False) for part in _pair(sheet.lines[index])]
    except AsideError:
        pair = []
    for found in pair:
        _keep(sheet, index, read, found._replace(remarks=(_NO_BREAK,)))
    if not pair:
        read.problems.append(_problem(sheet, index, error.allowed, error.column, error.value))


def _pair(raw: bytes) -> tuple[bytes, ...]:
    """Return the two proven lines that a line is made of, nothing when it is not."""
    for seal in _SEAL.finditer(raw):
        pair = raw[: seal.end()], raw[seal.end() + 1 :]
        if all(map(line.proven, pair)):
            return pair
    return ()


def _read_open(sheet: Sheet, index: int, read: Reading, error: OpenError) -> int:
    """Read a record with a real line break between quotes, as a spreadsheet writes it."""
    for count in _continued(sheet, index):
        raw = b"\n".join(sheet.lines[index : index + count])
        try:
            found = judged(sheet, raw, _torn(sheet, index))
        except AsideError:
            continue
        _keep(sheet, index, read, found)
        return count
    _read_pair(sheet, index, read, error)
    return 1


def _continued(sheet: Sheet, index: int) -> Iterator[int]:
    """Yield how many lines a record with an open quote may take.

    A line that is a record by itself is never taken for the rest of another.
    """
    for count in range(2, min(_MOST_LINES, len(sheet.lines) - index) + 1):
        raw = sheet.lines[index + count - 1]
        alone = fields(raw.decode(errors="replace"), sheet.separator)
        if alone is not None and len(alone) == sheet.width:
            return
        if b'"' in raw:
            yield count


def _keep(sheet: Sheet, index: int, read: Reading, found: Judged) -> None:
    line = sheet.first + index
    read.rows.append(Row(line, found.record, found.proven, found.chk, found.own))
    read.problems += [_problem(sheet, index, *remark, used=True) for remark in found.remarks]


def _problem(
    sheet: Sheet, index: int, told: str, column: str, value: str | None, used: bool = False
) -> Problem:
    raw = sheet.lines[index][:200].decode(errors="backslashreplace")
    shown = raw if value is None else value
    return Problem(sheet.table.file, sheet.first + index, column, shown, told, used)
