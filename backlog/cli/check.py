"""``backlog check``: is every line of the log readable, and is a session unfinished?

It reads and changes nothing. pandas is not needed for it, so it answers at once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log import Log
    from backlog.problem import Problem

CLEAN, PROBLEMS = 0, 1
TABLES = ("sets", "sessions", "checkins", "activities", "days")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "check",
        help="say what is in the log and what is wrong with it",
        description=(
            "Read every table and name each line that is wrong, with what would be right, and each "
            "file that lacks rows which its copies have. Nothing is changed. Ends with 0 when all "
            "is well, with 1 when there are problems and with 2 when the log cannot be read."
        ),
    )
    add_data(command)
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print what was found and return the exit code."""
    from backlog.log import Log

    found = findings(Log(folder_of(asked.data)))
    print(json.dumps(found, indent=1, ensure_ascii=False) if asked.json else "\n".join(told(found)))
    return PROBLEMS if found["problems"] or found["lacking"] else CLEAN


def findings(log: Log) -> dict[str, Any]:
    """Return what is in a log and what is wrong with it, ready for JSON.

    Returns
    -------
    dict
        ``folder``, ``tables`` (for each file that is there: its ``rows`` and how many lines were
        ``set_aside``), ``problems`` (in the order of the files), ``lacking`` (a sentence for each
        file that lacks what its backups and journals know), ``copies`` (the same for each second
        copy that a sync program left), ``waiting`` (for rows that could not be written yet) and
        ``unfinished`` sessions.
    """
    from backlog.log import pending
    from backlog.log.upkeep.merge import sentences

    tables, problems = {}, []
    for name, rows, wrong in _read(log):
        tables[name] = {"rows": rows, "set_aside": len({it.line for it in wrong if not it.used})}
        problems += wrong
    unfinished = log.unfinished()
    problems += [problem for session in unfinished for problem in session.problems]
    problems += pending.problems(log.folder)
    return {
        "folder": str(log.folder),
        "tables": tables,
        "problems": [vars(problem) | {"text": str(problem)} for problem in problems],
        "lacking": list(_lacking(log)),
        "copies": sentences(log.folder),
        "waiting": pending.told(log.folder),
        "unfinished": [
            {"session_id": session.session_id, "journal": str(session.path)}
            for session in unfinished
        ],
    }


def _read(log: Log) -> Iterator[tuple[str, int, list[Problem]]]:
    """Yield (file, number of rows, problems) of each table that is there."""
    for table in TABLES:
        if (log.folder / f"{table}.csv").exists():
            yield f"{table}.csv", sum(1 for _ in log.records(table)), log.problems(table)
    for table, read in (("program", log.program), ("progression", log.progression)):
        if (log.folder / f"{table}.csv").exists():
            lines, problems = read()
            yield f"{table}.csv", len(lines), problems


def _lacking(log: Log) -> Iterator[str]:
    """Yield what each file lacks that its copies know; rows that wait are told by themselves.

    A folder of another version is not compared: `restore` says why.
    """
    from backlog.cli.restore import lacking
    from backlog.log import LogError, pending
    from backlog.log.upkeep import restore

    if not any((log.folder / place).is_dir() for place in ("journal", "backups")):
        return
    awaited = pending.awaited(log.folder)
    with suppress(LogError):
        for lack in restore.plan(log).lacks:
            missing = tuple(row for row in lack.missing if row not in awaited)
            if missing or lack.whole is not None:
                told = lacking(replace(lack, missing=missing))
                yield f"{told}: `python3 start.py restore` shows what can be brought back."


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the findings as lines to read."""
    from backlog.problem import capped

    yield f"Log in {found['folder']}"
    for name, table in found["tables"].items():
        aside = f", {table['set_aside']} set aside" if table["set_aside"] else ""
        yield f"  {name:<15}{table['rows']:>6} rows{aside}"
    if not found["tables"]:
        yield "  Nothing is logged here yet."
    yield from capped([_told(problem) for problem in found["problems"]])
    yield from found["lacking"]
    yield from found["copies"]
    yield from found["waiting"]
    for session in found["unfinished"]:
        yield (
            f"Unfinished session {session['session_id']}: resume it or save it as partial "
            "in the session notebook."
        )
    if found["tables"] and not found["problems"] and not found["lacking"]:
        yield "Every line can be read."


def _told(problem: Mapping[str, Any]) -> str:
    return f"{problem['text']} ({'used all the same' if problem['used'] else 'set aside'})"
