"""The page set in type, on A4 or Letter, without a browser and without a request.

What a person wrote goes to the compiler as data, never as markup. The fonts are those that ship
with the compiler and with the figures; only where they lack a letter, those of the computer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass, replace
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import typst

from backlog import figures
from backlog.report.html import told
from backlog.report.page import WHAT_IT_IS, Page
from backlog.report.parts import Annex

Paper = Literal["a4", "letter"]

#: Names that the compiler has for the papers.
_PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}

#: Pixels an inch of a picture.
PIXELS = 120

#: Said where no font on this computer has a letter.
NO_FONT = "This computer has no font for some of the letters: boxes stand in their place."

#: A piece of a word so long that it may be broken behind it: no hyphen is put there.
_LONG = re.compile(r"\S{12}(?=\S{12})")


def typeset(
    page: Page, made: datetime | None, paper: Paper, form: Literal["pdf", "png"]
) -> list[bytes]:
    """Return the page as one PDF file, or as one picture a sheet.

    Raises
    ------
    typst.TypstError
        When the template is at fault; never for what a person wrote.
    """
    for letters in _ENOUGH:
        try:
            return _compiled(page, made, paper, form, letters)
        except typst.TypstError as lacks:
            if "could not be displayed" not in lacks.message:
                raise
    told_so = replace(page, footer=(*page.footer, NO_FONT))
    return _compiled(told_so, made, paper, form, _ANY)


class _Letters(NamedTuple):
    """Where letters come from: the figures' fonts, the computer's; `any` takes whatever has one."""

    figures: bool
    computer: bool
    any: bool


#: What is tried in turn. The figures' fonts hold one that draws a box for any letter at all, so
#: `any` would never look at the computer's.
_ENOUGH = (_Letters(True, False, False), _Letters(False, True, True))
_ANY = _Letters(True, True, True)


def _compiled(
    page: Page,
    made: datetime | None,
    paper: Paper,
    form: Literal["pdf", "png"],
    letters: _Letters,
) -> list[bytes]:
    data = _data(page, made, paper) | {"any": letters.any}
    compiler = typst.Compiler(
        files(__package__).joinpath("page.typ").read_bytes(),
        font_paths=_fonts(letters),
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(data)},
    )
    at = made or datetime.combine(page.period.last, time())
    found = compiler.compile(
        format=form,
        ppi=PIXELS,
        pdf_standards=["ua-1"],
        timestamp=int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()),
    )
    return found if isinstance(found, list) else [found or b""]


@cache
def _fonts(letters: _Letters) -> typst.Fonts:
    own = [str(figures.fonts())] if letters.figures else []
    return typst.Fonts(include_system_fonts=letters.computer, font_paths=own)


def _data(page: Page, made: datetime | None, paper: Paper) -> dict[str, Any]:
    """Return what the page says as plain values, with long words that may be broken."""
    texts = {name: getattr(page, name) for name in _TEXTS}
    return _breakable(_plain(texts)) | {
        "course": asdict(figures.drawing(figures.plot_course, page.course)),
        "annex": page.annex and _annex(page.annex),
        "paper": _PAPERS[paper],
        "mark": f"{WHAT_IT_IS} Made on {told(made)}." if made else WHAT_IT_IS,
        "counts_title": "Counts in this period",
    }


#: What the page says, and the template takes as it is.
_TEXTS = (
    "title",
    "example",
    "first",
    "answers",
    "header",
    "counts",
    "caption",
    "activities",
    "discomfort",
    "exercises",
    "lists",
    "boxes",
    "footer",
)


def _annex(annex: Annex) -> dict[str, Any]:
    texts = {"sessions": annex.sessions, "notes": annex.notes}
    calendar = figures.drawing(figures.plot_calendar, annex.days)
    return _breakable(_plain(texts)) | {"calendar": asdict(calendar)}


def _plain(value: Any) -> Any:
    """Return parts of a page as dicts and lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _breakable(value: Any) -> Any:
    """Return `value` with places to break in every long word of it."""
    if isinstance(value, str):
        return _LONG.sub("\\g<0>\u200b", value)
    if isinstance(value, dict):
        return {name: _breakable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(each) for each in value]
    return value
