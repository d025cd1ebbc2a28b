"""Late events: what a person said of a session, delivered after its close.

An answer to a stop, a rating and a correction are taken as if they had come in the review; what
they change of the session's rows becomes those rows' next revision. The journal of a closed session
is not written any more: the revision itself is what makes the event saved. Must not know widgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any, NamedTuple

from backlog import session as s
from backlog.log import Log, LogError, corrections
from backlog.panel import retold
from backlog.session import events as e

Message = Mapping[str, Any]
Change = tuple[str, str, dict[str, Any]]

#: Why an event is refused that belongs to no session that this kernel can tell of: it may be kept.
UNKNOWN = "not this session"

#: What may still be said of a session that is over. What moves the cursor may not.
_SAID = (e.Answer, e.Rate, e.Correct)


class _Closed(NamedTuple):
    """A closed session as it stood in the review, how that ended, and its time zone.

    `answers` are those to the events that its journal has: they are in its rows already, and
    whatever was corrected since is newer.
    """

    reviewing: s.Session
    finish: e.Event
    tz: str | None
    answers: Mapping[str, str | None]


class Late:
    """The late events that came to one kernel.

    What came before is remembered, so that the second correction of a set is one to the first.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._closed: dict[str, _Closed] = {}
        self._seen: dict[str, str | None] = {}

    def take(self, message: Message) -> str | None:
        """Revise the rows of the session that an event belongs to.

        Returns
        -------
        str or None
            Why the event is refused; None when it is saved.

        Raises
        ------
        LogError
            When a row could not be written: the event may come again.
        """
        id = str(message.get("id"))
        if id not in self._seen:
            self._seen[id] = self._taken(str(message.get("session")), message)
        return self._seen[id]

    def _taken(self, session_id: str, message: Message) -> str | None:
        closed = self._closed.get(session_id) or _closed(self._log, session_id)
        if closed is None:
            return UNKNOWN
        if message.get("id") in closed.answers:
            return closed.answers[message["id"]]
        try:
            event = s.parse(message)
            after = closed._replace(reviewing=s.handle(closed.reviewing, event))
        except (s.NotAllowed, ValueError) as refusal:
            return str(refusal)
        if not isinstance(event, _SAID):
            return "the session is over"
        for table, row, changes in _changes(closed, after, event):
            _revise(self._log, table, row, changes)
        self._closed[session_id] = after
        return None


def _closed(log: Log, session_id: str) -> _Closed | None:
    """Return a session as its journal tells it; None unless that tells of a review and its end."""
    try:
        opening, *records = log.session_records(session_id)
        *events, finish = (s.parse(each) for each in retold.happened(records))
        reviewing = reduce(s.handle, events, retold.planned(session_id, opening))
    except (LogError, LookupError, TypeError, ValueError, s.NotAllowed):
        return None
    if not isinstance(finish, e.Finish):
        return None
    return _Closed(reviewing, finish, opening.get("tz"), retold.answers(records))


def _changes(before: _Closed, after: _Closed, event: e.Event) -> Iterator[Change]:
    """Yield, for each row that the event speaks of or changes, its table, its id and its values.

    What was said elsewhere since stands in the log alone, so that a value which is named may be
    that of the journal and another one than that of the log.
    """
    was, now = (s.rows(s.handle(each.reviewing, each.finish), each.tz) for each in (before, after))
    for place, (old, new) in enumerate(zip(was.sets, now.sets, strict=True)):
        changes = _new_in(new, old) | {name: new[name] for name in _named(event, place, new)}
        if changes:
            yield "sets", new["set_id"], changes
    if changes := _new_in(now.session, was.session):
        yield "sessions", now.session["session_id"], changes


def _new_in(new: Message, old: Message) -> dict[str, Any]:
    return {name: value for name, value in new.items() if value != old[name]}


def _named(event: e.Event, place: int, row: Message) -> tuple[str, ...]:
    """Return the columns of the set at `place` that a correction or a rating names a value for.

    An answer to a stop names none: of that only counts what it changes in the journal's story.
    """
    if isinstance(event, e.Correct) and event.set == place:
        return ("reps", "status")
    if isinstance(event, e.Rate) and event.exercise == row["exercise"]:
        return ("discomfort",)
    return ()


def _revise(log: Log, table: str, id: str, changes: dict[str, Any]) -> None:
    """Append the next revision of a row; one that the person deleted stays deleted."""
    past = corrections.history(log, table, id)
    if past and past[-1].record["status"] == "deleted":
        return
    corrections.revise(log, table, id, changes)
