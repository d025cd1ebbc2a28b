"""The live session: every event goes to the journal, then to the machine, then is acknowledged.

The one place where the pure session and the log meet while somebody exercises. Knows sequence
numbers, repeats and refusals. Must not know widgets: `backlog.panel.widget` carries the messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from backlog import session as s
from backlog.log import Journal, Log, LogError, schema
from backlog.panel import retold, view

Message = Mapping[str, Any]


#: Why an event is refused whose sequence number another one has: it may be sent under a new one.
TAKEN = "another event has this place already"


class Live:
    """One session from its first event to its rows.

    Parameters
    ----------
    log : Log
        Where the journal is and where the rows go.
    journal : Journal
        Open and owned; its first record is the opening.
    session : Session
        The session as the journal tells it so far.
    tz : str, optional
        IANA name of the person's time zone.
    """

    def __init__(self, log: Log, journal: Journal, session: s.Session, tz: str | None) -> None:
        self._log, self._journal, self._tz = log, journal, tz
        self.session = session
        self.seq = -1
        #: How the session ended, and whether its rows have reached the tables.
        self.status: str | None = None
        self.filed = False
        self._seen: dict[str, str | None] = {}
        self._waiting: dict[int, Message] = {}

    @classmethod
    def begin(cls, log: Log, session_id: str, script: s.Script, tz: str | None) -> Live:
        """Open a journal for a new session of `script`."""
        zone = _zone(tz)
        journal = log.open_session(session_id, {"script": script.to_json(), "tz": zone})
        return cls(log, journal, s.plan(session_id, script), zone)

    @classmethod
    def resume(cls, log: Log, session_id: str) -> Live:
        """Take up an unfinished session where its journal ends.

        One that was over, and lacked only its closing, is closed at once.

        Raises
        ------
        LogError
            When it is running elsewhere, is closed, or its journal does not tell how it began.
        """
        return cls._taken_up(log, log.resume_session(session_id))

    @classmethod
    def take_over(cls, log: Log, session_id: str) -> Live:
        """Go on here with a session that another kernel runs; that one notices.

        Raises
        ------
        LogError
            When it is closed, or its journal does not tell how it began.
        """
        return cls._taken_up(log, log.take_over_session(session_id))

    @classmethod
    def _taken_up(cls, log: Log, journal: Journal) -> Live:
        try:
            live = cls._told_by(log, journal)
            if live.closed:
                live._close()
        except Exception:
            journal.release()
            raise
        return live

    @classmethod
    def _told_by(cls, log: Log, journal: Journal) -> Live:
        try:
            opening, *records = journal.records()
            session = retold.planned(journal.session_id, opening)
        except (KeyError, TypeError, ValueError) as wrong:
            raise LogError(f"{journal.path} is of another version of backlog.") from wrong
        live = cls(log, journal, session, _zone(opening.get("tz")))
        for record in records:
            live._replay(record)
        if live.session.begun is None:
            raise LogError(f"{journal.path} does not tell how the session began.")
        return live

    def _replay(self, record: Message) -> None:
        """Take an event from the journal; one that stands there twice happened once."""
        if record.get("kind") != "event" or record["id"] in self._seen:
            return
        refused = record["refused"]
        self._take(record, self.session if refused else self._outcome(record)[0], refused)

    @property
    def closed(self) -> bool:
        """Whether the session has ended for good."""
        return self.session.state is s.State.CLOSED

    def knows(self, message: Message) -> bool:
        """Return whether an event was answered before."""
        return message.get("id") in self._seen

    def receive(self, message: Message) -> list[tuple[Message, str | None]]:
        """Journal and apply one event, and those that waited for it.

        Returns
        -------
        list of (message, None or why it was refused)
            What can be acknowledged now: empty while an earlier event is still missing, one entry
            for a repeat.
        """
        seq, id = message.get("seq"), message.get("id")
        if type(seq) is not int or type(id) is not str:
            return [(message, self._turn_away(message, "seq must be a whole number, id a text"))]
        if id in self._seen:
            return [(message, self._seen[id])]
        if self.closed or seq <= self.seq:
            why = "the session is over" if self.closed else TAKEN
            self._seen[id] = self._turn_away(message, why)
            return [(message, why)]
        self._waiting.setdefault(seq, message)
        return [(waiting, self._record(waiting)) for waiting in self._in_order()]

    def _in_order(self) -> Iterator[Message]:
        while not self.closed and (waiting := self._waiting.pop(self.seq + 1, None)):
            yield waiting

    def _turn_away(self, message: Message, why: str) -> str:
        """Refuse a message that has no place among the events; the journal keeps it apart."""
        if not self.closed:
            self._journal.write({**message, "kind": "turned_away", "refused": why})
        return why

    def tell(self, type: str, at: Message, **values: Any) -> None:
        """Apply an event of the program's own making, at the time of `at`."""
        times = {name: at[name] for name in ("wall", "mono", "page")}
        seq = self.seq + 1
        self.receive({"type": type, "seq": seq, "id": f"own-{seq}", **times, **values})

    def _record(self, message: Message) -> str | None:
        after, refused = self._outcome(message)
        self._journal.write({"kind": "event", **message, "refused": refused})
        self._take(message, after, refused)
        if self.closed and refused is None:
            self._close()
        return refused

    def _outcome(self, message: Message) -> tuple[s.Session, str | None]:
        """Return the session after the event, or unchanged and why it was refused."""
        try:
            return s.handle(self.session, s.parse(message)), None
        except (s.NotAllowed, ValueError) as refusal:
            return self.session, str(refusal)

    def _take(self, message: Message, after: s.Session, refused: str | None) -> None:
        self.session, self.seq = after, int(message["seq"])
        self._seen[str(message["id"])] = refused

    def _close(self) -> None:
        rows = s.rows(self.session, self._tz)
        self.status = rows.session["status"]
        try:
            self._log.close_session(self._journal, rows.sets, rows.session)
        finally:
            self.release()
        self.filed = True

    def look(self) -> None:
        """Raise `TakenOverError` when another kernel goes on with the session."""
        self._journal.look()

    def release(self) -> None:
        """Give the session up, so that it can be taken up again: here or elsewhere."""
        self._journal.release()

    def end_warned(self) -> None:
        """Close a session in which a warning sign was ticked: as it stands, with no review."""
        if self.warned:
            self.save_as_partial()

    @property
    def warned(self) -> bool:
        """Whether a warning sign was ticked, at the check-in or later: then nobody exercises."""
        begun, later = self.session.begun, self.session.signs
        return later is not None or (begun is not None and begun.warning_signs == "ticked")

    def save_as_partial(self) -> None:
        """End an interrupted session as it stands, unreviewed, at the time of its last event."""
        last = self.session.last
        if last is None or self.closed:
            return
        at = {"wall": last.wall.isoformat(), "mono": last.mono, "page": last.page}
        signs = self.session.signs
        if self.session.state is not s.State.REVIEWING:
            self.tell("end", at, reason=None if self.warned else "interrupted")
        self.tell("finish", at, discomfort=signs.discomfort if signs else None)

    def saved(self) -> dict[str, Any]:
        """Return how the closed session ended, where it is, and whether the tables have it."""
        folder = self._log.folder if self.filed else self._journal.path.parent
        return {"folder": str(folder), "status": self.status, "filed": self.filed}

    def script(self) -> dict[str, Any]:
        """Return what the browser needs once; see `backlog.panel.view.script`."""
        return view.script(self.session)

    def anchor(self) -> dict[str, Any]:
        """Return where the session stands; see `backlog.panel.view.anchor`."""
        return view.anchor(self.session, self.seq)


def _zone(name: object) -> str | None:
    """Return the name of a time zone; None for what no row could hold."""
    column = next(each for each in schema.table("sessions").columns if each.name == "tz")
    try:
        zone: str | None = column.check(name)
    except ValueError:
        return None
    return zone
