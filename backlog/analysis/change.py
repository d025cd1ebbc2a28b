"""Is it different from the start? The first days against the last ones, with a state in words.

Important is a size: 2 points and 30 % (Ostelo 2008, Farrar 2001). Clear is an interval that leaves
0 out. The two are kept apart, and neither tells why. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from backlog.analysis import ar1
from backlog.analysis.phrases import count
from backlog.analysis.rated import Days, Numbers, Rated, Ratings, answered
from backlog.analysis.reason import Reason

TOO_EARLY = "too early"
WORSE = "worse"
CLEAR = "clear important improvement"
NOT_CERTAIN = "important size, not certain"
SMALL = "real but small"
LITTLE_WORSE = "a little worse"
NO_CLEAR_CHANGE = "no clear change"

#: Every state, in the order of the rule: the first that holds.
STATES = (TOO_EARLY, WORSE, CLEAR, NOT_CERTAIN, SMALL, LITTLE_WORSE, NO_CLEAR_CHANGE)

#: What matters to people: points, and percent of the start.
POINTS, PERCENT = 2.0, 30.0
#: A percentage needs a start of this many points.
FEWEST_POINTS = 3.0
#: The two windows need this many days between them, and the whole this many.
APART, FEWEST_DAYS = 14, 28
#: Worse by more than this on every day without a rating is thought too much to be true.
ROBUST = 4.0


@dataclass(frozen=True)
class Window:
    """Some days, from `first` to `last`, both included, with the fewest ratings that they need."""

    first: date
    last: date
    fewest: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, kw_only=True)
class TooFew(Reason):
    """Days enough, and too few ratings in a window: `n` of those that it needs.

    `at_start` says which one: of the first days nobody can be asked any more.
    """

    n: int
    window: Window
    at_start: bool


@dataclass(frozen=True)
class Change:
    """Means of the first and the last days, and what lies between them, in points 0-10.

    `percent` is empty where the start is below 3. `interval` is one of about 90-95 %. The days
    without a rating in the last window would have to be `tipping_point` points worse to undo an
    improvement of 2; it is empty where there is none to undo or no number could. `robust` says
    that this is more than can be expected. `interim` stands between the marks.
    """

    state: str
    baseline: float
    recent: float
    delta: float
    percent: float | None
    interval: tuple[float, float]
    n: int
    n_baseline: int
    n_recent: int
    missing_baseline: float
    missing_recent: float
    tipping_point: float | None
    robust: bool | None
    interim: bool
    phi: float
    n_eff: float
    baseline_window: Window
    recent_window: Window


def change(days: Days, ratings: Ratings, day_one: date, through: date) -> Change | Reason:
    """Compare the start with the last days.

    Parameters
    ----------
    days : dates, shape (n,)
    ratings : numbers 0-10, shape (n,)
        One a day; empty where nobody answered.
    day_one, through : datetime.date
        Program day 1 and the last day that is looked at.

    Returns
    -------
    Change or Reason
    """
    rated = answered(days, ratings).between(day_one, through)
    first, last = _baseline(rated, day_one), _recent(day_one, through)
    reason = _guard(rated, first, last)
    if reason:
        return reason
    return _compared(rated, first, last, interim=not is_mark(day_one, through))


def verdict(delta: float, percent: float | None, interval: tuple[float, float]) -> str:
    """Return the one state of a change that is not too early."""
    important = delta <= -POINTS and percent is not None and percent <= -PERCENT
    rules = {
        WORSE: delta >= POINTS,
        CLEAR: important and interval[1] < 0,
        NOT_CERTAIN: important,
        SMALL: interval[1] < 0,
        LITTLE_WORSE: interval[0] > 0,
    }
    return next((state for state, holds in rules.items() if holds), NO_CLEAR_CHANGE)


def is_mark(day_one: date, through: date) -> bool:
    """Return whether a verdict stands on this day: weeks 4, 6, 8, 12 and then every 4."""
    weeks, over = divmod((through - day_one).days + 1, 7)
    return not over and (weeks == 6 or (weeks >= 4 and weeks % 4 == 0))


def last_mark(day_one: date, through: date) -> date | None:
    """Return the last day on which a verdict stood; None before week 4."""
    days = (through - day_one).days + 1
    back = (through - timedelta(days=past) for past in range(max(0, days)))
    return next((day for day in back if is_mark(day_one, day)), None)


def _baseline(rated: Rated, day_one: date) -> Window:
    """Return the first 7 days, or as many up to 14 as hold 4 ratings."""
    lengths = (Window(day_one, day_one + timedelta(days=more), 4) for more in range(6, 14))
    for window in lengths:
        if _within(rated, window).n >= window.fewest:
            break
    return window


def _recent(day_one: date, through: date) -> Window:
    """Return the last 14 days once there are 42, else the last 7."""
    length, fewest = (14, 8) if (through - day_one).days + 1 >= 42 else (7, 4)
    return Window(through - timedelta(days=length - 1), through, fewest)


def _within(rated: Rated, window: Window) -> Rated:
    return rated.between(window.first, window.last)


def _guard(rated: Rated, first: Window, last: Window) -> Reason | None:
    """Return what is missing for a comparison, if anything is."""
    day = (last.last - first.first).days + 1
    needed = first.days + APART + last.days
    if day < FEWEST_DAYS:
        return Reason(f"{FEWEST_DAYS} days", count(day, "day", "days"))
    at_start = _too_few(rated, first, at_start=True)
    if not at_start and day < needed:
        return Reason(f"{needed} days, as ratings came late", count(day, "day"))
    return at_start or _too_few(rated, last, at_start=False)


def _too_few(rated: Rated, window: Window, at_start: bool) -> TooFew | None:
    n = _within(rated, window).n
    if n >= window.fewest:
        return None
    needed = f"{window.fewest} ratings in the {'first' if at_start else 'last'} {window.days} days"
    return TooFew(needed, count(n, "rating"), n=n, window=window, at_start=at_start)


def _compared(rated: Rated, first: Window, last: Window, interim: bool) -> Change:
    t = rated.since(first.first)
    start, end = _weights(rated, first), _weights(rated, last)
    phi, se = _error(t, rated.values, end - start)
    baseline, recent = float(start @ rated.values), float(end @ rated.values)
    delta = recent - baseline
    n_eff = ar1.effective(rated.n, phi)
    reach = ar1.interval(delta, se, n_eff - 2)
    percent = 100 * delta / baseline if baseline >= FEWEST_POINTS else None
    n_first, n_last = int((start > 0).sum()), int((end > 0).sum())
    unknown = (1 - n_first / first.days, 1 - n_last / last.days)
    return Change(
        state=verdict(delta, percent, reach),
        baseline=baseline,
        recent=recent,
        delta=delta,
        percent=percent,
        interval=reach,
        n=rated.n,
        n_baseline=n_first,
        n_recent=n_last,
        missing_baseline=unknown[0],
        missing_recent=unknown[1],
        tipping_point=tipping_point(delta, *unknown),
        robust=robust(delta, *unknown),
        interim=interim,
        phi=phi,
        n_eff=n_eff,
        baseline_window=first,
        recent_window=last,
    )


def _weights(rated: Rated, window: Window) -> Numbers:
    """Return the weights of the mean over a window; 0 outside."""
    within = np.isin(rated.days, _within(rated, window).days)
    weights: Numbers = within / within.sum()
    return weights


def _error(t: Numbers, y: Numbers, weights: Numbers) -> tuple[float, float]:
    """Return phi and the standard error of ``weights @ y``.

    The variance is that of the residuals of a straight line, put right for their correlation:
    ``s2 = u'u / tr((I - H) C)``, ``SE = sqrt(s2 w'Cw)``.
    """
    x = np.column_stack([np.ones_like(t), t])
    phi = max(ar1.FLOOR, ar1.reml(t, x, y))
    left = y - x @ np.linalg.lstsq(x, y)[0]
    of_x, of_weights = ar1.spread(t, phi, x), ar1.spread(t, phi, weights[:, None])
    explained = np.trace(np.linalg.solve(x.T @ x, of_x.T @ of_x))
    s2 = float(left @ left) / (len(y) - float(explained))
    return phi, float(np.sqrt(s2 * np.sum(of_weights**2)))


def tipping_point(delta: float, missing_first: float, missing_last: float) -> float | None:
    """Return how many points worse each day without a rating would undo an improvement of 2."""
    more = missing_last - missing_first
    return (-POINTS - delta) / more if delta <= -POINTS and more > 0 else None


def robust(delta: float, missing_first: float, missing_last: float) -> bool | None:
    """Return whether days without a rating can hardly undo it; None without an improvement."""
    if delta > -POINTS:
        return None
    point = tipping_point(delta, missing_first, missing_last)
    return point is None or point > ROBUST
