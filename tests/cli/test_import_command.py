"""backlog import: said first, done when asked for, and taken back by name."""

from datetime import date

import pytest

from backlog.analysis import dose, tables
from backlog.analysis.days import table
from backlog.analysis.discomfort import daily
from backlog.analysis.reading import read
from backlog.cli import UNREADABLE, main
from backlog.log import Log
from backlog.program import Prescription

DIARY = "day;pain;note\n03.08.2026;5;stiff\n04.08.2026;12;\n05.08.2026;4;\n"
MAP = """
name = "diary"
table = "checkins"
[date]
column = "day"
format = "%d.%m.%Y"
[columns]
discomfort = "pain"
note = "note"
"""
HABITS = "Position,Name,Type\n001,Back,YES_NO\n002,Tea,YES_NO\n"
CHECKS = "Date,Value,Notes\n2026-08-05,YES_MANUAL,\n2026-08-04,SKIP,\n2026-08-03,YES_MANUAL,\n"


@pytest.fixture
def log(tmp_path):
    (tmp_path / "data").mkdir()
    return Log(tmp_path / "data")


@pytest.fixture
def diary(tmp_path, log):
    """Return the words of the command that imports a diary."""
    (tmp_path / "diary.csv").write_text(DIARY)
    (tmp_path / "map.toml").write_text(MAP)
    files = [str(tmp_path / "diary.csv"), str(log.folder), "--mapping", str(tmp_path / "map.toml")]
    return ["import", *files, "--zone", "Europe/Vienna"]


@pytest.fixture
def export(tmp_path):
    """Return the folder of an export of Loop Habit Tracker."""
    folder = tmp_path / "export"
    (folder / "001 Back").mkdir(parents=True)
    (folder / "Habits.csv").write_text(HABITS)
    (folder / "001 Back" / "Checkmarks.csv").write_text(CHECKS)
    return folder


def ratings(log):
    return [row["discomfort"] for row in log.records("checkins")]


def test_an_import_is_shown_first(diary, log, capsys):
    assert main(diary) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The import 'diary' brings:",
        "  checkins.csv: 2 rows, 2026-08-03 to 2026-08-05",
        "Ratings from elsewhere are kept and stay out of the trend.",
        "Set aside: 1",
        "  diary.csv, line 3, pain: '12' must be a whole number from 0 to 10, or empty",
        "Nothing was changed. With --apply it is entered.",
    ]
    assert not (log.folder / "checkins.csv").exists()


def test_an_import_is_entered_once_and_taken_back(diary, log, capsys):
    assert main([*diary, "--apply"]) == 0
    assert "`python3 start.py import --undo diary` takes it back." in capsys.readouterr().out
    assert main([*diary, "--apply"]) == 0
    again = capsys.readouterr().out
    assert "  nothing new\nThere already: 2.\nSet aside: 1\n" in again
    assert "Nothing was changed: there is nothing new to enter." in again
    assert "It was entered" not in again
    assert ratings(log) == [5, 4]

    undo = ["import", "--undo", "diary", str(log.folder)]
    assert main(undo) == 0
    assert "Nothing was changed. With --apply it is taken back." in capsys.readouterr().out
    assert ratings(log) == [5, 4]
    assert main([*undo, "--apply"]) == 0
    assert "The lines stay in the files, marked as deleted." in capsys.readouterr().out
    assert ratings(log) == []
    assert main([*undo, "--apply"]) == 0
    assert "Nothing was changed: there is nothing left to take back." in capsys.readouterr().out

    assert main([*diary, "--apply"]) == 0
    assert "Deleted or taken back, and left so: 2" in capsys.readouterr().out
    assert main([*diary, "--apply", "--again"]) == 0
    assert ratings(log) == [5, 4]
    assert main(["check", str(log.folder)]) == 0


def test_a_file_that_is_wholly_there_is_said_to_be(tmp_path, diary, capsys):
    (tmp_path / "diary.csv").write_text(DIARY.replace("12", "3"))
    main([*diary, "--apply"])
    capsys.readouterr()
    main(diary)

    assert "There already: 3, which is everything." in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_without_a_mapping_one_is_suggested_and_can_be_used(tmp_path, diary, log, capsys, encoding):
    assert main(["import", diary[1], "--mapping"]) == 0
    (tmp_path / "own.toml").write_text(capsys.readouterr().out, encoding=encoding, newline="\r\n")

    assert main(["import", *diary[1:3], "--mapping", str(tmp_path / "own.toml"), "--apply"]) == 0
    assert ratings(log) == [5, 4]


