"""backlog fhir: the bundle is written once, and what was written is said."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from backlog.cli import UNREADABLE, main
from backlog.log import Log

NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=timezone(timedelta(hours=1)))


def a_rating(number, **changes):
    values = {
        "checkin_id": f"20261122T071203-0000000{number}",
        "at": NOW,
        "local_day": NOW.date(),
        "kind": "daily",
        "discomfort": 3,
        "status": "kept",
        "entry": "live",
        "note": "<b>sharp</b>",
    }
    return values | changes


@pytest.fixture
def log(tmp_path):
    log = Log(tmp_path / "data", now=lambda: NOW)
    log.extend("checkins", [a_rating(1), a_rating(2, discomfort=None)])
    return log


def resources(file):
    return [entry["resource"] for entry in json.loads(file.read_text("utf-8"))["entry"]]


def test_the_bundle_is_written_and_told(log, tmp_path, capsys):
    file = tmp_path / "log.json"

    assert main(["fhir", str(file), str(log.folder)]) == 0
    told = capsys.readouterr().out
    assert f"Written to {file}: 2 observations." in told
    assert "2 ratings of discomfort, 1 of them not answered" in told
    assert "sharp" not in file.read_text("utf-8")
    assert len(resources(file)) == 5


def test_notes_and_a_period_are_asked_for(log, tmp_path):
    file, later = tmp_path / "notes.json", tmp_path / "later.json"

    assert main(["fhir", str(file), str(log.folder), "--notes"]) == 0
    assert resources(file)[-1]["note"] == [{"text": "<b>sharp</b>"}]
    assert main(["fhir", str(later), str(log.folder), "--from", "2026-11-23"]) == 0
    assert len(resources(later)) == 3


def test_lines_that_cannot_be_read_are_counted(log, tmp_path, capsys):
    with (log.folder / "checkins.csv").open("a") as file:
        file.write("torn\n")

    assert main(["fhir", str(tmp_path / "log.json"), str(log.folder)]) == 0
    assert "Lines that cannot be read and are not in it: 1" in capsys.readouterr().out


def test_no_file_is_written_over(log, tmp_path, capsys):
    file = tmp_path / "log.json"
    file.write_text("mine")

    assert main(["fhir", str(file), str(log.folder)]) == UNREADABLE
    way_on = "name another file, or move that one away first."
    assert capsys.readouterr().err == f"{file} is there already: {way_on}\n"
    assert file.read_text() == "mine"
