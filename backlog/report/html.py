"""The page as one HTML file: no script, no request, and nothing in it but text that was escaped.

The picture is within the file. Its content security policy forbids everything else, so that a mark
which slipped through could still do nothing.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from backlog import figures
from backlog.analysis.phrases import day_text
from backlog.figures import Drawing
from backlog.report import paper
from backlog.report.page import Page
from backlog.report.sheet import sheets


def render(page: Page, made: datetime | None = None) -> str:
    """Return the page as the text of one HTML file.

    Parameters
    ----------
    page : Page
    made : datetime.datetime, optional
        Told at the end of the page; nothing else in it depends on the clock.
    """
    style = _read("page.css")
    screen, *_ = sheets(page)
    size, sheet = paper.printed(page)
    return _template().render(
        page=screen.page,
        paper=sheet.page,
        size=size,
        cut=sheet.cut,
        style=Markup(style),  # our own file, with no word of a person in it
        style_hash=_hash(style),
        course=_image(figures.drawing(figures.plot_course, page.course)),
        calendar=page.annex and _image(figures.drawing(figures.plot_calendar, page.annex.days)),
        made=made and told(made),
    )


def told(made: datetime) -> str:
    """Return a time of making in words."""
    return f"{day_text(made)}, {made:%H:%M}"


@cache
def _template() -> Template:
    made = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return made.from_string(_read("page.html"))


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(style: str) -> str:
    """Return the name under which the policy lets this one style in."""
    return f"sha256-{_base64(sha256(style.encode()).digest())}"


def _image(drawing: Drawing) -> dict[str, str]:
    """Return a picture as the source of an image, which runs no script, and its alt text."""
    source = f"data:image/svg+xml;base64,{_base64(drawing.svg.encode())}"
    return {"source": source, "alt": drawing.alt}


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
