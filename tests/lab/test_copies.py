"""backlog.lab.copies: a copy follows the shipped notebook until the person changes it."""

import json
import os

import pytest

from backlog.lab.copies import fingerprint, refresh


def notebook(path, *cells, output=None):
    """Write a notebook whose code cells say `cells`; the first has `output`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    content = [
        {"cell_type": "code", "source": [cell], "outputs": outputs, "execution_count": None}
        for cell in cells
    ]
    path.write_text(json.dumps({"cells": content, "nbformat": 4}))
    return path


@pytest.fixture
def shipped(tmp_path):
    notebook(tmp_path / "notebooks" / "1-session.ipynb", "session_panel()")
    notebook(tmp_path / "notebooks" / "2-adherence.ipynb", "weeks")
    return tmp_path / "notebooks"


@pytest.fixture
def mine(shipped):
    return shipped / "mine"


def names(folder):
    return sorted(path.name for path in folder.glob("*.ipynb"))


def test_the_first_start_copies_every_notebook(shipped, mine):
    assert refresh(shipped, mine) == []
    assert names(mine) == ["1-session.ipynb", "2-adherence.ipynb"]


def test_a_copy_that_was_not_changed_follows_the_shipped_notebook(shipped, mine):
    refresh(shipped, mine)
    newer = notebook(shipped / "2-adherence.ipynb", "weeks", "days")

    assert refresh(shipped, mine) == []
    assert fingerprint(mine / "2-adherence.ipynb") == fingerprint(newer)


def test_running_a_copy_is_not_changing_it(shipped, mine):
    refresh(shipped, mine)
    notebook(mine / "2-adherence.ipynb", "weeks", output="of my own log")
    newer = notebook(shipped / "2-adherence.ipynb", "weeks", "days")

    assert refresh(shipped, mine) == []
    assert fingerprint(mine / "2-adherence.ipynb") == fingerprint(newer)


def test_a_copy_with_results_stays_while_nothing_newer_is_shipped(shipped, mine):
    refresh(shipped, mine)
    run = notebook(mine / "2-adherence.ipynb", "weeks", output="of my own log").read_bytes()
    notebook(shipped / "2-adherence.ipynb", "weeks", output="of the example")

    refresh(shipped, mine)

    assert (mine / "2-adherence.ipynb").read_bytes() == run


def test_a_changed_copy_is_never_written_over_and_the_newer_is_placed_beside_it(shipped, mine):
    refresh(shipped, mine)
    changed = notebook(mine / "2-adherence.ipynb", "my own idea").read_bytes()
    newer = notebook(shipped / "2-adherence.ipynb", "weeks", "days")

    sentences = refresh(shipped, mine)

    assert len(sentences) == 1
    assert "You changed yours" in sentences[0]
    assert "2-adherence (new).ipynb" in sentences[0]
    assert (mine / "2-adherence.ipynb").read_bytes() == changed
    assert fingerprint(mine / "2-adherence (new).ipynb") == fingerprint(newer)


def test_a_newer_notebook_is_offered_once_even_when_it_was_deleted_since(shipped, mine):
    refresh(shipped, mine)
    notebook(mine / "2-adherence.ipynb", "my own idea")
    notebook(shipped / "2-adherence.ipynb", "weeks", "days")
    refresh(shipped, mine)
    (mine / "2-adherence (new).ipynb").unlink()

    assert refresh(shipped, mine) == []
    assert names(mine) == ["1-session.ipynb", "2-adherence.ipynb"]


def test_a_second_newer_notebook_does_not_write_over_the_first(shipped, mine):
    refresh(shipped, mine)
    notebook(mine / "2-adherence.ipynb", "my own idea")
    notebook(shipped / "2-adherence.ipynb", "newer")
    refresh(shipped, mine)
    notebook(shipped / "2-adherence.ipynb", "newest")

    refresh(shipped, mine)

    assert "2-adherence (new 2).ipynb" in names(mine)


def test_a_changed_copy_is_left_in_peace_while_nothing_newer_is_shipped(shipped, mine):
    refresh(shipped, mine)
    notebook(mine / "2-adherence.ipynb", "my own idea")

    assert refresh(shipped, mine) == []
    assert names(mine) == ["1-session.ipynb", "2-adherence.ipynb"]


def test_a_copy_that_was_deleted_is_made_again(shipped, mine):
    refresh(shipped, mine)
    (mine / "1-session.ipynb").unlink()

    refresh(shipped, mine)

    assert names(mine) == ["1-session.ipynb", "2-adherence.ipynb"]


@pytest.mark.parametrize("damaged", ["", "not JSON", "[1]"])
def test_without_a_readable_record_every_differing_copy_counts_as_changed(shipped, mine, damaged):
    refresh(shipped, mine)
    (mine / ".copies.json").write_text(damaged)
    changed = notebook(mine / "2-adherence.ipynb", "my own idea").read_bytes()

    sentences = refresh(shipped, mine)

    assert [sentence.split(".")[0] for sentence in sentences] == ["There is a newer 2-adherence"]
    assert (mine / "2-adherence.ipynb").read_bytes() == changed


def test_a_copy_that_is_no_notebook_any_more_counts_as_changed(shipped, mine):
    refresh(shipped, mine)
    (mine / "2-adherence.ipynb").write_text("torn")
    notebook(shipped / "2-adherence.ipynb", "newer")

    refresh(shipped, mine)

    assert (mine / "2-adherence.ipynb").read_text() == "torn"


def test_the_persons_own_notebooks_are_left_alone(shipped, mine):
    own = notebook(mine / "9-mine.ipynb", "1 + 1").read_bytes()

    refresh(shipped, mine)

    assert (mine / "9-mine.ipynb").read_bytes() == own


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode")
def test_nobody_else_on_the_computer_reads_the_copies(shipped, mine):
    refresh(shipped, mine)

    assert mine.stat().st_mode & 0o077 == 0
