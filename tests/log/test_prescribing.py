"""The way of a therapist's answer into the log: shown first, dated ahead, never over lived days."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from backlog.log import Log, new_id
from backlog.log.line import header
from backlog.log.prescribing import (
    columns,
    first_day,
    prescribe,
    preview,
    take_back,
    template,
)
from backlog.log.schema import table
from backlog.program import Prescription, default, in_force

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=1)))
TODAY, TOMORROW, BEGAN = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 2)
STRETCH = Prescription(BEGAN, "lower-back-stretch", 1, 6, 20.0, "s")
TUMMY = Prescription(BEGAN, "lower-tummy", 1, 6)
SESSION = {"tz": "Europe/Vienna", "time_known": "exact", "status": "finished", "entry": "live"}


@pytest.fixture
def log(tmp_path):
    """A log with a program of two exercises, on the evening of 22 November."""
    made = Log(tmp_path / "data", now=lambda: NOW)
    made.prescribe([STRETCH, TUMMY])
    return made


def trained(log, at=NOW):
    row = {"session_id": new_id(at), "started_at": at, "local_day": at.date()} | SESSION
    log.append("sessions", row)


def sheet(*lines):
    return (header(table("program")).decode() + "\n".join(lines) + "\n").encode()


def shown(log, *lines, **named):
    return preview(log, sheet(*lines), "back.csv", **named)


MORE = "{},lower-back-stretch,1,8,25,s,30,block,1,,,,,"


def test_the_first_day_is_today_until_there_is_a_session_of_today(log):
    assert first_day(log) == TODAY
    trained(log)
    assert first_day(log) == TOMORROW


def test_a_running_session_keeps_the_program_of_its_day(log):
    live = log.open_session(new_id(NOW), {"program": "1f2e3d4c"})

    assert first_day(log) == TOMORROW
    live.release()


def test_at_two_in_the_morning_it_is_still_yesterday(tmp_path):
    night = Log(tmp_path / "data", now=lambda: NOW.replace(hour=2))

    assert first_day(night) == date(2026, 11, 21)


def test_a_preview_tells_what_changes_and_what_stays_and_writes_nothing(log):
    before = (log.folder / "program.csv").read_bytes()
    found = shown(log, MORE.format("23.11.2026"))

    assert found.can_be_applied
    assert list(found.sentences()) == [
        "back.csv, line 2, from: '23.11.2026' was read as 2026-11-23",
        "Lower back stretch: repetitions 6 → 8, hold 20 s → 25 s, from Monday 23 November 2026",
        "Lower tummy strengthening: 6 repetitions on each side",
        "Earlier days keep the program that they had.",
    ]
    assert (log.folder / "program.csv").read_bytes() == before


def test_a_day_that_has_been_is_told_with_the_first_that_may_change(log):
    trained(log)
    found = shown(log, MORE.format("2026-11-22"))

    assert not found.can_be_applied
    assert list(found.sentences()) == [
        "back.csv, line 2, from: '2026-11-22' is a day that has been, and earlier days keep the "
        "program that they had; the first day that may change is 2026-11-23, Monday"
    ]


def test_lines_to_mend_are_told_in_the_order_of_the_sheet_late_ones_among_them(log):
    trained(log)
    wrong = "2026-11-23,lower-tummy,1,800,,,,,,,,,,"
    found = shown(log, MORE.format("2026-11-22"), wrong, "2026-11-21,lower-tummy,1,7,,,,,,,,,,")

    assert [(each.line, each.column, each.value) for each in found.to_mend] == [
        (2, "from", "2026-11-22"),
        (3, "reps", "800"),
        (4, "from", "2026-11-21"),
    ]


def test_a_late_line_is_moved_when_somebody_asks_for_it_and_never_before_the_first_day(log):
    trained(log)
    found = shown(log, MORE.format("2026-11-22"), start=date(2026, 11, 1))

    assert [change.from_day for change in found.changes] == [TOMORROW]
    assert found.can_be_applied


def test_a_sheet_that_asks_for_the_same_changes_nothing(log):
    found = preview(log, template(log), "back.csv")

    assert not found.can_be_applied
    assert list(found.sentences()) == [
        "Nothing changes: the program that is there asks for the same."
    ]


def test_a_wrong_line_keeps_the_sheet_from_being_applied(log):
    found = shown(log, MORE.format("2026-11-23"), "2026-11-23,lower-tummy,1,800,,,,,,,,,,")

    assert found.changes
    assert not found.can_be_applied
    assert next(found.sentences()).startswith("back.csv, line 3, reps: '800' must be")


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-11-23,lower-tummy,0.5,8,,,30,block,1,,,,,",
        "2026-11-23,Lower tummy strengthening,x,x,,,30,block,1,,,,,",
        "2026-11-23,lower-tummy,1",
        "2026-11-02,lower-tummy,1,9,,,30,block,1,,,,,",
    ],
)
def test_the_exercise_of_a_line_to_mend_is_not_said_to_stay(log, wrong):
    found = dict(shown(log, MORE.format("2026-11-23"), wrong).parts())

    assert len(found["To mend or to answer first"]) == 1
    assert found["What stays"] == ["Earlier days keep the program that they had."]


def test_what_is_wrong_with_the_program_that_is_there_is_told_first(log):
    path = log.folder / "program.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    (heading, (sentence,)), *_ = shown(log, MORE.format("2026-11-23")).parts()

    assert heading == "In the program that is there"
    assert "not added to until `python3 start.py tidy` writes it anew" in sentence


def test_applied_lines_carry_who_changed_the_program_and_no_line_is_removed(log):
    before = (log.folder / "program.csv").read_bytes()
    found = shown(log, MORE.format("2026-11-23"))

    (new,) = prescribe(log, found.proposal.new, " A. Huber ")

    assert new == replace(STRETCH, from_day=TOMORROW, reps=8, hold=25.0, author="A. Huber")
    assert (log.folder / "program.csv").read_bytes().startswith(before)
    assert log.program()[0][-1] == new


def test_applied_twice_it_is_applied_once(log):
    found = shown(log, MORE.format("2026-11-23"))

    assert len(prescribe(log, found.proposal.new, "A. Huber")) == 1
    assert prescribe(log, found.proposal.new, "A. Huber") == ()
    assert len(log.program()[0]) == 3


def test_nobody_and_a_lived_day_are_refused_and_nothing_is_written(log):
    with pytest.raises(ValueError, match="Say who changes the program"):
        prescribe(log, [replace(STRETCH, from_day=TOMORROW, reps=8)], " ")
    with pytest.raises(ValueError, match="Saturday 21 November 2026 has been"):
        prescribe(log, [replace(STRETCH, from_day=TODAY - timedelta(1), reps=8)], "A. Huber")

    assert log.program()[0] == (STRETCH, TUMMY)


def test_taken_back_the_program_is_as_before_and_the_file_only_grew(log):
    prescribe(log, [replace(STRETCH, from_day=TOMORROW, reps=8)], "A. Huber")
    grown = (log.folder / "program.csv").read_bytes()

    (change,) = take_back(log, "person")

    assert str(change) == "Lower back stretch: repetitions 8 → 6, from Monday 23 November 2026"
    assert (log.folder / "program.csv").read_bytes().startswith(grown)
    assert [line.reps for line in in_force(log.program()[0], TOMORROW)] == [6, 6]


def test_where_nobody_wrote_a_program_the_template_holds_the_default_one(tmp_path):
    bare = Log(tmp_path / "data", now=lambda: NOW)
    found = preview(bare, template(bare), "back.csv")

    assert [line.exercise for line in found.sheet.lines] == [
        line.exercise for line in default(TODAY)
    ]
    assert [change.kind for change in found.changes] == ["starts"] * 3


def test_every_column_of_the_sheet_is_explained():
    told = list(columns())

    assert [each.partition(":")[0] for each in told] == list(table("program").names)
    assert "sets: Sets each time; 0 ends the exercise. It must be a whole number" in told[2]
