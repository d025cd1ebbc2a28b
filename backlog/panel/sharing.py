"""The form for sharing: what goes, a list of just that, and a file when the person says so.

Knows widgets. Must not know what a bundle is: it is given something that tells what is wrong with
the choices, what would leave, and that writes the file. Whatever that says is shown as text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Protocol

import ipywidgets as widgets

from backlog.log import LogError

#: The tables that can go, and what each tells.
TABLES = {
    "sets": "Sets: what was done in each exercise, and the worst discomfort in it",
    "sessions": "Sessions: when, how they ended, discomfort before and after",
    "checkins": "Check-ins: discomfort on each day and on the morning after",
    "activities": "Everyday activities: how hard they are",
    "days": "Days: away, flare-ups, visits, questions, warning signs",
    "program": "Program: what was prescribed, and the rules for the next dose",
}
#: What goes only when it is asked for.
ON_REQUEST = {
    "notes": "Notes, as you typed them",
    "names": "Names: who wrote the program, what you call your activities",
    "shift_dates": "Dates moved by some weeks, which nobody is told",
    "pdf": "The page as PDF, too",
    "notebooks": "The notebooks, without what they showed",
}
_FILE = "for-my-therapist.zip"
_WIDE, _WHOLE = {"description_width": "initial"}, {"width": "auto", "max_width": "48em"}
_RED = "color:var(--jp-error-color1, #a8201a);font-weight:600"
_ALERT = f'<p role="alert" style="margin:0 0 .4em;{_RED}">{{}}</p>'
_STATUS = '<p role="status" style="margin:.4em 0">{}</p>'
#: As high with little in it as with much, so that the button stays where it is while it is filled;
#: with an edge, so that a line that is cut reads as one to scroll to.
_LIST = (
    '<div role="region" aria-label="What would leave" tabindex="0" style="height:22em;'
    "max-width:64em;overflow:auto;box-sizing:border-box;padding:.4em .6em;"
    "border:1px solid var(--jp-border-color0, #5d6b75);"
    'line-height:1.4;overflow-wrap:anywhere">{}</div>'
)


class Shares(Protocol):
    """What the form asks of whoever shares; choices go by the names of the fields."""

    def wrong(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Return what is wrong with the choices, by field."""

    def preview(self, values: Mapping[str, Any]) -> Sequence[str]:
        """Return what would leave, line by line."""

    def write(self, values: Mapping[str, Any]) -> Path:
        """Write the file and return where it is."""


def _beside(doing: Callable[[], None]) -> None:
    threading.Thread(target=doing, daemon=True).start()


class SharingForm(widgets.VBox):
    """The form: fields, each with its error below it, a preview that follows them, one button.

    Parameters
    ----------
    sharing : Shares
        Tells what would leave and writes it.
    start : callable
        Runs what takes long, by default beside all else. JupyterLab may bring a click before a
        choice that was made earlier, when that one waits: so no choice ever waits for the list.
    """

    def __init__(
        self, sharing: Shares, start: Callable[[Callable[[], None]], None] = _beside
    ) -> None:
        self._sharing, self._start, self._lock = sharing, start, threading.Lock()
        self._asked: dict[str, Any] = {}
        self.fields: dict[str, widgets.Widget] = _fields()
        self.errors = {name: widgets.HTML() for name in ("from", "to", "tables", "file")}
        self.told, self.said = widgets.HTML(_LIST.format("")), widgets.HTML()
        self.button = widgets.Button(description="Write the file", button_style="primary")
        super().__init__(self._parts())
        for name, field in self.fields.items():
            shown = self._wrong if name == "file" else self._changed
            field.observe(shown, names=["value"])
        self.button.on_click(self._write)
        self._changed()

    def _parts(self) -> list[widgets.Widget]:
        days = [it for name in ("from", "to") for it in (self.fields[name], self.errors[name])]
        return [
            _heading("Which days", "Without a first day: since your last visit."),
            *days,
            _heading("Which tables", "The page and the numbers are made of these alone."),
            *(self.fields[name] for name in TABLES),
            self.errors["tables"],
            _heading("Only if you tick it"),
            *(self.fields[name] for name in ON_REQUEST),
            _heading("What would leave this computer"),
            self.told,
            self.fields["file"],
            self.button,
            self.errors["file"],  # below the button, which must not move away under a click
            self.said,
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What is chosen, by field."""
        return {
            "from": _told(self.fields["from"].value),
            "to": _told(self.fields["to"].value),
            "tables": tuple(name for name in TABLES if self.fields[name].value),
            **{name: self.fields[name].value for name in ON_REQUEST},
            "file": self.fields["file"].value.strip(),
        }

    @property
    def _contents(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name != "file"}

    def _changed(self, _: object = None) -> None:
        """Have the list made anew; nothing can be written before it is there."""
        self.button.disabled, self._asked = True, self._contents
        if set(self._wrong()) - {"file"}:
            self.told.value = _LIST.format("")
        else:
            self._start(self._show)

    def _show(self) -> None:
        """Show what would leave; for what was chosen meanwhile a list of its own follows."""
        with self._lock:
            asked, values = self._asked, self.values
            if not self.button.disabled:
                return  # several choices in a row are listed once
            try:
                shown, known = "".join(map(_line, self._sharing.preview(values))), True
            except (LogError, OSError, ValueError) as trouble:
                shown, known = _ALERT.format(escape(str(trouble))), False
            if asked == self._asked == self._contents:
                self.told.value, self.button.disabled = _LIST.format(shown), not known

    def _wrong(self, _: object = None) -> Mapping[str, str]:
        """Show at each field what is wrong with it, and return that."""
        wrong = self._sharing.wrong(self.values)
        for name, error in self.errors.items():
            error.value = _ALERT.format(escape(wrong[name])) if name in wrong else ""
        self.said.value = ""
        return wrong

    def _write(self, _: object) -> None:
        with self._lock:
            if self._wrong() or self.button.disabled or self._contents != self._asked:
                return
            try:
                path = self._sharing.write(self.values)
            except (LogError, OSError, ValueError) as trouble:
                self.said.value = _ALERT.format(escape(str(trouble)))
                return
        told = f"The file is written: {path}. Nothing was sent anywhere; that is for you to do."
        self.said.value = _STATUS.format(escape(told))


def _told(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _fields() -> dict[str, widgets.Widget]:
    return {
        "from": widgets.DatePicker(description="First day", style=_WIDE),
        "to": widgets.DatePicker(description="Last day", style=_WIDE),
        **{name: _box(told, True) for name, told in TABLES.items()},
        **{name: _box(told, False) for name, told in ON_REQUEST.items()},
        # Sent as it is typed: a click on the button must not come before the name.
        "file": widgets.Text(_FILE, description="File", style=_WIDE),
    }


def _box(told: str, ticked: bool) -> widgets.Checkbox:
    return widgets.Checkbox(ticked, description=told, indent=False, layout=_WHOLE)


def _heading(title: str, told: str = "") -> widgets.HTML:
    below = f'<p style="margin:0">{escape(told)}</p>' if told else ""
    return widgets.HTML(f'<h3 style="margin:.8em 0 .2em">{escape(title)}</h3>{below}')


def _line(line: str) -> str:
    """Return a line of the preview; those of files are set in, with the file's name in bold."""
    name, colon, rest = line.strip().partition(":")
    if not line.startswith(" "):
        return f'<p style="margin:0 0 .3em">{escape(line)}</p>'
    told = f"<strong>{escape(name)}</strong>{colon}{escape(rest)}"
    return f'<p style="margin:0 0 .3em 1em">{told}</p>'
