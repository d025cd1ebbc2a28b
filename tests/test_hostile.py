"""Hostile text stays text: every payload of `hostile.json` against everything that shows text.

What a real browser makes of it is tested in ``browser/test_hostile_in_browser.py``.
"""

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser

import pytest

from backlog.cli import main
from backlog.log import Log
from backlog.log.corrections import at_once
from backlog.log.upkeep import export

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
        assert read == [text[:longest] for text in given]


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
            whole = re.sub(r"[\r\n\0]", " ", text)
            csv.writer(file, lineterminator="\n").writerow(["c1", "1", whole, *[""] * 12])
    return folder


COMMANDS = {
    "check": ["check", "{}"],
    "summary": ["summary", "{}", "--through", "2026-11-22"],
    "share": ["share", "{}", "--to", "2026-11-22", "--notes", "--names"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_is_given_nothing_that_it_obeys(damaged, command, capsys):
    main([word.format(damaged) for word in COMMANDS[command]])

    told = capsys.readouterr()
    assert len(told.out) > 200
    assert OBEYED.findall(told.out + told.err) == []


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


class Document(HTMLParser):
    """The elements of an HTML document, and its text as a reader sees it."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.parts = [], [], []
        self.feed(text)
        self.text = seen("".join(self.parts))

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += [name for name, _ in attributes]

    def handle_data(self, data):
        self.parts.append(data)


def seen(text):
    """Return a text with its spaces as they are seen, and without what cannot be seen."""
    shown = "".join(
        char
        for char in text
        if unicodedata.category(char) not in ("Cc", "Cf") or char in "\t\n\r\x85"
    )
    return " ".join(shown.split())