def test_a_mapping_is_suggested_for_a_file_that_is_not_utf_8_too(tmp_path, diary, log, capsys):
    (tmp_path / "diary.csv").write_text(DIARY.replace("stiff", "müde"), encoding="cp1252")
    assert main(["import", diary[1], "--mapping"]) == 0
    (tmp_path / "own.toml").write_text(capsys.readouterr().out)

    assert main(["import", *diary[1:3], "--mapping", str(tmp_path / "own.toml"), "--apply"]) == 0
    assert [row["note"] for row in log.records("checkins")] == ["müde", None]


def test_the_checks_of_a_habit_become_sessions(export, log, capsys):
    asked = ["import", str(export), str(log.folder), "--loop"]

    assert main(asked) == UNREADABLE
    assert "Name one of the habits with --habit: 001 Back, 002 Tea." in capsys.readouterr().err
    assert main([*asked, "--habit", "Back", "--zone", "Europe/Vienna", "--apply"]) == 0
    told = capsys.readouterr().out
    assert "The import 'loop-back-" in told
    assert "2 of the sessions have no sets. A session without sets counts as begun" in told
    assert [row["tz"] for row in log.records("sessions")] == ["Europe/Vienna"] * 2
    assert [row["kind"] for row in log.records("days")] == ["excused"]


SETS = "day,exercise,reps,seconds\n" + "".join(
    f"2026-08-0{day},lower-back-stretch,8,240\n" for day in (3, 4, 5)
)


def test_one_set_a_day_is_a_third_of_a_dose_of_three(tmp_path, log, capsys):
    log.prescribe([Prescription(date(2026, 8, 1), "lower-back-stretch", 3, 8, 30.0, "s")])
    (tmp_path / "app.csv").write_text(SETS)
    main(["import", str(tmp_path / "app.csv"), "--mapping"])
    (tmp_path / "app.toml").write_text(capsys.readouterr().out)
    asked = ["import", str(tmp_path / "app.csv"), str(log.folder)]

    assert main([*asked, "--mapping", str(tmp_path / "app.toml"), "--apply"]) == 0
    assert "the file does not tell count as not done: 6." in capsys.readouterr().out
    record = read(log, date(2026, 8, 6))
    doses = tables.doses(dose.table(record, table(record)))
    assert doses["done of what was planned"].tolist() == ["12 of 36 minutes held"]


def test_ratings_that_came_in_stay_out_of_the_daily_series(diary, log):
    assert main([*diary, "--apply"]) == 0
    record = read(log, date(2026, 8, 6))
    series = daily(record, table(record))

    assert len(record.tables["checkins"]) == 2
    assert series["discomfort"].notna().sum() == 0


def test_a_day_that_would_count_twice_is_said(export, log, capsys):
    asked = ["import", str(export), str(log.folder), "--loop", "--habit", "001", "--apply"]
    assert main(asked) == 0
    (export / "Habits.csv").write_text(HABITS.replace("Back", "Spine"))

    assert main(asked) == 0
    assert "has a session already, and both would count: 2." in capsys.readouterr().out


def test_it_is_said_when_the_start_of_the_log_would_move(diary, export, log, capsys):
    assert main([*diary, "--apply"]) == 0
    earlier = export / "001 Back" / "Checkmarks.csv"
    earlier.write_text("Date,Value,Notes\n2026-07-01,YES_MANUAL,\n")

    assert main(["import", str(export), str(log.folder), "--loop", "--habit", "001"]) == 0
    assert "Your log begins on 2026-08-03 now and on 2026-07-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--loop"], "Name the file that is to be imported."),
        (["nowhere.csv", "--mapping"], "nowhere.csv is not there any more"),
        (["--undo", "diary", "{data}"], "There is no import called 'diary'; nothing was imported"),
        (["x.zip", "{data}", "--loop", "--exercise", "yoga"], "There is no exercise 'yoga'"),
    ],
)
def test_what_is_missing_is_named(words, told, log, capsys):
    asked = [word.format(data=log.folder) for word in words]

    assert main(["import", *asked]) == UNREADABLE
    assert told in capsys.readouterr().err


def test_a_zone_that_there_is_not_is_named(diary, capsys):
    assert main([*diary[:-1], "Europe/Nowhere"]) == UNREADABLE
    assert "There is no time zone 'Europe/Nowhere'" in capsys.readouterr().err
