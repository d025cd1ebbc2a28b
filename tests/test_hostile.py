"""Hostile text stays text: every payload of `hostile.json` against everything that shows text.

What a real browser makes of it is tested in ``browser/test_hostile_in_browser.py``.
"""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest

from backlog.analysis import reading
from backlog.analysis.words.said import said
from backlog.cli import main
from backlog.log import Log
from backlog.log.corrections import at_once
from backlog.log.upkeep import export
from backlog.report import annex, page, pdf
from backlog.report.period import Period
from backlog.report.share import Choices, plan, write

FREE = {
    "sets": ("note",),
    "sessions": ("note",),
    "checkins": ("note",),
    "activities": ("name", "note"),
    "days": ("note",),
    "program": ("author", "note"),
}
#: What a terminal obeys, or what turns the order of a line round; a line break ends a line.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FORMULA = tuple("=+-@\t\r＝＋－＠")


@pytest.mark.parametrize("table", FREE)
def test_every_text_comes_back_from_the_log_as_it_was_given(hostile_folder, hostile, table):
    given = list(hostile.values())
    rows = list(Log(hostile_folder).records(table))

    assert Log(hostile_folder).problems(table) == []
    for column in FREE[table]:
        longest = 200 if column in ("name", "author") else 10_000
        read = list(dict.fromkeys(row[column] for row in rows))
        assert read == [text[:longest].replace("\ud800", "\ufffd") for text in given]


@pytest.mark.parametrize("comma", [True, False])
def test_no_cell_of_a_spreadsheets_copy_is_a_formula(hostile_folder, tmp_path, comma):
    written, _ = export.for_spreadsheets(Log(hostile_folder), tmp_path / "copy", comma)

    for path in written:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if comma else ",", strict=True))
        assert len({len(row) for row in rows}) == 1, "a text has left its cell"
        cells = [cell for row in rows[1:] for cell in row]
        assert [cell for cell in cells if cell.startswith(_FORMULA)] == []


@pytest.fixture
def damaged(hostile, hostile_folder, tmp_path):
    """Return a log in which each text stands where it may not, so that it is told as a problem."""
    folder = tmp_path / "damaged"
    folder.mkdir()
    for path in hostile_folder.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / "checkins.csv").open("a", encoding="utf-8", newline="") as file:
        # The first of many problems are told, the others counted.
        for text in sorted(hostile.values(), key=lambda text: not OBEYED.search(text)):
            whole = re.sub("[\r\n\0\ud800]", " ", text)
            csv.writer(file, lineterminator="\n").writerow(["c1", "1", whole, *[""] * 12])
    return folder


COMMANDS = {
    "check": ["check", "{}"],
    "report": ["report", "{}", "--from", "2026-08-01", "--to", "2026-11-22"],
    "summary": ["summary", "{}", "--through", "2026-11-22"],
    "share": ["share", "{}", "--to", "2026-11-22", "--notes", "--names"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_is_given_nothing_that_it_obeys(damaged, command, capsys):
    main([word.format(damaged) for word in COMMANDS[command]])

    told = capsys.readouterr()
    shown = re.sub(
        "\u2068([^\u2068\u2069]*)\u2069", r"\1", told.out + told.err
    )  # isolates its text
    assert len(shown) > 200
    assert OBEYED.findall(shown) == []


def test_the_history_of_a_hostile_note_is_visible_text(hostile_folder, hostile, tmp_path, capsys):
    log = Log(tmp_path / "data")
    rows = list(Log(hostile_folder).records("checkins"))
    log.extend("checkins", rows)
    with at_once(log) as step:
        for row, text in zip(rows, hostile.values(), strict=True):
            step.revise("checkins", row["checkin_id"], {"note": f"{text}!"[:9_999]})
    for row in rows:
        assert main(["history", row["checkin_id"], str(log.folder)]) == 0

    told = capsys.readouterr().out
    assert told.count(" became ") >= len(rows)
    assert OBEYED.findall(told) == []


def test_the_summary_is_json_in_which_every_text_is_a_value(hostile_folder, capsys):
    main(["summary", str(hostile_folder), "--through", "2026-11-22", "--json"])

    assert json.loads(capsys.readouterr().out)["days"] > 40


@pytest.fixture(scope="module")
def page_of_all(hostile, hostile_folder):
    """Return the therapist's page with every text as a line of it, or of its annex."""
    record = reading.read(Log(hostile_folder), date(2026, 11, 22))
    made = page.of(record, Period(date(2026, 11, 1), record.data_through))
    first = replace(made.lists[0], lines=tuple(map(said, hostile.values())))
    every = annex.of(record, made.period)
    return replace(made, lists=(first, *made.lists[1:]), annex=every)


def test_a_pdf_holds_the_texts_as_text_and_nothing_that_acts(page_of_all, hostile):
    made = pypdf.PdfReader(io.BytesIO(pdf.render(page_of_all, datetime(2026, 11, 22, tzinfo=UTC))))

    told = "".join(sheet.extract_text() for sheet in made.pages)
    letters = "".join(re.findall(r"[\w(){}#$<>=]", told))
    for name in ("script", "template", "typst", "mathematics", "LaTeX", "calendar"):
        assert "".join(re.findall(r"[\w(){}#$<>=]", hostile[name])) in letters
    acting = {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/URI", "/EmbeddedFile"}
    names = {name for number in range(1, made.trailer["/Size"]) for name in named(made, number)}
    assert "/StructTreeRoot" in names
    assert names & acting == set()
    assert "/Author" not in (made.metadata or {})


def named(made, number):
    """Yield the names that stand in an object of a PDF."""
    found = made.get_object(number)
    if isinstance(found, pypdf.generic.DictionaryObject):
        yield from [*found, *(each for each in found.values() if isinstance(each, str))]


def test_a_bundle_brings_every_text_over_unchanged(hostile_folder, hostile, tmp_path):
    chosen = Choices(date(2026, 1, 1), date(2026, 11, 22), notes=True, names=True)
    write(plan(Log(hostile_folder), chosen, datetime(2026, 11, 22, tzinfo=UTC)), tmp_path / "x.zip")
    zipfile.ZipFile(tmp_path / "x.zip").extractall(tmp_path / "there")

    for table, columns in FREE.items():
        there, here = (
            list(Log(each).records(table)) for each in (tmp_path / "there", hostile_folder)
        )
        assert Log(tmp_path / "there").problems(table) == []
        for column in columns:
            assert [row[column] for row in there] == [row[column] for row in here]
