"""A CSV file of another program: its header and its lines, whatever its dialect.

A byte order mark tells the encoding, else it is UTF-8 unless another one is named; ``sep=`` in the
first line tells the separator, else it is the one that cuts the header into most names. Line ends
do not matter. Knows cells; must not know what they mean.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backlog.log.error import LogError
from backlog.problem import Problem, shortened

SEPARATORS = (",", ";", "\t", "|")
_SEP = re.compile('"?sep=(.)"?\\r?\\n', re.IGNORECASE)
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class Sheet:
    """A header and the lines below it.

    `lines` holds for each the number of the line that it begins in and its cells by name of column;
    `problems` names those that have too many or too few cells.
    """

    file: str
    names: tuple[str, ...]
    separator: str
    lines: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]


def opened(
    data: bytes,
    file: str,
    encoding: str | None = None,
    separator: str | None = None,
    names: tuple[str, ...] = (),
) -> Sheet:
    """Return the sheet in the bytes of a file.

    Parameters
    ----------
    data : bytes
        The file.
    file : str
        Its name.
    encoding, separator : str, optional
        As a person named them.
    names : tuple of str
        The header of a file that has none.

    Raises
    ------
    LogError
        When it is no text in that encoding, when it has no header, when a name stands in the
        header twice or when the header is a title.
    """
    text = decoded(data, file, encoding)
    said = _SEP.match(text)
    if said:
        text = text[said.end() :]
    cut = separator or (said[1] if said else _separator(text))
    below = list(_numbered(text, cut, file, 2 if said else 1))
    if not names:
        names, below = _header(below, file), below[1:]
    whole = [(number, cells) for number, cells in below if len(cells) == len(names)]
    return Sheet(
        file,
        names,
        cut,
        tuple((number, dict(zip(names, cells, strict=True))) for number, cells in whole),
        tuple(_of_another_width(below, len(names), file)),
    )


def decoded(data: bytes, file: str, encoding: str | None = None) -> str:
    """Return the text in the bytes of a file; LogError when it is none in that encoding."""
    if data.startswith(b"PK\x03\x04"):
        raise LogError(f"{file} is a workbook or an archive, no CSV: save it as 'CSV UTF-8'.")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    named = _MARKS.get(mark) or encoding or "utf-8"
    try:
        return data[len(mark) :].decode(named)
    except LookupError:
        raise LogError(f"There is no encoding '{named}'; cp1252 and utf-8 are two.") from None
    except UnicodeDecodeError:
        raise LogError(
            f'{file} is not {named.upper()}: name its encoding, as in encoding = "cp1252".'
        ) from None


def _separator(text: str) -> str:
    header = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return max(SEPARATORS, key=lambda separator: len(_cells(header, separator)))


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _numbered(text: str, separator: str, file: str, head: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that are not empty, each with its number; text in quotes may have breaks."""
    # A quotation mark that is never closed would make a note of all that follows it.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = head
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield first, cells
            first = head + lines.line_num
    except csv.Error as error:
        raise LogError(
            f"{file}, line {first}: cannot be read as CSV ({error}); are its quotation marks right?"
        ) from None


def _header(lines: list[tuple[int, list[str]]], file: str) -> tuple[str, ...]:
    if not lines:
        raise LogError(f"{file} has no header.")
    line, cells = lines[0]
    names = tuple(cell.strip() for cell in cells)
    twins = [name for name in names if name and names.count(name) > 1]
    if twins:
        raise LogError(f"{file}, line {line}: the column {shortened(twins[0])} stands there twice.")
    if _filled(names) == 1 and any(_filled(below) > 1 for _, below in lines):
        raise LogError(f"{file}, line {line}: names one column only; {_TITLE}")
    return names


_TITLE = "delete what stands above the names of the columns."


def _filled(cells: Iterable[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _of_another_width(
    below: list[tuple[int, list[str]]], width: int, file: str
) -> Iterator[Problem]:
    for number, cells in below:
        if len(cells) != width:
            told = f"has {len(cells)} fields instead of {width}"
            yield Problem(file, number, "", ",".join(cells), told)
