"""``backlog calendar``: the program's times as a file that every calendar program reads."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log import Log
    from backlog.program import Prescription
    from backlog.report.calendar import Wish

_WEEKS = 104


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "calendar",
        help="write your exercise times as a calendar file",
        description=(
            "Write recurring events with an alarm into FILE, for the calendar of a phone or a "
            "computer. Unless you write them yourself, no words about health are in it. Imported "
            "again, the events replace those of the same title. No file is written over."
        ),
    )
    command.add_argument("file", metavar="FILE", type=Path, help="the file to write, .ics")
    add_data(command)
    _add_times(command)
    command.add_argument("--title", type=_title, help="what the events are called")
    command.add_argument(
        "--cue",
        action="append",
        default=[],
        help='what a time follows, such as "After I brush my teeth": one for all, or one for each',
    )
    command.set_defaults(run=run)


def _add_times(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--at",
        action="append",
        required=True,
        type=time.fromisoformat,
        metavar="HH:MM",
        help="a time of the day; may be given more than once",
    )
    command.add_argument(
        "--days", type=_days, metavar="mon,wed,fri", help="days of the week (else every day)"
    )
    command.add_argument(
        "--weeks", type=_weeks, default=8, metavar="N", help="for how many weeks (else 8)"
    )
    command.add_argument(
        "--zone", type=_zone, metavar="ZONE", help="time zone (else that of your last session)"
    )
    command.add_argument(
        "--from",
        dest="first",
        type=date.fromisoformat,
        metavar="DATE",
        help="first day (else today)",
    )


def run(asked: argparse.Namespace) -> int:
    """Write the calendar and say what is in it."""
    from backlog import program
    from backlog.log import Log, LogError, aware_now
    from backlog.log.append import create
    from backlog.report import calendar

    if len(asked.cue) not in (0, 1, len(asked.at)):
        raise LogError("Give one --cue for all times, or one for each --at.")
    log, now = Log(folder_of(asked.data)), aware_now()
    first = asked.first or now.date()
    zone = asked.zone or zone_of(log)
    if zone is None:
        raise LogError("No session tells your time zone yet: name it, as in --zone Europe/Vienna.")
    lines = program.in_force(log.program()[0], first)
    days = asked.days or _every_day(lines)
    wish = calendar.Wish(
        asked.at, zone, days, asked.weeks, asked.title or calendar.TITLE, asked.cue
    )
    made = calendar.calendar(wish, first, now)
    create(asked.file.expanduser(), calendar.as_bytes(made))
    print("\n".join(told(asked.file, wish, lines)))
    return 0


def zone_of(log: Log) -> str | None:
    """Return the time zone of the session that was written down last, if one tells it."""
    zones = [row["tz"] for row in log.records("sessions") if row["tz"]]
    known = [zone for zone in zones if _known(zone)]
    return known[-1] if known else None


def _every_day(lines: Sequence[Prescription]) -> tuple[str, ...]:
    """Return all days of a week; a program for some days needs their names."""
    from backlog.log import LogError
    from backlog.report.calendar import DAYS

    few = [line.days_per_week for line in lines if line.days_per_week not in (None, len(DAYS))]
    if few:
        raise LogError(
            f"Your program has {few[0]} days a week: name them, as in --days mon,wed,fri."
        )
    return tuple(DAYS)


def told(file: Path, wish: Wish, lines: Sequence[Prescription]) -> Iterator[str]:
    """Yield what was written, and where it differs from the program, as lines to read."""
    times = sorted({f"{at:%H:%M}" for at in wish.at})
    yield f"Written to {file}: {wish.title!r}, {', '.join(wish.days)} at {', '.join(times)}"
    yield f"for {wish.weeks} weeks, in the time zone {wish.zone}."
    daily = max((line.times_per_day for line in lines), default=0)
    if daily and daily != len(times):
        yield f"Your program says {daily} a day; the calendar has {len(times)}."
    weekly = max((line.days_per_week or 0 for line in lines), default=0)
    if weekly and weekly != len(wish.days):
        yield f"Your program says {weekly} days a week; the calendar has {len(wish.days)}."
    yield "Open it with your calendar program. Who sees your calendar may see these words."


def _days(text: str) -> tuple[str, ...]:
    from backlog.report.calendar import DAYS

    named = tuple(part.strip().lower() for part in text.split(","))
    wrong = [day for day in named if day not in DAYS]
    if wrong:
        raise argparse.ArgumentTypeError(f"{wrong[0]!r} must be one of {', '.join(DAYS)}")
    return tuple(day for day in DAYS if day in named)


def _weeks(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _WEEKS:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1 to {_WEEKS}")
    return int(text)


def _title(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return text.strip()


def _zone(text: str) -> str:
    if not _known(text):
        raise argparse.ArgumentTypeError(f"{text!r} must be the name of a zone: Europe/Vienna")
    return text


def _known(zone: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return bool(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
