"""Many synthetic people, for a caseload: each with a seed of its own, the courses in turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice

from backlog.synthetic.course import COURSES
from backlog.synthetic.person import UNTIL, Person, person


def people(number: int, seed: int, days: int, until: date = UNTIL) -> Iterator[tuple[str, Person]]:
    """Yield `number` people with their names; the same arguments give the same people.

    Parameters
    ----------
    number : int
    seed : int
        The first person's; each next one has the next.
    days : int
        Length of each log, from 0.
    until : datetime.date
        Last day of the logs.
    """
    for at, course in enumerate(islice(cycle(COURSES), number)):
        yield f"person-{at + 1:04d}", person(seed + at, days, course, until)
