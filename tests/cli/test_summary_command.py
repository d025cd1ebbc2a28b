"""backlog summary: the numbers of the analysis, unchanged, as lines or as JSON."""

import json
from datetime import date

import pytest

from backlog.analysis import summary
from backlog.analysis.reading import load
from backlog.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the log of a synthetic person of four weeks."""
    folder = tmp_path_factory.mktemp("somebody") / "log"
    until = ["--until", "2026-11-15"]
    assert main(["demo", str(folder), "--days", "28", "--seed", "3", *until]) == 0
    return folder


def test_the_json_is_the_summary_of_the_analysis(folder, capsys):
    assert main(["summary", str(folder), "--json", "--through", "2026-11-15"]) == 0

    expected = summary.of(load(folder, date(2026, 11, 15)))
    assert json.loads(capsys.readouterr().out) == json.loads(summary.as_json(expected))


def test_the_lines_say_through_which_day_they_count(folder, capsys):
    assert main(["summary", str(folder), "--through", "2026-11-15"]) == 0

    assert "through 2026-11-15: 28 days" in capsys.readouterr().out


def test_the_same_log_and_day_give_the_same_bytes(folder, capsys):
    told = []
    for _ in range(2):
        main(["summary", str(folder), "--json", "--through", "2026-11-15"])
        told.append(capsys.readouterr().out)

    assert told[0] == told[1]


def test_a_folder_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["summary", str(tmp_path / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err
