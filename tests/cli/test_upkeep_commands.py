"""backlog tidy, merge, export and history: said first, done when asked for, and where it all is."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from backlog.cli import main
from backlog.log import Log
from backlog.log.corrections import revise
from backlog.log.upkeep import export

NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=timezone(timedelta(hours=1)))


def a_rating(number, **changes):
    values = {
        "checkin_id": f"20261122T071203-0000000{number}",
        "at": NOW,
        "local_day": NOW.date(),
        "kind": "daily",
        "discomfort": 3,
        "status": "kept",
        "entry": "live",
        "recorded_at": NOW,
    }
    return values | changes


def a_log(folder, *numbers, **changes):
    log = Log(folder, now=lambda: NOW)
    log.extend("checkins", [a_rating(number, **changes) for number in numbers])
    return log


@pytest.fixture
def log(tmp_path):
    """Return a log with two ratings."""
    return a_log(tmp_path / "data", 1, 2)


@pytest.fixture
def path(log):
    """Return the file of the ratings."""
    return log.folder / "checkins.csv"


def test_a_tidy_log_is_called_tidy(log, capsys):
    assert main(["tidy", str(log.folder)]) == 0
    assert capsys.readouterr().out == f"Everything in {log.folder} is tidy.\n"


def test_tidying_says_first_what_it_would_do(log, path, capsys):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"torn\r\n")
    before = path.read_bytes()

    assert main(["tidy", str(log.folder)]) == 1
    told = capsys.readouterr().out
    assert "checkins.csv is not as backlog writes it (other line ends): 2 rows in it." in told
    assert "1 line in it cannot be read:\n  checkins.csv, line 4: 'torn' has 1 fields" in told
    assert "Nothing was changed. With --apply it is tidied." in told
    assert path.read_bytes() == before


def test_tidying_says_what_it_did_and_where_everything_is(log, path, capsys):
    clean = path.read_bytes()
    path.write_bytes(clean.replace(b"\n", b"\r\n") + b"torn\r\n")

    assert main(["tidy", str(log.folder), "--apply"]) == 0
    told = capsys.readouterr().out.splitlines()
    copy, aside = (Path(line.split()[-1]).read_bytes() for line in told[-2:])
    assert path.read_bytes() == clean
    assert copy.endswith(b"\r\ntorn\r\n")
    assert aside.endswith(b",chk\ntorn\n")


def test_many_bad_lines_are_counted_and_not_all_told(log, path, capsys):
    with path.open("a") as file:
        file.writelines(["torn\n"] * 10_000)

    assert main(["check", str(log.folder)]) == 1
    assert "\nand 9,988 more\n" in capsys.readouterr().out
    assert main(["tidy", str(log.folder)]) == 1
    assert "\nand 9,988 more\n" in capsys.readouterr().out


def test_a_conflicted_copy_is_told_by_check_and_merged(log, path, capsys):
    other = a_log(log.folder.parent / "other", 2, 3)
    copy = log.folder / "checkins (1).csv"
    copy.write_bytes((other.folder / "checkins.csv").read_bytes())

    assert main(["check", str(log.folder)]) == 0
    assert "`python3 start.py merge 'checkins (1).csv'` shows" in capsys.readouterr().out
    assert main(["merge", "checkins (1).csv", str(log.folder)]) == 0
    told = capsys.readouterr().out
    assert f"checkins.csv lacks 1 row of {copy}" in told
    assert "Nothing was changed" in told
    assert copy.exists()

    assert main(["merge", "checkins (1).csv", str(log.folder), "--apply"]) == 0
    told = capsys.readouterr().out
    assert f"checkins.csv was given 1 row of {copy}" in told
    assert f"it is kept in {log.folder / 'set-aside' / copy.name}" in told
    assert len(list(log.records("checkins"))) == 3


def test_a_conflict_is_told_with_both_files_both_lines_and_both_values(log, capsys):
    other = a_log(log.folder.parent / "other", 3)
    other.append("checkins", a_rating(1, discomfort=7, note="worse"))

    assert main(["merge", str(other.folder), str(log.folder)]) == 1
    assert (
        f"checkins.csv, line 2 and {other.folder / 'checkins.csv'}, line 3 contradict each other "
        "about 20261122T071203-00000001 1: discomfort '3' / '7'; note nothing / 'worse'"
    ) in capsys.readouterr().out


def test_there_must_be_something_to_merge(log, capsys):
    assert main(["merge", "nowhere", str(log.folder)]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_the_tables_are_copied_and_the_files_named(log, path, tmp_path, capsys):
    assert main(["export", str(tmp_path / "copy"), str(log.folder)]) == 0
    told = capsys.readouterr().out
    assert f"Written into {tmp_path / 'copy'}: checkins.csv, datapackage.json." in told
    assert (tmp_path / "copy" / "checkins.csv").read_bytes() == path.read_bytes()
    assert main(["export", str(tmp_path / "copy"), str(log.folder)]) == 2


def test_a_spreadsheet_gets_a_copy_of_its_own(log, path, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(export, "decimal_comma", lambda: True)
    path.write_bytes(path.read_bytes() + b"torn\n")

    assert main(["export", str(tmp_path / "copy"), str(log.folder), "--excel"]) == 0
    assert "Lines that cannot be read and are in no copy: 1 " in capsys.readouterr().out
    assert (tmp_path / "copy" / "checkins.csv").read_bytes().startswith(b"\xef\xbb\xbfcheckin_id;")


def test_the_history_of_a_row_says_what_became_what(log, capsys):
    revise(log, "checkins", "20261122T071203-00000001", {"discomfort": 5, "note": "mistyped"})

    assert main(["history", "20261122T071203-00000001", str(log.folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "checkins.csv, line 2: revision 1, written down 2026-11-22 07:12",
        "checkins.csv, line 4: revision 2, written down 2026-11-22 07:12",
        "  discomfort: '3' became '5'",
        "  note: nothing became 'mistyped'",
    ]


def test_an_id_that_no_row_has_is_told(log, capsys):
    assert main(["history", "x", str(log.folder)]) == 1
    assert capsys.readouterr().out == f"No row in {log.folder} has the id x.\n"
