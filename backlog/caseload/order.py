"""Who needs a look first? An order made of counts that anybody can make again by hand.

`GROUNDS` is the whole of it. People are compared by the count of the first ground; where it is the
same, by that of the second; and so on; in the end by name. The counts are never added up or
weighed. The order says where to look, not what is the matter. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backlog.analysis import change
from backlog.analysis.phrases import count, day_text, number
from backlog.caseload import flags
from backlog.caseload.row import Row, Unread

#: Without an entry for so many days a person is looked at; the product's choice.
QUIET = 7

#: How often a ground holds, and it in words.
Counted = tuple[int, str]


@dataclass(frozen=True)
class Ground:
    """One ground to look at a person: what is counted, and how to count it in a row."""

    means: str
    of: Callable[[Row], Counted]


@dataclass(frozen=True)
class Look:
    """A row in its place: the grounds that hold and the therapist's notes, in words."""

    row: Row | Unread
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


def _signs(row: Row) -> Counted:
    if not row.signs:
        return 0, ""
    newest = row.signs[-1]
    more = f" ({count(len(row.signs), 'day')} in all)" if len(row.signs) > 1 else ""
    told = f"warning sign ticked on {day_text(newest.day)}, not seen yet{more}: {newest.words}"
    return len(row.signs), told


def _worse(row: Row) -> Counted:
    return int(row.state == change.WORSE), _higher(row, "discomfort is higher than at the start")


def _little_worse(row: Row) -> Counted:
    told = _higher(row, "discomfort is a little higher than at the start")
    return int(row.state == change.LITTLE_WORSE), told


def _higher(row: Row, words: str) -> str:
    if row.start is None or row.recent is None:
        return words
    interim = ", interim" if row.interim else ""
    words += " of the file" if row.begins else ""
    return f"{words}: {number(row.start)}, now {number(row.recent)} of 10{interim}"


def _stops(row: Row) -> Counted:
    if row.last_stop is None:
        return 0, ""
    sessions = count(row.stops, "session")
    return row.stops, f"{sessions} with a stop for pain, last on {day_text(row.last_stop)}"


def _quiet(row: Row) -> Counted:
    away = f" (and {count(row.away, 'day')} away)" if row.away else ""
    told = f"no entry for {count(row.quiet, 'day')}{away}"
    return row.quiet if row.quiet >= QUIET else 0, told


def _behind(row: Row) -> Counted:
    if row.ends is None or row.behind < QUIET:
        return 0, ""
    return row.behind, f"the shared file ends on {day_text(row.ends)}"


def _nothing(row: Row) -> Counted:
    return int(row.first is None), "nothing logged yet"


def _aside(row: Row) -> Counted:
    return row.set_aside, f"{count(row.set_aside, 'row')} could not be read"


def _not_of_a_row(row: Row) -> Counted:
    return 0, ""


#: A log that cannot be read, and rules that are met, are known beside the row.
UNREAD = Ground("the log cannot be read", _not_of_a_row)
MET = Ground("rules of the therapist that are met", _not_of_a_row)

GROUNDS: Sequence[Ground] = (
    Ground("days with a warning sign that no clinician has seen", _signs),
    UNREAD,
    Ground("discomfort is 2 points or more above the start", _worse),
    Ground("sessions with a stop for pain in the last 28 days", _stops),
    MET,
    Ground("discomfort is a little above the start, and steadily so", _little_worse),
    Ground(f"days without an entry, from {QUIET} on; days away do not count", _quiet),
    Ground(f"days since the end of a shared file, from {QUIET} on", _behind),
    Ground("nothing is logged yet", _nothing),
    Ground("rows that could not be read", _aside),
)


def ordered(
    rows: Iterable[Row | Unread], rules: Sequence[flags.Rule], through: date
) -> tuple[Look, ...]:
    """Return everybody in the order of `GROUNDS`, with the reasons for the place.

    Parameters
    ----------
    rows : iterable of Row or Unread
    rules : sequence of Rule
        The therapist's own, of `backlog.caseload.flags.read`.
    through : datetime.date
        The day on which a rule must hold.
    """
    return tuple(
        look for _, look in sorted((_placed(row, rules, through) for row in rows), key=_key)
    )


def _key(placed: tuple[tuple[int, ...], Look]) -> tuple[tuple[int, ...], str, str]:
    counts, look = placed
    return tuple(-times for times in counts), look.row.name.casefold(), look.row.name


def _placed(
    row: Row | Unread, rules: Sequence[flags.Rule], through: date
) -> tuple[tuple[int, ...], Look]:
    """Return how often each ground holds, and the look."""
    own = flags.holding(rules, row.name, through)
    met = tuple(flags.met(row, own))
    counted = [_counted(ground, row, met) for ground in GROUNDS]
    reasons = tuple(words for times, words in counted if times)
    return tuple(times for times, _ in counted), Look(row, reasons, tuple(flags.notes(own)))


def _counted(ground: Ground, row: Row | Unread, met: tuple[str, ...]) -> Counted:
    if ground is MET:
        return len(met), "; ".join(met)
    if isinstance(row, Unread):
        return (1, f"cannot be read: {row.why}") if ground is UNREAD else (0, "")
    return ground.of(row)
