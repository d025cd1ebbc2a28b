"""What of a log may go: the rows of the chosen tables that count, as they stand in the log.

Older revisions and deleted rows stay at home: they are what the person took back. Reads the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from backlog.log import Log
from backlog.log.schema import Record
from backlog.problem import Problem
from backlog.program import Prescription, from_record, progression
from backlog.report.share.excerpt import Rows

#: What is told of lines that are no plain rows; what stands in them is not repeated.
_ASIDE, _BY_HAND = "could not be read and is not in the bundle", "was edited by hand"
#: People type these: a row may fit its columns and still be no prescription, or no rule.
_TYPED: Mapping[str, Any] = {"program": from_record, "progression": progression.from_record}


@dataclass(frozen=True)
class Source:
    """The rows of the chosen tables, what is wrong in these, and every line of the program."""

    rows: Rows
    problems: tuple[Problem, ...]
    program: tuple[Prescription, ...]


def source(log: Log, tables: tuple[str, ...]) -> Source:
    """Read the chosen tables of a log.

    Raises
    ------
    LogError
        When one of them is no table: it must not be left out silently.
    """
    names = [*tables, *(["progression"] if "program" in tables else [])]
    found = [problem for name in names for problem in _problems(log, name)]
    return Source({name: _rows(log, name) for name in names}, tuple(found), log.program()[0])


def _rows(log: Log, name: str) -> list[Record]:
    build = _TYPED.get(name, dict)
    return [row for row in log.records(name) if not isinstance(build(row), Problem)]


def _problems(log: Log, name: str) -> list[Problem]:
    typed = {"program": log.program, "progression": log.progression}
    found = typed[name]()[1] if name in typed else log.problems(name)
    return [
        replace(problem, column="", value="", allowed=_BY_HAND if problem.used else _ASIDE)
        for problem in found
    ]
