"""A fixed clock, a log in an empty folder, and a healthy ``sets.csv`` to be damaged."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from backlog.log import Log, line, schema

README = Path(__file__).parents[2] / "backlog" / "log" / "README.md"
MARKS = "<!-- written by the long run -->\n", "<!-- end -->\n"
FOUND = pytest.StashKey()

VIENNA = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=VIENNA)
SESSION = "20261122T071203-1f2e3d4c"


def a_set(number=1, **changes):
    """Return the values of one set; `number` is its place in the session."""
    values = {
        "set_id": f"{SESSION}-{number}",
        "session_id": SESSION,
        "performed_at": NOW + timedelta(minutes=number),
        "local_day": NOW.date(),
        "program": "00a1b2c3",
        "exercise": "lower-back-stretch",
        "side": "both",
        "set_no": number,
        "target_reps": 6,
        "target_hold": 20.0,
        "hold_unit": "s",
        "reps": 6,
        "held": 119.5,
        "status": "done",
        "discomfort": 2,
        "entry": "live",
        "note": f"set {number}, felt fine",
    }
    return values | changes


def a_session(**changes):
    """Return the values of one session."""
    values = {
        "session_id": SESSION,
        "started_at": NOW,
        "time_known": "exact",
        "tz": "Europe/Vienna",
        "local_day": NOW.date(),
        "status": "finished",
        "entry": "live",
    }
    return values | changes


def a_file(rows):
    """Return the bytes of a ``sets.csv`` with these rows."""
    table = schema.table("sets")
    whole = [table.check({"rev": 1, "recorded_at": NOW} | row) for row in rows]
    return line.header(table) + b"".join(line.of(table, row) for row in whole)


class Given:
    """What tests of this room begin with."""

    now = NOW
    session_id = SESSION
    a_set = staticmethod(a_set)
    a_session = staticmethod(a_session)
    a_file = staticmethod(a_file)
    sets = schema.table("sets")

    @staticmethod
    def healthy(rows=5):
        """Return the bytes of a ``sets.csv`` with this many healthy rows."""
        return a_file([a_set(number) for number in range(1, rows + 1)])


@pytest.fixture(scope="session")
def given():
    return Given


@pytest.fixture(autouse=True)
def _own_place(tmp_path_factory, monkeypatch):
    """Keep the fallback folder out of the place of whoever runs the tests."""
    place = str(tmp_path_factory.mktemp("user"))
    monkeypatch.setenv("XDG_DATA_HOME", place)
    monkeypatch.setenv("LOCALAPPDATA", place)
    monkeypatch.setenv("HOME", place)


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "data", now=lambda: NOW)


@pytest.fixture
def found(request):
    """`found(what, trials, outcome)`, called last: a line of the table in the room's README."""
    return lambda *line: request.config.stash.setdefault(FOUND, []).append(line)


def pytest_sessionfinish(session):
    """Write the table anew after a long run; what was not run this time stays as it was."""
    lines = session.config.stash.get(FOUND, [])
    if not (lines and session.config.getoption("--long")):
        return
    before, rest = README.read_text(encoding="utf-8").split(MARKS[0])
    table, after = rest.split(MARKS[1])
    rows = {row.split(" | ")[0]: row for row in table.splitlines()[2:]}
    rows |= {f"| {what}": f"| {what} | {trials:,} | {outcome} |" for what, trials, outcome in lines}
    head = "| What was tried | Trials | Found |\n|---|---|---|\n"
    table = head + "".join(f"{row}\n" for row in sorted(rows.values()))
    README.write_text(before + MARKS[0] + table + MARKS[1] + after, encoding="utf-8")
