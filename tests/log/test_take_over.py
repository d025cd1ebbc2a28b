"""A session in two kernels: one takes it over, the other notices, and each record counts once."""

import errno
import os
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest

from backlog.log import Log, LogError, TakenOverError, journal

OTHER = "was taken over elsewhere: nothing more is written here"


def event(number):
    return {"kind": "event", "seq": number}


def numbers(records):
    return [record["seq"] for record in records if record["kind"] == "event"]


@pytest.fixture
def old(log, given):
    live = log.open_session(given.session_id, {"script": 1})
    live.write(event(1))
    yield live
    live.release()


@pytest.fixture
def new(log, given, old):
    live = Log(log.folder).take_over_session(given.session_id)
    yield live
    live.release()


def test_it_goes_on_in_the_next_file_of_the_journal(log, given, old, new):
    new.write(event(2))

    assert new.path.name == f"{given.session_id}.2.jsonl"
    assert new.session_id == given.session_id
    assert numbers(new.records()) == [1, 2]
    assert new.records()[0] == {"kind": "opening", "script": 1}
    assert (log.running(), log.unfinished()) == ([given.session_id], [])


def test_the_old_owner_notices_and_writes_nothing_more(old, new):
    before = old.path.read_bytes()

    with pytest.raises(TakenOverError, match=OTHER):
        old.write(event(2))
    assert old.path.read_bytes() == before


def test_the_old_owner_in_another_process_notices_too(log, given):
    """It opens a session, and writes again once it is told that the session was taken over."""
    other = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from backlog.log import Log, TakenOverError
        live = Log(Path(sys.argv[1])).open_session(sys.argv[2], {})
        print("open", flush=True)
        sys.stdin.readline()
        try:
            live.write({"kind": "event", "seq": 1})
        except TakenOverError as error:
            print(error)
        """
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", other, str(log.folder), given.session_id],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert owner.stdout.readline() == "open\n"
    live = log.take_over_session(given.session_id)
    told, _ = owner.communicate("\n")

    assert OTHER in told
    assert numbers(live.records()) == []
    live.release()


def test_a_record_that_was_written_while_it_was_taken_over_is_not_called_saved(
    log, given, old, monkeypatch
):
    """The new owner has looked and read between the old one's look and its write."""
    write, taken = os.write, []

    def late(handle, data):
        monkeypatch.setattr(os, "write", write)
        taken.append(log.take_over_session(given.session_id))
        return write(handle, data)

    monkeypatch.setattr(os, "write", late)
    with pytest.raises(TakenOverError):
        old.write(event(2))

    assert b'"seq":2' in old.path.read_bytes()
    taken[0].write(event(2) | {"id": "new"})
    assert numbers(taken[0].records()) == [1, 2]
    assert taken[0].records()[-1]["id"] == "new"
    taken[0].release()


def test_a_take_over_that_was_broken_off_costs_nothing(log, given, old):
    """Killed after the next file was made, before it held a record."""
    old.release()
    (old.path.parent / f"{given.session_id}.2.jsonl").write_bytes(b"")

    (left,) = log.unfinished()
    assert numbers(left.records) == [1]
    live = log.resume_session(given.session_id)
    live.write(event(2))
    assert live.path.name.endswith(".2.jsonl")
    assert numbers(live.records()) == [1, 2]
    live.release()


def test_two_kernels_that_take_over_at_once_make_one_owner(log, given, old, new):
    third = Log(log.folder).take_over_session(given.session_id)

    with pytest.raises(TakenOverError):
        new.write(event(2))
    third.write(event(2))
    assert numbers(third.records()) == [1, 2]
    with pytest.raises(LogError):
        journal.take_over(old.path)
    third.release()


def test_what_nobody_owns_is_resumed_in_its_own_file(log, given, old):
    old.release()
    live = log.take_over_session(given.session_id)

    assert live.path == old.path
    live.release()


def test_a_session_that_was_taken_over_is_closed_once(log, given, old, new):
    log.close_session(new, [given.a_set(1)], given.a_session())

    with pytest.raises(TakenOverError):
        log.close_session(old, [given.a_set(1, reps=1)], given.a_session())
    assert [record["reps"] for record in log.records("sets")] == [6]
    assert (log.settle(), log.running(), log.unfinished()) == ([], [], [])
    with pytest.raises(LogError, match="is closed already"):
        log.take_over_session(given.session_id)
    assert not list(log.folder.glob("journal/*.lock"))


def test_a_discarded_one_stays_discarded(log, given, old, new):
    new.release()
    log.discard_session(given.session_id)

    assert (log.settle(), log.unfinished(), list(log.records("sessions"))) == ([], [], [])


def test_a_failed_sync_is_not_tried_again_on_the_same_file(log, given, old, monkeypatch):
    """The record is written from memory into the next file, and saved there."""
    before, fsync, failed = old.path.read_bytes(), os.fsync, []

    def fail_once(handle):
        if not failed:
            failed.append(handle)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail_once)
    first = old.path
    old.write(event(2))
    old.write(event(3))

    assert first.read_bytes() == before
    assert old.path.name == f"{given.session_id}.2.jsonl"
    assert numbers(old.records()) == [1, 2, 3]
    assert log.running() == [given.session_id]
    log.close_session(old, [given.a_set(1)], given.a_session())
    assert len(list(log.records("sessions"))) == 1
    assert not list(log.folder.glob("journal/*.lock"))


def test_a_disk_that_confirms_nothing_is_told(log, given, old, monkeypatch):
    def fail(handle):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(LogError, match=r"\.2\.jsonl could not be used: Input/output error"):
            old.write(event(2))
    assert numbers(old.records()) == [1]
    old.write(event(2))
    assert numbers(old.records()) == [1, 2]


@pytest.mark.parametrize(("hours", "expected"), [(0, 0), (13, 13), (-1, -1)])
def test_the_age_of_an_unfinished_session_is_told(log, given, old, hours, expected):
    old.release()
    later = Log(log.folder, now=lambda: given.now + timedelta(hours=hours))

    (left,) = later.unfinished()
    assert left.age == timedelta(hours=expected)


def test_an_id_that_does_not_tell_leaves_the_age_open(log):
    log.open_session("a-session", {}).release()

    assert [left.age for left in log.unfinished()] == [None]
