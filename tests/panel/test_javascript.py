"""The panel's pure functions under Node's own test runner: no browser, no packages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from backlog.panel.assets import module

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))
NODE = shutil.which("node")


def has_the_runner() -> bool:
    if NODE is None:
        return False
    version = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=False)
    return int(version.stdout.lstrip("v").split(".")[0] or 0) >= 18


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_javascript(path, tmp_path):
    if not has_the_runner():
        pytest.skip("Node 18 or newer is not installed")
    joined = tmp_path / "panel.mjs"
    joined.write_text(module(), encoding="utf-8")
    environment = {**os.environ, "PANEL": joined.as_uri()}

    ran = subprocess.run(
        [NODE, "--test", str(path)], env=environment, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_there_are_tests_to_run():
    assert TESTS
