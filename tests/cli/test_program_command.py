"""backlog program: checked, shown, applied, taken back; each ends with what it means."""

import os
import stat
from datetime import date, timedelta

import pytest

from backlog.cli import main
from backlog.log import Log
from backlog.program import Prescription

LATER = (date.today() + timedelta(30)).isoformat()
BEGAN = date(2026, 1, 5)
STRETCH = Prescription(BEGAN, "lower-back-stretch", 1, 6, 20.0, "s", author="default")
HEADER = (
    "from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,days_per_week,"
    "postpone_at,stop_at,author,note\n"
)


@pytest.fixture
def desk(tmp_path, capsys):
    """`desk("apply", "lines", ...)`: run the command over a sheet; the exit code and the words."""
    log = Log(tmp_path / "data")
    log.prescribe([STRETCH])
    sheet = tmp_path / "back.csv"

    def run(what, lines, *more):
        sheet.write_text(HEADER + lines)
        code = main(["program", what, str(sheet), "--data", str(log.folder), *more])
        return code, capsys.readouterr().out

    run.log, run.folder = log, tmp_path
    return run


def line(day=LATER, reps=8):
    return f"{day},lower-back-stretch,1,{reps},20,s,,,,,,,,\n"


def test_check_names_every_wrong_line_and_ends_with_1(desk):
    code, told = desk("check", line() + line(reps=800))

    assert code == 1
    assert "back.csv: 1 line can be read." in told
    assert "back.csv, line 3, reps: '800' must be a whole number from 1 to 100" in told


def test_check_names_a_line_of_a_day_that_has_been_by_its_place(desk):
    code, told = desk("check", line() + line(day="2026-01-06", reps=9))

    assert code == 1
    assert "back.csv, line 3, from: '2026-01-06' is a day that has been" in told


def test_preview_changes_nothing_and_says_how_to_go_on(desk):
    code, told = desk("preview", line())

    assert code == 0
    assert "Lower back stretch: repetitions 6 → 8, from " in told
    assert "Nothing was changed yet: `python3 start.py program apply " in told
    assert desk.log.program()[0] == (STRETCH,)


def test_apply_says_what_it_did_and_undo_takes_it_back(desk, capsys):
    code, told = desk("apply", line(), "--author", "A. Huber")

    assert code == 0
    assert "Done: 1 line of A. Huber added to program.csv." in told

    code = main(["program", "undo", "--data", str(desk.log.folder), "--author", "me"])

    assert code == 0
    assert "repetitions 8 → 6" in capsys.readouterr().out
    assert [(each.reps, each.author) for each in desk.log.program()[0]] == [
        (6, "default"),
        (8, "A. Huber"),
        (6, "me"),
    ]


def test_with_nothing_to_take_back_it_ends_with_1(desk, capsys):
    assert main(["program", "undo", "--data", str(desk.log.folder), "--author", "me"]) == 1
    assert "There is no change to take back." in capsys.readouterr().out


def test_a_lived_day_is_refused_with_what_to_say(desk):
    code, told = desk("apply", line(day="2026-02-02"), "--author", "A. Huber")

    assert code == 1
    assert "Nothing was changed: date these lines later, or say --from " in told
    assert desk.log.program()[0] == (STRETCH,)


def test_lines_for_lived_days_are_moved_on_request(desk):
    code, _ = desk("apply", line(day="2026-02-02"), "--author", "A. Huber", "--from", LATER)

    assert code == 0
    assert desk.log.program()[0][-1].from_day == date.fromisoformat(LATER)


def test_a_sheet_with_its_newest_line_first_leaves_the_newest_dose_in_force(desk):
    lines = line(day="2026-02-09", reps=9) + line(day="2026-02-02", reps=8)
    code, told = desk("apply", lines, "--author", "A. Huber", "--from", LATER)

    assert code == 0
    assert "repetitions 6 → 9, from " in told
    assert [each.reps for each in desk.log.program()[0]] == [6, 9]


def test_a_date_that_can_mean_two_days_is_asked_about(desk):
    code, told = desk("preview", line(day="11/12/2199"))

    assert code == 1
    assert "Nothing was changed: say --dates day-first or --dates month-first." in told
    assert desk("preview", line(day="11/12/2199"), "--dates", "day-first")[0] == 0


def test_the_way_on_repeats_what_the_preview_was_asked_with(desk):
    _, told = desk("preview", line(day="11/12/2025"), "--dates", "day-first", "--from", LATER)

    assert f"back.csv --author NAME --dates day-first --from {LATER}` does it." in told


def test_a_sheet_with_nothing_new_changes_nothing(desk):
    code, told = desk("apply", line(reps=6), "--author", "A. Huber")

    assert code == 0
    assert "Nothing was changed." in told


def test_the_template_comes_with_its_columns_explained_and_writes_over_nothing(desk, capsys):
    blank = desk.folder / "for-huber.csv"
    asked = ["program", "template", str(blank), "--data", str(desk.log.folder)]

    assert main(asked) == 0
    assert "lower-back-stretch,1,6,20,s" in blank.read_text()
    assert os.name != "posix" or stat.S_IMODE(blank.stat().st_mode) == 0o600
    assert "sets: Sets each time; 0 ends" in (desk.folder / "for-huber-columns.txt").read_text()
    assert main(asked) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_an_author_without_a_name_are_told(desk, capsys):
    data = ["--data", str(desk.log.folder)]

    assert main(["program", "check", str(desk.folder / "none.csv"), *data]) == 2
    assert "There is no file " in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["program", "undo", "--author", " ", *data])
