"""One panel a folder, a scratch folder at any other speed than life, and a light import."""

import subprocess
import sys
from pathlib import Path

import pytest

import backlog
from backlog import panel

ROOT = Path(__file__).resolve().parents[2]
HEAVY = """
import sys
{what}
print(*sorted({{"pandas", "matplotlib", "scipy"}} & set(sys.modules)))
"""


@pytest.fixture(autouse=True)
def _a_fresh_kernel(monkeypatch):
    monkeypatch.setattr(panel, "_PANELS", {})
    monkeypatch.setattr(panel, "_SCRATCH", {})
    monkeypatch.delenv("BACKLOG_SPEED", raising=False)


def begin(shown):
    at = {"wall": "2026-11-22T07:12:03+01:00", "mono": 1.0, "page": "A"}
    shown.send = lambda content, buffers=None: None
    shown._handle_custom_msg({"kind": "begin", "seq": 0, "id": "A-begin", **at}, [])
    return shown.anchor["session"]


def test_a_cell_that_is_run_twice_shows_the_session_that_runs(tmp_path):
    shown = backlog.session_panel(tmp_path / "data")
    session = begin(shown)
    again = backlog.session_panel(str(tmp_path / "data"))

    assert again is shown
    assert (again.anchor["session"], again.anchor["state"]) == (session, "warming_up")


def test_a_cell_that_is_run_on_another_day_shows_that_day(tmp_path, monkeypatch):
    shown = backlog.session_panel(tmp_path / "data")
    tomorrow = panel._local_now().replace(year=2051, month=3, day=9, hour=12)
    monkeypatch.setattr(shown, "_now", lambda: tomorrow)

    assert backlog.session_panel(tmp_path / "data").home["day"] == "2051-03-09"


def test_each_folder_has_its_own_panel(tmp_path):
    one, two = backlog.session_panel(tmp_path / "one"), backlog.session_panel(tmp_path / "two")

    assert one is not two
    assert one.home["folder_id"] != two.home["folder_id"]


def test_the_persons_own_log_is_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKLOG_DATA", str(tmp_path / "mine"))

    assert backlog.session_panel().home["folder"] == str(tmp_path / "mine")


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_at_another_speed_nothing_reaches_the_persons_log(tmp_path, monkeypatch, how):
    monkeypatch.setenv("BACKLOG_DATA", str(tmp_path / "mine"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if how == "environment":
        monkeypatch.setenv("BACKLOG_SPEED", "20")
    shown = backlog.session_panel(speed=20 if how == "argument" else None)
    session = begin(shown)
    scratch = Path(shown.home["folder"])

    assert shown.speed == 20
    assert scratch.name.startswith("backlog-demonstration-")
    assert (scratch / "journal" / f"{session}.jsonl").is_file()
    assert not (tmp_path / "mine").exists()
    assert backlog.session_panel(speed=20) is shown


def test_a_folder_that_is_named_is_not_written_to_at_another_speed_either(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    begin(backlog.session_panel(tmp_path / "mine", speed=2))

    assert not (tmp_path / "mine").exists()


def test_the_speed_of_life_beside_a_demonstration_has_its_own_panel(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fast, real = backlog.session_panel(speed=9), backlog.session_panel(tmp_path / "mine", speed=1)

    assert (fast.speed, real.speed) == (9, 1)
    assert real.home["folder"] == str(tmp_path / "mine")


@pytest.mark.parametrize("speed", [0, -1, float("nan"), float("inf"), "fast"])
def test_a_speed_that_is_none_is_refused(speed):
    with pytest.raises(ValueError, match=r"speed|could not convert"):
        backlog.session_panel(speed=speed)


@pytest.mark.parametrize(
    "what",
    [
        "import backlog",
        "import backlog.panel",
        "import backlog; backlog.session_panel(sys.argv[1])",
    ],
)
def test_a_panel_needs_neither_pandas_nor_matplotlib_nor_scipy(tmp_path, what):
    command = [sys.executable, "-W", "error", "-c", HEAVY.format(what=what), str(tmp_path / "data")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""
