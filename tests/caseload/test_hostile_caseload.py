"""Names of folders and a therapist's words are shown as text, whatever stands in them."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest

from backlog import caseload, figures
from backlog.analysis.phrases import day_text
from backlog.caseload import flags, tables, words
from backlog.cli.caseload import told
from backlog.log import Log

OBEYED = set("\x1b\x07\x08\x9b\r\u202e\u2066\u2028")
FORMULA = tuple("=+-@\t＝＋－＠")


class Tags(HTMLParser):
    """Collects what a browser would take for markup."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.found |= {f"{tag} {name}" for name, _ in attrs} - {f"{tag} style", f"{tag} class"}


def as_name(text):
    """Return as much of a text as a folder may be called."""
    legal = text.replace("/", "∕").replace("\0", "").encode(errors="ignore").decode()
    return legal.encode()[:200].decode(errors="ignore").strip(". ")


@pytest.fixture(scope="module")
def found(hostile, tmp_path_factory, ago):
    """Return a caseload in which every name, author, note and warning sign means harm."""
    clinic = tmp_path_factory.mktemp("clinic")
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(flags.TABLE.names)
    for at, text in enumerate(hostile.values()):
        name = f"{as_name(text)} {at}"
        sign = {"day_id": f"d{at}", "from": ago(1), "to": ago(1), "kind": "signs", "note": text}
        Log(clinic / name).append("days", sign | {"status": "kept"})
        record = {"person": name, "flag": "note", "author": text[:100], "note": text[:500]}
        lines.writerow(flags.TABLE.cells(flags.TABLE.check(record)))
    (clinic / "flags.csv").write_text(out.getvalue(), encoding="utf-8")
    return caseload.read(clinic, ago(0))


def test_every_name_and_note_is_there(found, hostile):
    assert found.problems == ()
    assert len(found.looks) == len(found.rules) == len(hostile)
    assert all(look.row.signs for look in found.looks)
    assert all(len(look.notes) == 1 for look in found.looks)


def test_a_notebook_shows_them_as_text(found):
    shown = [
        figures.table(tables.reasons(found.looks)),
        figures.table(tables.people(found.looks)),
        figures.table(tables.rules(found.rules)),
        figures.say(words.trouble(found)),
    ]

    for each in shown:
        tags = Tags()
        tags.feed(each._repr_mimebundle_()["text/html"])
        assert tags.found <= {
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "p",
            "br",
            "table border",
        }


def test_a_terminal_obeys_none_of_them(found):
    assert OBEYED & set("\n".join(told(found))) == set()


def test_a_spreadsheet_takes_none_of_them_for_a_formula(found):
    rows = list(csv.reader(io.StringIO(tables.as_csv(found.looks)), strict=True))

    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA)] == []


def test_the_json_holds_them_as_they_are(found):
    told = json.loads(tables.as_json(found.looks, found.through).encode())

    assert [it["person"] for it in told["people"]] == [look.row.name for look in found.looks]


def test_the_figure_draws_them(found):
    picture = figures.show(figures.plot_caseload, tables.marks(found.looks), words.caption(found))

    assert OBEYED & set(picture.alt) == set()
    assert day_text(found.through) in picture.alt
