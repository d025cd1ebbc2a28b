"""backlog calendar: times that were asked for, a zone that is known, and days that are named."""

from datetime import date, datetime, timedelta, timezone

import icalendar
import pytest

from backlog.cli import UNREADABLE, main
from backlog.log import Log
from backlog.program import default

NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=timezone(timedelta(hours=1)))
SESSION = {
    "session_id": "20261122T071203-1f2e3d4c",
    "started_at": NOW,
    "time_known": "exact",
    "tz": "Europe/Vienna",
    "local_day": NOW.date(),
    "status": "finished",
    "entry": "live",
}


@pytest.fixture
def log(tmp_path):
    log = Log(tmp_path / "data", now=lambda: NOW)
    log.append("sessions", SESSION)
    return log


def events(file):
    return icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_the_zone_of_the_last_session_is_taken(log, tmp_path, capsys):
    file = tmp_path / "times.ics"
    asked = ["calendar", str(file), str(log.folder), "--at", "07:00", "--at", "18:00"]

    assert main([*asked, "--from", "2026-11-23"]) == 0
    assert [event["dtstart"].dt.isoformat() for event in events(file)] == [
        "2026-11-23T07:00:00+01:00",
        "2026-11-23T18:00:00+01:00",
    ]
    told = capsys.readouterr().out
    assert "mon, tue, wed, thu, fri, sat, sun at 07:00, 18:00" in told
    assert "in the time zone Europe/Vienna" in told


def test_what_differs_from_the_program_is_said(log, tmp_path, capsys):
    log.prescribe(default(date(2026, 11, 1), days_per_week=3))
    asked = ["calendar", str(tmp_path / "a.ics"), str(log.folder), "--from", "2026-11-23"]

    assert main([*asked, "--at", "07:00"]) == UNREADABLE
    assert "Your program has 3 days a week: name them" in capsys.readouterr().err
    assert main([*asked, "--at", "07:00", "--at", "18:00", "--days", "mon,tue"]) == 0
    told = capsys.readouterr().out
    assert "Your program says 1 a day; the calendar has 2." in told
    assert "Your program says 3 days a week; the calendar has 2." in told


def test_without_a_session_the_zone_is_asked_for(tmp_path, capsys):
    (tmp_path / "data").mkdir()
    asked = ["calendar", str(tmp_path / "a.ics"), str(tmp_path / "data"), "--at", "07:00"]

    assert main(asked) == UNREADABLE
    assert "--zone Europe/Vienna" in capsys.readouterr().err
    assert main([*asked, "--zone", "Asia/Tokyo", "--title", "Tea", "--cue", "After tea"]) == 0
    (event,) = events(tmp_path / "a.ics")
    assert (event["summary"], event["description"]) == ("Tea", "After tea, then: Tea.")


def test_a_file_that_is_there_is_kept_and_the_way_on_is_told(log, tmp_path, capsys):
    file = tmp_path / "times.ics"
    file.write_text("mine")

    assert main(["calendar", str(file), str(log.folder), "--at", "07:00"]) == UNREADABLE

    assert "is there already: name another file, or move" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_there_is_a_cue_for_all_times_or_one_for_each(log, tmp_path, capsys):
    asked = ["calendar", str(tmp_path / "a.ics"), str(log.folder), "--at", "07:00"]

    assert main([*asked, "--cue", "After tea", "--cue", "After lunch"]) == UNREADABLE
    assert "one --cue for all times, or one for each --at" in capsys.readouterr().err
    more = ["--at", "13:00", "--cue", "After tea", "--cue", "After lunch"]
    assert main([*asked, *more]) == 0
    assert [event["description"][:9] for event in events(tmp_path / "a.ics")] == [
        "After tea",
        "After lun",
    ]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--days", "mon,someday", "'someday' must be one of mon, tue"),
        ("--weeks", "0", "'0' must be a whole number from 1 to 104"),
        ("--zone", "Europe/Nowhere", "'Europe/Nowhere' must be the name of a zone"),
        ("--zone", "../etc", "'../etc' must be the name of a zone"),
        ("--title", " ", "must not be empty"),
        ("--at", "25:00", "invalid"),
    ],
)
def test_what_cannot_be_meant_is_refused(option, value, told, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["calendar", str(tmp_path / "a.ics"), "--at", "07:00", option, value])

    assert ended.value.code == UNREADABLE
    assert told in capsys.readouterr().err
    assert not (tmp_path / "a.ics").exists()
