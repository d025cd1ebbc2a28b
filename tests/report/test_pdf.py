"""The page as a PDF: tagged, one sheet, on either paper, and text is text."""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from backlog import figures
from backlog.analysis import reading
from backlog.log import Log
from backlog.report import annex, page, pdf, period, typeset
from backlog.report.parts import Lines
from backlog.report.period import Period

UNTIL = date(2026, 11, 15)
WRITTEN = (
    '#panic("c") #strong[no] @ref <label> *a* _b_ $x^2$ `c` \\ // d /* e */',
    "<script>alert(1)</script>",
    "Rücken żółw спина πλάτη שלום",
)
MADE = datetime(2026, 11, 22, 18, 5)


@pytest.fixture(scope="module")
def record():
    return reading.read(Log(reading.EXAMPLE_FOLDER), UNTIL, is_example=True)


@pytest.fixture(scope="module")
def shown(record):
    """Return the page of the example."""
    return page.of(record, period.since_last_visit(record))


@pytest.fixture(scope="module")
def sheet(shown):
    """Return the file of the example's page."""
    return pdf.render(shown, MADE)


def read(data):
    return PdfReader(BytesIO(data))


def text_of(data):
    return " ".join(" ".join(sheet.extract_text() for sheet in read(data).pages).split())


def test_it_is_tagged_in_a_language_and_says_so(shown, sheet):
    found = read(sheet)
    root = found.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert found.metadata.title == shown.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_its_pictures_are_described_and_its_tables_have_heads(sheet):
    tags, alts = [], []
    seen = [read(sheet).trailer["/Root"]["/StructTreeRoot"]]
    while seen:
        element = seen.pop().get_object()
        if isinstance(element, list):
            seen += element
        elif isinstance(element, dict):
            tags.append(element.get("/S"))
            alts.append(element.get("/Alt"))
            seen += [element["/K"]] if "/K" in element else []

    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(tags)
    assert any(alt and alt.startswith("How much discomfort") for alt in alts)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_it_is_one_sheet_of_either_paper(shown, paper, size):
    (sheet,) = read(pdf.render(shown, MADE, paper)).pages

    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size


def test_it_says_what_the_page_says(sheet):
    told = text_of(sheet)

    assert "22 of 40 planned sessions: 55" in told
    assert "May I do the stretch twice on days with a lot of sitting?" in told
    assert "Patient-reported; not a diagnosis." in told
    assert "Made on 22 November 2026, 18:05." in told


def test_the_same_page_and_time_give_the_same_bytes(shown, sheet):
    assert pdf.render(shown, MADE) == sheet


def test_what_a_person_wrote_is_text(shown):
    asked = replace(shown, lists=(Lines("Questions", WRITTEN),))
    told = text_of(pdf.render(asked, MADE))

    assert [text for text in WRITTEN if " ".join(text.split()) not in told] == []


def test_a_letter_that_no_font_has_is_a_box_and_the_page_says_so(shown):
    asked = replace(shown, footer=("\u1b05\U00012000",))

    assert pdf.NO_FONT in text_of(pdf.render(asked, MADE))


def test_where_there_is_much_to_say_the_letters_grow_smaller(shown):
    crowded = replace(
        shown,
        lists=tuple(Lines("Crowded", ("words " * 26,) * 2) for _ in range(5)),
        boxes=replace(shown.boxes, rows=shown.boxes.rows[:1] * 7),
    )

    assert len(read(pdf.render(crowded, MADE)).pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("seed", "days"), [(1, 7), (1, 90), (1, 365), (2, 365), (3, 365)])
def test_it_is_one_sheet_however_much_there_is_to_say(crowded, seed, days, paper):
    record = crowded(seed, days)
    told = page.of(record, Period(UNTIL - timedelta(days=days - 1), UNTIL))

    (sheet,) = read(pdf.render(told, MADE, paper)).pages

    words = sheet.extract_text()
    assert "Knee to chest stretch" in words.partition("At the visit")[2]
    assert re.search(r"\d+ earlier, not shown\.", words)
    assert min(sizes(sheet)) > 6.5


def sizes(sheet):
    """Return the sizes of letters of a sheet, in points."""
    found = set()
    sheet.extract_text(
        visitor_text=lambda text, matrix, inner, font, size: (
            found.add(round(size * abs(matrix[0] * inner[0]), 2)) if text.strip() else None
        )
    )
    return found


def test_where_there_is_room_the_letters_are_large(shown):
    little = replace(shown, lists=(), exercises=replace(shown.exercises, rows=()))

    plenty, ordinary = (max(sizes(read(pdf.render(it)).pages[0])) for it in (little, shown))

    assert plenty > ordinary


def test_what_a_sheet_has_no_room_for_stands_whole_in_the_annex(crowded):
    record = crowded(1, 90)
    told = page.of(record, Period(UNTIL - timedelta(days=89), UNTIL))

    found = read(pdf.render(replace(told, annex=annex.of(record, told.period)), MADE))

    first, *others = (" ".join(sheet.extract_text().split()) for sheet in found.pages)
    flares = next(part for part in told.lists if part.title.startswith("Flares"))
    assert "earlier, in the annex." in first
    assert [line for line in flares.lines if line not in " ".join(others)] == []


#: Fonts that a computer may have: none, one with a heart and no flame, and one with all letters.
COMPUTERS = {"none": (), "a heart": ("DejaVuSans.ttf",), "all": ("LastResortHE-Regular.ttf",)}
CLUSTERS = (
    "a \u2764\u200d\U0001f525",
    "b \u2764\ufe0f\u200d\U0001fa79",
    "c \U0001f469\u200d\u2695\ufe0f",
)


@pytest.mark.parametrize("boxes", [True, False], ids=["boxes", "no boxes"])
@pytest.mark.parametrize("computer", COMPUTERS)
def test_no_letter_keeps_the_sheet_from_being_made(shown, tmp_path, monkeypatch, computer, boxes):
    def fonts(source):
        return typst.Fonts(include_system_fonts=False, font_paths=folders(source))

    def folders(source):
        own = [str(figures.fonts())] if boxes and source.figures else []
        return [*own, str(tmp_path)] if source.computer else own

    for name in COMPUTERS[computer]:
        shutil.copy(figures.fonts() / name, tmp_path)
    monkeypatch.setattr(typeset, "_fonts", fonts)

    told = text_of(pdf.render(replace(shown, lists=(Lines("Questions", CLUSTERS),)), MADE))

    assert (pdf.NO_FONT in told) is (computer != "all")
    for line in ("a ", "b ", "c "):
        assert re.search(rf"· {line}\S", told)


def test_the_annex_follows_on_sheets_of_its_own(record, shown):
    with_annex = replace(shown, annex=annex.of(record, shown.period))

    found = read(pdf.render(with_annex, MADE))

    assert len(found.pages) >= 2
    assert "Annex" not in found.pages[0].extract_text()
    assert "Every session of this period" in found.pages[1].extract_text()
