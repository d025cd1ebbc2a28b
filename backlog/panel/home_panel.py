"""The panel while no session runs: Home, the settings, the forms and the corrections.

A widget whose state the browser draws, and to which it sends messages. Callbacks may run on several
threads, so one lock stands round everything; whatever goes wrong is told in the panel and never
swallowed. Must not know a session: that is `backlog.panel.widget`.
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
from backlog.log import Log, LogError
from backlog.panel import assets, correcting, home, noted, program_form, settings
from backlog.panel.fields import FieldError

_LOGGER = logging.getLogger("backlog.panel")
#: What the browser asks and is answered; what stands in `_CHANGES` is written into the log.
_ANSWERED = {**correcting.DOINGS, **program_form.DOINGS}
_CHANGES = {*correcting.CHANGES, *program_form.CHANGES}


class HomePanel(anywidget.AnyWidget):
    """What a person meets before and beside a session, over one data folder.

    Parameters
    ----------
    log : Log
        The log of the folder.
    now : callable
        Gives the local time with its offset.
    speed : float
        How many times faster than life the browser's clock runs.
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

    def __init__(self, log: Log, now: Callable[[], datetime], speed: float, pace: s.Pace) -> None:
        super().__init__(speed=speed, texts=assets.languages(), catalog=home.catalog())
        self._lock = threading.RLock()
        self._log, self._now, self._base_pace = log, now, pace
        self._noted: dict[Any, Any] = {}  # what each form held that was kept, by its id
        self._doings: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "home": self._go_home,
            "first_run": self._first_run,
            "form": self._form,
            "settings": self._choose,
            **{name: partial(self._answer, doing) for name, doing in _ANSWERED.items()},
            "not_signs": self._take_signs_back,
        }
        self.on_msg(self._on_message)
        self._go_home({})

    @property
    def _shows_session(self) -> bool:
        """Whether the panel shows a session, and not Home."""
        return False

    def _on_message(self, _: object, message: Mapping[str, Any], __: object) -> None:
        with self._lock:
            try:
                self._do(message)
            except LogError as trouble:
                self._tell_trouble(str(trouble))
            except FieldError as wrong:
                field = {"field": wrong.field, "text": str(wrong), "values": wrong.values}
                self.send({"kind": "field", **field})
            except Exception as wrong:
                _LOGGER.exception("the panel could not handle a message")
                self._tell_trouble(f"{type(wrong).__name__}: {wrong}")
            finally:
                self._say_heard(message)

    def _say_heard(self, message: object) -> None:
        """Say that a message was seen to, whatever came of it: the browser waits no more."""
        if isinstance(message, dict) and "asked" in message:
            self.send({"kind": "heard", "asked": message["asked"]})

    def _tell_trouble(self, *sentences: str) -> None:
        for sentence in sentences:
            self.send({"kind": "trouble", "text": sentence})

    def _do(self, message: Mapping[str, Any]) -> None:
        self._doings[message["kind"]](message)

    def refresh(self) -> None:
        """Draw Home anew, unless a session runs."""
        self._go_home({})

    def _go_home(self, _: Mapping[str, Any]) -> None:
        with self._lock:
            self._draw_home(told=self._read_settings())

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
        if not self._shows_session:
            self._draw_home()
        self._log.keep_settings(chosen)

    @property
    def _pace(self) -> s.Pace:
        return settings.pace(self._base_pace, self.settings)

    def _first_run(self, message: Mapping[str, Any]) -> None:
        day = s.local_day(self._now())
        chosen = p.default(day, message.get("days_per_week"), message.get("postpone_at"))
        if home.nobodys(self._log.program()):  # a second tap changes nothing
            self._log.prescribe(chosen)
        self._go_home({})

    def _form(self, message: Mapping[str, Any]) -> None:
        """Keep what was said on a form: once, also when it is sent again."""
        id, values = message.get("id"), message["values"]
        if self._noted.get(id, values) != values:
            raise LogError("This was saved as it was first sent. To change it, correct the entry.")
        waiting = [] if id in self._noted else noted.form(self._log, message, self._now())
        if id is not None:
            self._noted[id] = values
        self._go_home({})
        self.send({"kind": "noted", "form": message["form"], "id": id})
        self._tell_trouble(*waiting)

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
