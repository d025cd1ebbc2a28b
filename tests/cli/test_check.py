"""backlog check: every table that is there, every line that is wrong, every open session."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from backlog.cli import main
from backlog.cli.check import TABLES
from backlog.log import Log

NOW = datetime.fromisoformat("2026-11-22T08:00:00+01:00")
SESSION = "20261122T071203-1f2e3d4c"
PROGRAM = """\
from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,days_per_week,postpone_at,stop_at,author,note
2026-11-02,lower-back-stretch,1,6,20,s,30,block,1,,,6,default,
"""


@pytest.fixture
def folder(tmp_path):
    """Return a data folder with a program of one line."""
    (tmp_path / "program.csv").write_text(PROGRAM)
    return tmp_path


def checked(folder, capsys):
    code = main(["check", str(folder), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_clean_log_ends_with_0_and_counts_its_rows(folder, capsys):
    code, found = checked(folder, capsys)

    assert code == 0
    assert found["tables"] == {"program.csv": {"rows": 1, "set_aside": 0}}
    assert found["problems"] == []
    assert found["unfinished"] == []


def test_a_wrong_line_is_named_by_file_line_column_value_and_limit(folder, capsys):
    wrong = PROGRAM.splitlines()[1].replace(",20,s,", ",600,s,")
    (folder / "program.csv").write_text(f"{PROGRAM}{wrong}\n")

    code, found = checked(folder, capsys)

    assert code == 1
    assert found["tables"]["program.csv"] == {"rows": 1, "set_aside": 1}
    problem = found["problems"][0]
    assert (problem["file"], problem["line"], problem["column"]) == ("program.csv", 3, "hold")
    assert problem["value"] == "600"
    assert problem["text"].startswith("program.csv, line 3, hold: '600' ")


def test_a_wrong_line_is_told_in_words_too(folder, capsys):
    (folder / "program.csv").write_text(PROGRAM.replace("lower-back-stretch", "juggling"))

    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().out
    assert f"Log in {folder}" in told
    assert "program.csv, line 2, exercise: 'juggling' " in told
    assert "(set aside)" in told
    assert "Every line can be read" not in told


def test_an_unfinished_session_is_announced_and_is_no_problem(folder, capsys):
    """Its journal is open and nobody owns it, as after the kernel was killed."""
    live = Log(folder).open_session("20261122T071203-1f2e3d4c", {"at": "2026-11-22T07:12:03+01:00"})
    live.release()

    assert main(["check", str(folder)]) == 0
    assert "Unfinished session 20261122T071203-1f2e3d4c" in capsys.readouterr().out


@pytest.fixture
def logged(folder):
    """Return a data folder with one session of two sets."""
    log = Log(folder, now=lambda: NOW)
    session = {
        "session_id": SESSION, "started_at": NOW, "time_known": "exact", "tz": "Europe/Vienna",
        "local_day": NOW.date(), "status": "finished", "entry": "live",
    }  # fmt: skip
    one = {
        "session_id": SESSION, "local_day": NOW.date(), "exercise": "lower-tummy", "side": "left",
        "performed_at": NOW, "set_no": 1, "target_reps": 6, "reps": 6, "status": "done",
        "entry": "live",
    }  # fmt: skip
    sets = [one | {"set_id": "a"}, one | {"set_id": "b", "side": "right"}]
    log.close_session(log.open_session(SESSION, {}), sets, session)
    return folder


def test_a_table_that_was_deleted_is_told_from_its_copies(logged, capsys):
    assert checked(logged, capsys)[0] == 0
    (logged / "sets.csv").unlink()

    code, found = checked(logged, capsys)

    assert (code, found["problems"]) == (1, [])
    assert found["lacking"] == [
        "sets.csv lacks 2 rows that its copies know: "
        "`python3 start.py restore` shows what can be brought back."
    ]


def test_a_single_line_that_is_gone_is_told_in_words(logged, capsys):
    lines = (logged / "sets.csv").read_text().splitlines(keepends=True)
    (logged / "sets.csv").write_text("".join(lines[:-1]))

    assert main(["check", str(logged)]) == 1
    told = capsys.readouterr().out
    assert "sets.csv lacks one row that its copies know: `python3 start.py restore`" in told
    assert "Every line can be read" not in told


def test_a_folder_of_another_version_is_checked_without_its_copies(logged, capsys):
    (logged / "sets.csv").unlink()
    (logged / "datapackage.json").write_text('{"version": "99.0"}')

    assert checked(logged, capsys)[1]["lacking"] == []


def test_a_file_that_is_no_log_ends_with_2_and_one_sentence(folder, capsys):
    (folder / "sets.csv").write_text("<html><body>a page</body></html>\n")

    assert main(["check", str(folder)]) == 2
    assert "sets.csv" in capsys.readouterr().err


def test_an_own_log_that_does_not_exist_yet_is_clean(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BACKLOG_DATA", str(tmp_path / "data"))

    assert main(["check"]) == 0
    assert "Nothing is logged here yet." in capsys.readouterr().out


def test_checking_changes_no_byte_and_makes_no_file(folder, capsys):
    log = Log(folder, now=lambda: datetime.fromisoformat("2026-11-22T08:00:00+01:00"))
    log.open_session("20261122T071203-1f2e3d4c", {}).release()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    main(["check", str(folder)])

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_wrong_rule_of_a_therapist_is_named_too(folder, capsys):
    (folder / "progression.csv").write_text(
        "from,exercise,sessions,worst,settled,add_reps,add_hold,most_reps,most_hold,author,note\n"
        "2026-11-03,lower-tummy,3,3,yes,,5,,,A. Huber,\n"
    )

    code, found = checked(folder, capsys)

    assert code == 1
    assert found["tables"]["progression.csv"] == {"rows": 0, "set_aside": 1}
    assert found["problems"][0]["text"] == (
        "progression.csv, line 2, add_hold: '5' must be empty: lower-tummy has no hold"
    )


def test_every_table_of_the_schema_is_checked():
    package = Path(__file__).parents[2] / "backlog" / "log" / "datapackage.json"
    resources = json.loads(package.read_text())["resources"]

    assert {*TABLES, "program", "progression"} == {resource["name"] for resource in resources}
