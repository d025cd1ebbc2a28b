"""backlog restore: says first, does when it is asked to, and tells where the old file is."""

from datetime import datetime

import pytest

from backlog.cli import main
from backlog.log import Log

NOW = datetime.fromisoformat("2026-11-22T08:00:00+01:00")
SESSION = "20261122T071203-1f2e3d4c"


@pytest.fixture
def folder(tmp_path):
    """Return a data folder with one session, whose table of sessions is a web page now."""
    log = Log(tmp_path, now=lambda: NOW)
    row = {
        "session_id": SESSION, "started_at": NOW, "time_known": "exact", "tz": "Europe/Vienna",
        "local_day": NOW.date(), "status": "finished", "entry": "live",
    }  # fmt: skip
    log.close_session(log.open_session(SESSION, {}), [], row)
    (tmp_path / "sessions.csv").write_text("<html></html>\n")
    return tmp_path


def test_by_default_it_only_says_what_is_lacking(folder, capsys):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert main(["restore", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Newest backup: none",
        "sessions.csv cannot be used as it is and lacks one row that its copies know",
        "Rows that were written outside a session have no second copy.",
        "Nothing was changed. With --apply it is brought back.",
    ]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_with_apply_it_brings_them_back_and_tells_where_the_old_file_is(folder, capsys):
    assert main(["restore", str(folder), "--apply"]) == 0

    told = capsys.readouterr().out
    kept = next((folder / "set-aside").glob("sessions*.csv"))
    assert f"What stood there before is kept in {kept}" in told
    assert kept.read_text() == "<html></html>\n"
    assert [row["session_id"] for row in Log(folder).records("sessions")] == [SESSION]

    assert main(["restore", str(folder)]) == 0
    assert "hold every row that the backups and journals know" in capsys.readouterr().out
