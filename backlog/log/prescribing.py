"""A program that comes back beside the one that is there: what would change, and the change.

The way of a therapist's answer into the log. A change is a dated line from the first day on that
has no session yet; no line is ever removed. Must not know widgets or a command line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from backlog import session as s
from backlog.log import line, returned, schema
from backlog.log.store import Log
from backlog.problem import Problem
from backlog.program import CATALOG, Prescription, comparison, default, in_force, proposal
from backlog.program.comparison import Change, day_text


@dataclass(frozen=True)
class Preview:
    """What a sheet that came back means for the program that is there.

    `start` is the first day that may have another program; `known` are the lines that are there,
    `there` is what is wrong with them.
    """

    known: tuple[Prescription, ...]
    sheet: returned.Returned
    proposal: proposal.Proposal
    start: date
    there: tuple[Problem, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changes from which day."""
        return comparison.changes(self.known, self.proposal.new)

    @property
    def to_mend(self) -> tuple[Problem, ...]:
        """What must be mended or asked first, lines for days that have been among it."""
        late = self.sheet.of_days(frozenset(self.proposal.late), _HAS_BEEN.format(self.start))
        return tuple(sorted([*self.sheet.problems, *late]))

    @property
    def can_be_applied(self) -> bool:
        """Whether there is a change, and nothing that must be mended or asked first."""
        return bool(self.changes) and not self.to_mend

    def sentences(self) -> Iterator[str]:
        """Yield everything that `parts` tell."""
        for _, told in self.parts():
            yield from told

    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """Yield (heading, sentences): what to mend, what was read, what changes and what stays."""
        changed = [str(change) for change in self.changes]
        wrong = list(map(str, self.to_mend))
        if not (changed or wrong):
            changed = ["Nothing changes: the program that is there asks for the same."]
        told = {
            "In the program that is there": [str(each) for each in self.there],
            "To mend or to answer first": wrong,
            "Read in another way than it stands there": [str(each) for each in self.sheet.read],
            "What changes": changed,
            "What stays": self._staying(),
        }
        yield from ((heading, sentences) for heading, sentences in told.items() if sentences)

    def _staying(self) -> list[str]:
        if not self.changes:
            return []
        day = min(change.from_day for change in self.changes)
        lines = comparison.staying(self.known, self.proposal.new, day)
        unclear = self.sheet.unclear | {each.exercise for each in self.proposal.late}
        kept = [each for each in lines if each.exercise not in unclear]
        told = [f"{_name(each)}: {comparison.dose(each)}" for each in kept]
        return [*told, "Earlier days keep the program that they had."]


_HAS_BEEN = (
    "is a day that has been, and earlier days keep the program that they had; "
    "the first day that may change is {0}, {0:%A}"
)


def _name(each: Prescription) -> str:
    return CATALOG[each.exercise].name


def first_day(log: Log) -> date:
    """Return the first day that may have another program: today, else tomorrow.

    A session of today, also one that runs or was left unfinished, keeps today's program as it is.
    """
    days = {row["local_day"] for row in log.records("sessions")}
    for id in [*log.running(), *(each.session_id for each in log.unfinished())]:
        with suppress(ValueError):
            days.add(s.local_day(datetime.strptime(id[:15], "%Y%m%dT%H%M%S")))
    return proposal.earliest(s.local_day(log.tables.now()), days)


def preview(
    log: Log, data: bytes, name: str, dates: str | None = None, start: date | None = None
) -> Preview:
    """Return what a sheet would change; nothing is written.

    Parameters
    ----------
    log : Log
    data : bytes
        The sheet, as `backlog.log.returned` takes it.
    name : str
        Its name.
    dates : {'day-first', 'month-first'}, optional
        How its days are written, where they can mean two.
    start : datetime.date, optional
        Move lines for days that have been to this day; without it they are told, and not used.

    Raises
    ------
    LogError
        When the sheet or the log's own program is none at all.
    """
    (known, there), sheet = log.program(), returned.returned(data, name, dates)
    first = first_day(log)
    lines = sheet.lines if start is None else proposal.moved(known, sheet.lines, max(start, first))
    return Preview(known, sheet, proposal.proposal(known, lines, first), first, tuple(there))


def prescribe(log: Log, lines: Iterable[Prescription], author: str) -> tuple[Prescription, ...]:
    """Append lines in the name of `author`; return those that were new.

    Raises
    ------
    ValueError
        When a line would change a day that has been, or its author is nobody; nothing was written.
    """
    if not author.strip():
        raise ValueError("Say who changes the program.")
    found = proposal.proposal(log.program()[0], lines, first_day(log))
    if found.late:
        day = day_text(found.late[0].from_day)
        raise ValueError(f"{day} has been: earlier days keep the program that they had.")
    new = proposal.signed(found.new, author.strip())
    if new:
        log.prescribe(new)
    return new


def take_back(log: Log, author: str) -> tuple[Change, ...]:
    """Take the last change back by new lines, and return what that changes."""
    known = log.program()[0]
    lines = proposal.back(known, first_day(log), author)
    told = comparison.changes(known, lines)
    if lines:
        log.prescribe(lines)
    return told


def template(log: Log) -> bytes:
    """Return the program in force as a sheet to fill in, dated the first day that may change."""
    day = first_day(log)
    lines = in_force(log.program()[0], day) or default(day)
    table = schema.table("program")
    records = [table.check(each.record() | {"from": day, "author": None}) for each in lines]
    return line.whole(table, records)


def columns() -> Iterator[str]:
    """Yield what each column of the sheet means, and what may stand in it."""
    resources = json.loads(schema.DATAPACKAGE)["resources"]
    (table,) = (each for each in resources if each["name"] == "program")
    allowed = {each.name: each.allowed for each in schema.table("program").columns}
    allowed["exercise"] = "must be one of the ids below"
    for field in table["schema"]["fields"]:
        yield f"{field['name']}: {field['description']} It {allowed[field['name']]}."
