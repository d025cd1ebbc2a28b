"""backlog.cli: the commands there are, and how they end."""

import subprocess
import sys

import pytest

from backlog.cli import UNREADABLE, main


def test_the_help_loads_neither_pandas_nor_matplotlib_nor_jupyterlab():
    code = """
import sys
from backlog.cli import main
try:
    main(["--help"])
except SystemExit:
    heavy = {"pandas", "matplotlib", "numpy", "jupyterlab", "ipywidgets"} & set(sys.modules)
    sys.exit(" ".join(sorted(heavy)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.returncode == 0
    assert "lab" in done.stdout


def test_the_package_is_a_command_too():
    command = [sys.executable, "-m", "backlog", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("usage: backlog ")


def test_without_a_command_the_commands_are_named(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])

    assert ended.value.code == UNREADABLE
    assert "COMMAND" in capsys.readouterr().err


def test_what_a_person_can_mend_is_said_without_a_traceback(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere")]) == UNREADABLE
    assert capsys.readouterr().err == f"There is no folder {tmp_path / 'nowhere'}.\n"


def test_a_port_that_is_none_is_said_before_jupyterlab_is_loaded(monkeypatch, capsys):
    monkeypatch.setenv("BACKLOG_PORT", "http")

    assert main(["lab"]) == UNREADABLE
    assert "BACKLOG_PORT: 'http' must be" in capsys.readouterr().err
