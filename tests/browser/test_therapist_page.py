"""The therapist's page in a real browser: readable, silent, and one sheet when printed."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from backlog.analysis import reading
from backlog.log import Log
from backlog.report import annex, html, page, period

UNTIL = date(2026, 11, 15)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1100, "height": 900}


@pytest.fixture(scope="module")
def shown():
    """Return the page of the example."""
    record = reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)
    told = page.of(record, period.since_last_visit(record))
    return replace(told, annex=annex.of(record, told.period))


@pytest.fixture
def opened(browser, tmp_path):
    """Return a function that opens a page with JavaScript off and notes what it asks for."""
    contexts = []

    def open_(told, viewport, **choices):
        path = tmp_path / "page.html"
        path.write_text(html.render(told), encoding="utf-8")
        context = browser.new_context(viewport=viewport, **choices)
        contexts.append(context)
        tab = context.new_page()
        tab.asked, tab.said = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.said.append(message.text))
        tab.goto(path.as_uri())
        return tab

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(opened, shown, viewport):
    found = Axe().run(opened(shown, viewport))

    assert [violation["id"] for violation in found.response["violations"]] == []


def test_it_opens_without_scripts_and_asks_for_nothing(opened, shown):
    tab = opened(shown, DESK, java_script_enabled=False)

    assert [url for url in tab.asked if not url.startswith(("file:", "data:"))] == []
    assert tab.said == []
    assert tab.get_by_role("heading", name="Counts in this period").is_visible()
    assert tab.locator("figure img").first.bounding_box()["height"] > 100


def test_its_style_is_let_in_and_a_phone_needs_no_scrolling_sideways(opened, shown):
    tab = opened(shown, PHONE)
    wide, seen = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert wide <= seen
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"


def test_no_label_of_the_header_is_broken_on_a_phone(opened, shown):
    heights = "labels => labels.map(label => label.getBoundingClientRect().height)"

    labels = opened(shown, PHONE).locator(".header dt")

    assert max(labels.evaluate_all(heights)) < 30


def test_it_prints_on_one_sheet(opened, shown):
    assert sheets(opened(replace(shown, annex=None), DESK)) == (1, 1)


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans", "sans-serif"])
@pytest.mark.parametrize("days", [7, 90, 365])
def test_it_prints_on_one_sheet_with_any_font_however_much_there_is_to_say(
    opened, crowded, monkeypatch, days, font
):
    record = crowded(1, days)
    little, much = (
        page.of(each, period.Period(UNTIL - timedelta(days=days - 1), UNTIL))
        for each in (replace(record, program=record.program[:3]), record)
    )
    style = html._read("page.css").replace('"Helvetica Neue"', f'"{font}"')
    monkeypatch.setattr(html, "_read", read_with(style))

    assert (sheets(opened(little, DESK)), sheets(opened(much, DESK))) == ((1, 1), (1, 1))


def read_with(style):
    """Return what reads the files of the page, with another style sheet."""
    read = html._read
    return lambda name: style if name == "page.css" else read(name)


def sheets(tab):
    """Return on how many sheets a page is printed: of its own paper, A4, and of Letter."""
    files = tab.pdf(prefer_css_page_size=True), tab.pdf(format="Letter")
    return tuple(len(PdfReader(BytesIO(file)).pages) for file in files)


def test_what_had_no_room_on_paper_is_on_the_screen(opened, crowded):
    told = page.of(crowded(1, 90), period.Period(date(2026, 8, 18), UNTIL))
    tab = opened(told, DESK)
    dose = tab.locator("section", has=tab.get_by_role("heading", name="Dose history"))

    on_screen = dose.inner_text()
    tab.emulate_media(media="print")

    assert len(dose.inner_text()) < len(on_screen)
    assert "earlier, not shown." in dose.inner_text()
