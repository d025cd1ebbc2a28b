"""The page as one HTML file: escaped, without script and request, the same bytes each time."""

import re
from base64 import b64decode
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser

import pytest

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import annex, html, page, period
from backlog.report.parts import Lines

UNTIL = date(2026, 11, 15)
MADE = datetime(2026, 11, 22, 18, 5)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=//example.org/x onerror=alert(1)>",
    "</li></ul><style>*{display:none}</style>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    '"><a href="javascript:alert(1)">x</a>',
)


@pytest.fixture(scope="module")
def shown():
    """Return the page of the example with its annex."""
    record = reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)
    told = page.of(record, period.since_last_visit(record))
    return replace(told, annex=annex.of(record, told.period))


@pytest.fixture(scope="module")
def text(shown):
    """Return the file of the page with its annex."""
    return html.render(shown, MADE)


class Read(HTMLParser):
    """Tags with their attributes, and what is text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def attributes(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_same_page_gives_the_same_bytes_but_for_the_time_of_making(shown, text):
    later, untold = html.render(shown, datetime(2027, 1, 2, 3, 4)), html.render(shown)

    assert text.replace("22 November 2026, 18:05", "2 January 2027, 03:04") == later
    assert text.replace("<p>Made on 22 November 2026, 18:05.</p>\n", "") == untold


def test_it_is_one_file_that_asks_for_nothing(text):
    read = Read(text)
    names = {tag for tag, _ in read.tags}
    sources = [attrs["src"] for attrs in read.attributes("img")]

    assert names & {"script", "link", "iframe", "object", "embed", "form", "a"} == set()
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert not any(name.startswith("on") for _, attrs in read.tags for name in attrs)


def test_its_policy_lets_in_its_own_style_and_pictures_and_nothing_else(text):
    (policy,) = (
        attrs["content"] for attrs in Read(text).attributes("meta") if "http-equiv" in attrs
    )

    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]+='; img-src data:; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    assert not any("style" in attrs for _, attrs in Read(text).tags)


def test_a_picture_holds_no_date_and_runs_nothing(text):
    for attrs in Read(text).attributes("img"):
        svg = b64decode(attrs["src"].partition(",")[2]).decode()
        assert not re.search(r"<script|<dc:date|href=\"http|\son\w+=", svg)
        assert len(attrs["alt"].split()) > 10


def test_a_screen_reader_finds_headings_and_the_heads_of_rows_and_columns(text):
    read = Read(text)

    assert read.attributes("html") == [{"lang": "en"}]
    assert len([tag for tag, _ in read.tags if tag == "h2"]) >= 9
    assert {attrs.get("scope") for attrs in read.attributes("th")} == {"col", "row"}


def test_what_a_person_wrote_is_text(shown, text):
    asked = replace(shown, lists=(Lines("Questions", HOSTILE),), title=HOSTILE[0])
    read = Read(html.render(asked, MADE))

    assert set(HOSTILE) <= set(read.words)
    assert {tag for tag, _ in read.tags} == {tag for tag, _ in Read(text).tags}


def test_an_empty_log_gives_a_page(tmp_path):
    record = reading.read(Log(tmp_path / "data"), UNTIL)
    told = page.of(record, period.since_last_visit(record))

    assert "0 sessions done" in html.render(replace(told, annex=annex.of(record, told.period)))
