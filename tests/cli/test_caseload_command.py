"""backlog caseload: everybody in a table, files only where they were asked for."""

import csv
import json
import stat

import pytest

from backlog.caseload import example
from backlog.cli import main


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic")
    example.make(folder)
    return folder


def told(clinic, capsys, *more):
    code = main(["caseload", str(clinic), "--through", "2026-11-15", *more])
    return code, capsys.readouterr().out


def test_everybody_has_a_line_and_the_reasons_stand_below_it(clinic, capsys):
    code, out = told(clinic, capsys)

    lines = out.splitlines()
    places = [line.split()[1] for line in lines if line[:3].strip().isdigit()]
    assert {*places} == {*example.PEOPLE, "rowan", "maple.zip"} - {"maple"}
    assert lines[0] == "Through 15 November 2026. 13 people: a reason to look at 9 of them."
    first = next(at for at, line in enumerate(lines) if line.startswith("  1 hazel"))
    assert "warning sign ticked on 12 November 2026, not seen yet" in lines[first + 1]
    assert code == 1, "the log of rowan cannot be read"


def test_two_processes_print_the_same(clinic, capsys):
    assert told(clinic, capsys, "--processes", "2") == told(clinic, capsys)


def test_the_files_hold_a_record_for_each_person(clinic, capsys, tmp_path):
    told(clinic, capsys, "--csv", str(tmp_path / "c.csv"), "--json", str(tmp_path / "c.json"))

    text = (tmp_path / "c.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    people = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["people"]
    assert [row["person"] for row in rows] == [it["person"] for it in people]
    assert [row["place"] for row in rows] == [str(at) for at in range(1, 14)]
    unread = next(it for it in people if it["person"] == "rowan")
    assert unread["unread"].startswith("sessions.csv, line 1")
    larch = next(row for row in rows if row["person"] == "larch")
    assert (larch["dose"], larch["start"]) == ("", ""), "what is not known stays empty"
    assert stat.S_IMODE((tmp_path / "c.csv").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(clinic, capsys, tmp_path):
    (tmp_path / "c.csv").write_text("mine")

    assert main(["caseload", str(clinic), "--csv", str(tmp_path / "c.csv")]) == 2
    assert "is there already: name another file, or move" in capsys.readouterr().err
    assert (tmp_path / "c.csv").read_text() == "mine"


def test_no_file_is_written_among_peoples_logs(clinic, capsys):
    assert main(["caseload", str(clinic), "--json", str(clinic / "alder" / "c.json")]) == 2
    assert "stands among people's logs" in capsys.readouterr().err


def test_names_and_rules_are_harmless_in_a_terminal_and_in_a_spreadsheet(tmp_path, capsys):
    clinic = tmp_path / "clinic"
    (clinic / "=HYPERLINK(1)\x1b[2J\u202e").mkdir(parents=True)
    (clinic / "flags.csv").write_text("person,flag,limit,from,author,note\n*,note,,,\x1b[2J,@x\n")

    _, out = told(clinic, capsys, "--csv", str(tmp_path / "c.csv"))

    assert "\x1b" not in out
    assert "\u202e" not in out
    (row,) = csv.reader((tmp_path / "c.csv").read_text().splitlines()[1:])
    assert row[1].startswith("'=HYPERLINK(1)")


def test_an_empty_folder_has_nobody_in_it(tmp_path, capsys):
    assert told(tmp_path, capsys, "--json", str(tmp_path.parent / "empty.json"))[0] == 0


def test_a_rule_that_cannot_be_read_is_told(tmp_path, capsys):
    (tmp_path / "flags.csv").write_text("person,flag,limit,from,author,note\n*,stop,1,,,\n")

    code, out = told(tmp_path, capsys)

    assert code == 1
    assert "flags.csv, line 2, flag: 'stop' must be no_entry_days" in out


def test_a_folder_that_is_not_there_is_said_as_ever(tmp_path, capsys):
    assert main(["caseload", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("processes", ["0", "-1", "two", "1001"])
def test_a_number_of_processes_that_cannot_be_is_refused(processes, tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["caseload", str(tmp_path), "--processes", processes])
    assert "must be a whole number from 1 to 1000" in capsys.readouterr().err


def test_many_made_up_people_are_a_caseload(tmp_path, capsys):
    made = ["--days", "8", "--seed", "1", "--until", "2026-11-15", "--people", "5"]

    assert main(["demo", str(tmp_path / "clinic"), *made]) == 0
    code, out = told(tmp_path / "clinic", capsys)

    assert code == 0
    assert all(f"person-000{at}" in out for at in range(1, 6))
