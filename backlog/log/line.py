"""One physical line: the cells of a row, joined as backlog writes them, and their seal.

The seal ``chk`` is four letters a-p, the low 16 bits of the CRC-32 of the line before it: letters,
because a spreadsheet would turn digits into a number. Knows bytes; must not know what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from backlog.log.schema import Record, Table

_HIGH_LOW = [bytes((97 + (byte >> 4), 97 + (byte & 15))) for byte in range(256)]


def letters(body: bytes) -> bytes:
    """Return the four letters of `body`, a line without its last comma and ``chk``."""
    crc = crc32(body)
    return _HIGH_LOW[crc >> 8 & 255] + _HIGH_LOW[crc & 255]


def proven(line: bytes) -> bool:
    """Return whether `line`, without its line end, is just as backlog wrote it."""
    return line[-5:-4] == b"," and line[-4:] == letters(line[:-5])


def joined(cells: Iterable[str]) -> str:
    """Return cells as one CSV line, quoted only where they must be."""
    return ",".join(map(_quoted, cells))


def _quoted(cell: str) -> str:
    if "," not in cell and '"' not in cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'


def body(table: Table, record: Record) -> bytes:
    """Return the canonical line of a record without its seal."""
    return joined(table.cells(record)).encode()


def of(table: Table, record: Record) -> bytes:
    """Return the canonical line of a checked record, with its line end."""
    text = body(table, record)
    return text + b"," + letters(text) + b"\n" if table.sealed else text + b"\n"


def as_kept(table: Table, record: Record, chk: str | None, own: Iterable[str] = ()) -> bytes:
    """Return the line of a record with the seal that stood there, and a person's own cells.

    A row that was edited by hand stays one: a seal made anew would call it ours.
    """
    seal = [(chk or "").encode()] if table.sealed else []
    return (
        b",".join([body(table, record), *seal, *(_quoted(cell).encode() for cell in own)]) + b"\n"
    )


def whole(table: Table, records: Iterable[Record]) -> bytes:
    """Return a whole file: the header and a line for each checked record."""
    return header(table) + b"".join(of(table, record) for record in records)


def header(table: Table) -> bytes:
    """Return the header of a table, with its line end."""
    return ",".join(table.names).encode() + b"\n"
