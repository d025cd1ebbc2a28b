"""The page as a PDF: tagged, on A4 or Letter, made without a browser and without a request.

What a person wrote goes to the compiler as data, never as markup. The fonts are those that ship
with the compiler and with the figures; only where they lack a letter, those of the computer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import typst

from backlog import figures
from backlog.report.html import told
from backlog.report.page import WHAT_IT_IS, Page

Paper = Literal["a4", "letter"]

#: Names that the compiler has for the papers.
_PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}

Standards = list[Literal["ua-1"]]

#: PDF/UA-1: a screen reader can tell headings, tables and pictures. Each letter needs a font.
_ACCESSIBLE: Standards = ["ua-1"]

#: Said where no font on this computer has a letter.
NO_FONT = "This computer has no font for some of the letters: boxes stand in their place."

#: From this length on a word may be broken anywhere.
_LONG = re.compile(r"\S{24,}")


def render(page: Page, made: datetime, paper: Paper = "a4") -> bytes:
    """Return the page as a PDF file.

    Parameters
    ----------
    page : Page
    made : datetime.datetime
        Told in the file; the same page and the same time give the same bytes on one computer.
    paper : str
        ``a4`` or ``letter``.
    """
    own, more = _fonts(system=False), _fonts(system=True)
    for fonts in (own, more):
        try:
            return _compiled(page, made, paper, fonts, _ACCESSIBLE)
        except typst.TypstError as lacks:
            if "could not be displayed" not in lacks.message:
                raise
    told_so = replace(page, footer=(*page.footer, NO_FONT))
    return _compiled(told_so, made, paper, more, [])


def _compiled(
    page: Page, made: datetime, paper: Paper, fonts: typst.Fonts, standards: Standards
) -> bytes:
    compiler = typst.Compiler(
        files(__package__).joinpath("page.typ").read_bytes(),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(_data(page, made, paper))},
    )
    at = made if made.tzinfo else made.replace(tzinfo=UTC)
    found = compiler.compile(
        format="pdf", pdf_standards=list(standards), timestamp=int(at.timestamp())
    )
    if not isinstance(found, bytes):
        raise TypeError("a PDF is one file")
    return found


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, font_paths=[str(figures.fonts())])


def _data(page: Page, made: datetime, paper: Paper) -> dict[str, Any]:
    """Return what the page says as plain values, with long words that may be broken."""
    course = figures.drawing(figures.plot_course, page.course)
    plain = asdict(replace(page, course=page.course[:0]))
    kept = {name: value for name, value in plain.items() if name not in ("course", "period")}
    return _breakable(kept) | {
        "course": course.svg,
        "alt": course.alt,
        "paper": _PAPERS[paper],
        "mark": f"{WHAT_IT_IS} Made on {told(made)}.",
        "counts_title": "Counts in this period",
    }


def _breakable(value: Any) -> Any:
    """Return `value` with places to break in every long word of it."""
    if isinstance(value, str):
        return _LONG.sub(lambda word: "\u200b".join(word[0]), value)
    if isinstance(value, dict):
        return {name: _breakable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(each) for each in value]
    return value
