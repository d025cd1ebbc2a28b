"""From a table to a DataFrame: quickly where every line proves itself, else from its records.

Knows pandas and the types of columns; must not know what a column means. Both ways give equal
frames: integers Int64, numbers Float64, dates and times datetime64 (times in UTC), all else str.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from backlog.log import line
from backlog.log.column import Column
from backlog.log.revisions import Row
from backlog.log.schema import Table
from backlog.log.text import from_cell

#: Python's own strings, so that frames are equal whether pyarrow is there or not.
STRING = pd.StringDtype("python", na_value=np.nan)
_TYPES: Mapping[str, Any] = {
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[us]",
    "datetime": "datetime64[us, UTC]",
}
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_NAT = np.datetime64("NaT", "us")


def from_rows(rows: Sequence[Row], table: Table) -> pd.DataFrame:
    """Return rows as a frame, one column for each value of the table."""
    columns = {
        column.name: _series([row.record[column.name] for row in rows], column)
        for column in table.values
    }
    return pd.DataFrame(columns)


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    if column.type == "datetime":
        since = [_NAT if value is None else (value - _EPOCH) // _MICROSECOND for value in values]
        return pd.Series(np.array(since, dtype="datetime64[us]")).dt.tz_localize("UTC")
    series: pd.Series[Any] = pd.Series(values, dtype=_TYPES.get(column.type, STRING))
    return series


def proven(data: bytes, table: Table) -> pd.DataFrame | None:
    """Return the frame of a file in which there is nothing to report.

    The seal of each raw line is proven first; then pandas reads the whole, and each column is
    converted and checked against its rules at once.

    Returns
    -------
    DataFrame or None
        None as soon as one line or one value needs a closer look, line by line.
    """
    lines = _proven_lines(data, table)
    if not lines:
        return None
    try:
        cells = _cells(data, table, lines)
        columns = {column.name: _checked(cells[column.name], column) for column in table.values}
    except (ValueError, TypeError, OverflowError):
        return None
    return _newest(pd.DataFrame(columns, copy=False), table)


def _proven_lines(data: bytes, table: Table) -> int:
    """Return how many lines prove themselves, 0 when one of them does not."""
    header = line.header(table)
    if not (table.sealed and data.startswith(header) and data.endswith(b"\n")):
        return 0
    lines = data[len(header) : -1].split(b"\n")
    return len(lines) if all(map(line.proven, lines)) else 0


def _cells(data: bytes, table: Table, lines: int) -> pd.DataFrame:
    as_text = {column.name: str for column in table.columns if column.type not in _NUMERIC}
    cells = pd.read_csv(BytesIO(data), dtype=as_text, keep_default_na=False, na_values=[""])
    if len(cells) != lines or not isinstance(cells.index, pd.RangeIndex) or cells["chk"].hasnans:
        raise ValueError("a line has another number of fields")
    return cells


def _checked(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """Return a column of cells as values; ValueError when one of them is not allowed."""
    if column.required and cells.hasnans:
        raise ValueError(column.allowed)
    series = _CONVERTED.get(column.type, _listed)(cells, column)
    return series.astype(_TYPES.get(column.type, STRING))


def _numeric(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    if cells.dtype.kind not in "if":
        raise ValueError(column.allowed)
    return _within(cells, column.minimum, column.maximum)


def _dated(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    days = pd.to_datetime(cells, format="ISO8601")
    return _within(days, pd.Timestamp(column.minimum), pd.Timestamp(column.maximum))


def _timed(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """Convert times; within a day of the limits, the offset would have to be looked at."""
    times = pd.to_datetime(cells, format="ISO8601", utc=True)
    low, high = (pd.Timestamp(day, tz="UTC") for day in (column.minimum, column.maximum))
    return _within(times, low + pd.Timedelta(days=1), high - pd.Timedelta(days=1))


def _within(values: pd.Series[Any], low: Any, high: Any) -> pd.Series[Any]:
    if values.min() < low or values.max() > high:
        raise ValueError(f"from {low} to {high}")
    return values


def _listed(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """Check a column with a list of values or a pattern."""
    found = [cell for cell in cells.unique().tolist() if isinstance(cell, str)]
    if column.enum:
        allowed = set(found) <= set(column.enum)
    else:
        form = f"(?:{column.pattern}\n)*+"
        allowed = bool(re.fullmatch(form, "".join(f"{cell}\n" for cell in found)))
    if not allowed:
        raise ValueError(column.allowed)
    return cells


def _free(cells: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """Take free text out of its escapes."""
    text = [from_cell(cell) if isinstance(cell, str) else None for cell in cells.tolist()]
    if any(len(found) > column.max_length for found in text if found):
        raise ValueError(column.allowed)
    return pd.Series(text, dtype=STRING)


_NUMERIC = ("integer", "number")
_CONVERTED: Mapping[str, Callable[[pd.Series[Any], Column], pd.Series[Any]]] = {
    "integer": _numeric,
    "number": _numeric,
    "date": _dated,
    "datetime": _timed,
    "text": _free,
}


def _newest(rows: pd.DataFrame, table: Table) -> pd.DataFrame | None:
    """Return the newest revision of each id, deleted rows left out; None when a key comes twice."""
    id = table.key[0]
    if not rows[id].is_unique:
        if rows.duplicated(list(table.key)).any():
            return None
        rows = rows[rows["rev"] == rows.groupby(id)["rev"].transform("max")]
    deleted = rows["status"] == "deleted"
    return rows[~deleted].reset_index(drop=True) if deleted.any() else rows.reset_index(drop=True)
