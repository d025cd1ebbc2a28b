"""Which folder holds the log."""

from pathlib import Path

import pytest

from backlog.log import data_folder, folder


def test_an_argument_counts_before_the_variable(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKLOG_DATA", str(tmp_path / "variable"))

    assert data_folder(tmp_path / "given") == tmp_path / "given"
    assert data_folder() == tmp_path / "variable"


def test_a_folder_is_told_from_where_one_stands_or_from_home(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert data_folder("mine") == tmp_path / "mine"
    assert data_folder("~/mine") == Path("~/mine").expanduser()


def test_without_either_it_is_the_checkouts(monkeypatch):
    monkeypatch.delenv("BACKLOG_DATA", raising=False)

    assert data_folder() == Path(__file__).resolve().parents[2] / "data"


def test_outside_a_checkout_it_is_the_users_place(monkeypatch, tmp_path):
    monkeypatch.delenv("BACKLOG_DATA", raising=False)
    monkeypatch.setattr(folder, "_CHECKOUT", tmp_path)

    assert data_folder() == folder.user_folder() / "data"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/x"}, Path("/x/backlog")),
        ("linux", {}, Path("~/.local/share/backlog")),
        ("darwin", {}, Path("~/Library/Application Support/backlog")),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/backlog")),
        ("win32", {}, Path("~/AppData/Local/backlog")),
    ],
)
def test_the_users_place_is_the_platforms(platform, environ, expected):
    assert folder.user_folder(environ, platform) == expected.expanduser()


def test_the_users_place_is_made_with_all_its_parents():
    place = folder.user_folder() / "data"
    folder.make(place)

    assert place.is_dir()
