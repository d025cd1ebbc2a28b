"""backlog.report.share.notebooks: what the cells say, and nothing of where they were run."""

import json

import nbformat
import pytest

from backlog.report.share import notebooks

DIRTY = {
    "cells": [
        {
            "cell_type": "markdown",
            "id": "a",
            "metadata": {"tags": ["wilhelmine"]},
            "attachments": {"x.png": {"image/png": "wilhelmine"}},
            "source": ["# How much", " was done?"],
        },
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"execution": {"iopub.status.busy": "2026-11-22T07:12:03Z"}},
            "execution_count": 7,
            "source": "record = reading.load()",
            "outputs": [
                {"output_type": "stream", "name": "stderr", "text": "/home/someone/wilhelmine/x"}
            ],
        },
    ],
    "metadata": {
        "kernelspec": {"name": "wilhelmine", "display_name": "Wilhelmine's"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"wilhelmine": {}}}},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_outputs_metadata_attachments_and_widgets_stay_at_home():
    text = notebooks.stripped(json.dumps(DIRTY).encode()).decode()

    assert "wilhelmine" not in text.lower()
    assert "2026-11-22" not in text
    made = nbformat.reads(text, as_version=4)
    nbformat.validate(made)
    said = [cell.source for cell in made.cells]
    assert said[1:] == ["# How much was done?", "record = reading.load()"]
    assert "without what they show" in said[0]


def test_the_shipped_notebooks_go_and_name_nobody():
    going, left_out = notebooks.going(["wilhelmine", "/home/someone/wilhelmine"])

    assert sorted(going) == ["2-adherence.ipynb", "3-discomfort.ipynb"]
    assert left_out == ()


@pytest.mark.parametrize(
    ("private", "expected"),
    [
        ("/home/someone/wilhelmine", ("2-adherence.ipynb",)),
        ("wilhelmine", ("2-adherence.ipynb",)),
        ("wilhelm", ()),
        ("/", ()),
    ],
)
def test_a_notebook_that_names_its_user_is_left_out(tmp_path, private, expected):
    code = {**DIRTY["cells"][1], "source": "load('/home/someone/wilhelmine/back')"}
    (tmp_path / "2-adherence.ipynb").write_text(json.dumps({**DIRTY, "cells": [code]}))

    going, left_out = notebooks.going([private], tmp_path)

    assert left_out == expected
    assert set(going) == {"2-adherence.ipynb"} - set(expected)
