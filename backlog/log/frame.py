"""From a table to a DataFrame: quickly where every line proves itself, else from the records.

Knows pandas and the types of columns; must not know what the columns mean. Both ways give equal
frames: integers Int64, numbers Float64, dates and times datetime64 (times in UTC), all else str.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from backlog.log.revisions import Rows
from backlog.log.schema import Column, Table

#: Python's own strings, so that a lone surrogate in a note fits whether pyarrow is there or not.
STRING = pd.StringDtype("python", na_value=np.nan)
_TYPES: dict[str, Any] = {
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[us]",
    "datetime": "datetime64[us, UTC]",
}


def from_rows(rows: Rows, table: Table) -> pd.DataFrame:
    """Return numbered records as a frame, one column for each value of the table."""
    return pd.DataFrame(
        {
            column.name: _series([record[column.name] for _, record in rows], column)
            for column in table.values
        }
    )


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    if column.type == "datetime":
        values = [value and pd.Timestamp(value).tz_convert("UTC") for value in values]
    series: pd.Series[Any] = pd.Series(values, dtype=_TYPES.get(column.type, STRING))
    return series
