"""``settings.json``: kept whole or not at all, and never in anybody's way."""

import errno
import json
import os
import shutil

import pytest

from backlog.log import Log, LogError

NOT_READ = "settings.json: is no list of settings, so it is not used; the next change sets it aside"


def test_without_a_file_nothing_is_chosen_and_nothing_is_made(log):
    assert log.settings() == ({}, [])
    assert not log.folder.exists()


def test_what_is_kept_is_there_for_the_next_kernel(log):
    log.keep_settings({"volume": 0.3, "voice": False})

    assert Log(log.folder).settings() == ({"volume": 0.3, "voice": False}, [])
    assert sorted(path.name for path in log.folder.iterdir()) == [".lock", "settings.json"]


def test_what_is_not_named_stays_as_it_was_known_or_not(log):
    log.keep_settings({"volume": 0.3, "a later version's": ["é"]})
    log.keep_settings({"volume": 1})

    assert log.settings() == ({"volume": 1, "a later version's": ["é"]}, [])


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b'{"volume": 0.3', b"[1, 2]", b"0.3", b"\xff\xfe", b"[" * 100_000],
    ids=["empty", "cut short", "cut later", "a list", "a number", "no text", "nested"],
)
def test_a_damaged_file_is_told_and_set_aside_with_the_next_change(log, damaged):
    log.folder.mkdir()
    (log.folder / "settings.json").write_bytes(damaged)

    values, problems = log.settings()
    assert (values, [str(problem) for problem in problems]) == ({}, [NOT_READ])

    log.keep_settings({"sound": False})

    assert log.settings() == ({"sound": False}, [])
    assert (log.folder / "settings.json.damaged").read_bytes() == damaged


def test_a_file_that_cannot_be_opened_is_told(log):
    (log.folder / "settings.json").mkdir(parents=True)
    values, (problem,) = log.settings()

    assert values == {}
    assert str(problem).endswith("settings.json is a folder, not a file.")


def test_a_full_disk_leaves_the_settings_as_they_were(log, monkeypatch):
    log.keep_settings({"volume": 0.3})

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(LogError, match="The disk is full"):
        log.keep_settings({"volume": 1})
    monkeypatch.undo()

    assert log.settings() == ({"volume": 0.3}, [])


def test_what_a_crash_left_half_written_is_in_nobodys_way(log):
    log.keep_settings({"volume": 0.3})
    (log.folder / "settings.json.new").write_text("{")
    log.keep_settings({"volume": 1})

    assert json.loads((log.folder / "settings.json").read_text()) == {"volume": 1}


def test_a_folder_that_has_vanished_is_not_made_again(log):
    log.keep_settings({"volume": 0.3})
    shutil.rmtree(log.folder)

    with pytest.raises(LogError, match="is a drive missing"):
        log.keep_settings({"volume": 1})
    assert not log.folder.exists()
