"""The power is cut after each system call: what no sync has reached may be gone, torn or zeros.

A small disk keeps, beside what a program sees, what is safe: a file's bytes since its last sync, a
folder's names since the folder's.
"""

import errno
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from backlog.log import Log, LogError, PendingError, reader, schema

DAY = timedelta(days=1)
CALLS = ("open", "close", "write", "fsync", "ftruncate", "replace", "rename", "mkdir", "unlink")
#: What the disk holds of bytes and names that no sync has reached.
LEFT = ("dropped", "kept", "torn", "zeros")


class File:
    def __init__(self, data=b""):
        self.data = self.safe = data
        #: Bytes of a sync that failed: the system has dropped them and calls them written.
        self.lost = []

    def write(self, data):
        self.data += data

    def cut(self, size):
        self.data = self.data[:size]
        self.lost = [(a, min(b, size)) for a, b in self.lost if a < size]

    def sync(self):
        data = bytearray(self.data)
        for a, b in self.lost:
            data[a:b] = bytes(b - a)
        self.safe = bytes(data)

    def fail(self):
        start = len(self.safe) if self.data.startswith(self.safe) else 0
        self.lost.append((start, len(self.data)))

    def after(self, left):
        if left == "kept" or not self.data.startswith(self.safe):
            return self.data if left == "kept" else self.safe
        fresh = self.data[len(self.safe) :]
        tails = {"torn": fresh[: len(fresh) // 2], "zeros": bytes(len(fresh))}
        return self.safe + tails.get(left, b"")

    def put(self, path, left):
        path.write_bytes(self.after(left))


class Folder:
    def __init__(self):
        self.names, self.safe = {}, {}

    def sync(self):
        self.safe = dict(self.names)

    def put(self, path, left):
        path.mkdir()
        for name, node in (self.safe if left == "dropped" else self.names).items():
            node.put(path / name, left)


def read(path):
    """Return a file or folder as it lies on the real disk, all of it safe."""
    if path.is_file():
        return File(path.read_bytes())
    node = Folder()
    node.names = {each.name: read(each) for each in path.iterdir() if each.suffix != ".lock"}
    node.sync()
    return node


class Disk:
    """Sees every call that changes what is below `base`, and tells `each` after it."""

    def __init__(self, base, each=lambda: None):
        self.base, self.root, self.each = Path(base), read(Path(base)), each
        self.open_files, self.failing, self.syncs = {}, (), 0

    def watch(self, patch):
        for name in CALLS:
            patch.setattr(os, name, self._seen(getattr(os, name), getattr(self, f"_{name}")))

    def _seen(self, call, note):
        def called(what, *rest, **named):
            if not isinstance(what, int) and not self._ours(what):
                return call(what, *rest, **named)
            return note(call, what, *rest, **named)

        return called

    def _ours(self, path):
        return self.base in Path(path).parents and not str(path).endswith(".lock")

    def _at(self, path):
        """Return the folder that a path is in, as the program sees it, and its name there."""
        *above, name = Path(path).relative_to(self.base).parts
        node = self.root
        for each in above:
            node = node.names[each]
        return node, name

    def _open(self, call, path, flags, *rest, **named):
        handle = call(path, flags, *rest, **named)
        folder, name = self._at(path)
        if name not in folder.names:
            folder.names[name] = File()
            self.each()
        self.open_files[handle] = folder.names[name]
        return handle

    def _close(self, call, handle):
        call(handle)
        self.open_files.pop(handle, None)

    def _write(self, call, handle, data):
        done = call(handle, data)
        if handle in self.open_files:
            self.open_files[handle].write(data[:done])
            self.each()
        return done

    def _fsync(self, call, handle):
        self.syncs += 1
        node = self.open_files.get(handle)
        if self.syncs in self.failing:
            if isinstance(node, File):
                node.fail()
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if node:
            node.sync()
            self.each()

    def _ftruncate(self, call, handle, size):
        call(handle, size)
        if handle in self.open_files:
            self.open_files[handle].cut(size)
            self.each()

    def _replace(self, call, old, new):
        call(old, new)
        (folder, name), (there, to) = self._at(old), self._at(new)
        there.names[to] = folder.names.pop(name)
        self.each()

    _rename = _replace

    def _mkdir(self, call, path, *rest, **named):
        call(path, *rest, **named)
        folder, name = self._at(path)
        folder.names[name] = Folder()
        self.each()

    def _unlink(self, call, path, *rest, **named):
        call(path, *rest, **named)
        folder, name = self._at(path)
        folder.names.pop(name, None)
        self.each()


class Life:
    """Two days of a log: rows, a session, a correction, a row that must wait and comes later."""

    def __init__(self, folder, given):
        self.folder, self.given = folder, given
        #: What was called saved: number of the set, or place of the event.
        self.sets, self.events, self.closed = [], [], False

    def run(self):
        self.save(Log(self.folder, now=lambda: self.given.now), 1)
        log = Log(self.folder, now=lambda: self.given.now + DAY)
        self.save(log, 2)
        journal = log.open_session("later", {})
        for number in range(3):
            journal.write({"kind": "event", "seq": number})
            self.events.append(number)
        self.close(log, journal)
        self.closed = True
        self.wait(log)
        log.settle()
        self.save(log, 4)

    def save(self, log, number):
        with suppress(PendingError):
            log.append("sets", self.given.a_set(number))
        self.sets.append(number)

    def close(self, log, journal):
        row = self.given.a_session(session_id="later")
        log.close_session(journal, [self.given.a_set(8, session_id="later")], row)

    def wait(self, log):
        """Another program saves the table in its own way, and takes that back."""
        path = self.folder / "sets.csv"
        ours = path.read_bytes()
        path.write_bytes(b"\xef\xbb\xbf" + ours)
        self.save(log, 3)
        path.write_bytes(ours)

    def so_far(self):
        """Return what was called saved up to now."""
        life = Life(self.folder, self.given)
        life.sets, life.events, life.closed = [*self.sets], [*self.events], self.closed
        return life

    def check(self, folder):
        """Nothing that was called saved is missing where the log lies now, and nothing twice."""
        log = Log(folder, now=lambda: self.given.now + DAY)
        log.settle()
        for left in log.unfinished():
            seen = [each["seq"] for each in left.records if each["kind"] == "event"]
            assert seen[: len(self.events)] == self.events
            assert not self.closed
            self.close(log, log.resume_session("later"))
        assert log.settle() == []
        rows = reader.reading(log.tables.data(schema.table("sets")), schema.table("sets")).rows
        numbers = [row.record["set_no"] for row in rows]

        assert len(numbers) == len(set(numbers))
        assert {*self.sets, *([8] if self.closed or self.events else [])} <= set(numbers)


def begun(tmp_path, given):
    (tmp_path / "base" / "data").mkdir(parents=True)
    life = Life(tmp_path / "base" / "data", given)
    return life, Disk(tmp_path / "base")


def test_the_power_cut_after_any_call_costs_nothing_that_was_called_saved(
    tmp_path, given, monkeypatch, found
):
    life, disk = begun(tmp_path, given)
    states = []

    def cut():
        for left in LEFT:
            place = tmp_path / f"{len(states)}-{left}"
            disk.root.put(place, left)
            states.append((place / "data", life.so_far()))

    disk.each = cut
    with monkeypatch.context() as patch:
        disk.watch(patch)
        life.run()
    assert len(states) > 200
    assert life.sets == [1, 2, 3, 4]

    for folder, so_far in states:
        so_far.check(folder)
    found(
        "Power cut after every system call; what no sync reached is gone, kept, torn or zeros",
        len(states),
        "0 saved rows or events lost, 0 doubled",
    )


def test_a_sync_that_failed_is_believed_by_nothing(tmp_path, given, monkeypatch, found):
    """Linux drops the bytes of a sync that failed and calls them written at the next one."""
    life, disk = begun(tmp_path / "whole", given)
    with monkeypatch.context() as patch:
        disk.watch(patch)
        life.run()
    assert disk.syncs > 20

    for failing in range(1, disk.syncs + 1):
        life, disk = begun(tmp_path / str(failing), given)
        disk.failing = (failing,)
        with monkeypatch.context() as patch, suppress(LogError):
            disk.watch(patch)
            life.run()
        disk.root.put(tmp_path / f"{failing}-cut", "dropped")
        life.check(tmp_path / f"{failing}-cut" / "data")
    found(
        "A sync fails and drops its bytes, for every sync; then the power is cut",
        failing,
        "0 saved rows or events lost, 0 doubled",
    )
