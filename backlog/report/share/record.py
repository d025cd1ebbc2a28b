"""Rows as the record that numbers and page are made of. Knows nothing of where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backlog.analysis import record
from backlog.analysis.record import Record
from backlog.log import frame, schema
from backlog.log.revisions import Row
from backlog.problem import Problem
from backlog.program import from_records


def of(
    rows: Mapping[str, list[schema.Record]],
    last: date,
    fingerprint: str = "",
    problems: tuple[Problem, ...] = (),
) -> Record:
    """Return rows as a record through the day `last`; tables that are not there are empty."""
    tables = {
        name: frame.from_rows([Row(0, row) for row in rows.get(name, ())], schema.table(name))
        for name in record.TABLES
    }
    program, _ = from_records(enumerate(rows.get("program", ())))
    return Record(tables, program, last, problems=problems, fingerprint=fingerprint)
