"""The page as a PDF file: PDF/UA-1, so that a screen reader finds headings, tables and pictures."""

from __future__ import annotations

from datetime import datetime

from backlog.report.page import Page
from backlog.report.typeset import NO_FONT, Paper, typeset

__all__ = ["NO_FONT", "Paper", "render"]


def render(page: Page, made: datetime | None = None, paper: Paper = "a4") -> bytes:
    """Return the page as a PDF file.

    Parameters
    ----------
    page : Page
    made : datetime.datetime, optional
        Told in the file; the same page and the same time give the same bytes on one computer.
    paper : str
        ``a4`` or ``letter``.
    """
    (file,) = typeset(page, made, paper, "pdf")
    return file
