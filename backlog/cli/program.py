"""``backlog program``: a program that comes back is checked, shown, applied and taken back.

It says what would change before anything does. Knows how a sheet is named and how the answer reads;
what it means stands in `backlog.log.prescribing`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli import proposals

if TYPE_CHECKING:
    from backlog.log import Log
    from backlog.log.prescribing import Preview

DONE, TO_MEND = 0, 1


def add(commands: Any) -> None:
    """Add the command and its parts to the parser."""
    command = commands.add_parser(
        "program",
        help="take a changed program from a therapist",
        description=(
            "A program that was edited in a spreadsheet is checked line by line, shown with what "
            "changes from which day, and applied from the next session on. No number of a day that "
            "has been is another one afterwards, and every change can be taken back."
        ),
    )
    parts = command.add_subparsers(title="what to do", metavar="DO", required=True)
    _sheet(parts, check, "check", "name every line that is wrong, with what would be right")
    _sheet(parts, show, "preview", "say what would change, from which day")
    _author(_sheet(parts, apply, "apply", "change the program from the next session on"))
    _author(_part(parts, undo, "undo", "take the last change back, from the next session on"))
    _part(parts, proposals.show, "proposals", "say what your therapist's rules propose")
    taken = _part(parts, proposals.accept, "accept", "confirm what a rule proposes")
    taken.add_argument("exercise", metavar="EXERCISE", help="the exercise's id, as the rule has it")
    _author(taken)
    blank = _part(parts, template, "template", "write the program as a sheet to fill in")
    blank.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")


def _part(parts: Any, run: Any, name: str, told: str) -> Any:
    part = parts.add_parser(name, help=told, description=told.capitalize() + ".")
    part.add_argument("--data", metavar="DATA", help="a data folder (else your own)")
    part.set_defaults(run=run)
    return part


def _sheet(parts: Any, run: Any, name: str, told: str) -> Any:
    part = _part(parts, run, name, told)
    part.add_argument("file", metavar="FILE", type=Path, help="the sheet that came back, as CSV")
    part.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help="how its dates are written, where they can mean two days",
    )
    part.add_argument(
        "--from",
        dest="start",
        type=date.fromisoformat,
        metavar="DATE",
        help="use lines that are dated earlier from this day on",
    )
    return part


def _author(part: Any) -> None:
    told = "who changes the program"
    part.add_argument("--author", required=True, type=_name, metavar="NAME", help=told)


def _name(text: str) -> str:
    if not 0 < len(text.strip()) <= 200:
        raise argparse.ArgumentTypeError("must be a name of at most 200 characters")
    return text.strip()


def check(asked: argparse.Namespace) -> int:
    """Name every line that is wrong and return the exit code."""
    found = _preview(asked)
    print(f"{asked.file.name}: {_count(len(found.sheet.lines))} can be read.")
    _say([*found.to_mend, *found.sheet.read])
    return TO_MEND if found.to_mend else DONE


def show(asked: argparse.Namespace) -> int:
    """Say what would change and return the exit code."""
    found = _preview(asked)
    _tell(found)
    print(_way_on(found, asked))
    return TO_MEND if found.to_mend else DONE


def apply(asked: argparse.Namespace) -> int:
    """Change the program, say what changed, and return the exit code."""
    from backlog.log import prescribing

    found = _preview(asked)
    _tell(found)
    if not found.can_be_applied:
        print(_way_on(found, asked))
        return TO_MEND if found.to_mend else DONE
    new = prescribing.prescribe(_log(asked), found.proposal.new, asked.author)
    print(f"Done: {_count(len(new))} of {new[0].author} added to program.csv. {_BACK}")
    return DONE


def undo(asked: argparse.Namespace) -> int:
    """Take the last change back and say what that changes."""
    from backlog.log import prescribing

    told = prescribing.take_back(_log(asked), asked.author)
    _say(told)
    if not told:
        print("There is no change to take back.")
        return TO_MEND
    print(f"Done: {_count(len(told))} added to program.csv; none was removed.")
    return DONE


def template(asked: argparse.Namespace) -> int:
    """Write the sheet, and what its columns mean beside it."""
    from backlog.log import prescribing
    from backlog.log.append import create

    sheet, told = asked.file, asked.file.with_name(f"{asked.file.stem}-columns.txt")
    for path, data in (
        (sheet, prescribing.template(_log(asked))),
        (told, "".join(f"{each}\n" for each in _columns()).encode()),
    ):
        create(path, data)
    print(f"Written: {sheet}, and what its columns mean: {told}.")
    print(f"When it comes back: `python3 start.py program preview {sheet}`")
    return DONE


def _columns() -> Iterable[str]:
    from backlog.log import prescribing
    from backlog.program import CATALOG

    yield "One line is one exercise from a day on; it holds until a later line for the exercise."
    yield "A line with 0 sets ends its exercise. An exercise without a line stays as it is."
    yield "Save the sheet as CSV and send it back.\n"
    yield from prescribing.columns()
    yield "\nThe exercises, with the range of their source:"
    yield from (f"{each.id}: {each.name}. {each.source}." for each in CATALOG.values())


#: The way back, named whenever a program changed.
_BACK = "`python3 start.py program undo --author NAME` takes it back."


def _way_on(found: Preview, asked: argparse.Namespace) -> str:
    if found.sheet.asks_for_dates:
        return "Nothing was changed: say --dates day-first or --dates month-first."
    if found.sheet.problems:
        return "Nothing was changed: mend these lines first."
    if found.proposal.late:
        return f"Nothing was changed: date these lines later, or say --from {found.start}."
    if not found.changes:
        return "Nothing was changed."
    dates = f" --dates {asked.dates}" if asked.dates else ""
    start = f" --from {asked.start}" if asked.start else ""
    command = f"python3 start.py program apply {asked.file} --author NAME{dates}{start}"
    return f"Nothing was changed yet: `{command}` does it."


def _preview(asked: argparse.Namespace) -> Preview:
    from backlog.log import LogError, prescribing

    if not asked.file.is_file():
        raise LogError(f"There is no file {asked.file}.")
    data = asked.file.read_bytes()
    return prescribing.preview(_log(asked), data, asked.file.name, asked.dates, asked.start)


def _log(asked: argparse.Namespace) -> Log:
    from backlog.cli.folder import folder_of
    from backlog.log import Log

    return Log(folder_of(asked.data))


def _tell(found: Preview) -> None:
    for heading, sentences in found.parts():
        print(f"{heading}:")
        _say(sentences)


def _say(told: Iterable[object]) -> None:
    for each in told:
        print(f"  {each}")


def _count(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"
