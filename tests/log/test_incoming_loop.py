"""backlog.log.incoming.loop: a check is a session, a skipped day excused, the rest is silence."""

import zipfile
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from backlog.log import LogError, schema
from backlog.log.incoming import archive, loop, loop_export
from backlog.log.incoming.parcel import NAME
from backlog.program import default

TODAY = date(2026, 11, 22)
LOCAL = partial(datetime.replace, tzinfo=ZoneInfo("Europe/Vienna"))
PROGRAM = default(date(2026, 8, 4))
HEADER = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,"
    "Unit,Target Type,Target Value,Archived?\n"
)
HABITS = (
    HEADER
    + '001,"Back, every day",YES_NO,Done?,,1,1,#8E24AA,,,,false\n'
    + "002,Stretching,NUMERICAL,,,1,1,#8E24AA,minutes,AT_LEAST,10.0,false\n"
    + "003,Sofa,NUMERICAL,,,1,1,#8E24AA,hours,AT_MOST,2.0,false\n"
)
#: Newest first, as the app writes them.
CHECKS = (
    "Date,Value,Notes\n2026-08-06,SKIP,away\n2026-08-05,YES_MANUAL,\n2026-08-04,YES_AUTO,\n"
    '2026-08-03,YES_MANUAL,"slow, but good"\n2026-08-02,NO,forgot\n2026-08-01,UNKNOWN,\n'
)
FILES = {
    "Habits.csv": HABITS.encode(),
    "Checkmarks.csv": b"Date,Back,\n",
    "001 Back every day/Checkmarks.csv": CHECKS.encode(),
    "002 Stretching/Checkmarks.csv": b"Date,Value,Notes\n2026-08-04,15000,\n2026-08-03,7500,ok\n"
    b"2026-08-02,0,ill\n2026-08-01,-1,\n2026-07-31,SKIP,\n",
}


def a_parcel(position="001", exercises=(), files=FILES, program=PROGRAM):
    habit = loop_export.chosen(loop_export.habits(files), position)
    days = LOCAL, TODAY, "Europe/Vienna"
    parcel = loop.rows(files, habit, exercises, program, *days)
    for table, rows in parcel.rows.items():
        for row in rows:
            schema.table(table).check({**row, "rev": 1, "recorded_at": LOCAL(datetime(2026, 9, 1))})
    return parcel


def with_checks(text):
    return FILES | {"001 Back every day/Checkmarks.csv": text.encode()}


def test_each_check_is_a_session_of_its_day():
    parcel = a_parcel()

    assert [(row["local_day"].day, row["note"]) for row in parcel.rows["sessions"]] == [
        (5, None),
        (3, "slow, but good"),
    ]
    assert {row["entry"] for row in parcel.rows["sessions"]} == {"backfilled"}
    assert {row["time_known"] for row in parcel.rows["sessions"]} == {"day"}
    assert parcel.problems == []


def test_a_skipped_day_is_excused_and_no_other_value_says_anything():
    parcel = a_parcel()
    (row,) = parcel.rows["days"]

    assert (row["kind"], row["reason"], row["from"]) == ("excused", "other", date(2026, 8, 6))
    assert row["note"] == "away"
    assert parcel.rows.keys() == {"sessions", "days"}
    assert "Notes on days without a check are left out: 1." in parcel.remarks


@pytest.mark.parametrize("header", ["", "Date,Value\n"])
def test_the_numbers_of_an_older_export_mean_the_same(header):
    older = f"{header}2026-08-05,2\n2026-08-04,1\n2026-08-03,0\n2026-08-02,-1\n2026-08-01,3\n"
    parcel = a_parcel(files=with_checks(older))

    assert [row["local_day"].day for row in parcel.rows["sessions"]] == [5]
    assert [row["from"].day for row in parcel.rows["days"]] == [1]


def test_a_measured_habit_tells_how_much_in_its_note_and_is_partial_below_its_target():
    parcel = a_parcel("Stretching")
    told = [(row["local_day"].day, row["status"], row["note"]) for row in parcel.rows["sessions"]]

    assert told == [(4, "finished", "15 minutes"), (3, "partial", "7.5 minutes. ok")]
    assert [row["from"] for row in parcel.rows["days"]] == [date(2026, 7, 31)]
    assert "Notes on days without a check are left out: 1." in parcel.remarks


