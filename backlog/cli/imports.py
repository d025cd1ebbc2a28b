"""``backlog import``: bring in what another program wrote down, and take it back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.log import Log
    from backlog.log.incoming.arrival import Arrival, Return
    from backlog.log.incoming.parcel import Local, Parcel

_SUGGEST = ""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "import",
        help="bring in what another program wrote down",
        description=(
            "Say which rows FILE would bring into the log; with --apply, enter them. They are "
            "marked as entered later, their ratings stay out of the trend, and the same file "
            "brings nothing twice. --undo takes an import back. No line of the log is removed."
        ),
    )
    command.add_argument(
        "file", nargs="?", metavar="FILE", help="a CSV file, or the export of Loop Habit Tracker"
    )
    add_data(command)
    _add_ways(command)
    command.add_argument("--zone", metavar="ZONE", help="time zone of FILE (else this computer's)")
    command.add_argument(
        "--again", action="store_true", help="bring back rows that were taken back or deleted"
    )
    command.add_argument("--apply", action="store_true", help="do it (else only say it)")
    command.set_defaults(run=run)


def _add_ways(command: argparse.ArgumentParser) -> None:
    ways = command.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--mapping",
        nargs="?",
        const=_SUGGEST,
        metavar="MAP.toml",
        help="which column means what; without MAP.toml, suggest one",
    )
    ways.add_argument("--loop", action="store_true", help="FILE is Loop's CSV export, a zip")
    ways.add_argument("--undo", metavar="NAME", help="take the import of that name back")
    command.add_argument("--habit", metavar="NAME", help="with --loop: which habit")
    command.add_argument(
        "--exercise",
        action="append",
        default=[],
        metavar="ID",
        help="with --loop: each check says that this exercise was done as prescribed; may be "
        "given more than once",
    )


def run(asked: argparse.Namespace) -> int:
    """Say what would change, change it when that is asked for, and return the exit code."""
    from backlog.log import LogError

    if asked.undo:
        return _undo(asked)
    if asked.file is None:
        raise LogError("Name the file that is to be imported.")
    if asked.mapping == _SUGGEST:
        return _suggest(Path(asked.file).expanduser())
    return _enter(asked)


def _suggest(path: Path) -> int:
    from backlog.log.incoming import sheet, suggestion

    data = _bytes(path)
    encoding = suggestion.encoding(data, path.name)
    found = sheet.opened(data, path.name, encoding)
    print(suggestion.suggested(found, encoding), end="")
    return 0


def _enter(asked: argparse.Namespace) -> int:
    from backlog.log.incoming import arrival

    log = _log(asked.data)
    parcel = _loop(asked, log) if asked.loop else _mapped(asked, log)
    plan = arrival.plan(log, parcel, asked.again)
    print("\n".join(told(parcel, plan)))
    if not plan.rows:
        print(_NOTHING)
    elif asked.apply:
        arrival.apply(log, plan.rows)
        print(f"It was entered. `python3 start.py import --undo {parcel.name}` takes it back.")
    else:
        print("Nothing was changed. With --apply it is entered.")
    return 0


_NOTHING = "Nothing was changed: there is nothing new to enter."


def _undo(asked: argparse.Namespace) -> int:
    from backlog.log.incoming import arrival

    log = _log(asked.file)
    back = arrival.take_back(log, asked.undo)
    print("\n".join(told_back(asked.undo, back)))
    if not back.rows:
        print("Nothing was changed: there is nothing left to take back.")
    elif asked.apply:
        arrival.apply(log, back.rows)
        print("It was taken back. The lines stay in the files, marked as deleted.")
    else:
        print("Nothing was changed. With --apply it is taken back.")
    return 0


def _log(data: str | None) -> Log:
    from backlog.log import Log

    return Log(folder_of(data))


def _bytes(path: Path) -> bytes:
    from backlog.log.error import told

    with told(path):
        return path.read_bytes()


def _mapped(asked: argparse.Namespace, log: Log) -> Parcel:
    from backlog.log.incoming import mapped, mapping, sheet

    path, map_path = Path(asked.file).expanduser(), Path(asked.mapping).expanduser()
    # Some shells save what a command prints as UTF-16.
    text = sheet.decoded(_bytes(map_path), map_path.name)
    meaning = mapping.parsed(text.replace("\r\n", "\n"), map_path.name)
    found = sheet.opened(_bytes(path), path.name, meaning.encoding, meaning.separator)
    return mapped.rows(meaning, found, log.program()[0], _local(asked.zone), _today(), asked.zone)


def _loop(asked: argparse.Namespace, log: Log) -> Parcel:
    from backlog.log import LogError
    from backlog.log.incoming import archive, loop, loop_export
    from backlog.program import CATALOG

    unknown = [each for each in asked.exercise if each not in CATALOG]
    if unknown:
        raise LogError(f"There is no exercise '{unknown[0]}'; there are {', '.join(CATALOG)}.")
    files = archive.files(Path(asked.file).expanduser())
    habit = loop_export.chosen(loop_export.habits(files), asked.habit)
    days = _local(asked.zone), _today(), asked.zone
    return loop.rows(files, habit, asked.exercise, log.program()[0], *days)


def _today() -> Any:
    from backlog.log import aware_now
    from backlog.session import local_day

    return local_day(aware_now())


def _local(zone: str | None) -> Local:
    """Return what gives a time its offset: that of a zone, else this computer's."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from backlog.log import LogError

    if zone is None:
        return datetime.astimezone
    try:
        return partial(datetime.replace, tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LogError(f"There is no time zone '{zone}'; Europe/Vienna is one.") from None


def told(parcel: Parcel, plan: Arrival) -> Iterator[str]:
    """Yield what a parcel brings, as lines to read."""
    from backlog.problem import capped

    yield f"The import '{parcel.name}' brings:"
    yield from _counted(plan.rows) or ["  nothing new"]
    if plan.there:
        yield f"There already: {plan.there:,}{_all(parcel, plan)}."
    if plan.other:
        yield (
            f"There already with other values, and left as they are: {plan.other:,} (they were "
            "corrected here, or changed in the file since)."
        )
    if plan.deleted:
        yield f"Deleted or taken back, and left so: {plan.deleted:,} (--again brings them back)."
    yield from parcel.remarks if plan.rows else ()
    if plan.twice:
        yield f"Days on which the log has a session already, and both would count: {plan.twice:,}."
    if plan.begins and plan.would_begin and plan.would_begin < plan.begins:
        yield (
            f"Your log begins on {plan.begins} now and on {plan.would_begin} with this import. "
            "What was done is counted from there, and days without a row are days not logged. The "
            "start that discomfort is compared with stays your first day that was logged at the "
            "time."
        )
    if parcel.problems:
        yield f"Set aside: {len(parcel.problems):,}"
        yield from capped([f"  {problem}" for problem in parcel.problems])


def _all(parcel: Parcel, plan: Arrival) -> str:
    nothing_else = not (plan.rows or plan.other or plan.deleted or parcel.problems)
    return ", which is everything" if nothing_else else ""


def told_back(name: str, back: Return) -> Iterator[str]:
    """Yield what taking an import back would do, as lines to read."""
    yield f"Of the import '{name}' the log has:"
    yield from _counted(back.rows) or ["  nothing that is not deleted already"]
    if back.revised:
        yield f"Corrected here, or told by a file that has grown, since: {back.revised:,} of them."


def _counted(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    return [f"  {table}.csv: {_rows(len(kept))}{_span(kept)}" for table, kept in rows.items()]


def _rows(many: int) -> str:
    return "1 row" if many == 1 else f"{many:,} rows"


def _span(rows: Sequence[Mapping[str, Any]]) -> str:
    days = [row.get("local_day") or row["from"] for row in rows]
    return f", {min(days)} to {max(days)}"
