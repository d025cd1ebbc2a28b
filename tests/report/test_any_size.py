"""The page from a log of any size, a year's and one of 2,000 sessions among them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import annex, html, page, pdf
from backlog.report.period import Period
from backlog.synthetic import person, save

UNTIL = date(2026, 11, 15)
#: Sessions: seed and days of a log that has just as many, and the most bytes of its file.
SIZES = {
    1: (4, 1, 400_000),
    7: (6, 8, 400_000),
    90: (6, 101, 400_000),
    323: (6, 365, 400_000),
    2000: (6, 2244, 1_000_000),
}
#: What a missing value looks like when nobody looked after it.
NO_NUMBER = re.compile(r"\b(?:nan|NaT)\b|<NA>")


def texts(part):
    """Return every text of a page or of a part of it."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for each in part for text in texts(each)]
    fields = getattr(part, "__dataclass_fields__", ())
    return [text for name in fields for text in texts(getattr(part, name))]


@pytest.mark.parametrize("sessions", SIZES)
def test_the_page_stands_on_a_log_of_any_size(sessions, tmp_path):
    seed, days, most = SIZES[sessions]
    save(person(seed, days, until=UNTIL), Log(tmp_path / "data"))
    record = reading.read(Log(tmp_path / "data"), UNTIL)

    told = page.of(record, Period(record.program[0].from_day, UNTIL))
    whole = replace(told, annex=annex.of(record, told.period))

    assert len(record.tables["sessions"]) == sessions
    assert [text for text in texts(whole) if NO_NUMBER.search(text)] == []
    assert len(html.render(whole).encode()) < most
    assert len(PdfReader(BytesIO(pdf.render(told))).pages) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year_with_its_annex_is_small_enough_for_a_mail(seed, tmp_path):
    save(person(seed, 365, until=UNTIL), Log(tmp_path / "data"))
    record = reading.read(Log(tmp_path / "data"), UNTIL)

    told = page.of(record, Period(date(2025, 11, 16), UNTIL))

    assert len(html.render(replace(told, annex=annex.of(record, told.period))).encode()) < 400_000
