"""``backlog report``: files that were asked for, and never one written over unasked."""

import stat
from datetime import date

import pytest

from backlog.cli import main
from backlog.log import Log
from backlog.synthetic import person, save


@pytest.fixture
def data(tmp_path):
    save(person(6, 40, until=date(2026, 11, 15)), Log(tmp_path / "data"))
    return str(tmp_path / "data")


def test_without_a_file_the_first_lines_are_printed(data, capsys):
    assert main(["report", data, "--to", "2026-11-15"]) == 0

    told = capsys.readouterr().out
    assert told.startswith("Home exercises and discomfort, ")
    assert "Is it done?" in told


def test_the_days_can_be_chosen(data, capsys):
    main(["report", data, "--from", "2026-11-02", "--to", "2026-11-08"])

    assert capsys.readouterr().out.startswith(
        "Home exercises and discomfort, 2 November to 8 November 2026"
    )


def test_both_files_are_written_for_their_owner_alone(data, tmp_path, capsys):
    html, pdf = tmp_path / "page.html", tmp_path / "page.pdf"

    code = main(["report", data, "--to", "2026-11-15", "--html", str(html), "--pdf", str(pdf)])

    assert code == 0
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (html, pdf)} <= {0o600, 0o666}
    assert "give it only to those it is meant for" in capsys.readouterr().out


def test_a_file_that_is_there_is_not_written_over_unasked(data, tmp_path, capsys):
    html = tmp_path / "page.html"
    html.write_text("mine")

    assert main(["report", data, "--html", str(html)]) == 2
    assert html.read_text() == "mine"
    assert "is there already: name another file, or add --force." in capsys.readouterr().err

    assert main(["report", data, "--html", str(html), "--force"]) == 0
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_where_one_of_two_files_is_there_none_is_written(data, tmp_path):
    html, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    pdf.write_bytes(b"mine")

    assert main(["report", data, "--html", str(html), "--pdf", str(pdf)]) == 2
    assert not html.exists()


def test_days_the_wrong_way_round_are_told(data, capsys):
    assert main(["report", data, "--from", "2026-11-10", "--to", "2026-11-08"]) == 2
    assert "comes before the first" in capsys.readouterr().err


def test_a_day_to_come_is_in_nobodys_log(data, capsys):
    main(["report", data, "--from", "2026-11-02", "--to", "2199-01-01"])

    assert "2199" not in capsys.readouterr().out


def test_the_annex_comes_when_asked_for(data, tmp_path):
    html = tmp_path / "page.html"
    main(["report", data, "--to", "2026-11-15", "--html", str(html), "--annex"])

    assert "Every session of this period" in html.read_text(encoding="utf-8")


def test_without_an_own_log_the_example_is_shown_and_says_so(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 0
    assert "Example data: a made-up person." in capsys.readouterr().out
