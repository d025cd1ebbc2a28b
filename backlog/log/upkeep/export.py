"""Copies of the tables in another folder: as they are, or as a spreadsheet opens them at once.

The log itself is only read. A file that is there already is never written over.
"""

from __future__ import annotations

import csv
import io
import locale
from pathlib import Path

from backlog.log import folder, reader
from backlog.log.append import create
from backlog.log.column import Column
from backlog.log.error import LogError
from backlog.log.revisions import Row
from backlog.log.schema import TABLES, Table
from backlog.log.store import Log

_DESCRIPTION = "datapackage.json"


def copies(log: Log, to: Path) -> list[Path]:
    """Copy the tables and their description byte for byte; return what was written.

    Raises
    ------
    LogError
        When the folder has one of the files already, or cannot be written.
    """
    names = [*(kind.file for kind in TABLES.values()), _DESCRIPTION]
    there = [log.folder / name for name in names if (log.folder / name).exists()]
    return _written({path.name: path.read_bytes() for path in there}, to)


def for_spreadsheets(log: Log, to: Path, comma: bool) -> tuple[list[Path], int]:
    """Write each table so that a spreadsheet opens it by a double click.

    With a byte order mark and CRLF; where the decimal comma is used, ``;`` stands between the
    fields and numbers have that comma. Every revision is there; the formula guard stays.

    Parameters
    ----------
    log : Log
        The log to copy.
    to : Path
        The folder for the copies; it is made when it is not there.
    comma : bool
        Whether the person's spreadsheet uses the decimal comma.

    Returns
    -------
    written : list of Path
        The files.
    aside : int
        Number of lines that cannot be read and are in no copy.
    """
    files, aside = {}, 0
    for kind in TABLES.values():
        if (log.folder / kind.file).exists():
            read = reader.reading(log.tables.data(kind), kind)
            files[kind.file] = _sheet(kind, read.rows, comma)
            aside += sum(not problem.used for problem in read.problems)
    return _written(files, to), aside


def decimal_comma() -> bool:
    """Return whether this computer writes numbers with a comma."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return locale.localeconv()["decimal_point"] == ","
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def _sheet(table: Table, rows: list[Row], comma: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if comma else ",")
    writer.writerow(table.names)
    writer.writerows(_cells(table, row, comma) for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(table: Table, row: Row, comma: bool) -> list[str]:
    cells = [_cell(column, row, comma) for column in table.values]
    return [*cells, row.chk or ""] if table.sealed else cells


def _cell(column: Column, row: Row, comma: bool) -> str:
    cell = column.cell(row.record[column.name])
    return cell.replace(".", ",") if comma and column.type == "number" else cell


def _written(files: dict[str, bytes], to: Path) -> list[Path]:
    """Write files into a folder that has none of them yet."""
    if not files:
        raise LogError("The log is empty: there is nothing to copy.")
    there = [name for name in files if (to / name).exists()]
    if there:
        raise LogError(f"{to} has {there[0]} already: choose a folder without a log.")
    folder.make(to)
    for name, data in files.items():
        create(to / name, data)
    return [to / name for name in files]
