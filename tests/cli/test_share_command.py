"""backlog share: told first, written when a file is named, and refused in one sentence."""

import zipfile
from pathlib import Path

import pytest

from backlog.cli import main

EXAMPLE = str(Path(__file__).parents[2] / "data" / "example")
PERIOD = ["--from", "2026-11-01", "--to", "2026-11-15", "--tables", "checkins,days"]


def test_nothing_is_written_before_a_file_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["share", EXAMPLE, *PERIOD]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "What would leave this computer, from 1 November 2026 to 15 November 2026:"
    assert told[-1] == "Nothing was written. With --apply FILE.zip it is."
    assert list(tmp_path.iterdir()) == []


def test_what_was_listed_is_in_the_file_that_is_named(tmp_path, capsys):
    path = tmp_path / "for her.zip"

    assert main(["share", EXAMPLE, *PERIOD, "--apply", str(path)]) == 0

    told = capsys.readouterr().out
    with zipfile.ZipFile(path) as packed:
        assert all(f"  {name}: " in told for name in packed.namelist())
    assert f"Written: {path}\n" in told


def test_a_file_that_is_there_is_kept_and_the_way_on_is_told(tmp_path, capsys):
    path = tmp_path / "mine.zip"
    path.write_text("mine")

    assert main(["share", EXAMPLE, *PERIOD, "--apply", str(path)]) == 2

    assert "is there already: name another file, or move" in capsys.readouterr().err
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--from", "soon"], "--from: Write a day such as 2026-11-22."),
        (["--tables", "diary"], "--tables: Choose at least one of sets,"),
        (["--apply", "back.txt"], "--apply: Name a file that ends in .zip."),
        (["--from", "2019-01-01", "--to", "2019-01-02"], "nothing was logged on these days"),
    ],
)
def test_a_wrong_choice_is_one_plain_sentence(arguments, expected, capsys):
    assert main(["share", EXAMPLE, *arguments]) == 2
    assert expected in capsys.readouterr().err
