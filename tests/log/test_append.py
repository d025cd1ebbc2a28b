"""The durable write: counted system calls, failures at each of them, several writers."""

import errno
import os
import stat
import subprocess
import sys
import textwrap

import pytest
from filelock import FileLock

from backlog.log import Log, LogError, append, line


class Calls:
    """Counts ``os.write`` and ``os.fsync`` and may let the k-th call of all fail."""

    def __init__(self, monkeypatch, fail_at=None, error=errno.EIO, short=False):
        self.write, self.fsync, self.made = os.write, os.fsync, []
        self.fail_at, self.error, self.short = fail_at, error, short
        monkeypatch.setattr(os, "write", self._write)
        monkeypatch.setattr(os, "fsync", self._fsync)

    def _write(self, handle, data):
        self._count("write")
        if self.short and len(self.made) == self.fail_at:
            return self.write(handle, data[: len(data) // 2])
        return self.write(handle, data)

    def _fsync(self, handle):
        self._count("fsync")
        self.fsync(handle)

    def _count(self, name):
        self.made.append(name)
        if len(self.made) == self.fail_at and not self.short:
            raise OSError(self.error, os.strerror(self.error))


def test_an_append_is_one_write_and_one_sync(log, given, monkeypatch):
    log.append("sets", given.a_set(1))
    calls = Calls(monkeypatch)
    log.append("sets", given.a_set(2))

    assert calls.made == ["write", "fsync"]


def test_many_rows_are_one_write_and_one_sync_too(log, given, monkeypatch):
    log.append("sets", given.a_set(1))
    calls = Calls(monkeypatch)
    log.extend("sets", [given.a_set(number) for number in range(1, 30)])

    assert calls.made == ["write", "fsync"]
    assert len(list(log.records("sets"))) == 29


def test_a_new_file_makes_its_place_in_the_folder_durable_too(log, given, monkeypatch):
    log.append("sessions", given.a_session())
    calls = Calls(monkeypatch)
    log.append("sets", given.a_set(1))

    assert calls.made == ["write", "fsync", "fsync", "fsync"]


def test_an_append_reads_no_more_of_a_long_file_than_of_a_short_one(log, given, monkeypatch):
    log.extend("sets", [given.a_set(number) for number in range(1, 90)])
    read, sizes = os.read, []
    monkeypatch.setattr(os, "read", lambda handle, n: sizes.append(n) or read(handle, n))
    log.append("sets", given.a_set(90))

    assert sum(sizes) == len(line.header(given.sets)) + 1


def test_a_write_that_came_short_is_undone(log, given, monkeypatch):
    log.append("sets", given.a_set(1))
    before = (log.folder / "sets.csv").read_bytes()

    with monkeypatch.context() as patch:
        Calls(patch, fail_at=1, short=True)
        with pytest.raises(LogError, match=r"The disk is full: .*sets\.csv was left"):
            log.append("sets", given.a_set(2))

    assert (log.folder / "sets.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "is on a read-only disk"),
        (errno.EIO, "could not be used: Input/output error"),
    ],
)
def test_a_failed_write_is_one_sentence_and_changes_nothing(log, given, monkeypatch, error, said):
    log.append("sets", given.a_set(1))
    before = (log.folder / "sets.csv").read_bytes()

    with monkeypatch.context() as patch:
        Calls(patch, fail_at=1, error=error)
        with pytest.raises(LogError, match=said):
            log.append("sets", given.a_set(2))

    assert (log.folder / "sets.csv").read_bytes() == before


def test_a_row_whose_sync_failed_is_undone_so_that_a_later_try_writes_it_anew(
    log, given, monkeypatch
):
    log.append("sets", given.a_set(1))
    before = (log.folder / "sets.csv").read_bytes()

    with monkeypatch.context() as patch:
        Calls(patch, fail_at=2)
        with pytest.raises(LogError, match="could not be used"):
            log.append("sets", given.a_set(2))
    assert (log.folder / "sets.csv").read_bytes() == before

    log.append("sets", given.a_set(2))
    assert [record["set_no"] for record in log.records("sets")] == [1, 2]


def test_a_file_whose_first_write_failed_is_not_there(log, given, monkeypatch):
    log.append("sessions", given.a_session())
    for fail_at in (1, 2, 3):
        with monkeypatch.context() as patch:
            Calls(patch, fail_at=fail_at)
            with pytest.raises(LogError):
                log.append("sets", given.a_set(1))
        assert not (log.folder / "sets.csv").exists()


def test_a_failure_of_any_call_at_a_sessions_close_costs_and_doubles_nothing(
    tmp_path, given, monkeypatch
):
    rows = [given.a_set(number) for number in range(1, 5)]
    for fail_at in range(1, 12):
        for short in (False, True):
            log = Log(tmp_path / f"data-{fail_at}-{short}", now=lambda: given.now)
            journal = log.open_session(given.session_id, {})
            with monkeypatch.context() as patch:
                calls = Calls(patch, fail_at=fail_at, short=short)
                try:
                    log.close_session(journal, rows, given.a_session())
                except LogError:
                    assert len(calls.made) >= fail_at
            journal.release()
            if log.unfinished():
                again = log.resume_session(given.session_id)
                log.close_session(again, rows, given.a_session())
            log.settle()

            assert [record["set_no"] for record in log.records("sets")] == [1, 2, 3, 4]
            assert len(list(log.records("sessions"))) == 1
            assert log.settle() == []


def test_the_folder_is_made_for_its_owner_alone(log, given):
    log.append("sets", given.a_set(1))

    assert stat.S_IMODE(log.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((log.folder / "sets.csv").stat().st_mode) == 0o600


def test_the_description_of_the_tables_lies_beside_them(log, given):
    log.append("sets", given.a_set(1))

    assert (log.folder / "datapackage.json").read_bytes().startswith(b'{\n "$schema"')
    assert not (log.folder / "datapackage.json.new").exists()


def test_a_folder_that_has_vanished_is_not_made_again(log, given):
    log.append("sets", given.a_set(1))
    log.folder.rename(log.folder.with_name("unmounted"))

    with pytest.raises(LogError, match="is not there any more: is a drive missing"):
        log.append("sets", given.a_set(2))
    assert "is a drive missing" in log.trouble()
    assert not log.folder.exists()


def test_a_folder_whose_parent_is_missing_is_not_made(tmp_path, given):
    log = Log(tmp_path / "drive" / "data", now=lambda: given.now)

    with pytest.raises(LogError, match="drive is not there: is a drive missing"):
        log.append("sets", given.a_set(1))
    assert not (tmp_path / "drive").exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path, given):
    (tmp_path / "data").write_text("no folder")
    log = Log(tmp_path / "data", now=lambda: given.now)

    with pytest.raises(LogError, match="data"):
        log.append("sets", given.a_set(1))
    assert (tmp_path / "data").read_text() == "no folder"


def test_a_lock_that_is_never_given_back_is_told(log, given, monkeypatch):
    log.append("sets", given.a_set(1))
    monkeypatch.setattr(append, "_PATIENCE_S", 0.0)

    with FileLock(log.folder / ".lock"):
        told = log.trouble()
    assert "Another program has been writing" in told
    assert log.trouble() is None


WRITER = textwrap.dedent(
    """
    import sys
    from datetime import datetime, timezone
    from pathlib import Path
    from backlog.log import Log
    folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    log = Log(folder)
    at = datetime(2026, 11, 22, 7, tzinfo=timezone.utc)
    sys.stdin.readline()
    for number in range(count):
        log.append("days", {
            "day_id": f"{name}-{number}", "from": at.date(), "to": at.date(),
            "kind": "question", "status": "kept", "note": "x" * (number % 90),
        })
    """
)


def write_at_once(folder, writers, rows):
    """Let several processes write; each begins when it is told to."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), f"w{name}", str(rows)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in range(writers)
    ]
    for process in processes:
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in processes:
        assert process.communicate()[1] == b""


def check_writers(folder, writers, rows):
    """Every row is there once, under one header."""
    write_at_once(folder, writers, rows)
    log = Log(folder)
    ids = [record["day_id"] for record in log.records("days")]

    assert sorted(ids) == sorted(f"w{name}-{row}" for name in range(writers) for row in range(rows))
    assert log.problems("days") == []
    assert (folder / "days.csv").read_bytes().count(b"day_id") == 1


def test_several_writers_lose_no_row_and_write_one_header(tmp_path):
    check_writers(tmp_path / "data", writers=4, rows=100)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_eight_writers_of_five_hundred_rows_lose_none(tmp_path, found):
    check_writers(tmp_path / "data", writers=8, rows=500)
    found("8 processes write 500 rows each into one table at once", 4000, "4,000 rows, one header")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_processes_that_create_a_table_at_once_write_one_header(tmp_path, found):
    for trial in range(200):
        check_writers(tmp_path / f"data-{trial}", writers=2, rows=3)
    found("2 processes create one table at once", 200, "one header each time, 0 rows lost")


FULL = textwrap.dedent(
    """
    import resource, signal, sys
    from datetime import datetime, timezone
    from pathlib import Path
    from backlog.log import Log, LogError, PendingError
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    log = Log(Path(sys.argv[1]))
    at = datetime(2026, 11, 22, 7, tzinfo=timezone.utc)
    for number in range(120):
        try:
            log.append("days", {
                "day_id": f"d{number}", "from": at.date(), "to": at.date(),
                "kind": "question", "status": "kept", "note": "x" * 40,
            })
        except PendingError:
            pass
        except LogError as error:
            print("refused", error)
            break
        print("saved", f"d{number}")
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
def test_files_that_may_not_grow_hold_all_that_was_called_saved(tmp_path, given):
    """The kernel itself writes a part of a line, then none; later the limit is gone."""
    pytest.importorskip("resource")
    for limit in (2551, 4099):
        folder = tmp_path / str(limit)
        Log(folder, now=lambda: given.now).append("sets", given.a_set(1))
        told = subprocess.run(
            [sys.executable, "-c", FULL, str(folder), str(limit)],
            capture_output=True, text=True, check=True,
        ).stdout.split("\n")  # fmt: skip
        saved = [line.split()[1] for line in told if line.startswith("saved")]
        log = Log(folder)
        log.settle()

        assert 20 < len(saved) < 120
        assert told[-2].startswith("refused ")
        assert [record["day_id"] for record in log.records("days")] == saved
        assert log.problems("days") == []
