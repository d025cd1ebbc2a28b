"""Every system call of every writing way fails once, fails from then on, or is the process's last.

What was called saved before is in the log afterwards, once; what was there before is there still.
"""

import errno
import os
import shutil
from datetime import timedelta

import pytest

from backlog.log import Journal, Log, LogError, PendingError, reader, schema
from backlog.log.schema import DATAPACKAGE
from backlog.log.upkeep import migrate, restore

DAY = timedelta(days=1)
CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "mkdir", "unlink")


class KilledError(BaseException):
    """The process has ended: nothing of it runs on."""


class Faults:
    """Lets the k-th call fail: ``once``, and all later ones too (``full``, or ``killed``)."""

    def __init__(self, patch, at=0, way="once"):
        self.at, self.way, self.made = at, way, 0
        for name in CALLS:
            patch.setattr(os, name, self._failing(getattr(os, name), name))

    def _failing(self, call, name):
        def called(what, *rest, **named):
            reads = name == "open" and not rest[0] & (os.O_WRONLY | os.O_RDWR)
            if not reads and not str(what).endswith(".lock"):
                self.made += 1
                self._fail()
            return call(what, *rest, **named)

        return called

    def _fail(self):
        if not self.at or self.made < self.at or (self.way == "once" and self.made > self.at):
            return
        if self.way == "killed":
            raise KilledError
        code = errno.EIO if self.way == "once" else errno.ENOSPC
        raise OSError(code, os.strerror(code))


class Way:
    """One way of writing over a folder that has a life before it."""

    def __init__(self, folder, given):
        self.folder, self.given, self.saved, self.journal = folder, given, [], None
        self.log = Log(folder, now=lambda: given.now + DAY)

    def prepare(self):
        log = Log(self.folder, now=lambda: self.given.now)
        log.extend("sets", [self.given.a_set(number) for number in (1, 2, 3)])
        log.append("sessions", self.given.a_session())

    def save(self, table, row):
        """Append a row; it is saved when that returns, or says where the row waits."""
        try:
            self.log.append(table, row)
        except PendingError:
            pass
        except LogError:
            return
        self.saved.append(row)

    def heal(self):
        """Whatever comes at the next start."""
        if self.journal:
            self.journal.release()
        log = Log(self.folder, now=lambda: self.given.now + DAY)
        for _ in range(2):
            log.settle()
        return log


class Append(Way):
    def run(self):
        for number in (4, 5):
            self.save("sets", self.given.a_set(number))


class Session(Way):
    """A session is begun, journalled and closed; what happened is done again when it must be."""

    rows = (7, 8)

    def run(self):
        self.journal = self.log.open_session("later", {})
        for number in range(3):
            self.journal.write({"kind": "event", "seq": number})
            self.saved.append(number)
        self.close(self.log, self.journal)

    def close(self, log, journal):
        sets = [self.given.a_set(number, session_id="later") for number in self.rows]
        log.close_session(journal, sets, self.given.a_session(session_id="later"))

    def heal(self):
        log = super().heal()
        for left in log.unfinished():
            seen = [record["seq"] for record in left.records if record["kind"] == "event"]
            assert seen[: len(self.saved)] == self.saved
            self.close(log, log.resume_session(left.session_id))
        if (self.folder / "journal" / "later.jsonl").exists():
            self.saved = [self.given.a_set(number) for number in self.rows if self.saved]
        else:
            assert self.saved == []
        return log


class Settle(Way):
    """A closed session and a row wait to be brought into the tables."""

    def prepare(self):
        super().prepare()
        log = Log(self.folder, now=lambda: self.given.now)
        good = (self.folder / "sets.csv").read_bytes()
        (self.folder / "sets.csv").write_bytes(b"\xef\xbb\xbf" + good)
        with pytest.raises(PendingError):
            log.append("sets", self.given.a_set(4))
        with pytest.raises(LogError):
            log.close_session(log.open_session("later", {}), [self.given.a_set(5)], self.a_row())
        (self.folder / "sets.csv").write_bytes(good)

    def a_row(self):
        return self.given.a_session(session_id="later")

    def run(self):
        self.saved = [self.given.a_set(4), self.given.a_set(5)]
        self.log.settle()


