"""``backlog caseload``: many people's logs, one line each, in the order of who needs a look."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from backlog.caseload import Caseload, Look

_CELLS = ("person", "28 days", "since the start", "dose", "discomfort", "change", "last entry")
_EXPLAINED = (
    "Planned sessions that were done; where a second percentage stands, it counts the days that "
    "nobody logged as done.",
    "Discomfort: the middle rating of the last 7 days. Counted in this order, never a score: "
    "backlog/caseload/README.md.",
)
_MOST = 1_000


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "caseload",
        help="look at many people's logs at once",
        description=(
            "Read every folder and shared bundle (.zip) in DIR, one person each, and print a line "
            "a person with the reasons to look, in an order that is made of counts. Rules that a "
            "therapist wrote into DIR/flags.csv are shown where they are met. Nothing in DIR is "
            "changed. Ends with 1 when somebody's log or a rule cannot be read."
        ),
    )
    command.add_argument("dir", metavar="DIR", type=Path, help="a folder of folders and bundles")
    command.add_argument(
        "--through", type=date.fromisoformat, metavar="DAY", help="last day (else today)"
    )
    command.add_argument(
        "--processes", type=_processes, default=1, metavar="N", help="work in N processes"
    )
    command.add_argument("--csv", type=Path, metavar="F", help="write a CSV file, too")
    command.add_argument("--json", type=Path, metavar="F", help="write a JSON file, too")
    command.set_defaults(run=run)


def _processes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"'{text}' must be a whole number from 1 to {_MOST}")
    return int(text)


def run(asked: argparse.Namespace) -> int:
    """Print everybody and write the files that were asked for."""
    from datetime import datetime

    from backlog import caseload
    from backlog.analysis.reading import today
    from backlog.caseload import tables
    from backlog.caseload.row import Unread

    files = [path.expanduser() for path in (asked.csv, asked.json) if path]
    _refuse(files, asked.dir)
    through = asked.through or today(datetime.now())
    with _executor(asked.processes) as executor:
        found = caseload.read(asked.dir, through, executor)
    print("\n".join(told(found)))
    if asked.csv:
        _write(asked.csv.expanduser(), tables.as_csv(found.looks))
    if asked.json:
        _write(asked.json.expanduser(), tables.as_json(found.looks, through))
    return int(bool(found.problems) or any(isinstance(it.row, Unread) for it in found.looks))


def _executor(processes: int) -> AbstractContextManager[Executor | None]:
    """Return a pool of fresh interpreters, the same on every system; None for this process."""
    if processes == 1:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def _refuse(files: list[Path], folder: Path) -> None:
    """Raise before anything is worked out when a file may not be written where it was asked for."""
    from backlog.log.error import THERE, LogError

    for path in files:
        if path.exists():
            raise LogError(THERE.format(path=path))
        if folder.resolve() in path.resolve().parents:
            raise LogError(f"{path} stands among people's logs: name a file elsewhere.")


def _write(path: Path, text: str) -> None:
    from backlog.log.append import create

    create(path, text.encode())
    print(f"Written: {path}. It says how people's backs were: keep it where only you can read it.")


def told(found: Caseload) -> Iterator[str]:
    """Yield the caseload as lines to read."""
    from backlog.analysis.phrases import day_text
    from backlog.caseload import words
    from backlog.problem import capped, shortened

    yield f"Through {day_text(found.through)}. {words.headline(found.looks)}"
    lines = [_cells(look) for look in found.looks]
    widths = [max(map(len, column)) for column in zip(_CELLS, *filter(None, lines), strict=True)]
    names = [shortened(look.row.name, 40) for look in found.looks]
    widths[0] = max(map(len, [_CELLS[0], *names]))
    if found.looks:
        yield "    " + _aligned(_CELLS, widths)
    for at, (look, name, cells) in enumerate(zip(found.looks, names, lines, strict=True), start=1):
        yield f"{at:>3} " + _aligned((name, *cells[1:]), widths)
        yield from (f"      - {reason}" for reason in look.reasons)
        yield from (f"      - note: {note}" for note in look.notes)
    yield from _EXPLAINED if found.looks else ()
    yield from capped([f"{problem} (set aside)" for problem in found.problems])


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False))
    return "  ".join(padded).rstrip()


def _cells(look: Look) -> tuple[str, ...]:
    """Return the cells of a row; none where there is no row."""
    from backlog.caseload import Row, words

    row = look.row
    if not isinstance(row, Row):
        return ()
    done = (words.kept(row.last_28), words.kept(row.whole), words.dose(row))
    empty = (cell or "-" for cell in done)
    return (row.name, *empty, words.now(row), words.change(row), words.last_entry(row))
