"""The analysis notebooks run on any log: none, small, large, damaged; and say what there is."""

import ast
import json
from datetime import datetime
from pathlib import Path

import pytest

from backlog.analysis import reading
from backlog.log import Log
from backlog.synthetic import person, save

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ("2-adherence.ipynb", "3-discomfort.ipynb")

#: Sessions: seed and days of a log that has just as many, and what the two headlines then say.
SIZES = {
    1: (4, 1, "Too early for a percentage", "Too early to say whether"),
    7: (6, 8, "planned sessions done: ", "Too early to say whether"),
    90: (6, 101, "planned sessions done: ", "of 10."),
    2000: (6, 2244, "planned sessions done: ", "of 10."),
}


def run(name, data, monkeypatch):
    """Return the plain text of every output of a notebook that runs on the folder `data`.

    nbval runs them in a kernel; here the same cells run in this process, which is much faster.
    """
    monkeypatch.setenv("BACKLOG_DATA", str(data))
    notebook = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    names = {}
    cells = ["".join(it["source"]) for it in notebook["cells"] if it["cell_type"] == "code"]
    return [plain(shown) for cell in cells if (shown := executed(cell, names)) is not None]


def executed(code, names):
    """Run a cell and return what it ends in; None where its last line gives something a name."""
    *before, last = ast.parse(code).body
    if not isinstance(last, ast.Expr):
        return exec(code, names)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def plain(shown):
    bundle = shown._repr_mimebundle_()
    return (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sessions", SIZES)
def test_a_notebook_runs_on_a_log_of_any_size(name, sessions, tmp_path, monkeypatch):
    seed, length, done, felt = SIZES[sessions]
    save(person(seed, length, until=reading.today(datetime.now())), Log(tmp_path / "data"))

    headline, banner, *_ = run(name, tmp_path / "data", monkeypatch)

    assert banner.startswith("Your log, through ")
    assert (done if name == NAMES[0] else felt) in headline


@pytest.mark.parametrize("name", NAMES)
def test_without_a_log_of_ones_own_a_notebook_shows_the_example(name, tmp_path, monkeypatch):
    headline, banner, *_ = run(name, tmp_path, monkeypatch)

    assert banner.startswith("Example data: a made-up person, through 15 November 2026.")
    assert "from 5.4 to 3.0 of 10" in headline or "planned sessions done" in headline


@pytest.mark.parametrize("name", NAMES)
def test_a_log_without_a_session_says_that_nothing_was_logged(name, tmp_path, monkeypatch):
    header = "session_id,rev,started_at,ended_at,time_known,tz,local_day,program,lighter,status\n"
    (tmp_path / "sessions.csv").write_text(f"{header}not a row\n", encoding="utf-8")

    headline, banner, *_ = run(name, tmp_path, monkeypatch)

    assert "sessions.csv" in banner
    assert headline.startswith("Nothing logged yet.")


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_line_is_told_and_the_rest_is_shown(name, tmp_path, monkeypatch):
    save(person(6, 60, until=reading.today(datetime.now())), Log(tmp_path / "data"))
    for table in ("sets.csv", "checkins.csv"):
        path = tmp_path / "data" / table
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[3] = lines[3].replace(",live,", ",lvie,")
        path.write_text("".join(lines), encoding="utf-8")

    headline, banner, *_ = run(name, tmp_path / "data", monkeypatch)

    assert "2 rows could not be read and were set aside; everything else is read:" in banner
    assert "sets.csv, line 4, entry: 'lvie'" in banner
    assert "planned sessions done" in headline or "of 10." in headline


def test_a_copy_one_folder_deeper_finds_the_same_log(tmp_path, monkeypatch):
    save(person(6, 9), Log(tmp_path / "data"))
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")

    assert run(NAMES[0], tmp_path / "data", monkeypatch)[1].startswith("Your log, through ")


@pytest.mark.parametrize("days", [0, 1, 60])
def test_the_notebook_for_the_therapist_shows_its_sheet_from_any_log(days, tmp_path, monkeypatch):
    if days:
        until = reading.today(datetime.now())
        save(person(6, days, until=until), Log(tmp_path / "data"))

    first, banner, sheet = run("5-for-my-therapist.ipynb", tmp_path / "data", monkeypatch)

    assert first.startswith("Home exercises and discomfort, ")
    assert banner.startswith("Your log" if days else "Example data")
    assert sheet == first
