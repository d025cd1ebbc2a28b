"""A row that cannot go into its table now is kept, told, and entered once."""

import errno
import os
from pathlib import Path

import pytest

from backlog.log import Log, LogError, PendingError, append, fallback_folder, pending


class Held:
    """Lets opening for writing fail, for files whose path ends as told; so does every sync."""

    def __init__(self, monkeypatch, *ends, error=errno.EACCES, times=None):
        self.open, self.ends, self.error, self.times = os.open, ends, error, times
        self.tried = 0
        monkeypatch.setattr(os, "open", self._open)
        monkeypatch.setattr(append, "_WAITS", (0, 0, 0))

    def _open(self, path, flags, *rest, **named):
        if flags & (os.O_WRONLY | os.O_RDWR) and str(path).endswith(self.ends):
            self.tried += 1
            if self.times is None or self.tried <= self.times:
                raise OSError(self.error, os.strerror(self.error), str(path))
        return self.open(path, flags, *rest, **named)


def numbers(log):
    return [record["set_no"] for record in log.records("sets")]


@pytest.fixture
def begun(log, given):
    log.append("sets", given.a_set(1))
    return log


def test_a_file_that_another_program_lets_go_of_is_written_after_all(begun, given, monkeypatch):
    """A sharing violation on Windows is a PermissionError; Excel holds a file for a moment."""
    with monkeypatch.context() as patch:
        held = Held(patch, "sets.csv", times=3)
        begun.append("sets", given.a_set(2))

    assert held.tried == 4
    assert numbers(begun) == [1, 2]
    assert begun.settle() == []


def test_a_file_that_is_held_is_tried_a_few_times_and_the_row_is_kept(begun, given, monkeypatch):
    place = begun.folder / "journal" / "pending.jsonl"
    with monkeypatch.context() as patch:
        held = Held(patch, "sets.csv")
        with pytest.raises(PendingError) as told:
            begun.append("sets", given.a_set(2))
        assert numbers(begun) == [1]
        assert begun.settle() == [f"One row waits in {place}. {held_sentence(begun)}"]

    assert held.tried == 8
    assert str(told.value) == (
        f"{held_sentence(begun)} The row is kept in {place} and entered at the next start."
    )
    assert Log(begun.folder).settle() == [f"One row was brought from {place} into the log."]
    assert numbers(begun) == [1, 2]
    assert Log(begun.folder).settle() == []
    assert numbers(begun) == [1, 2]


def held_sentence(log):
    path = log.folder / "sets.csv"
    return f"{path} cannot be opened: permission is missing, or another program holds it."


def test_a_file_in_a_foreign_dialect_is_not_added_to_and_the_row_is_kept(begun, given):
    path = begun.folder / "sets.csv"
    ours = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + ours)

    with pytest.raises(PendingError, match="saved by another program"):
        begun.append("sets", given.a_set(2))
    begun.append("sessions", given.a_session())
    path.write_bytes(ours)
    begun.settle()
    assert numbers(begun) == [1, 2]


def test_many_rows_at_once_are_kept_together(begun, given, monkeypatch):
    with monkeypatch.context() as patch:
        Held(patch, "sets.csv")
        with pytest.raises(PendingError, match="The rows are kept in "):
            begun.extend("sets", [given.a_set(1), given.a_set(2), given.a_set(3)])

    (told,) = begun.settle()
    assert told.startswith("3 rows were brought from ")
    assert numbers(begun) == [1, 2, 3]


def test_a_row_for_one_table_does_not_wait_for_another(begun, given, monkeypatch):
    with monkeypatch.context() as patch:
        Held(patch, "sets.csv", "sessions.csv.new")
        for table, row in (("sets", given.a_set(2)), ("sessions", given.a_session())):
            with pytest.raises(PendingError):
                begun.append(table, row)
    with monkeypatch.context() as patch:
        Held(patch, "sets.csv")
        (told,) = begun.settle()

    assert told.startswith("2 rows wait in ")
    assert len(list(begun.records("sessions"))) == 1
    begun.settle()
    assert numbers(begun) == [1, 2]
    assert (begun.folder / "sessions.csv").read_bytes().count(b"\n") == 2


def test_a_row_whose_folder_cannot_be_written_is_kept_in_the_fallback(begun, given, monkeypatch):
    place = fallback_folder(begun.folder) / "journal" / "pending.jsonl"
    with monkeypatch.context() as patch:
        Held(patch, "sets.csv", "data/journal/pending.jsonl", error=errno.EROFS)
        with pytest.raises(PendingError, match=str(place)):
            begun.append("sets", given.a_set(2))

    assert place.exists()
    begun.settle()
    assert numbers(begun) == [1, 2]


def test_a_row_for_a_drive_that_is_missing_is_kept_elsewhere(begun, given):
    away = begun.folder.rename(begun.folder.with_name("unmounted"))
    with pytest.raises(PendingError, match=r"is a drive missing\? The row is kept in "):
        begun.append("sets", given.a_set(2))
    assert not begun.folder.exists()

    away.rename(begun.folder)
    assert len(Log(begun.folder).settle()) == 1
    assert numbers(begun) == [1, 2]


def test_a_disk_that_takes_nothing_anywhere_is_told_as_not_saved(begun, given, monkeypatch):
    with monkeypatch.context() as patch:
        Held(patch, "sets.csv", "pending.jsonl", error=errno.ENOSPC)
        with pytest.raises(LogError, match="The disk is full") as told:
            begun.append("sets", given.a_set(2))

    assert not isinstance(told.value, PendingError)
    assert begun.settle() == []
    assert numbers(begun) == [1]


def test_a_row_whose_sync_failed_is_written_from_memory_to_a_new_file(begun, given, monkeypatch):
    """No sync is asked for twice on one file: table, pending file, then the fallback's."""
    synced, names, opened, fsync = [], {}, os.open, os.fsync

    def named(path, *rest, **more):
        handle = opened(path, *rest, **more)
        names[handle] = Path(path)
        return handle

    def fail(handle):
        synced.append(names[handle])
        if begun.folder in names[handle].parents:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    before = (begun.folder / "sets.csv").read_bytes()
    (begun.folder / "journal").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", named)
        patch.setattr(os, "fsync", fail)
        with pytest.raises(PendingError, match="Input/output error"):
            begun.append("sets", given.a_set(2))

    files = [path for path in synced if path.suffix]
    assert [path.name for path in files] == ["sets.csv", "pending.jsonl", "pending.jsonl"]
    assert len(set(files)) == 3
    assert (begun.folder / "sets.csv").read_bytes() == before
    begun.settle()
    assert numbers(begun) == [1, 2]


def test_a_row_that_waits_and_is_in_the_table_too_counts_once(begun, given):
    """Killed after the write and before the sync: the row may be in both."""
    record = begun.tables.checked(given.sets, given.a_set(1))
    pending.keep(begun.folder, given.sets, [record], LogError("why"))

    begun.settle()
    assert (begun.folder / "sets.csv").read_bytes().count(b"\n") == 2


def test_a_row_that_is_kept_while_others_are_entered_is_not_forgotten(begun, given, monkeypatch):
    first, second = (begun.tables.checked(given.sets, given.a_set(n)) for n in (2, 3))
    pending.keep(begun.folder, given.sets, [first], LogError("why"))
    begun.settle()
    pending.keep(begun.folder, given.sets, [second], LogError("why"))

    begun.settle()
    assert numbers(begun) == [1, 2, 3]


def test_no_session_can_be_called_as_the_file_of_the_rows_that_wait(log):
    with pytest.raises(ValueError, match="is no id of a session"):
        log.open_session("pending", {})
