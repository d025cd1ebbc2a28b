"""The tables and their rules, read from ``datapackage.json``.

The package's own copy of that file is the only place where a column is described, so the document
and the code can't drift apart. What a single cell may hold stands in `backlog.log.column`. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from backlog.log.column import Column
from backlog.problem import Problem

Record = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """One table: its file, its columns in their order, and its key."""

    name: str
    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all columns as they stand in the header."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def values(self) -> tuple[Column, ...]:
        """The columns of a record: all but ``chk``, which belongs to the line, not to the row."""
        return tuple(column for column in self.columns if column.name != "chk")

    @property
    def sealed(self) -> bool:
        """Whether lines end in a ``chk``; a table that people write by hand has none."""
        return self.names[-1] == "chk"

    @property
    def revised(self) -> bool:
        """Whether rows carry an id and a revision."""
        return "rev" in self.names

    def check(self, row: Mapping[str, Any]) -> Record:
        """Return `row` as a whole record, each value as it will be read back.

        Raises
        ------
        ValueError
            Naming file, column, value and what is allowed.
        """
        unknown = [name for name in row if name not in self.names]
        if unknown:
            allowed = f"is no column of this table; it has {', '.join(self.names)}"
            raise ValueError(str(Problem(self.file, 0, "", unknown[0], allowed)))
        return {column.name: self._checked(column, row.get(column.name)) for column in self.values}

    def _checked(self, column: Column, value: Any) -> Any:
        try:
            return column.check(value)
        except ValueError as error:
            shown = "" if value is None else str(value)
            raise ValueError(str(Problem(self.file, 0, column.name, shown, str(error)))) from None

    def cells(self, record: Mapping[str, Any]) -> list[str]:
        """Return the canonical cells of a checked record, without ``chk``."""
        return [column.cell(record[column.name]) for column in self.values]


def table(name: str) -> Table:
    """Return the table called `name`; ValueError tells which there are."""
    if name not in TABLES:
        raise ValueError(f"There is no table '{name}'; there are {', '.join(TABLES)}.")
    return TABLES[name]


def _column(field: Mapping[str, Any]) -> Column:
    rules = field.get("constraints", {})
    free = field["type"] == "string" and not rules.keys() & {"enum", "pattern"}
    read = date.fromisoformat if field["type"] in ("date", "datetime") else _same
    return Column(
        name=field["name"],
        type="text" if free else field["type"],
        required=rules.get("required", False),
        minimum=read(rules["minimum"]) if "minimum" in rules else None,
        maximum=read(rules["maximum"]) if "maximum" in rules else None,
        enum=tuple(rules.get("enum", ())),
        pattern=rules.get("pattern", ""),
        max_length=rules.get("maxLength", 0),
    )


def _same(value: Any) -> Any:
    return value


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    columns = tuple(_column(field) for field in schema["fields"])
    return Table(resource["name"], resource["path"], columns, tuple(schema["primaryKey"]))


#: The description of the tables as the package ships it, byte for byte.
DATAPACKAGE: bytes = files(__package__).joinpath("datapackage.json").read_bytes()

#: Every table by its name.
TABLES: Mapping[str, Table] = MappingProxyType(
    {entry["name"]: _table(entry) for entry in json.loads(DATAPACKAGE)["resources"]}
)
