"""The widget: state that the browser draws, and messages that it sends.

A view over `backlog.panel.live` and `backlog.panel.home`. Callbacks may run on several threads, so
one lock stands round everything; whatever goes wrong is told in the panel and never swallowed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import anywidget
import traitlets

from backlog import program as p
from backlog import session as s
from backlog.log import Log, LogError, fallback_folder, new_id
from backlog.panel import assets, home
from backlog.panel.live import Live

_LOGGER = logging.getLogger("backlog.panel")


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
    script = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    anchor = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    saved = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    def __init__(
        self, log: Log, now: Callable[[], datetime], speed: float = 1.0, pace: s.Pace | None = None
    ) -> None:
        super().__init__(speed=speed, texts=assets.texts(), catalog=home.catalog())
        self._lock = threading.RLock()
        self._log, self._now, self._pace = log, now, pace or s.Pace()
        self._live: Live | None = None
        self._doings: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "home": self._go_home,
            "first_run": self._first_run,
            "begin": self._begin,
            "event": self._event,
            "resume": self._resume,
            "save_partial": self._save_partial,
            "discard": self._discard,
        }
        self.on_msg(self._on_message)
        self._go_home({})

    def _on_message(self, _: object, message: Mapping[str, Any], __: object) -> None:
        with self._lock:
            try:
                self._doings[message["kind"]](message)
            except LogError as trouble:
                self._tell_trouble(str(trouble))
            except Exception as wrong:
                _LOGGER.exception("the panel could not handle %s", message.get("kind"))
                self._tell_trouble(f"{type(wrong).__name__}: {wrong}")

    def _tell_trouble(self, sentence: str) -> None:
        self.send({"kind": "trouble", "text": sentence})

    # --- before a session ---------------------------------------------------------------------

    def _go_home(self, _: Mapping[str, Any]) -> None:
        """Draw Home anew, unless a session runs."""
        with self._lock:
            if self._live is not None and not self._live.closed:
                return
            self._live = None
            self.home = self._home()
            self.set_trait("script", None)
            self.set_trait("anchor", None)
            self.set_trait("saved", None)

    def _home(self) -> dict[str, Any]:
        unusable = self._log.trouble()
        told = [] if unusable else self._log.settle()
        lines, problems = self._log.program()
        problems = [*problems, *self._log.problems("sessions"), *self._log.problems("sets")]
        day = s.local_day(self._now())
        in_force = home.program_of(lines, day)
        folder = str(self._log.folder)
        return {
            "first_run": not lines and not problems and unusable is None,
            "day": day.isoformat(),
            "today": home.today(in_force, self._pace),
            "counts": home.counts(self._log.records("sessions"), in_force, day),
            "unfinished": [home.unfinished(each) for each in self._log.unfinished()],
            "elsewhere": self._log.running(),
            "problems": [str(problem) for problem in problems],
            "told": told,
            "unusable": unusable,
            "fallback": str(fallback_folder(self._log.folder)),
            "folder": folder,
            "folder_id": home.folder_id(folder),
        }

    def _first_run(self, message: Mapping[str, Any]) -> None:
        day = s.local_day(self._now())
        chosen = p.default(day, message.get("days_per_week"), message.get("postpone_at"))
        self._log.prescribe(chosen)
        self._go_home({})

    # --- a session ----------------------------------------------------------------------------

    def _begin(self, message: Mapping[str, Any]) -> None:
        if self._live is None:
            at = datetime.fromisoformat(message["wall"])
            lines, _ = self._log.program()
            in_force = home.program_of(lines, s.local_day(at))
            said = s.CheckIn(message.get("discomfort"), frozenset(message.get("anyway", ())))
            script = s.write(in_force, p.version(in_force), said, self._pace)
            self._live = Live.begin(self._log, new_id(at), script, message.get("tz"))
        self._event({**message, "type": "begin", "session": self._live.session.id})
        if message.get("warning_signs") == "ticked":
            self._live.tell("end", message)
            self._live.tell("finish", message)
            self._show()

    def _event(self, message: Mapping[str, Any]) -> None:
        live = self._live
        if live is None or message.get("session") != live.session.id:
            self.send({"kind": "ack", "seq": message.get("seq"), "refused": "not this session"})
            return
        plain = {key: value for key, value in message.items() if key not in ("kind", "session")}
        try:
            acknowledged = live.receive(plain)
        finally:
            self._show()
        for seq, refused in acknowledged:
            self.send({"kind": "ack", "seq": seq, "refused": refused})

    def _show(self) -> None:
        live = self._live
        if live is None:
            return
        with self.hold_sync():
            if self.script is None or self.script["session"] != live.session.id:
                self.script = live.script()
            self.anchor = live.anchor()
            if live.closed:
                self.saved = live.saved()

    # --- a session that was interrupted ---------------------------------------------------------

    def _resume(self, message: Mapping[str, Any]) -> None:
        self._live = Live.resume(self._log, message["session"])
        self._show()

    def _save_partial(self, message: Mapping[str, Any]) -> None:
        Live.resume(self._log, message["session"]).save_as_partial()
        self._go_home({})

    def _discard(self, message: Mapping[str, Any]) -> None:
        self._log.discard_session(message["session"])
        self._go_home({})
