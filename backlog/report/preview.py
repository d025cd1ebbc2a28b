"""The page as a notebook shows it: the picture of its sheet, and its first lines in words."""

from __future__ import annotations

from backlog.figures import Picture
from backlog.report.page import Page
from backlog.report.typeset import typeset

#: Width of the sheet on the screen, in pixels.
WIDTH = 860


def lines(page: Page) -> str:
    """Return what the page says first, a line each."""
    whose = ["Example data: a made-up person."] if page.example else []
    told = [
        f"{_asked(row.question)} {row.answer}. {row.evidence}"
        for row in (*page.first, *page.answers)
    ]
    return "\n".join([page.title, *whose, *told])


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def sheet(page: Page) -> Picture:
    """Return the picture of the page's first sheet; its plain text is what the page says first."""
    first, *_ = typeset(page, None, "a4", "png")
    return Picture(first, lines(page), WIDTH)
