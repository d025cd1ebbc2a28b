"""The whole widget: what `backlog.panel.home_panel` shows, and the session.

A view over `backlog.panel.live`: state that the browser draws, and messages that it sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import traitlets

from backlog import session as s
from backlog.log import Log, LogError, TakenOverError, new_id
from backlog.panel import home, noted, planned, signs
from backlog.panel.home_panel import HomePanel
from backlog.panel.late import UNKNOWN, Late
from backlog.panel.live import TAKEN, Live


class SessionPanel(HomePanel):
    """The session panel over one data folder.

    Parameters
    ----------
    log : Log
        The log of the folder that sessions are written to.
    now : callable
        Gives the local time with its offset.
    speed : float
        How many times faster than life the browser's clock runs; above 1 only for demonstrations
        and tests, whose `log` is a scratch folder.
    pace : Pace
        Seconds of each kind of phase.
    """

    script = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    anchor = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    saved = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    def __init__(
        self, log: Log, now: Callable[[], datetime], speed: float = 1.0, pace: s.Pace | None = None
    ) -> None:
        self._live: Live | None = None
        self._late = Late(log)
        self._ticked: set[str] = set()  # the ids of rows of warning signs that are kept
        super().__init__(log, now, speed, pace or s.Pace())
        self._doings |= {
            "begin": self._begin,
            "event": self._event,
            "whose": self._whose,
            "resume": partial(self._take_up, Live.resume),
            "take_over": partial(self._take_up, Live.take_over),
            "save_partial": self._save_partial,
            "discard": self._discard,
        }

    def _do(self, message: Mapping[str, Any]) -> None:
        try:
            super()._do(message)
        except TakenOverError:
            self._let_go()
            raise

    def _go_home(self, message: Mapping[str, Any]) -> None:
        with self._lock:
            if self._running is not None:
                return
            self._live = None
            super()._go_home(message)
            self.set_trait("script", None)
            self.set_trait("anchor", None)
            self.set_trait("saved", None)

    @property
    def _shows_session(self) -> bool:
        return self._live is not None

    @property
    def _running(self) -> Live | None:
        return None if self._live is None or self._live.closed else self._live

    # --- a session ----------------------------------------------------------------------------

    def _begin(self, message: Mapping[str, Any]) -> None:
        event = {**message, "type": "begin"}
        if self._live is not None:
            self._event(_second(event, self._live))
            return
        waiting = self._keep_signs(event)
        live = self._live = self._planned(event)
        try:
            acknowledged = live.receive(_plain(event))
            live.end_warned()
        except Exception:
            if not live.closed:
                self._live = None  # what reached its journal is seen to at the next Home
                live.release()
            raise
        finally:
            self._show()
            self._tell_trouble(*waiting)  # a page that opens a session forgets what was before
        self._acknowledge(acknowledged)

    def _planned(self, message: Mapping[str, Any]) -> Live:
        """Return a session that waits for its first event, in the program of its day."""
        at = s.parse(message).at.wall  # or nothing is made
        self._draw_home()  # another kernel may have written since
        in_force = home.program_of(self._log.program(), s.local_day(at))
        script = planned.script(message, in_force, self.home, self._pace)
        return Live.begin(self._log, new_id(at), script, message.get("tz"))

    def _keep_signs(self, message: Mapping[str, Any]) -> list[str]:
        """Record the warning signs that an event ticked; return where rows wait.

        That comes first: they hold, and Home says what to do, whatever becomes of the session. The
        browser sends an event again until it is acknowledged: nothing is told or drawn twice.
        """
        ticks = signs.of_event(message, self._now())
        rows = [(table, row) for table, row in ticks if row["day_id"] not in self._ticked]
        if not rows:
            return []
        waiting = noted.ticked(self._log, rows)
        self._ticked |= {row["day_id"] for _, row in rows}
        self._draw_home()
        return waiting

    def _event(self, message: Mapping[str, Any]) -> None:
        self._tell_trouble(*self._keep_signs(message))
        live = self._live
        running = live is not None and message.get("session") == live.session.id
        if live is None or not running or (live.closed and not live.knows(message)):
            self._acknowledge([(message, self._late.take(message))])
            return
        try:
            acknowledged = live.receive(_plain(message))
            live.end_warned()
        finally:
            self._show()
        self._acknowledge(acknowledged)

    def _acknowledge(self, done: Iterable[tuple[Mapping[str, Any], str | None]]) -> None:
        for message, refused in done:
            place = {"seq": message.get("seq"), "id": message.get("id")}
            mark = {TAKEN: {"again": True}, UNKNOWN: {"unknown": True}}.get(refused or "", {})
            self.send({"kind": "ack", **place, "refused": refused, **mark})

    def _show(self) -> None:
        live = self._live
        if live is None:
            return
        saved = live.saved() if live.closed else None
        if live.warned and saved != self.saved:
            self._draw_home()  # where it stands what to do
        with self.hold_sync():
            if self.script is None or self.script["session"] != live.session.id:
                self.script = live.script()
            self.anchor = live.anchor()
            self.set_trait("saved", saved)

    # --- a session that was interrupted ---------------------------------------------------------

    def _take_up(self, take: Callable[[Log, str], Live], message: Mapping[str, Any]) -> None:
        if self._running is None:
            self._draw_home()  # it may have ended where it ran
            planned.allowed(self.home)
            live = take(self._log, message["session"])
            try:
                planned.can_go_on(live.session, home.ended(self._log, s.local_day(self._now())))
            except LogError:
                live.release()
                self._draw_home()  # where it can be saved as partial
                raise
            self._live = live
        elif self._running.session.id != message["session"]:
            raise LogError("A session is running here. End it first.")
        self._show()

    def _whose(self, _: Mapping[str, Any]) -> None:
        """Look whether the session is still this kernel's: a page has lost it to another one."""
        if self._running is not None:
            self._running.look()

    def _let_go(self) -> None:
        """Leave a session to the kernel that has taken it over."""
        if self._live is not None:
            self._live.release()
        self._live = None
        self._go_home({})

    def _save_partial(self, message: Mapping[str, Any]) -> None:
        kept = message.get("events") or ()  # by the browser
        for event in kept:
            self._tell_trouble(*self._keep_signs(event))
        live = Live.resume(self._log, message["session"])
        try:
            for event in kept:
                live.receive(_plain(event))
            live.save_as_partial()
        finally:
            live.release()
            self._go_home({})

    def _discard(self, message: Mapping[str, Any]) -> None:
        self._log.discard_session(message["session"])
        self._go_home({})


def _second(begin: Mapping[str, Any], live: Live) -> dict[str, Any]:
    """Return what a second Begin says to the session that is there.

    It is a repeat, or is refused; but the signs that it ticked end the session, as on the way. The
    discomfort of a check-in is none after a session.
    """
    event = {**begin, "session": live.session.id}
    if begin.get("warning_signs") != "ticked":
        return event
    level = signs.gravest(begin.get("signs") or (), home.LEVELS)
    report = {"type": "report_signs", "seq": live.seq + 1, "level": level, "discomfort": None}
    return {**event, **report}


def _plain(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event as the journal keeps it: without what only the message needed."""
    return {key: value for key, value in message.items() if key not in ("kind", "session")}
