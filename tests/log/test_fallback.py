"""A folder that cannot be written: said in one sentence, and the session is kept elsewhere."""

import errno
import os
from pathlib import Path

import pytest

from backlog.log import Log, LogError, fallback_folder


class ReadOnly:
    """Makes a folder read-only, for root too."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.patch, self.open, self.mkdir = folder, monkeypatch, os.open, os.mkdir

    def __enter__(self):
        self.context = self.patch.context()
        patch = self.context.__enter__()
        patch.setattr(os, "open", self._open)
        patch.setattr(os, "mkdir", self._mkdir)

    def __exit__(self, *error):
        return self.context.__exit__(*error)

    def _open(self, path, flags, *rest, **named):
        self._refuse(path, flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        return self.open(path, flags, *rest, **named)

    def _mkdir(self, path, *rest, **named):
        self._refuse(path, True)
        return self.mkdir(path, *rest, **named)

    def _refuse(self, path, writes):
        if writes and self.folder in [Path(path), *Path(path).parents]:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))


@pytest.fixture
def read_only(log, given, monkeypatch):
    log.append("sets", given.a_set(9, session_id="earlier"))
    return ReadOnly(log.folder, monkeypatch)


def test_a_folder_that_can_be_written_is_no_trouble(log):
    assert log.trouble() is None


def test_a_read_only_folder_is_one_sentence(log, given, read_only):
    with read_only:
        assert "is on a read-only disk: nothing can be written there." in log.trouble()
        with pytest.raises(LogError, match="is on a read-only disk"):
            log.append("sets", given.a_set(1))


def test_a_read_only_folder_is_read_all_the_same(log, read_only):
    with read_only:
        assert len(log.read("sets")[0]) == 1
        assert log.unfinished() == []
        assert log.settle() == []


def test_a_session_in_a_read_only_folder_is_kept_elsewhere_and_merged_once(log, given, read_only):
    with read_only:
        live = log.open_session(given.session_id, {})
        assert live.path.parent == fallback_folder(log.folder) / "journal"
        live.write({"kind": "event", "seq": 1})
        with pytest.raises(LogError, match="is on a read-only disk"):
            log.close_session(live, [given.a_set(1)], given.a_session())
        (waiting,) = Log(log.folder).settle()
        assert f"waits in {live.path}." in waiting

    again = Log(log.folder)
    assert again.settle() == [
        f"The session {given.session_id} was brought from its journal into the log."
    ]
    assert again.settle() == []
    assert [record["set_no"] for record in again.records("sets")] == [9, 1]
    assert len(list(again.records("sessions"))) == 1


def test_an_unfinished_session_elsewhere_is_found_and_resumed(log, given, read_only):
    with read_only:
        log.open_session(given.session_id, {}).release()

    (session,) = log.unfinished()
    assert session.session_id == given.session_id
    live = log.resume_session(given.session_id)
    log.close_session(live, [given.a_set(1)], given.a_session())
    assert len(list(log.records("sessions"))) == 1


def test_each_folder_has_its_own_fallback(tmp_path):
    one, other = fallback_folder(tmp_path / "a"), fallback_folder(tmp_path / "b")

    assert one != other
    assert one == fallback_folder(tmp_path / "a")
