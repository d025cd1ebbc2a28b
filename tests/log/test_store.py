"""The log as a whole: what goes in comes out; ids; the program's file; quick imports."""

import re
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest

from backlog.log import Log, LogError, new_id
from backlog.program import Prescription, default


def test_an_empty_folder_is_an_empty_log_and_stays_empty(log):
    frame, problems = log.read("sets")

    assert len(frame) == 0
    assert problems == []
    assert list(log.records("sessions")) == []
    assert log.program() == ((), [])
    assert not log.folder.exists()


def test_a_row_comes_back_with_revision_and_time_of_writing(log, given):
    log.append("sets", given.a_set(1))

    (record,) = log.records("sets")
    assert record["rev"] == 1
    assert record["recorded_at"] == given.now
    assert record["target_hold"] == 20.0
    assert record["reason"] is None
    assert "chk" not in record


def test_a_revision_that_is_none_is_the_first(log, given):
    log.append("sets", given.a_set(1, rev=None, recorded_at=None, chk="aaaa"))

    (record,) = log.records("sets")
    assert (record["rev"], record["recorded_at"]) == (1, given.now)
    assert log.problems("sets") == []


def test_a_record_can_be_appended_again_as_a_correction(log, given):
    log.append("sets", given.a_set(1))
    (record,) = log.records("sets")
    log.append(
        "sets", record | {"rev": 2, "reps": 5, "recorded_at": given.now + timedelta(hours=1)}
    )

    (corrected,) = log.records("sets")
    assert (corrected["rev"], corrected["reps"]) == (2, 5)
    assert log.problems("sets") == []


def test_rows_that_are_there_already_are_left_out(log, given):
    log.extend("sets", [given.a_set(1), given.a_set(2)])
    log.extend("sets", [given.a_set(2), given.a_set(3), given.a_set(3)])
    before = (log.folder / "sets.csv").read_bytes()
    log.extend("sets", [given.a_set(1)])

    assert [record["set_no"] for record in log.records("sets")] == [1, 2, 3]
    assert (log.folder / "sets.csv").read_bytes() == before
    assert before.count(b"\n") == 4


def test_rows_keep_their_order_when_the_clock_goes_back(tmp_path, given):
    """The hour from two to three comes twice in October; then somebody sets the clock back."""
    times = [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:10:00+01:00",
        "2026-10-24T23:00:00+02:00",
    ]
    for number, time in zip((3, 1, 2), times, strict=True):
        at = datetime.fromisoformat(time)
        log = Log(tmp_path / "data", now=lambda at=at: at)
        log.append("sets", given.a_set(number, performed_at=at))

    assert [record["set_no"] for record in log.records("sets")] == [3, 1, 2]
    assert list(log.read("sets")[0]["set_no"]) == [3, 1, 2]
    assert [record["recorded_at"].isoformat() for record in log.records("sets")] == times


def test_a_refused_row_leaves_no_file(log, given):
    with pytest.raises(ValueError, match=r"sets\.csv, side: 'up' must be both, left or right"):
        log.append("sets", given.a_set(1, side="up"))
    assert not log.folder.exists()


def test_a_foreign_file_is_read_but_not_added_to(log, given):
    log.folder.mkdir()
    path = log.folder / "sets.csv"
    path.write_bytes(given.healthy(2).replace(b"\n", b"\r\n"))
    before = path.read_bytes()

    with pytest.raises(LogError, match=r"sets\.csv was saved by another program, so nothing"):
        log.append("sets", given.a_set(3))
    assert path.read_bytes() == before
    assert len(log.read("sets")[0]) == 2
    assert "it is read, but not added to" in str(log.problems("sets")[0])


def test_columns_of_ones_own_are_kept_and_left_out_of_the_rows(log, given):
    log.folder.mkdir()
    path = log.folder / "sets.csv"
    own = given.healthy(1).replace(b"\n", b",rain,\n").replace(b"rain", b"weather", 1)
    path.write_bytes(own)

    assert "weather" not in log.read("sets")[0]
    assert log.problems("sets") == []

    log.append("sets", given.a_set(2))
    assert path.read_bytes().startswith(own)
    assert path.read_bytes().endswith(b",,\n")
    assert [record["set_no"] for record in log.records("sets")] == [1, 2]
    assert log.problems("sets") == []


