"""What was done so far: of one set, and of the whole session.

Values only. Which event changes them, and how, is told in `backlog.session.telling` (what an event
says) and `backlog.session.machine` (where it leads and what the phase that is left adds).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from backlog.session import events as e
from backlog.session.script import DEFAULT_PACE, Pace, Phase, Script
from backlog.session.table import State

#: Seconds of a day: no gap is told to be longer.
DAY_S = 86400.0


@dataclass(frozen=True)
class Progress:
    """What was done of one planned set.

    `held` maps a repetition to the longest time it was held, in seconds: one that is done again
    after a pause is not credited twice. `at_stop` are the repetitions that had counted when the
    last stop came, `rated_before` is how the exercise was rated then; None when none came after the
    exercise had begun. `ended` says how the person left the set: ``"stopped"`` (by a stop, or
    because of pain) or ``"left"``; None when it ran out, was done early or never came.
    `stopped_by` is the set that the stop which ended it fell into.
    """

    begun_at: datetime | None = None
    started: int = 0
    counted: frozenset[int] = frozenset()
    held: tuple[tuple[int, float], ...] = ()
    gap_s: float | None = None
    at_stop: frozenset[int] | None = None
    rated_before: int | None = None
    ended: str | None = None
    stopped_by: int | None = None
    reason: str | None = None
    corrected: int | None = None

    @property
    def reps(self) -> int:
        """Repetitions done: as corrected at the review, else as counted."""
        return len(self.counted) if self.corrected is None else self.corrected

    @property
    def held_s(self) -> float:
        """Seconds held, summed over the repetitions."""
        return sum(seconds for _, seconds in self.held)

    def starting(self, rep: int, at: datetime) -> Progress:
        """Return the progress when repetition `rep` starts, or starts again.

        A set that was left and is taken up again is not left any more.
        """
        began = replace(self, started=max(self.started, rep), begun_at=self.begun_at or at)
        return replace(began, ended=None, stopped_by=None)

    def holding(self, rep: int, seconds: float) -> Progress:
        """Return the progress after `rep` was held for `seconds`."""
        best = dict(self.held)
        best[rep] = max(best.get(rep, 0.0), seconds)
        return replace(self, held=tuple(sorted(best.items())))

    def counting(self, rep: int) -> Progress:
        """Return the progress with repetition `rep` done; done again after a stop, it is new."""
        before = None if self.at_stop is None else self.at_stop - {rep}
        return replace(self, counted=self.counted | {rep}, at_stop=before)

    def stopping(self, rated: int | None) -> Progress:
        """Return the progress when a stop falls into the set, `rated` so far at that."""
        return replace(self, at_stop=self.counted, rated_before=rated)

    def good_until(self, rep: int) -> Progress:
        """Return the progress when `rep` was the last good repetition before the stop.

        Repetitions done after going on stay counted.
        """
        before = self.at_stop or frozenset()
        good = frozenset(each for each in before if each <= rep)
        return replace(self, counted=self.counted - before | good, corrected=None)

    def missing(self, seconds: float) -> Progress:
        """Return the progress with `seconds` more that nobody saw, a day at most."""
        return replace(self, gap_s=min((self.gap_s or 0.0) + seconds, DAY_S))

    def left(self, how: str, reason: str | None, stopped_by: int | None) -> Progress:
        """Return the progress of a set that the person left (`how`: left, stopped)."""
        return replace(self, ended=how, reason=reason, stopped_by=stopped_by)


@dataclass(frozen=True)
class Session:
    """One session: its script, where the cursor stands, and what was done so far.

    `since` is when the cursor came to the phase, or went on in it; None while nothing runs.
    `spent` are the seconds spent in the phase before that, `seconds` those that it lasts; None when
    it waits for the person. `pace` holds from the next phase on. `ran` is where the last repetition
    starts. `unseen` are the seconds of a gap in the running hold of which the person has not
    said whether it was held. `stop` is the last stop, `stopped_set`
    the set that it fell into (None in the warm-up), `stop_reason` and
    `stop_discomfort` what the person said of it.
    `signs` are warning signs that were ticked after the check-in.
    """

    id: str
    script: Script
    sets: tuple[Progress, ...]
    ratings: Mapping[str, int] = field(default_factory=dict)
    state: State = State.PLANNED
    phase: int = -1
    since: e.Stamp | None = None
    spent: float = 0.0
    seconds: float | None = 0.0
    pace: Pace = DEFAULT_PACE
    ran: int | None = None
    unseen: float | None = None
    last: e.Stamp | None = None
    begun: e.Begin | None = None
    warmup: str | None = None
    warmup_s: float = 0.0
    stop: e.Stop | None = None
    stopped_set: int | None = None
    stop_reason: str | None = None
    stop_discomfort: int | None = None
    ended: e.End | None = None
    ended_in: State | None = None
    signs: e.ReportSigns | None = None
    finished: e.Finish | None = None

    @property
    def running(self) -> Phase | None:
        """The phase under the cursor; None before the first and after the last."""
        inside = 0 <= self.phase < len(self.script.phases)
        return self.script.phases[self.phase] if inside else None

    def with_set(self, place: int, progress: Progress) -> Session:
        """Return the session with the progress of the set at `place` replaced."""
        return replace(self, sets=(*self.sets[:place], progress, *self.sets[place + 1 :]))


def plan(id: str, script: Script) -> Session:
    """Return a session of `script` in which nothing has begun."""
    return Session(id, script, tuple(Progress() for _ in script.sets), pace=script.pace)
