"""The form for a program that comes back: load the sheet, see what it changes, then change it.

Knows widgets. What a sheet means and what may change stands in `backlog.log.prescribing`; whatever
that says is shown as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from backlog.log import Log, LogError, prescribing

_WIDE = {"description_width": "initial"}
_AUTO = {"width": "auto", "max_width": "100%", "align_self": "flex-start"}
_RED = ";color:var(--jp-error-color1, #a8201a);font-weight:600"
_LINE = '<p style="margin:.2em 0;max-width:64em;overflow-wrap:anywhere;line-height:1.4{}">{}</p>'


def form(folder: Path | None, is_example: bool) -> ReturnedForm | Example:
    """Return the form over a person's log; over the example a sentence in its place."""
    return Example() if is_example or folder is None else ReturnedForm(Log(folder))


@dataclass(frozen=True)
class Example:
    """What stands in place of the form while there is no log of one's own."""

    text: str = (
        "This is the example, so there is no program of yours to change. "
        "Once you have logged a session, a form stands here."
    )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        html = f'<p style="margin:0;max-width:64em;line-height:1.5">{escape(self.text)}</p>'
        return {"text/plain": self.text, "text/html": html}


class ReturnedForm(widgets.VBox):
    """The form: a file, who says so, what would change, and one button each way.

    Parameters
    ----------
    log : Log
        The log whose program may change.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._found: prescribing.Preview | None = None
        self.file = widgets.FileUpload(
            description="Load the sheet that came back (CSV)", accept=".csv,.txt,.tsv", layout=_AUTO
        )
        self.dates = widgets.Dropdown(
            options=[
                ("choose", ""),
                ("the day first", "day-first"),
                ("the month first", "month-first"),
            ],
            description="Its dates are written with",
            style=_WIDE,
        )
        self.late = widgets.Checkbox(description="", indent=False, layout=_AUTO)
        self.author = widgets.Text(description="Who says so?", style=_WIDE, continuous_update=False)
        self.told, self.said = widgets.HTML(), widgets.HTML()
        self.apply = widgets.Button(
            description="Change my program", button_style="primary", layout=_AUTO
        )
        self.undo = widgets.Button(description="Take the last change back", layout=_AUTO)
        super().__init__(
            [self.file, self.dates, self.late, self.told, self.author,
             widgets.HBox([self.apply, self.undo], layout={"flex_flow": "row wrap"}), self.said]
        )  # fmt: skip
        for field in (self.file, self.dates, self.late, self.author):
            field.observe(self._changed, names=["value"])
        self.apply.on_click(self._apply)
        self.undo.on_click(self._undo)
        self._changed(None)

    def _changed(self, _: object) -> None:
        """Show what the sheet would change with what is chosen now."""
        self.said.value = ""
        self._found = None
        self.told.value = self._look() if self.file.value else ""
        self._ask()

    def _look(self) -> str:
        """Read the sheet; return what there is to say about it."""
        sheet = self.file.value[0]
        data, name = bytes(sheet["content"]), sheet["name"]
        start = prescribing.first_day(self._log) if self.late.value else None
        try:
            found = prescribing.preview(self._log, data, name, self.dates.value or None, start)
        except LogError as trouble:
            return _lines([str(trouble)], _RED)
        self._found = found
        return "".join(_part(heading, told) for heading, told in found.parts())

    def _ask(self) -> None:
        """Show only the questions that the sheet asks."""
        found = self._found
        _show(self.dates, bool(self.dates.value or (found and found.sheet.asks_for_dates)))
        _show(self.late, bool(self.late.value or (found and found.proposal.late)))
        if found:
            self.late.description = f"Let lines of earlier days hold from {found.start} on"
        ready = bool(found and found.can_be_applied)
        self.apply.disabled = not (ready and self.author.value.strip())

    def _apply(self, _: object) -> None:
        if self._found is None or self.apply.disabled:
            return
        try:
            new = prescribing.prescribe(self._log, self._found.proposal.new, self.author.value)
        except (LogError, ValueError) as trouble:
            self.said.value = _lines([str(trouble)], _RED)
            return
        self._changed(None)
        self.told.value = ""
        self.said.value = _lines([f"Done: {_count(len(new))} added to your program."])

    def _undo(self, _: object) -> None:
        try:
            told = prescribing.take_back(self._log, self.author.value.strip() or "person")
        except (LogError, ValueError) as trouble:
            self.said.value = _lines([str(trouble)], _RED)
            return
        self._changed(None)
        done = "Taken back; no line was removed." if told else "There is no change to take back."
        self.said.value = _lines([*map(str, told), done])


def _show(field: widgets.Widget, shown: bool) -> None:
    field.layout.display = None if shown else "none"


def _part(heading: str, sentences: Iterable[str]) -> str:
    return f'<h4 style="margin:.6em 0 .1em">{escape(heading)}</h4>{_lines(sentences)}'


def _lines(sentences: Iterable[str], style: str = "") -> str:
    return "".join(_LINE.format(style, escape(each)) for each in sentences)


def _count(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"
