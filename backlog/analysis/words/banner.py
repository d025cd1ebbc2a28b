"""Whose log is it, up to when, and what in it could not be used?"""

from __future__ import annotations

from collections.abc import Sequence

from backlog.analysis.phrases import count, day_text
from backlog.analysis.record import Record
from backlog.problem import Problem

_NAMED = 3


def banner(record: Record) -> str:
    """Say whose log this is, up to when, and what in it could not be used; one line each."""
    through = day_text(record.data_through)
    whose = (
        f"Example data: a made-up person, through {through}. Your own log shows here after your "
        "first session or check-in."
        if record.is_example
        else f"Your log, through {through}."
    )
    return "\n".join([whose, *record.unfinished, *_problems(record.problems)])


def _problems(problems: Sequence[Problem]) -> list[str]:
    aside = [problem for problem in problems if not problem.used]
    edited = len(problems) - len(aside)
    lines = []
    if aside:
        named = [f"- {problem}" for problem in aside[:_NAMED]]
        rest = [f"- and {len(aside) - _NAMED} more"] if len(aside) > _NAMED else []
        lines = [f"{_rows(aside)} set aside; everything else is read:", *named, *rest]
    if edited:
        lines.append(f"{count(edited, 'row was', 'rows were')} edited by hand and used as found.")
    return lines


def _rows(aside: Sequence[Problem]) -> str:
    return count(len(aside), "row could not be read and was", "rows could not be read and were")
