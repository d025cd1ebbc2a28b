"""How often do the claims mislead? The simulation study, as a command and as the README's tables.

``python -m backlog.analysis.simulation --people 300 --seed 1`` prints the measured rates; with
``--write`` they replace the tables in this room's README. The same seed gives the same tables.
Must not change a rule to please a table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from backlog.analysis import change
from backlog.analysis.simulated import (
    GROUPS,
    LOOKS,
    PHIS,
    TREND_DAYS,
    Look,
    alarm_without_trend,
    looks,
)

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- simulation: begin -->", "<!-- simulation: end -->"

#: What everybody of each group was told at each mark.
Found = Mapping[str, Sequence[Sequence[Look]]]


@dataclass(frozen=True)
class Rate:
    """How many of how many."""

    hits: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "-"
        low, high = self.interval
        return f"{100 * self.hits / self.of:.1f} ({100 * low:.0f} to {100 * high:.0f})"

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the true share."""
        z2 = 1.96**2
        share, whole = self.hits / self.of, 1 + z2 / self.of
        middle = (share + z2 / (2 * self.of)) / whole
        reach = 1.96 * np.sqrt(share * (1 - share) / self.of + z2 / (4 * self.of**2)) / whole
        return max(0.0, float(middle - reach)), min(1.0, float(middle + reach))


def rate(answers: Iterable[bool | None]) -> Rate:
    """Return how many of those that have an answer are true."""
    known = [answer for answer in answers if answer is not None]
    return Rate(sum(known), len(known))


def study(people: int, seed: int, processes: int = 1) -> str:
    """Return the measured rates as Markdown; everybody's seed follows from `seed`."""
    seeds = [people * seed + at for at in range(people)]
    with _each(processes) as each:
        found = {name: list(each(partial(looks, group), seeds)) for name, group in GROUPS.items()}
        alarms = {phi: rate(each(partial(alarm_without_trend, phi), seeds)) for phi in PHIS}
    head = f"{people} people in each group, seed {seed}. Percent, with 95 % intervals.\n"
    return "\n".join([head, *_about_change(found), *_about_trend(found, alarms)])


@contextmanager
def _each(processes: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """Give what maps a function over people: here, or in processes of their own."""
    if processes == 1:
        yield map
        return
    with ProcessPoolExecutor(processes) as pool:
        yield partial(pool.map, chunksize=10)


def _about_change(found: Found) -> Iterator[str]:
    yield "**Told “clear important improvement”**, of those with a verdict:\n"
    improved = _at_looks(found, lambda look: None if _early(look) else look.state == change.CLEAR)
    ever = {name: rate(_ever(one) for one in everybody) for name, everybody in found.items()}
    yield from _table([*_WEEKS, "ever"], {name: [*improved[name], ever[name]] for name in found})
    yield "\n**The interval of the change holds the true change**:\n"
    yield from _table(_WEEKS, _at_looks(found, lambda look: look.covered))
    yield "\n**The true change**, mean in points:\n"
    yield from _table(_WEEKS, {name: _true_change(everybody) for name, everybody in found.items()})
    yield "\n**What is said at week 12**:\n"
    at_12 = {name: [one[LOOKS.index(12)].state for one in all_] for name, all_ in found.items()}
    yield from _table(
        change.STATES,
        {
            n: [rate(it == state for it in said) for state in change.STATES]
            for n, said in at_12.items()
        },
    )


def _about_trend(found: Found, alarms: Mapping[float, Rate]) -> Iterator[str]:
    yield "\n**A trend is called clear**, of those who get one:\n"
    yield from _table(_WEEKS, _at_looks(found, lambda look: look.trend))
    yield f"\n**False trends** in {TREND_DAYS} days of a made series, by phi:\n"
    yield from _table([f"{phi:g}" for phi in alarms], {"without a trend": [*alarms.values()]})


_WEEKS = [f"week {week}" for week in LOOKS]


def _at_looks(found: Found, answer: Callable[[Look], bool | None]) -> dict[str, list[Rate]]:
    return {
        name: [rate(map(answer, at_mark)) for at_mark in zip(*everybody, strict=True)]
        for name, everybody in found.items()
    }


def _early(look: Look) -> bool:
    return look.state == change.TOO_EARLY


def _ever(one: Sequence[Look]) -> bool:
    return any(look.state == change.CLEAR for look in one)


def _true_change(everybody: Sequence[Sequence[Look]]) -> list[str]:
    marks = zip(*everybody, strict=True)
    known = [[it.true_change for it in at if it.true_change is not None] for at in marks]
    return [f"{np.mean(changes).round(1) + 0.0:.1f}" if changes else "-" for changes in known]


def _table(columns: Iterable[str], rows: Mapping[str, Sequence[object]]) -> Iterator[str]:
    names = list(columns)
    yield "| | " + " | ".join(names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for name, cells in rows.items():
        yield f"| {name} | " + " | ".join(map(str, cells)) + " |"


def written(page: str, tables: str) -> str:
    """Return the page with the tables between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    asked = argparse.ArgumentParser(prog="python -m backlog.analysis.simulation")
    asked.add_argument("--people", type=int, default=300, help="in each group")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--write", action="store_true", help="into the README of this room")
    given = asked.parse_args(arguments)
    tables = study(given.people, given.seed, given.processes)
    if given.write:
        README.write_text(written(README.read_text("utf-8"), tables), "utf-8")
    print(tables)


if __name__ == "__main__":
    main()
