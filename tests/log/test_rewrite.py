"""A file written anew: whole or not at all, the old one kept, a change meanwhile noticed."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from backlog.log import LogError
from backlog.log.upkeep import rewrite

DAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path):
    """Return a file that holds ``old``."""
    path = tmp_path / "sets.csv"
    path.write_bytes(b"old")
    return path


def names(path):
    return sorted(each.name for each in path.parent.iterdir() if each.name != ".lock")


def test_the_new_bytes_take_the_place_of_the_old(path):
    rewrite.replace(path, b"old", b"new")

    assert path.read_bytes() == b"new"
    assert names(path) == ["sets.csv"]


def test_a_file_that_changed_meanwhile_is_left_as_it_is(path):
    with pytest.raises(LogError, match=r"sets\.csv has changed meanwhile: it was left as it is"):
        rewrite.replace(path, b"older", b"new")

    assert path.read_bytes() == b"old"
    assert names(path) == ["sets.csv"]


def test_a_file_that_another_program_lets_go_of_is_replaced(path, monkeypatch):
    """On Windows a file that a spreadsheet holds open cannot be replaced."""
    put, pauses = Path.replace, []

    def held(self, target):
        if len(pauses) < 3:
            raise PermissionError(13, "The process cannot access the file")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", held)
    rewrite.replace(path, b"old", b"new", pauses.append)

    assert path.read_bytes() == b"new"
    assert pauses == [0.05, 0.1, 0.2]


def test_a_file_that_is_held_too_long_is_left_as_it_is(path, monkeypatch):
    def held(self, target):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(LogError, match=r"sets\.csv cannot be opened"):
        rewrite.replace(path, b"old", b"new", lambda seconds: None)

    assert path.read_bytes() == b"old"
    assert names(path) == ["sets.csv"]


def test_what_is_kept_never_takes_the_place_of_what_was_kept_before(tmp_path):
    first, second = (rewrite.keep(tmp_path, "sets.csv", data, DAY) for data in (b"1", b"2"))

    assert first.relative_to(tmp_path).as_posix() == "set-aside/sets-2026-11-22.csv"
    assert second.name == "sets-2026-11-22-2.csv"
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_a_sealed_copy_has_its_checksum_beside_it(tmp_path):
    path = rewrite.keep_sealed(tmp_path, "sets.csv", b"old", DAY)

    digest, name = path.with_name(f"{path.name}.sha256").read_text().split()
    assert digest == hashlib.sha256(b"old").hexdigest()
    assert name == path.name
