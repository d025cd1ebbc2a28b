"""``backlog demo``: the log of a synthetic person, to try things out on."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backlog.synthetic import Person

COURSES = ("improver", "slow", "stable", "worse")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "demo",
        help="write the log of a synthetic person into an empty folder",
        description=(
            "Write the log of a person who does not exist into DIR, to try the notebooks and the "
            "commands on. The same seed gives the same person. With --people, DIR becomes a folder "
            "of many such people, each with the next seed and the next way in which it goes."
        ),
    )
    command.add_argument("dir", metavar="DIR", type=Path, help="a folder without a log in it")
    command.add_argument(
        "--days",
        type=_days,
        required=True,
        metavar="N",
        help="length in days; 0: a program, and nothing logged yet",
    )
    command.add_argument("--seed", type=_seed, required=True, metavar="S", help="which person")
    command.add_argument("--course", choices=COURSES, default="improver", help="how it goes")
    command.add_argument(
        "--until", type=date.fromisoformat, metavar="DATE", help="last day (else yesterday)"
    )
    command.add_argument(
        "--people", type=_people, metavar="N", help="write N people, for a caseload"
    )
    command.set_defaults(run=run)


def _days(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 5000:
        raise argparse.ArgumentTypeError(f"'{text}' must be a whole number from 0 to 5000")
    return int(text)


def _people(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 9999:
        raise argparse.ArgumentTypeError(f"'{text}' must be a whole number from 1 to 9999")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' must be a whole number from 0 on")
    return int(text)


def run(asked: argparse.Namespace) -> int:
    """Make up the person and write the log."""
    from backlog.synthetic import person

    until = asked.until or date.today() - timedelta(days=1)
    if asked.people:
        return _many(asked, until)
    write(asked.dir, person(asked.seed, asked.days, asked.course, until))
    print(_told(asked.days, asked.dir))
    return 0


def _told(days: int, folder: Path) -> str:
    if not days:
        return (
            f"An empty log with a program stands in {folder}. Set BACKLOG_DATA to that folder to "
            "begin with it; until something is logged the notebooks show the example."
        )
    return (
        f"A made-up log of {days} day{'s' * (days != 1)} stands in {folder}. "
        "Set BACKLOG_DATA to that folder to see it in the notebooks."
    )


def _many(asked: argparse.Namespace, until: date) -> int:
    """Write many people, side by side in one folder."""
    from backlog.synthetic import people

    asked.dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, each in people(asked.people, asked.seed, asked.days, until):
        write(asked.dir / name, each)
    print(
        f"Made-up logs of {asked.people:,} people stand in {asked.dir}: "
        "`python3 start.py caseload` with that folder shows them."
    )
    return 0


def write(folder: Path, person: Person) -> None:
    """Write a person's tables and program into a folder.

    Raises
    ------
    LogError
        The folder has a log already: nothing is mixed into it.
    """
    from backlog.log import Log, LogError
    from backlog.synthetic import save

    there = sorted(path.name for path in folder.glob("*.csv"))
    if there:
        raise LogError(f"{folder} has {there[0]} already: choose a folder without a log.")
    save(person, Log(folder))