class Restore(Way):
    """A table is garbage, another one is gone; the copies are in a backup and a journal."""

    def prepare(self):
        super().prepare()
        log = Log(self.folder, now=lambda: self.given.now + DAY)
        log.close_session(log.open_session("later", {}), [self.given.a_set(4)], Settle.a_row(self))
        (self.folder / "sets.csv").write_bytes(b"garbage")
        (self.folder / "sessions.csv").unlink()

    def run(self):
        self.saved = [self.given.a_set(4)]
        restore.apply(self.log, restore.plan(self.log))

    def heal(self):
        log = super().heal()
        restore.apply(log, restore.plan(log))
        assert restore.plan(log).lacks == []
        kept = [path.read_bytes() for path in (self.folder / "set-aside").glob("*.csv")]
        assert b"garbage" in kept
        return log


class Migrate(Way):
    """The folder is of an older schema version when a row is written."""

    def prepare(self):
        super().prepare()
        path = self.folder / "sets.csv"
        path.write_bytes(b"".join(b"#" + line for line in path.read_bytes().splitlines(True)))
        older = DATAPACKAGE.replace(b'"version": "1.1.0"', b'"version": "0.9.0"')
        (self.folder / "datapackage.json").write_bytes(older)

    def run(self):
        self.save("sets", self.given.a_set(4))

    def heal(self):
        log = Log(self.folder)
        assert log.trouble() is None
        return super().heal()


def without_first(files):
    """A made-up step that does harm when it is done twice: each line loses its first byte."""
    lines = files["sets.csv"].splitlines(keepends=True)
    return {**files, "sets.csv": b"".join(line[1:] for line in lines)}


class TakeOver(Way):
    """Another kernel runs the session; events of both are saved, in their order."""

    def prepare(self):
        super().prepare()
        old = self.log.open_session("later", {})
        old.write({"kind": "event", "seq": 0})
        old.release()

    def run(self):
        old = Journal(self.folder / "journal" / "later.jsonl")
        try:
            self.journal = self.log.take_over_session("later")
            self.journal.write({"kind": "event", "seq": 1})
            self.saved.append(self.given.a_set(1))
        finally:
            old.release()

    def heal(self):
        log = super().heal()
        (left,) = log.unfinished()
        seen = [record["seq"] for record in left.records if record["kind"] == "event"]
        assert seen in ([0], [0, 1])
        assert len(seen) > len(self.saved)
        log.resume_session("later").release()
        return log


@pytest.fixture(autouse=True)
def _a_step(monkeypatch):
    monkeypatch.setitem(migrate.STEPS, "0.9.0", ("1.1.0", without_first))


def run(tried, monkeypatch, **fault):
    with monkeypatch.context() as patch:
        faults = Faults(patch, **fault)
        try:
            tried.run()
        except (LogError, KilledError):
            assert fault
    return faults.made


def check(way):
    """Nothing that was there or was called saved is lost, and no row stands there twice."""
    log = way.heal()
    numbers = [record["set_no"] for record in log.records("sets")]
    rows = reader.reading((way.folder / "sets.csv").read_bytes(), schema.table("sets")).rows
    keys = [(row.record["set_id"], row.record["rev"]) for row in rows]

    assert {1, 2, 3} <= set(numbers)
    assert {row["set_no"] for row in way.saved} <= set(numbers)
    assert len(keys) == len(set(keys))
    assert way.given.session_id in {row["session_id"] for row in log.records("sessions")}
    assert log.settle() == []


@pytest.mark.parametrize("kind", [Append, Session, Settle, Restore, Migrate, TakeOver])
def test_whichever_call_fails_nothing_is_lost_and_nothing_doubled(
    kind, tmp_path, given, monkeypatch, found, request
):
    """One of the three ways for each call; all three of them in the long run."""
    ready = kind(tmp_path / "ready", given)
    ready.prepare()
    shutil.copytree(ready.folder, tmp_path / "whole")
    calls = run(kind(tmp_path / "whole", given), monkeypatch)
    assert calls > 3

    ways = ("once", "full", "killed")
    for at in range(1, calls + 1):
        for way in ways if request.config.getoption("--long") else [ways[at % 3]]:
            folder = tmp_path / f"{at}-{way}"
            shutil.copytree(ready.folder, folder)
            tried = kind(folder, given)
            run(tried, monkeypatch, at=at, way=way)
            check(tried)
            shutil.rmtree(folder)
    found(
        f"{kind.__name__}: the k-th system call fails, all from it on fail, or the process ends "
        "there; for every k",
        3 * calls,
        "0 rows lost, 0 doubled",
    )
