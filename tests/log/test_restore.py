"""A folder that lost tables gets back what its copies know: once, and nothing is thrown away."""

import shutil
from datetime import timedelta

import pytest

from backlog.log import Log, LogError, backups, fallback_folder
from backlog.log.upkeep import restore

TABLES = ("sets", "sessions", "checkins", "program")


def a_checkin(number, at):
    return {
        "checkin_id": f"c{number}", "at": at, "tz": "Europe/Vienna", "local_day": at.date(),
        "kind": "daily", "discomfort": number % 10, "status": "kept", "entry": "live",
    }  # fmt: skip


def a_day(folder, given, number):
    """One day: a check-in, a session with two sets, one of them corrected."""
    at = given.now + timedelta(days=number)
    log = Log(folder, now=lambda: at)
    log.append("checkins", a_checkin(number, at))
    session = f"{at:%Y%m%dT%H%M%S}-0000000{number}"
    rows = [
        given.a_set(n, set_id=f"{session}-{n}", session_id=session, local_day=at.date())
        for n in (1, 2)
    ]
    live = log.open_session(session, {})
    log.close_session(live, rows, given.a_session(session_id=session, local_day=at.date()))
    log.append("sets", rows[0] | {"rev": 2, "reps": number})
    return log


@pytest.fixture
def lived(tmp_path, given):
    """Return a log of four days and the first write of a fifth: four of them are backed up."""
    program = tmp_path / "data" / "program.csv"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    for number in range(4):
        a_day(tmp_path / "data", given, number)
    log = Log(tmp_path / "data", now=lambda: given.now + timedelta(days=4))
    log.keep_settings({"sound": False})
    log.append("checkins", a_checkin(9, given.now + timedelta(days=4)))
    return log


PROGRAM = """\
from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,days_per_week,postpone_at,stop_at,author,note
2026-11-02,lower-back-stretch,1,6,20,s,30,block,1,,,6,default,
"""


def reads(log):
    return [[str(record) for record in log.records(table)] for table in TABLES]


def restored(log):
    again = Log(log.folder, now=log.tables.now)
    return restore.apply(again, restore.plan(again))


def test_a_whole_log_lacks_nothing(lived):
    plan = restore.plan(lived)

    assert plan.lacks == []
    assert plan.newest == "2026-11-26"


def test_working_out_writes_nothing(lived):
    (lived.folder / "sets.csv").write_bytes(b"garbage")
    before = {path: path.read_bytes() for path in lived.folder.rglob("*") if path.is_file()}
    assert len(restore.plan(lived).lacks) == 1

    assert {p: p.read_bytes() for p in lived.folder.rglob("*") if p.is_file()} == before


def test_backups_and_journals_in_an_empty_folder_read_as_the_log_did(lived, tmp_path):
    other = Log(tmp_path / "other", now=lived.tables.now)
    for name in ("backups", "journal"):
        shutil.copytree(lived.folder / name, other.folder / name)
    before = reads(lived)
    restored(other)

    before[2] = before[2][:-1]  # today's check-in is neither in a session nor in a backup
    assert reads(other) == before
    assert other.settings() == (lived.settings())
    assert all(other.problems(table) == [] for table in ("sets", "sessions", "checkins"))
    assert (other.folder / "datapackage.json").exists()


def test_a_table_that_was_deleted_comes_back_as_it_read(lived):
    before = reads(lived)
    (lived.folder / "sets.csv").unlink()
    (lived.folder / "program.csv").unlink()
    assert restored(lived) == []

    assert reads(lived) == before


@pytest.mark.parametrize(
    "garbage",
    [b"PK\x03\x04 a workbook", b"<html>", b"\0" * 900, b"\xff\xfe\0", b"one,two\n1,2\n"],
    ids=["workbook", "page", "zeros", "half UTF-16", "another table"],
)
def test_a_table_that_is_none_any_more_is_kept_and_comes_back(lived, garbage):
    before = reads(lived)
    (lived.folder / "sets.csv").write_bytes(garbage)
    (kept,) = restored(lived)

    assert kept.read_bytes() == garbage
    assert kept.parent == lived.folder / "set-aside"
    assert reads(lived) == before
    assert lived.problems("sets") == []


