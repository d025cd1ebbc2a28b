"""The therapist's page: what it says, in the order in which it is read. Pure, and no markup.

Every number comes from the analysis, every sentence from its words; here they are put in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from importlib import metadata

import pandas as pd

from backlog.analysis import (
    activities,
    adherence,
    days,
    discomfort,
    exercises,
    findings,
    furthest,
    kinds,
    marks,
    obstacles,
    quality,
    recording,
    response,
    signs,
    tables,
    told,
)
from backlog.analysis.counted import Counted, counted
from backlog.analysis.phrases import count
from backlog.analysis.plan import Plan, plans
from backlog.analysis.record import Record
from backlog.analysis.words import first as first_words
from backlog.analysis.words import page as words
from backlog.program import in_force
from backlog.report import dosing, sections, windows
from backlog.report.parts import Annex, Answer, Lines, Table
from backlog.report.period import Period

#: What stands on every page.
WHAT_IT_IS = "Patient-reported; not a diagnosis."


@dataclass(frozen=True)
class Page:
    """The page for one period, as plain texts in the order in which they stand.

    `course` is the frame of the picture: the daily series with each day's state.
    """

    title: str
    period: Period
    example: bool
    first: tuple[Answer, ...]
    answers: tuple[Answer, ...]
    header: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str], ...]
    course: pd.DataFrame = field(compare=False)
    caption: str
    activities: Table
    discomfort: Table
    exercises: Table
    lists: tuple[Lines, ...]
    boxes: Table
    footer: tuple[str, ...]
    annex: Annex | None = None


def of(record: Record, period: Period, told: Record | None = None) -> Page:
    """Return the page of `record` for `period`.

    Changes are told from the start of the program on, all counts within the period. Days after
    `data_through` are in nobody's log, so the period ends there.

    Parameters
    ----------
    record : Record
        What is counted and compared.
    period : Period
    told : Record, optional
        What may be told day by day and line by line, where that is less than `record`.
    """
    whole, period = period.of(record)
    shown = period.of(told)[0] if told else whole
    return _Found(whole, period, shown).page()


class _Found:
    """What the analysis finds about one record and period, each asked once."""

    def __init__(self, record: Record, period: Period, shown: Record) -> None:
        self.record, self.period, self.shown = record, period, shown
        self.within = record.between(period.first, period.last)
        self.every_day = days.table(record)
        self.days = _cut(self.every_day, period)
        self.series = discomfort.daily(record, self.every_day)
        self.rated = discomfort.since_day_1(self.series, self.every_day)
        self.pairs = response.pairs(record)
        self.course = self._course()
        self.lines = in_force(record.program, period.last)
        self.reasons = tables.obstacles(obstacles.obstacles(self.within))
        self.counts: Counted = counted(self.within, self.days)

    def page(self) -> Page:
        return Page(
            title=f"Home exercises and discomfort, {_span(self.period)}",
            period=self.period,
            example=self.record.is_example,
            first=self._first(),
            answers=self._answers(),
            header=self._header(),
            counts=sections.counts(self.counts),
            course=marks.states(self.course, self.every_day),
            caption=words.caption(self.course, self.period.last),
            activities=self._activities(),
            discomfort=self._discomfort(),
            exercises=self._exercises(),
            lists=self._lists(),
            boxes=dosing.boxes(self.lines, self._told("visit", None), self.period.last),
            footer=self._footer(),
        )

    def _told(self, kind: str, first: date | None) -> tuple[told.Told, ...]:
        return told.told(self.shown, kind, first, self.period.last)

    def _course(self) -> pd.DataFrame:
        """Return the daily series of the days that may be told."""
        if self.shown is self.record:
            return self.series
        return discomfort.daily(self.shown, self.days)

    def _first(self) -> tuple[Answer, ...]:
        moved = furthest.moved(furthest.answers(self.record))
        here = furthest.answers(self.within)
        return (
            Answer("Warning signs", *self._signs()),
            Answer("Furthest felt", *first_words.furthest(here, moved, self.period.last)),
        )

    def _signs(self) -> words.Told:
        """Return the signs; of those from before the days that may be told only their number."""
        last = self.period.last
        found = signs.signs(self.record, self.period.first, last)
        if self.shown is self.record:
            return first_words.signs(found, last)
        answer, evidence = first_words.signs(replace(found, unseen=()), last)
        return f"{answer}{sections.unseen(len(found.unseen))}", evidence

    def _answers(self) -> tuple[Answer, ...]:
        done = words.done(adherence.of(self.days), self.counts)
        change, mark = findings.change(self.series), findings.change_at_last_mark(self.series)
        return (
            Answer("Is it done?", *done),
            Answer("Does it hurt less?", *words.less(change, mark, self.series)),
            Answer("What stopped it?", *words.stopped(self.reasons, self.counts)),
        )

    def _header(self) -> tuple[tuple[str, str], ...]:
        rated = _cut(self.rated, self.period)["discomfort"]
        return (
            ("Name", ""),
            (
                "Period",
                f"{_span(self.period)} ({count(self.period.days, 'day')})",
            ),
            ("Program", dosing.program(self.lines, self._versions(), self.period.last)),
            (
                "Complete",
                f"{rated.notna().sum()} of {len(rated)} days rated, "
                f"{self.counts.with_data} of {self.counts.days} with any data",
            ),
        )

    def _versions(self) -> list[Plan]:
        """Return the plans that the dated lines which may be told are about."""
        known = [plan for plan in plans(self.record.program)[1:] if plan.start <= self.period.last]
        held = [plan for plan in known if plan.start <= self.period.first]
        return known if self.shown is self.record else [*held[-1:], *known[len(held) :]]

    def _activities(self) -> Table:
        first = self.period.first
        overall = activities.answers(self.shown, "global_change")
        return sections.activities(
            activities.activities(self.shown, first), overall, first, self.period.last
        )

    def _discomfort(self) -> Table:
        found = {
            name: (_cut(self.rated, window), _cut(self.pairs, window))
            for name, window in windows.of(self.series, self.period).items()
        }
        middle = {name: kinds.kinds(*frames) for name, frames in found.items()}
        settled = {
            name: sections.mornings(kinds.mornings(pairs)) for name, (_, pairs) in found.items()
        }
        return sections.discomfort(middle, settled)

    def _exercises(self) -> Table:
        rows = exercises.exercises(self.within, self.days)
        # A day knows the place of its plan in the whole program.
        rated = replace(self.shown, program=self.record.program)
        return dosing.exercises(rows, self.lines, quality.table(rated, self.days))

    def _lists(self) -> tuple[Lines, ...]:
        first, last = self.period.first, self.period.last
        return (
            dosing.doses(self.shown.program, last),
            sections.flares(self._told("flare", first), last),
            sections.reasons(self.reasons, self._told("excused", first), last),
            sections.questions(self._told("question", first)),
            sections.changes(self._told("change", first), last),
        )

    def _footer(self) -> tuple[str, ...]:
        used = sum(problem.used for problem in self.record.problems)
        aside = len(self.record.problems) - used
        made_up = "A made-up person: example data. " if self.record.is_example else ""
        return (
            words.recorded(recording.split(self.within), aside, used),
            dosing.versions(self._versions(), self.period.last),
            f"{made_up}Files {self.record.fingerprint}; backlog {metadata.version('backlog')}. "
            f"{WHAT_IT_IS}",
        )


def _cut(rows: pd.DataFrame, window: Period) -> pd.DataFrame:
    return rows[rows["day"].between(pd.Timestamp(window.first), pd.Timestamp(window.last))]


def _span(period: Period) -> str:
    return words.span(period.first, period.last)
