"""backlog check: rows that could not be written yet are told, and are no problem."""

from datetime import datetime

import pytest

from backlog.cli import main
from backlog.log import Log, PendingError

NOW = datetime.fromisoformat("2026-11-22T08:00:00+01:00")


def test_rows_that_wait_are_told(tmp_path, capsys):
    log = Log(tmp_path, now=lambda: NOW)
    day = {"from": NOW.date(), "to": NOW.date(), "kind": "question", "status": "kept"}
    log.append("days", {"day_id": "d1", **day})
    path = tmp_path / "days.csv"
    ours = path.read_bytes()
    path.write_bytes(ours.replace(b"\n", b"\r\n"))
    with pytest.raises(PendingError):
        log.append("days", {"day_id": "d2", **day})
    path.write_bytes(ours)

    assert main(["check", str(tmp_path)]) == 0
    place = tmp_path / "journal" / "pending.jsonl"
    assert f"One row waits in {place} for the next start" in capsys.readouterr().out

    log.settle()
    assert main(["check", str(tmp_path)]) == 0
    assert "waits" not in capsys.readouterr().out
