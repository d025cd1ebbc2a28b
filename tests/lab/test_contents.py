"""backlog.lab.contents: JupyterLab writes the person's files and no file that git tracks."""

import asyncio

import pytest
from tornado.web import HTTPError

from backlog.lab.contents import OwnContents, is_own

OWN = ["notebooks/mine/2-adherence.ipynb", "notebooks/mine", "data/program.csv", "/data/sets.csv"]
SHIPPED = [
    "notebooks/2-adherence.ipynb",
    "notebooks",
    "notebooks/mine.ipynb",
    "data/README.md",
    "data/example/sets.csv",
    "backlog/cli/__init__.py",
    "README.md",
    "",
]


@pytest.fixture
def contents(tmp_path):
    for folder in ("notebooks/mine", "data/example"):
        (tmp_path / folder).mkdir(parents=True)
    return OwnContents(root_dir=str(tmp_path))


def text(content):
    return {"type": "file", "format": "text", "content": content}


@pytest.mark.parametrize("path", OWN)
def test_the_persons_files_are_own(path):
    assert is_own(path)


@pytest.mark.parametrize("path", SHIPPED)
def test_what_comes_with_backlog_is_not(path):
    assert not is_own(path)


def test_an_own_file_is_saved(contents, tmp_path):
    asyncio.run(contents.save(text("from,exercise\n"), "data/program.csv"))

    assert (tmp_path / "data" / "program.csv").read_text() == "from,exercise\n"


@pytest.mark.parametrize("path", ["notebooks/2-adherence.ipynb", "data/example/sets.csv"])
def test_a_shipped_file_opens_read_only_and_is_not_saved(contents, tmp_path, path):
    (tmp_path / path).write_text("as shipped")

    assert not contents.is_writable(path)
    with pytest.raises(HTTPError, match="stays as it is"):
        asyncio.run(contents.save(text("my pain"), path))
    assert (tmp_path / path).read_text() == "as shipped"


def test_nothing_is_moved_out_of_the_persons_folders(contents, tmp_path):
    (tmp_path / "data" / "sets.csv").write_text("my pain")

    with pytest.raises(HTTPError, match="stays as it is"):
        asyncio.run(contents.rename_file("data/sets.csv", "notebooks/sets.csv"))
    assert (tmp_path / "data" / "sets.csv").exists()


def test_a_shipped_file_is_not_deleted(contents, tmp_path):
    (tmp_path / "notebooks" / "2-adherence.ipynb").write_text("as shipped")

    with pytest.raises(HTTPError):
        asyncio.run(contents.delete_file("notebooks/2-adherence.ipynb"))
    assert (tmp_path / "notebooks" / "2-adherence.ipynb").exists()
