"""A made-up clinic, rows that are told by what is special about them, and small logs."""

import zipfile
from datetime import date, timedelta

import pytest

from backlog.analysis.adherence import Adherence
from backlog.caseload import Row, example
from backlog.log import Log
from backlog.synthetic import person, save

THROUGH = date(2026, 11, 15)

_NOTHING = Adherence(0.0, 0.0, 0.0, 0.0, 0, None, 0.0)
_PLAIN = {
    "first": date(2026, 8, 1),
    "begins": None,
    "ends": None,
    "behind": 0,
    "last_28": _NOTHING,
    "whole": _NOTHING,
    "dose": None,
    "now": None,
    "ratings": 0,
    "state": "no clear change",
    "interim": False,
    "needed": "",
    "start": 5.0,
    "recent": 5.0,
    "last_entry": THROUGH,
    "days_ago": 0,
    "away": 0,
    "worst": None,
    "stops": 0,
    "last_stop": None,
    "signs": (),
    "set_aside": 0,
    "problems": (),
}


@pytest.fixture(scope="session")
def through():
    return THROUGH


@pytest.fixture(scope="session")
def row():
    """Return a function that makes a row in which only what is told is out of the ordinary."""
    return lambda name="anna", **special: Row(name=name, **_PLAIN | special)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory):
    """Return the folder of the example: thirteen people, one of them damaged, one a bundle."""
    folder = tmp_path_factory.mktemp("clinic")
    example.make(folder)
    return folder


@pytest.fixture(scope="session")
def short_log(tmp_path_factory):
    """Return the data folder of somebody who wrote for three weeks."""
    folder = tmp_path_factory.mktemp("short") / "anna"
    save(person(4, 21, until=THROUGH), Log(folder))
    return folder


@pytest.fixture
def zipped(short_log, tmp_path):
    """Return a function that puts a log into a bundle, in a folder of it, and more entries."""

    def make(place="data/", more=(), names=("sessions.csv", "sets.csv", "datapackage.json")):
        path = tmp_path / "anna.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name in names:
                bundle.write(short_log / name, place + name)
            for name, content in more:
                bundle.writestr(name, content)
        return path

    return make


@pytest.fixture
def written(tmp_path):
    """Return a function that writes rows into one person's log and returns its folder."""
    log = Log(tmp_path / "anna")

    def write(table, *rows):
        for at, row in enumerate(rows):
            day = row.get("local_day") or row.get("from")
            log.append(table, _filled(table, at, day) | row)
        return log.folder

    return write


def _filled(table, at, day):
    """Return what a plain row of a table holds on a day."""
    noon = f"{day}T12:00:00+01:00"
    number = f"{day:%Y%m%d}T120000-{at:08x}"
    return {
        "sessions": {
            "session_id": number,
            "started_at": noon,
            "time_known": "exact",
            "tz": "Europe/Vienna",
            "status": "finished",
            "entry": "live",
            "recorded_at": noon,
        },
        "checkins": {
            "checkin_id": number,
            "at": noon,
            "tz": "Europe/Vienna",
            "kind": "daily",
            "status": "kept",
            "entry": "live",
            "recorded_at": noon,
        },
        "days": {"day_id": number, "to": day, "status": "kept", "recorded_at": noon},
    }[table]


@pytest.fixture(scope="session")
def ago():
    """Return a function that gives the day so many days before the last one."""
    return lambda days: THROUGH - timedelta(days=days)
