"""What a form needs to share from one log: what is wrong, what would leave, and the written file.

The shell of this folder: it looks at the clock, at the user's name, and draws the weeks. What is
written is the plan that was told last.
"""

from __future__ import annotations

import getpass
import secrets
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from backlog.analysis import reading
from backlog.log import Log, aware_now, data_folder
from backlog.log.error import THERE
from backlog.report.share import bundle, choices, moved, preview
from backlog.report.share.plan import Plan, plan
from backlog.report.share.source import source


class Sharing:
    """Sharing from one log.

    Parameters
    ----------
    folder : path, optional
        The data folder; else the person's own.
    now : callable
        Gives the present time with its offset.
    """

    def __init__(
        self, folder: str | Path | None = None, now: Callable[[], datetime] = aware_now
    ) -> None:
        self.log = Log(data_folder(folder))
        self._now = now
        self._last: tuple[dict[str, Any], Plan] | None = None

    def wrong(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return what is wrong with choices as they were typed, by field."""
        return choices.wrong(values) | _wrong_file(str(values.get("file") or ""))

    def preview(self, values: Mapping[str, Any]) -> list[str]:
        """Return what would leave with these choices, line by line.

        Raises
        ------
        LogError
            When a table cannot be read, or nothing was logged on these days.
        ValueError
            When something is wrong with the choices.
        """
        found = self.plan(values)
        self._last = _contents(values), found
        return preview.lines(found)

    def write(self, values: Mapping[str, Any]) -> Path:
        """Write the file, as it was told last when nothing was chosen anew; return where it is.

        Raises
        ------
        LogError
            As `preview` does, and when the file is there already or cannot be written.
        """
        told = self._last
        found = told[1] if told and told[0] == _contents(values) else self.plan(values)
        return bundle.write(found, _path(str(values["file"])))

    def plan(self, values: Mapping[str, Any]) -> Plan:
        """Return the plan for choices as they were typed."""
        now = self._now()
        today = reading.today(now)
        chosen = choices.chosen(values, today, today)
        if not values.get("from"):
            chosen = replace(chosen, first=self._since_last_visit(chosen.last))
        back = self._weeks(chosen.tables) if chosen.shift_dates else 0
        return plan(self.log, chosen, now, back, private(self.log.folder))

    def _since_last_visit(self, last: date) -> date:
        """Return the first day of a period that nobody chose."""
        from backlog.report.period import since_last_visit

        return since_last_visit(reading.read(self.log, last)).first

    def _weeks(self, tables: tuple[str, ...]) -> int:
        return moved.weeks(source(self.log, tables).rows, secrets.randbelow)


def _contents(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the choices of what goes; where it is written changes none of it."""
    return {name: value for name, value in values.items() if name != "file"}


def _wrong_file(typed: str) -> dict[str, str]:
    if not typed.lower().endswith(".zip"):
        return {"file": "Name a file that ends in .zip."}
    path = _path(typed)
    if path.exists():
        return {"file": THERE.format(path=path)}
    return {} if path.parent.is_dir() else {"file": f"There is no folder {path.parent}."}


def _path(typed: str) -> Path:
    return Path(typed).expanduser().absolute()


def private(folder: Path) -> tuple[str, ...]:
    """Return the words that tell whose computer this is."""
    words = [str(folder), str(Path.home()), socket.gethostname()]
    with suppress(OSError, KeyError, ImportError):  # nobody may be logged in
        words.append(getpass.getuser())
    return tuple(words)
