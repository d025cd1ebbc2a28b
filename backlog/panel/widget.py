"""The widget: state that the browser draws, and messages that it sends.

A view over `backlog.panel.live` and `backlog.panel.home`. Callbacks may run on several threads, so
one lock stands round everything; whatever goes wrong is told in the panel and never swallowed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import anywidget
import traitlets

from backlog import program as p
from backlog import session as s
from backlog.log import Log, LogError, TakenOverError, new_id
from backlog.panel import assets, correcting, home, noted, planned, program_form, settings, signs
from backlog.panel.fields import FieldError
from backlog.panel.late import UNKNOWN, Late
from backlog.panel.live import TAKEN, Live

_LOGGER = logging.getLogger("backlog.panel")
#: What the browser asks and is answered; what stands in `_CHANGES` is written into the log.
_ANSWERED = {**correcting.DOINGS, **program_form.DOINGS}
_CHANGES = {*correcting.CHANGES, *program_form.CHANGES}


class SessionPanel(anywidget.AnyWidget):
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

    _esm = assets.module()
    _css = assets.style()

    texts = traitlets.Dict().tag(sync=True)
    catalog = traitlets.Dict().tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)
    home = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    script = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    anchor = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    saved = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    def __init__(
        self, log: Log, now: Callable[[], datetime], speed: float = 1.0, pace: s.Pace | None = None
    ) -> None:
        super().__init__(speed=speed, texts=assets.languages(), catalog=home.catalog())
        self._lock = threading.RLock()
        self._log, self._now, self._base_pace = log, now, pace or s.Pace()
        self._live: Live | None = None
        self._late = Late(log)
        self._noted: set[Any] = set()
        self._doings: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "home": self._go_home,
            "first_run": self._first_run,
            "begin": self._begin,
            "event": self._event,
            "form": self._form,
            "resume": partial(self._take_up, Live.resume),
            "take_over": partial(self._take_up, Live.take_over),
            "save_partial": self._save_partial,
            "discard": self._discard,
            "settings": self._choose,
            **{name: partial(self._answer, doing) for name, doing in _ANSWERED.items()},
            "not_signs": self._take_signs_back,
        }
        self.on_msg(self._on_message)
        self._go_home({})

    def _on_message(self, _: object, message: Mapping[str, Any], __: object) -> None:
        with self._lock:
            try:
                self._doings[message["kind"]](message)
            except TakenOverError as taken:
                self._let_go()
                self._tell_trouble(str(taken))
            except LogError as trouble:
                self._tell_trouble(str(trouble))
            except FieldError as wrong:
                field = {"field": wrong.field, "text": str(wrong), "values": wrong.values}
                self.send({"kind": "field", **field})
            except Exception as wrong:
                _LOGGER.exception("the panel could not handle a message")
                self._tell_trouble(f"{type(wrong).__name__}: {wrong}")

    def _tell_trouble(self, sentence: str) -> None:
        self.send({"kind": "trouble", "text": sentence})

    # --- before a session ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw Home anew, unless a session runs."""
        self._go_home({})

    def _go_home(self, _: Mapping[str, Any]) -> None:
        with self._lock:
            if self._running is not None:
                return
            self._live = None
            self._draw_home(told=self._read_settings())
            self.set_trait("script", None)
            self.set_trait("anchor", None)
            self.set_trait("saved", None)

    def _draw_home(self, told: Iterable[str] = ()) -> None:
        day = s.local_day(self._now())
        drawn = home.drawn(self._log, day, self._pace, self.settings["asked_until"])
        self.home = {**drawn, "told": [*drawn["told"], *told]}

    def _read_settings(self) -> list[str]:
        """Take the settings from their file; return a sentence for each that is none."""
        kept, unread = self._log.settings()
        self.settings, unfit = settings.read(kept)
        return [str(problem) for problem in (*unread, *unfit)]

    def _choose(self, message: Mapping[str, Any]) -> None:
        """Keep settings; in the browser they hold already."""
        chosen = message["values"]
        unfit = settings.wrong(chosen)
        if unfit:
            self._tell_trouble(". ".join(map(str, unfit)))
            return
        self.settings = {**self.settings, **chosen}  # it holds here even when the disk is full
        if self._live is None:
            self._draw_home()
        self._log.keep_settings(chosen)

    @property
    def _pace(self) -> s.Pace:
        return settings.pace(self._base_pace, self.settings)

    @property
    def _running(self) -> Live | None:
        return None if self._live is None or self._live.closed else self._live

    def _first_run(self, message: Mapping[str, Any]) -> None:
        day = s.local_day(self._now())
        chosen = p.default(day, message.get("days_per_week"), message.get("postpone_at"))
        if home.nobodys(self._log.program()):  # a second tap changes nothing
            self._log.prescribe(chosen)
        self._go_home({})

    def _form(self, message: Mapping[str, Any]) -> None:
        """Keep what was said on a form: once, also when it is sent again."""
        id = message.get("id")
        waiting = [] if id in self._noted else noted.form(self._log, message, self._now())
        self._noted |= {id} - {None}
        self._go_home({})
        self.send({"kind": "noted", "form": message["form"], "id": id})
        for sentence in waiting:
            self._tell_trouble(sentence)

    def _answer(self, doing: correcting.Doing, message: Mapping[str, Any]) -> None:
        """Answer what is asked about entries of the log."""
        answer = doing(self._log, message, s.local_day(self._now()))
        if message["kind"] in _CHANGES:
            self._go_home({})
        self.send(answer)

    def _take_signs_back(self, _: Mapping[str, Any]) -> None:
        """Delete what was ticked by a slip: the rows stay as history, and count nowhere."""
        noted.take_back(self._log, self.home["held"])
        self._go_home({})

    # --- a session ----------------------------------------------------------------------------

    def _begin(self, message: Mapping[str, Any]) -> None:
        if self._live is not None:  # a second Begin is a repeat, or is refused
            self._event({**message, "type": "begin", "session": self._live.session.id})
            return
        live = self._live = self._planned(message)
        try:
            acknowledged = live.start(_plain(message))
            self._keep_signs(message)
            if live.warned:
                self._draw_home()  # where it stands what to do
        except Exception:
            if not live.closed:
                self._live = None  # what reached its journal is seen to at the next Home
                live.release()
            raise
        finally:
            self._show()
        self._acknowledge(acknowledged)

    def _planned(self, message: Mapping[str, Any]) -> Live:
        """Return a session that waits for its first event, in the program of its day."""
        at = s.parse({**message, "type": "begin"}).at.wall  # or nothing is made
        self._draw_home()  # another kernel may have written since
        in_force = home.program_of(self._log.program(), s.local_day(at))
        script = planned.script(message, in_force, self.home, self._pace)
        return Live.begin(self._log, new_id(at), script, message.get("tz"))

    def _keep_signs(self, message: Mapping[str, Any]) -> None:
        """Record the warning signs that were ticked, in the words that the person saw."""
        for sentence in noted.write(self._log, signs.rows(message.get("signs") or (), self._now())):
            self._tell_trouble(sentence)

    def _event(self, message: Mapping[str, Any]) -> None:
        live = self._live
        running = live is not None and message.get("session") == live.session.id
        if live is None or not running or (live.closed and not live.knows(message)):
            self._acknowledge([(message, self._late.take(message))])
            return
        try:
            acknowledged = live.receive(_plain(message))
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
        with self.hold_sync():
            if self.script is None or self.script["session"] != live.session.id:
                self.script = live.script()
            self.anchor = live.anchor()
            self.set_trait("saved", live.saved() if live.closed else None)

    # --- a session that was interrupted ---------------------------------------------------------

    def _take_up(self, take: Callable[[Log, str], Live], message: Mapping[str, Any]) -> None:
        if self._running is None:
            planned.allowed(self.home)
            self._live = take(self._log, message["session"]).followable()
        elif self._running.session.id != message["session"]:
            raise LogError("A session is running here. End it first.")
        self._show()

    def _let_go(self) -> None:
        """Leave a session to the kernel that has taken it over."""
        if self._live is not None:
            self._live.release()
        self._live = None
        self._go_home({})

    def _save_partial(self, message: Mapping[str, Any]) -> None:
        live = Live.resume(self._log, message["session"])
        try:
            for event in message.get("events") or ():  # what the browser still kept
                live.receive(_plain(event))
            live.save_as_partial()
        finally:
            live.release()
            self._go_home({})

    def _discard(self, message: Mapping[str, Any]) -> None:
        self._log.discard_session(message["session"])
        self._go_home({})


def _plain(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event as the journal keeps it: without what only the message needed."""
    return {key: value for key, value in message.items() if key not in ("kind", "session")}
