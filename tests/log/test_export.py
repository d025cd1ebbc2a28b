"""Copies of the tables: as they are, and as a spreadsheet opens them."""

import csv
import io
import locale

import pytest

from backlog.log import Log, LogError
from backlog.log.upkeep import export, tidy


@pytest.fixture
def full(log, given):
    """Return a log with two sets, one of them revised, and a note that looks like a formula."""
    log.append("sets", given.a_set(1, note="=1+1; =2"))
    log.append("sets", given.a_set(2))
    log.append("sets", given.a_set(2, rev=2, reps=5))
    return log


def test_copies_are_the_tables_byte_for_byte(full, tmp_path):
    written = export.copies(full, tmp_path / "copy")

    assert sorted(path.name for path in written) == ["datapackage.json", "sets.csv"]
    for path in written:
        assert path.read_bytes() == (full.folder / path.name).read_bytes()


def test_a_file_that_is_there_is_never_written_over(full, tmp_path):
    (tmp_path / "sets.csv").write_text("mine")

    for write in (export.copies, lambda log, to: export.for_spreadsheets(log, to, comma=True)):
        with pytest.raises(LogError, match=r"has sets\.csv already"):
            write(full, tmp_path)
    assert (tmp_path / "sets.csv").read_text() == "mine"
    assert not (tmp_path / "datapackage.json").exists()


def test_an_empty_log_has_nothing_to_copy(log, tmp_path):
    with pytest.raises(LogError, match="there is nothing to copy"):
        export.copies(log, tmp_path / "copy")


@pytest.mark.parametrize(
    ("comma", "separator", "held"), [(True, ";", "119,5"), (False, ",", "119.5")]
)
def test_a_spreadsheets_copy_has_mark_line_ends_separator_and_guard(
    full, tmp_path, comma, separator, held
):
    ((path,), aside) = export.for_spreadsheets(full, tmp_path / "copy", comma)

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfset_id" + separator.encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))
    assert [row["held"] for row in rows] == [held] * 3
    assert rows[0]["note"] == "'=1+1; =2"
    assert aside == 0


@pytest.mark.parametrize("comma", [True, False])
def test_a_spreadsheets_copy_is_read_and_tidied_into_the_log_that_it_was(full, tmp_path, comma):
    export.for_spreadsheets(full, tmp_path / "copy", comma)
    copy = Log(tmp_path / "copy", now=full.tables.now)

    assert list(copy.records("sets")) == list(full.records("sets"))
    tidy.apply(copy, tidy.plan(copy, "sets"))
    assert (copy.folder / "sets.csv").read_bytes() == (full.folder / "sets.csv").read_bytes()


def test_a_line_that_cannot_be_read_is_counted_and_left_out(full, tmp_path):
    path = full.folder / "sets.csv"
    path.write_bytes(path.read_bytes() + b"torn\n")

    (_, aside) = export.for_spreadsheets(full, tmp_path / "copy", comma=False)
    assert aside == 1
    assert b"torn" not in (tmp_path / "copy" / "sets.csv").read_bytes()


@pytest.mark.parametrize(("point", "comma"), [(",", True), (".", False)])
def test_the_computers_own_numbers_tell_which_separator_is_wanted(monkeypatch, point, comma):
    monkeypatch.setattr(locale, "setlocale", lambda *asked: "")
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": point})

    assert export.decimal_comma() is comma
