"""A figure, a table or a sentence as a notebook shows it: picture, alt text and the same in words.

The plain-text form of a picture is its description, with the numbers in it: that is what a screen
reader reads and what a test of the notebook compares. Free text is escaped here, where HTML is
made.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO, StringIO
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from backlog.analysis.phrases import number
from backlog.figures.slim import slim
from backlog.figures.style import MUTED, SMALL, WARM

_PLAIN = "margin:.4em 0;max-width:60em;"
_BOX = f"{_PLAIN}border-left:4px solid {WARM};padding:.4em .9em"
_HEAD = f"{_PLAIN}font-size:1.3em;font-weight:600"
_KEY = f"{_PLAIN}color:{MUTED}"
#: What a person wrote holds dollar signs, not formulas: JupyterLab and its kin typeset none here.
_AS_TYPED = "mathjax_ignore tex2jax_ignore"
#: A date or a number stays on one line; what is longer wraps, so that no column is cut.
_SHORT = 'style="text-align:left;white-space:nowrap"'
_LONG_CELL = 'style="text-align:left;white-space:normal;overflow-wrap:break-word;min-width:9em"'
#: Characters of a cell that stays on one line.
ONE_LINE = 18

#: Characters that a line of a caption has room for.
LINE = 108

#: More marks than this, a year's, are a picture within the drawing, as fine as print: each takes no
#: room.
MANY, PRINTED = 400, 300

#: What stands in a table's cell without a value.
EMPTY = "–"


@dataclass(frozen=True)
class Picture:
    """A figure as PNG, with its alt text."""

    png: bytes
    alt: str
    width: int

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        data = {"image/png": b64encode(self.png).decode(), "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt, "width": self.width}}


@dataclass(frozen=True)
class Drawing:
    """A figure as the text of an SVG file, with its alt text."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Said:
    """Some lines in words; the first of them may have a style of its own."""

    text: str
    style: str
    first: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        lines = self.text.splitlines()
        parts = [(lines[:1], self.first), (lines[1:], self.style)] if self.first else []
        parts = parts or [(lines, self.style)]
        html = "".join(_paragraph(told, style) for told, style in parts if told)
        return {"text/plain": self.text, "text/html": html}


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure, and what an empty cell of it means."""

    frame: pd.DataFrame
    empty: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        named = not isinstance(self.frame.index, pd.RangeIndex)
        cells = self.frame.map(_cell).astype(object)
        key = f"{EMPTY} {self.empty}" if self.frame.isna().any(axis=None) else ""
        html = cells.rename_axis(columns=self.frame.index.name, index=None).to_html(
            index=named, border=0, escape=True, justify="left", classes=_AS_TYPED
        )
        html = _CELL.sub(_wrapping, html)
        return {
            "text/plain": f"{cells.to_string(index=named)}\n{key}".rstrip(),
            "text/html": html + (f'<p style="{_KEY}">{escape(key)}</p>' if key else ""),
        }


def show(plot: Callable[[pd.DataFrame], Axes], frame: pd.DataFrame, caption: str = "") -> Picture:
    """Draw `frame` with one of this room's plots, with `caption` under it."""
    ax = plot(frame)
    figure = _figure(ax)
    if caption:
        lines = fill(caption, LINE)
        figure.supxlabel(lines, x=0.01, ha="left", fontsize=SMALL, color=MUTED)
    alt = f"{ax.get_gid()} {caption}".strip()
    return Picture(_png(figure), alt, round(figure.get_figwidth() * 96))


def say(text: str) -> Said:
    """Say something in words, below a figure."""
    return Said(text, _PLAIN)


def _paragraph(lines: list[str], style: str) -> str:
    told = "<br>".join(escape(line) for line in lines)
    return f'<p class="{_AS_TYPED}" style="{style}">{told}</p>'


_CELL = re.compile(r"<(t[dh])>([^<]*)")


def _wrapping(cell: re.Match[str]) -> str:
    """Return the beginning of a cell with its style, by the length of what is in it."""
    style = _SHORT if len(unescape(cell[2])) <= ONE_LINE else _LONG_CELL
    return f"<{cell[1]} {style}>{cell[2]}"


def _cell(value: Any) -> str:
    """Return a value as a table shows it: a dash where there is none."""
    if pd.isna(value):
        return EMPTY
    return number(value) if isinstance(value, float) else str(value)


def headline(text: str) -> Said:
    """Say in words what the page is about to show; the first line is the headline."""
    return Said(text, _PLAIN, _HEAD)


def note(text: str) -> Said:
    """Say something in words that must not be missed."""
    return Said(text, _BOX)


def table(frame: pd.DataFrame, empty: str = "not answered") -> Table:
    """Show one of `backlog.analysis.tables`; `empty` says what a cell without a value means."""
    return Table(frame, empty)


def _png(figure: Figure) -> bytes:
    """Return the figure's picture; nothing in it depends on the day or on matplotlib's version."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def drawing(plot: Callable[[pd.DataFrame], Axes], frame: pd.DataFrame) -> Drawing:
    """Draw `frame` with one of this room's plots, for a page: the same frame gives the same text.

    Letters are drawn as outlines, so that no font is asked for; ids hang on nothing but the figure.
    """
    with rc_context({"svg.hashsalt": "backlog", "svg.fonttype": "path"}):
        ax = plot(frame)
        alt, buffer = str(ax.get_gid()), StringIO()
        ax.set_gid("axes")  # an id holds no sentence
        for marks in ax.collections:
            marks.set_rasterized(max(len(marks.get_offsets()), len(marks.get_paths())) > MANY)
        _figure(ax).savefig(buffer, format="svg", metadata=_DATELESS, dpi=PRINTED)
    return Drawing(slim(buffer.getvalue()), alt)


#: What the picture's file would tell of the day and of the program that made it.
_DATELESS = {"Date": None, "Creator": None, "Format": None, "Type": None}


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise TypeError("a plot returns axes that belong to a figure")
    return figure
