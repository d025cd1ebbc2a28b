"""The page set in type, on A4 or Letter, without a browser and without a request.

What a person wrote goes to the compiler as data, never as markup. The fonts are those that ship
with the compiler and with the figures; only where they lack a letter, those of the computer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import typst

from backlog import figures
from backlog.report import letters
from backlog.report.html import told
from backlog.report.page import WHAT_IT_IS, Page
from backlog.report.parts import Lines
from backlog.report.sheet import sheets

Paper = Literal["a4", "letter"]

#: Names that the compiler has for the papers.
_PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}

#: Pixels an inch of a picture.
PIXELS = 120

#: Said where no font on this computer has a letter.
NO_FONT = "This computer has no font for some of the letters: boxes or their names stand for them."

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
    texts, lacking = letters.changed(_texts(page, made), _breakable), ""
    drawn, at = _drawn(page, paper), made or datetime.combine(page.period.last, time())
    for attempt in _ATTEMPTS:
        texts = attempt.of(texts, lacking)
        try:
            return _compiled(texts | drawn, attempt.letters, at, form)
        except typst.TypstError as error:
            named = letters.refused(error.message)
            if named is None or attempt is _ATTEMPTS[-1]:
                raise
            lacking = named
    raise AssertionError("the last attempt returns or raises")


class _Letters(NamedTuple):
    """Where letters come from: the figures' fonts, the computer's; `any` takes whatever has one."""

    figures: bool
    computer: bool
    any: bool


class _Attempt(NamedTuple):
    """Where letters come from, and what is done before about those that were lacking."""

    letters: _Letters
    remedy: Callable[[str, str], str]

    def of(self, texts: dict[str, Any], lacking: str) -> dict[str, Any]:
        """Return the page's words as they are tried; `lacking` are letters that were refused."""
        changed: dict[str, Any] = letters.changed(texts, lambda text: self.remedy(text, lacking))
        boxes = self.letters.figures and self.letters.any
        return changed | {"no_font": NO_FONT if boxes else ""}


_ANY = _Letters(True, True, True)
#: What is tried in turn. The figures' fonts hold one that draws a box for any letter at all, so
#: `any` would never look at the computer's. What joins letters can fail even there, and then any
#: letter of them, by which fonts there are: a letter that is refused still is told by its name.
_ATTEMPTS = (
    _Attempt(_Letters(True, False, False), letters.as_they_are),
    _Attempt(_Letters(False, True, True), letters.as_they_are),
    _Attempt(_ANY, letters.as_they_are),
    _Attempt(_ANY, letters.apart),
    *(_Attempt(_ANY, letters.spelled),) * 6,
    _Attempt(_ANY, letters.plain),
)


def _compiled(
    data: dict[str, Any], source: _Letters, at: datetime, form: Literal["pdf", "png"]
) -> list[bytes]:
    compiler = typst.Compiler(
        files(__package__).joinpath("page.typ").read_bytes(),
        font_paths=_fonts(source),
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(data | {"any": source.any})},
    )
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


def _texts(page: Page, made: datetime | None) -> dict[str, Any]:
    """Return all words of a page as plain values: what each sheet says, and its parts that differ.

    Which sheet fits is known where it is drawn.
    """
    same = {name: getattr(page, name) for name in _SAME}
    differing = [
        {"lists": each.page.lists, "activities": each.page.activities, "cut": each.cut}
        for each in sheets(page)
    ]
    annex = page.annex and {"sessions": page.annex.sessions, "notes": page.annex.notes}
    return _plain(same | {"sheets": differing, "annex": annex}) | {
        "mark": f"{WHAT_IT_IS} Made on {told(made)}." if made else WHAT_IT_IS,
        "counts_title": "Counts in this period",
        "no_font": "",
    }


#: What the page says on every sheet, and the template takes as it is.
_SAME = (
    "title",
    "example",
    "first",
    "answers",
    "header",
    "counts",
    "caption",
    "discomfort",
    "exercises",
    "boxes",
    "footer",
)


def _drawn(page: Page, paper: Paper) -> dict[str, Any]:
    """Return the page's pictures and its paper."""
    calendar = page.annex and figures.drawing(figures.plot_calendar, page.annex.days)
    return {
        "course": asdict(figures.drawing(figures.plot_course, page.course)),
        "calendar": calendar and asdict(calendar),
        "paper": _PAPERS[paper],
    }


def _plain(value: Any) -> Any:
    """Return parts of a page as dicts and lists."""
    if isinstance(value, Lines):
        return {"title": value.title, "lines": value.told, "nothing": value.nothing}
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


def _breakable(text: str) -> str:
    """Return `text` with places to break in every long word of it."""
    return _LONG.sub("\\g<0>\u200b", text)
