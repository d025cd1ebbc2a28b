"""backlog demo: the same seed gives the same log, and no log is mixed with another."""

import pytest

from backlog.cli import main
from backlog.cli.demo import COURSES
from backlog.log import Log
from backlog.synthetic import COURSES as KNOWN

#: What `demo` is asked for beside its folder.
TWO_WEEKS = ["--days", "14", "--seed", "7", "--until", "2026-11-15"]


def test_a_demo_is_a_clean_log(tmp_path, capsys):
    assert main(["demo", str(tmp_path / "log"), *TWO_WEEKS]) == 0
    assert main(["check", str(tmp_path / "log")]) == 0

    told = capsys.readouterr().out
    assert f"A made-up log of 14 days stands in {tmp_path / 'log'}" in told
    assert "sessions.csv" in told


def test_no_days_are_a_program_and_an_empty_log_that_every_command_takes(tmp_path, capsys):
    folder = str(tmp_path / "log")

    assert main(["demo", folder, *TWO_WEEKS, "--days", "0"]) == 0
    assert "An empty log with a program stands in" in capsys.readouterr().out
    assert main(["check", folder]) == 0
    assert [*Log(folder).records("sessions"), *Log(folder).records("checkins")] == []
    assert len(Log(folder).program()[0]) == 3


def test_a_folder_with_a_log_is_refused_and_left_as_it_is(tmp_path, capsys):
    (tmp_path / "sessions.csv").write_text("mine\n")

    assert main(["demo", str(tmp_path), *TWO_WEEKS]) == 2
    assert "has sessions.csv already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["sessions.csv"]


def test_the_same_seed_gives_the_same_person(tmp_path, capsys):
    for name in ("one", "two"):
        main(["demo", str(tmp_path / name), *TWO_WEEKS])

    one, two = ((tmp_path / name / "sessions.csv").read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--days", "-1", "must be a whole number from 0 to 5000"),
        ("--days", "many", "must be a whole number from 0 to 5000"),
        ("--seed", "-1", "must be a whole number from 0 on"),
        ("--course", "cured", "invalid choice"),
        ("--until", "tomorrow", "invalid"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(tmp_path, capsys, option, value, allowed):
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(tmp_path / "log"), *TWO_WEEKS, option, value])

    assert ended.value.code == 2
    assert allowed in capsys.readouterr().err
    assert not (tmp_path / "log").exists()


def test_the_courses_are_the_ones_that_a_synthetic_person_knows():
    assert set(COURSES) == set(KNOWN)