def test_a_table_cut_anywhere_gets_its_rows_back_and_keeps_its_bytes(lived):
    path = lived.folder / "sets.csv"
    whole, before = path.read_bytes(), reads(lived)

    for end in range(0, len(whole), 37):
        path.write_bytes(whole[:end])
        restored(lived)
        assert path.read_bytes().startswith(whole[:end])
        assert [sorted(table) for table in reads(lived)] == [sorted(table) for table in before]


def test_to_restore_twice_is_to_restore_once(lived):
    (lived.folder / "sets.csv").write_bytes(b"garbage")
    (lived.folder / "sessions.csv").unlink()
    restored(lived)
    before = {path: path.read_bytes() for path in lived.folder.rglob("*") if path.is_file()}

    assert restored(lived) == []
    assert {p: p.read_bytes() for p in lived.folder.rglob("*") if p.is_file()} == before


def test_what_somebody_edited_stays_as_it_stands(lived):
    path = lived.folder / "sets.csv"
    edited = path.read_bytes().replace(b"felt fine", b"felt good").splitlines(keepends=True)
    path.write_bytes(b"".join(edited[:-3]))
    restored(lived)

    notes = [record["note"] for record in lived.records("sets")]
    assert sum("good" in note for note in notes) == 6
    assert len(notes) == 8


def test_rows_that_only_an_older_backup_knows_come_back(lived):
    """The table was cut days ago, so the newest backups hold it as it was then."""
    path, before = lived.folder / "checkins.csv", reads(lived)
    newest = lived.folder / "backups" / "2026-11-26"
    cut = b"".join(path.read_bytes().splitlines(keepends=True)[:1])
    path.write_bytes(cut)
    shutil.rmtree(newest)
    backups.keep(newest, backups.present(lived.folder))
    restored(lived)

    assert reads(lived)[2] == before[2][:3]


def test_a_backup_that_was_damaged_is_not_believed(lived):
    for place in (lived.folder / "backups").glob("*-2[3-9]"):
        whole = (place / "checkins.csv").read_bytes()
        (place / "checkins.csv").write_bytes(whole.replace(b"Europe/Vienna", b"Europe/Berlin"))
    before = reads(lived)
    (lived.folder / "checkins.csv").unlink()
    (lived.folder / "sessions.csv").unlink()
    restored(lived)

    assert list(lived.records("checkins")) == []
    assert reads(lived)[1] == before[1]


def test_a_session_that_was_kept_elsewhere_comes_back_too(lived, given):
    fallback = fallback_folder(lived.folder)
    shutil.copytree(lived.folder / "journal", fallback / "journal")
    shutil.rmtree(lived.folder / "journal")
    shutil.rmtree(lived.folder / "backups")
    before = reads(lived)
    (lived.folder / "sessions.csv").unlink()
    plan = restore.plan(lived)
    restored(lived)

    assert plan.newest is None
    assert reads(lived)[1] == before[1]


def test_damaged_settings_come_back_from_the_backup(lived):
    (lived.folder / "settings.json").write_bytes(b"{")
    (kept,) = restored(lived)

    assert lived.settings() == ({"sound": False}, [])
    assert kept.read_bytes() == b"{"


def test_a_folder_of_another_schema_version_is_left_alone(lived):
    path = lived.folder / "datapackage.json"
    for other, said in ((b"0.9.0", "is brought to 1.1.0 when used next"), (b"2.0.0", "newer")):
        path.write_bytes(b'{"version": "%s"}' % other)
        with pytest.raises(LogError, match=said):
            restore.plan(lived)
