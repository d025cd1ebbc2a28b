"""A caseload of people who do not exist, to look at and to try things out on. Deterministic.

Knows the stories that a real caseload has: somebody is doing well, somebody stopped writing, a
warning sign was ticked, a folder is damaged, one came as a bundle.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from backlog.analysis.reading import today
from backlog.log import Log
from backlog.synthetic import person, save

#: The last day of the example.
THROUGH = date(2026, 11, 15)

#: The variable that names the folder of a caseload.
VARIABLE = "BACKLOG_CASELOAD"


class Story(NamedTuple):
    """One person: seed, length of the log in days, course, and days since it ended."""

    seed: int
    days: int
    course: str
    ago: int = 0


PEOPLE: Mapping[str, Story] = {
    "alder": Story(2, 84, "improver"),
    "ash": Story(11, 84, "slow"),
    "beech": Story(5, 56, "improver", ago=1),
    "birch": Story(3, 84, "worse"),
    "cedar": Story(14, 70, "improver", ago=12),
    "elm": Story(6, 84, "stable"),
    "hazel": Story(9, 63, "slow", ago=1),
    "larch": Story(12, 9, "improver"),
    "maple": Story(148, 84, "improver"),
    "oak": Story(7, 42, "stable", ago=2),
    "willow": Story(10, 84, "improver"),
    "yew": Story(13, 3, "stable", ago=26),
}

FLAGS = """\
person,flag,limit,from,author,note
*,adherence_below,40,,M. Example,
willow,worst_at,7,2026-11-01,M. Example,ring the same week
oak,no_entry_days,3,,M. Example,
larch,note,,2026-11-09,M. Example,likes to be rung in the evening
"""


@dataclass(frozen=True)
class Place:
    """The folder of a caseload, the last day to look at, and whether it is the example."""

    folder: Path
    through: date
    is_example: bool

    @property
    def banner(self) -> str:
        """What is shown, in a sentence or two."""
        if not self.is_example:
            return f"The folders in {self.folder.name}, through {self.through}."
        return (
            f"Example data: made-up people, through {self.through.day} {self.through:%B %Y}. "
            f"Set {VARIABLE} to a folder of your own to see it here."
        )


def place(environ: Mapping[str, str] = os.environ) -> Place:
    """Return the folder that ``BACKLOG_CASELOAD`` names, through today; else the example.

    The example is made in a temporary folder, which is removed when Python ends.
    """
    named = environ.get(VARIABLE)
    if named:
        return Place(Path(named).expanduser().absolute(), today(datetime.now()), is_example=False)
    folder = Path(tempfile.mkdtemp(prefix="backlog-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder)
    return Place(folder, THROUGH, is_example=True)


def make(folder: Path) -> None:
    """Write the example into an empty folder."""
    for name, story in PEOPLE.items():
        until = THROUGH - timedelta(days=story.ago)
        save(person(story.seed, story.days, story.course, until), Log(folder / name))
    _tick(Log(folder / "hazel"), THROUGH - timedelta(days=3))
    _bundle(folder / "maple")
    (folder / "rowan").mkdir()
    (folder / "rowan" / "sessions.csv").write_bytes(b"\x00\x00\x00\x00 a disk ended here")
    (folder / "flags.csv").write_text(FLAGS, encoding="utf-8")


def _tick(log: Log, day: date) -> None:
    words = "new weakness or numbness in one leg or foot"
    row = {"day_id": "20261112T070000-00000001", "from": day, "to": day, "note": words}
    kept = {"kind": "signs", "status": "kept", "recorded_at": f"{day}T07:00:00+01:00"}
    log.append("days", row | kept)


def _bundle(folder: Path) -> None:
    """Put a person's folder into a bundle, as `share` does."""
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]:
            bundle.write(path, f"data/{path.name}")
    shutil.rmtree(folder)
