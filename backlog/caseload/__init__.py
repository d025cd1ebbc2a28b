"""Many people's logs at once: one small row each, in the order of who needs a look.

For a therapist or a clinic that was given folders or bundles by many people. `summarise` maps one
function over any `concurrent.futures.Executor`: none, threads, processes, or a cluster by
``distributed.Client(...).get_executor()``, with equal rows. The rows hold counts and the
therapist's own rules; there is no score and no diagnosis in them. README.md tells the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from backlog.caseload import flags
from backlog.caseload.folders import people
from backlog.caseload.order import GROUNDS, Look, ordered
from backlog.caseload.person import name_of, row_of, unread
from backlog.caseload.row import Row, Sign, Unread
from backlog.caseload.spread import AHEAD, spread
from backlog.problem import Problem

__all__ = [
    "GROUNDS",
    "Caseload",
    "Look",
    "Row",
    "Sign",
    "Unread",
    "ordered",
    "people",
    "read",
    "row_of",
    "summarise",
]


@dataclass(frozen=True)
class Caseload:
    """Everybody in one folder, through one day, in the order of who needs a look.

    `problems` are the lines of ``flags.csv`` that are no rule.
    """

    through: date
    looks: tuple[Look, ...]
    rules: tuple[flags.Rule, ...]
    problems: tuple[Problem, ...]


def summarise(
    people: Iterable[str | Path],
    executor: Executor | None = None,
    *,
    data_through: date,
    ahead: int = AHEAD,
) -> Iterator[Row | Unread]:
    """Yield one row a person, in the order of `people`.

    Parameters
    ----------
    people : iterable of path
        Folders and bundles; `backlog.caseload.people` lists those of a folder. On a cluster each
        machine must see them under the same path.
    executor : concurrent.futures.Executor, optional
        Where the work is done; else here, one person after another.
    data_through : datetime.date
        Last day that is looked at, the same for everybody.
    ahead : int
        People who are on their way at once; not fewer than the executor has workers.

    Yields
    ------
    Row or Unread
        An `Unread` for a person whose log cannot be read, whatever the reason.
    """
    work = partial(row_of, through=data_through)
    if executor is None:
        yield from map(work, people)
    else:
        yield from spread(work, people, executor, unread, ahead)


def read(folder: str | Path, data_through: date, executor: Executor | None = None) -> Caseload:
    """Return the caseload of the people whose folders and bundles stand in `folder`.

    Raises
    ------
    LogError
        When there is no such folder, or when it is itself the log of one person.
    """
    found = people(folder)
    rules, problems = flags.read(Path(folder), map(name_of, found))
    rows = summarise(found, executor, data_through=data_through)
    looks = ordered(rows, rules, data_through)
    return Caseload(data_through, looks, rules, tuple(problems))