def test_ids_tell_day_and_time_and_differ(given):
    ids = {new_id(given.now) for _ in range(1000)}

    assert len(ids) == 1000
    assert all(re.fullmatch(r"20261122T071203-[0-9a-f]{8}", each) for each in ids)


def test_prescriptions_come_back_as_they_were(log):
    lines = default(date(2026, 11, 22), days_per_week=5)
    log.prescribe(lines)
    log.prescribe([Prescription(date(2026, 12, 1), "lower-tummy", 0, 0, note="=pause")])

    read, problems = log.program()
    assert problems == []
    assert read[:3] == lines
    assert (read[3].sets, read[3].note) == (0, "=pause")
    assert b"chk" not in (log.folder / "program.csv").read_bytes()


HEADER = (
    "from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,days_per_week,"
    "postpone_at,stop_at,author,note\n"
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-11-22,lower-tummy,1,0,,,30,block,1,,,,,", "reps: '0' must be a whole number from 1"),
        (
            "2026-11-22,deep-abdominal,1,5,600,s,30,block,1,,,,,",
            "hold: '600' must be a number from",
        ),
        ("2026-11-22,headstand,1,6,,,30,block,1,,,,,", "exercise: 'headstand' is not in the cata"),
        (
            "2026-11-22,Lower-Tummy,1,6,,,30,block,1,,,,,",
            "exercise: 'Lower-Tummy' is not in the ca",
        ),
        ("2026-02-30,lower-tummy,1,6,,,30,block,1,,,,,", "from: '2026-02-30' must be a date such"),
        ("22.11.2026,lower-tummy,1,6,,,30,block,1,,,,,", "from: '22.11.2026' must be a date such"),
        ("2026-11-22,lower-tummy,1,6,20,s,30,block,1,,,,,", "hold: '20' must be empty: lower-tum"),
        ("2026-11-22,deep-abdominal,1,5,,,30,block,1,,,,,", "hold: must be a number from 1 to 120"),
        ("2026-11-22,lower-tummy,1,6", ": '2026-11-22,lower-tummy,1,6' has 4 fields instead of 14"),
    ],
)
def test_a_bad_line_of_the_program_is_one_clear_problem(log, line, said):
    good = "2026-11-01,lower-tummy,1,6,,,30,block,1,,,,,\n"
    log.folder.mkdir()
    (log.folder / "program.csv").write_text(HEADER + good + line + "\n" + good)

    read, (problem,) = log.program()
    assert len(read) == 2
    assert str(problem).startswith(f"program.csv, line 3{'' if said[0] == ':' else ', '}{said}")


def test_a_program_typed_in_a_spreadsheet_is_read(log):
    log.folder.mkdir()
    line = "2026-11-22;lower-tummy;2;8;;;;;;;;;;do it slowly"
    (log.folder / "program.csv").write_text(HEADER.replace(",", ";") + line)

    (read,), (problem,) = log.program()
    assert (read.sets, read.reps, read.rest_s, read.note) == (2, 8, 30, "do it slowly")
    assert "semicolons between the fields" in str(problem)
    with pytest.raises(LogError, match="saved by another program"):
        log.prescribe([read])


def test_a_file_that_cannot_be_opened_is_told(log):
    (log.folder / "sets.csv").mkdir(parents=True)

    with pytest.raises(LogError, match=r"sets\.csv is a folder, not a file"):
        log.read("sets")


def test_the_room_is_imported_without_pandas():
    heavy = "{'pandas', 'numpy', 'matplotlib', 'filelock'} & set(sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, backlog.log; print({heavy})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert told.stdout.strip() == "set()"


def test_two_logs_of_one_folder_see_each_others_rows(tmp_path, given):
    one, other = (Log(tmp_path, now=lambda: given.now) for _ in range(2))
    one.append("sets", given.a_set(1))
    other.append("sets", given.a_set(2))

    assert [record["set_no"] for record in one.records("sets")] == [1, 2]