def test_an_exercise_that_is_named_was_done_as_prescribed_that_day():
    parcel = a_parcel(exercises=["lower-back-stretch", "lower-tummy"])
    sets = parcel.rows["sets"]

    assert [(row["exercise"], row["side"], row["reps"], row["held"]) for row in sets] == [
        ("lower-back-stretch", "both", 6, 120),
        ("lower-tummy", "left", 6, None),
        ("lower-tummy", "right", 6, None),
    ]
    assert {row["session_id"] for row in sets} == {parcel.rows["sessions"][0]["session_id"]}
    assert {row["local_day"] for row in sets} == {date(2026, 8, 5)}
    assert any("1 of the sessions have no sets" in remark for remark in parcel.remarks)


def test_a_wrong_cell_is_set_aside():
    text = "Date,Value,Notes\n2026-08-05,MAYBE,\n05/08/2026,NO,\n2026-12-24,YES_MANUAL,\n"
    told = [str(problem) for problem in a_parcel(files=with_checks(text)).problems]

    assert told == [
        "Checkmarks.csv, line 2, Value: 'MAYBE' must be YES_MANUAL, 2, SKIP, 3, -3, YES_AUTO, 1, "
        "NO, 0, UNKNOWN, -1",
        "Checkmarks.csv, line 3, Date: '05/08/2026' must be a day such as 2026-11-22",
        "Checkmarks.csv, line 4, Date: '2026-12-24' is a day that has not come yet",
    ]


def test_habits_that_were_sorted_anew_are_the_same_import():
    moved = {name.replace("001", "009"): data for name, data in FILES.items()}
    moved["Habits.csv"] = HABITS.replace("001", "009").encode()

    assert a_parcel("009", files=moved).rows == a_parcel().rows
    assert a_parcel().name.startswith("loop-back-every-day-")
    for name in ("Back!", "Back?", "背中", ""):
        assert NAME.fullmatch(loop_export.Habit("001", name).import_name)
    assert (
        len({loop_export.Habit("001", name).import_name for name in ("Back!", "Back?", "背中")})
        == 3
    )


def test_a_habit_is_named_by_its_name_or_its_position():
    found = loop_export.habits(FILES)

    assert loop_export.chosen(found, "Back, every day") == loop_export.chosen(found, "001")
    for name in (None, "Yoga"):
        with pytest.raises(LogError, match=r"with --habit: 001 Back, every day, 002 Stretching"):
            loop_export.chosen(found, name)
    with pytest.raises(LogError) as refused:
        loop_export.chosen([loop_export.Habit("001", "\x1b[2Jgone")], "Yoga")
    assert "\x1b" not in str(refused.value)
    with pytest.raises(LogError, match="Sofa is a habit to do less of"):
        loop_export.chosen(found, "Sofa")


@pytest.mark.parametrize("nested", ["", "Loop Habits CSV 2026-11-22/"])
def test_a_zip_and_the_folder_that_it_was_unpacked_into_are_the_same(tmp_path, nested):
    folder = tmp_path / "export"
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as export:
        for name, data in FILES.items():
            export.writestr(nested + name, data)
    with zipfile.ZipFile(tmp_path / "export.zip") as export:
        export.extractall(folder)
    (folder / "picture.png").write_bytes(b"no table")

    unpacked = archive.files(folder)
    zipped = archive.files(tmp_path / "export.zip")
    assert dict(zipped) == dict(unpacked)
    assert a_parcel(files=zipped).rows == a_parcel().rows


def test_what_is_no_export_is_said_plainly(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no zip")

    with pytest.raises(LogError, match=r"a.zip is no zip that can be read"):
        archive.files(tmp_path / "a.zip")
    with pytest.raises(LogError, match="is not there any more"):
        archive.files(tmp_path / "b.zip")
    with pytest.raises(LogError, match=r"There is no Habits.csv in it"):
        loop_export.habits({})
    with pytest.raises(LogError, match=r"There is no Checkmarks.csv of habit 001"):
        a_parcel(files={"Habits.csv": HABITS.encode()})
    with pytest.raises(LogError, match="no columns Position and Name"):
        loop_export.habits({"Habits.csv": b"a,b\n"})


def test_an_archive_that_grows_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST", 1000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as export:
        export.writestr("Habits.csv", b"0" * 1001)

    with pytest.raises(LogError, match="holds more than 1,000 bytes"):
        archive.files(tmp_path / "a.zip")


def test_a_damaged_zip_is_read_or_refused_plainly(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as export:
        export.writestr("Habits.csv", HABITS)
    whole, refused = path.read_bytes(), 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        try:
            found = archive.files(path)
        except LogError:
            refused += 1
        else:
            assert set(found.values()) <= {HABITS.encode(), b""}

    assert 0 < refused < len(whole)
