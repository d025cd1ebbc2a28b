"""A process that is killed loses nothing that it had called saved, and doubles nothing."""

import signal
import subprocess
import sys
import textwrap

import pytest

from backlog.log import Log

WRITER = textwrap.dedent(
    """
    import sys
    from datetime import datetime, timezone
    from pathlib import Path
    from backlog.log import Log
    log = Log(Path(sys.argv[1]))
    begun = int(sys.argv[2])
    at = datetime(2026, 11, 22, 7, tzinfo=timezone.utc)
    day = {"from": at.date(), "to": at.date(), "kind": "question", "status": "kept"}
    journal = log.open_session(f"s{begun}", {"begun": begun})
    for number in range(begun, begun + 100_000):
        journal.write({"kind": "event", "number": number})
        print("journal", number, flush=True)
        log.append("days", day | {"day_id": f"d{number}", "note": "x, y" * (number % 200)})
        print("days", number, flush=True)
    """
)


def killed(folder, begun, after):
    """Kill a writer after so many acknowledgements; return the numbers that it had called saved."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(begun)], stdout=subprocess.PIPE, text=True
    )
    said = [process.stdout.readline() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    whole = [line.split() for line in said if line.endswith("\n")]
    return {table: [int(n) for name, n in whole if name == table] for table in ("journal", "days")}


def trials(folder, count):
    saved = []
    for trial in range(count):
        begun = trial * 1_000_000
        said = killed(folder, begun, after=trial % 23)
        saved += said["days"]
        events = events_of(Log(folder), f"s{begun}")
        assert events[: len(said["journal"])] == said["journal"]
        assert len(events) <= len(said["journal"]) + 1
    return saved


def events_of(log, session_id):
    """Return the events of the only unfinished session, which is then put away."""
    left = [session for session in log.unfinished() if session.session_id == session_id]
    for session in log.unfinished():
        log.discard_session(session.session_id)
    return [record["number"] for session in left for record in session.records[1:]]


def check(folder, count):
    saved = trials(folder, count)
    log = Log(folder)
    there = [int(record["day_id"][1:]) for record in log.records("days")]

    assert len(there) == len(set(there))
    assert set(saved) <= set(there)
    assert len(there) <= len(saved) + count
    assert sum(not problem.used for problem in log.problems("days")) <= count
    return len(saved)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_that_was_called_saved_is_lost_in_twenty_kills(tmp_path):
    check(tmp_path / "data", 20)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_that_was_called_saved_is_lost_in_a_thousand_kills(tmp_path, found):
    saved = check(tmp_path / "data", 1000)
    outcome = f"0 of {saved:,} acknowledged rows lost, 0 doubled, 0 events lost"
    found("kill -9 of a writer that acknowledges over a pipe", 1000, outcome)
