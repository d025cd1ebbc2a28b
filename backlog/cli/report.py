"""``backlog report``: the therapist's page, as HTML, as PDF, or its first lines here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backlog.cli.folder import add_data, folder_of

if TYPE_CHECKING:
    from backlog.analysis.record import Record
    from backlog.report.page import Page
    from backlog.report.period import Period

#: The exit code when the days that were asked for are none.
NO_PERIOD = 2


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "report",
        help="make the page for the therapist",
        description=(
            "Make the page for the therapist, as HTML or PDF; without a file name its first lines "
            "are printed here. Nothing is sent. Without --from it begins after the last visit, "
            "else on the first day of the log. Without an own log it shows the example."
        ),
    )
    add_data(command)
    day = {"type": date.fromisoformat, "metavar": "DATE"}
    command.add_argument("--from", dest="first", help="first day (else after the visit)", **day)
    command.add_argument("--to", dest="last", help="last day (else today)", **day)
    command.add_argument("--html", type=Path, metavar="F", help="write one HTML file")
    command.add_argument("--pdf", type=Path, metavar="F", help="write one PDF file")
    command.add_argument("--paper", choices=("a4", "letter"), default="a4", help="of the PDF")
    command.add_argument("--annex", action="store_true", help="add calendar, sessions and notes")
    command.add_argument("--force", action="store_true", help="write over files that are there")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Make the page and write what was asked for."""
    from backlog.analysis import reading
    from backlog.report import annex, page, preview

    now = datetime.now()
    today = reading.today(now)
    record = reading.load(folder_of(asked.data), asked.last and min(asked.last, today))
    try:
        period = _period(record, asked.first)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return NO_PERIOD
    made = page.of(record, period)
    if asked.annex:
        made = replace(made, annex=annex.of(record, period))
    if asked.html is None and asked.pdf is None:
        print(preview.lines(made))
        return 0
    files = _files(made, asked, now)
    if not asked.force:
        _refuse(files)
    for path, data in files.items():
        _write(path, data, asked.force)
        print(f"Written: {path}")
    print("It says how your back was, day by day: give it only to those it is meant for.")
    return 0


def _period(record: Record, first: date | None) -> Period:
    from backlog.report.period import Period, since_last_visit

    return Period(first, record.data_through) if first else since_last_visit(record)


def _files(page: Page, asked: argparse.Namespace, now: datetime) -> dict[Path, bytes]:
    """Return what to write into which file, all of it before the first is written."""
    from backlog.report import html, pdf

    files = {}
    if asked.html is not None:
        files[asked.html.expanduser()] = html.render(page, now).encode()
    if asked.pdf is not None:
        files[asked.pdf.expanduser()] = pdf.render(page, now, asked.paper)
    return files


def _refuse(files: Iterable[Path]) -> None:
    """Raise LogError when one of the files is there, before any of them is written."""
    from backlog.log import LogError

    for path in files:
        if path.exists():
            raise LogError(f"{path} is there already: name another file, or add --force.")


def _write(path: Path, data: bytes, force: bool) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    from backlog.log import append

    write = append.create_whole if force else append.create
    write(path, data)
