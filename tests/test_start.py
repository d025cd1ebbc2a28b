"""start.py: what it installs, when it does so again, and what it says when it cannot."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parents[1] / "start.py"


@pytest.fixture
def start():
    """Return a fresh module: it stands outside the package."""
    spec = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path):
    """Return a checkout in a folder with a space in its name."""
    root = tmp_path / "back log"
    root.mkdir()
    for name in ("pyproject.toml", "constraints.txt", "requirements.txt"):
        (root / name).write_text(f"{name}\n")
    return root


class Runner:
    """In place of venv and pip: keeps the commands, makes what venv makes, can fail at a word."""

    def __init__(self, start, root, fails_at=None):
        self.start, self.venv, self.fails_at = start, root / ".venv", fails_at
        self.commands = []

    def __call__(self, command, **_):
        self.commands.append(command)
        if self.fails_at in command:
            return 1
        if "venv" in command:
            (self.venv / "installed").unlink(missing_ok=True)
            python = self.start.python_of(self.venv)
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return 0

    @property
    def kinds(self):
        return [command[2] for command in self.commands]


VERSION = (3, 11, 7)


def test_the_first_start_makes_the_environment_and_installs_under_the_lock(start, root):
    run = Runner(start, root)

    python = start.install(root, "", VERSION, run)

    assert python == start.python_of(root / ".venv")
    assert run.kinds == ["venv", "pip"]
    assert run.commands[1][-2:] == ["-r", "requirements.txt"]


def test_the_test_tools_come_under_the_same_lock(start, root):
    run = Runner(start, root)

    start.install(root, "test", VERSION, run)

    assert run.commands[1][-4:] == ["-c", "constraints.txt", "-e", ".[test]"]


def test_the_second_start_runs_nothing(start, root):
    start.install(root, "", VERSION, Runner(start, root))
    again = Runner(start, root)

    start.install(root, "", VERSION, again)

    assert again.commands == []


def test_an_install_with_the_test_tools_also_serves_to_start(start, root):
    start.install(root, "test", VERSION, Runner(start, root))

    assert start.is_installed(root, "", VERSION)


def test_an_install_without_the_test_tools_does_not_serve_to_test(start, root):
    start.install(root, "", VERSION, Runner(start, root))

    assert not start.is_installed(root, "test", VERSION)


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "requirements.txt"])
def test_a_changed_lock_is_installed_into_the_same_environment(start, root, name):
    start.install(root, "", VERSION, Runner(start, root))
    (root / name).write_text("changed\n")
    run = Runner(start, root)

    start.install(root, "", VERSION, run)

    assert run.kinds == ["pip"]


def test_another_python_makes_the_environment_anew(start, root):
    start.install(root, "", VERSION, Runner(start, root))
    run = Runner(start, root)

    start.install(root, "", (3, 13, 0), run)

    assert run.kinds == ["venv", "pip"]


def test_a_newer_patch_of_the_same_python_is_no_other_python(start, root):
    start.install(root, "", VERSION, Runner(start, root))

    assert start.is_installed(root, "", (3, 11, 9))


def test_a_moved_checkout_makes_the_environment_anew(start, root):
    start.install(root, "", VERSION, Runner(start, root))
    moved = root.rename(root.parent / "elsewhere")
    run = Runner(start, moved)

    start.install(moved, "", VERSION, run)

    assert run.kinds == ["venv", "pip"]


def test_an_environment_whose_python_is_gone_is_made_anew(start, root):
    start.install(root, "", VERSION, Runner(start, root))
    start.python_of(root / ".venv").unlink()
    run = Runner(start, root)

    start.install(root, "", VERSION, run)

    assert run.kinds == ["venv", "pip"]


@pytest.mark.parametrize("fails_at", ["venv", "pip"])
def test_an_install_that_was_broken_off_is_made_anew_and_not_believed(start, root, fails_at):
    with pytest.raises(start.StartError):
        start.install(root, "", VERSION, Runner(start, root, fails_at))
    run = Runner(start, root)

    start.install(root, "", VERSION, run)

    assert run.kinds == ["venv", "pip"]


def test_an_update_that_was_broken_off_is_made_anew_even_when_the_old_lock_comes_back(start, root):
    start.install(root, "", VERSION, Runner(start, root))
    (root / "constraints.txt").write_text("newer\n")
    with pytest.raises(start.StartError, match="internet"):
        start.install(root, "", VERSION, Runner(start, root, "pip"))
    (root / "constraints.txt").write_text("constraints.txt\n")

    assert not start.is_installed(root, "", VERSION)


def test_a_python_that_is_too_old_is_told_which_one_is_needed(start):
    with pytest.raises(start.StartError, match=r"needs Python 3\.11 or later.*Python 3\.9"):
        start.check_python((3, 9, 18))


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(start, missing):
    with pytest.raises(start.StartError, match=r"sudo apt install python3\.12-venv"):
        start.check_python((3, 12, 1), find_module=lambda name: name != missing)


def test_a_whole_python_is_accepted(start):
    assert start.check_python((3, 11, 0), find_module=lambda name: name) is None


def test_the_file_parses_on_an_old_python():
    assert ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_browser_that_is_named_comes_before_one_that_is_found(start):
    named = {"BACKLOG_BROWSER": "/opt/mine"}

    assert start.find_browser(named, which=lambda name: f"/usr/bin/{name}") == "/opt/mine"


def test_an_installed_browser_is_found_on_the_path_or_in_its_usual_place(start):
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    nowhere, nothing = lambda name: None, lambda place: False

    assert start.find_browser({}, lambda name: f"/bin/{name}", nothing) == "/bin/chromium"
    assert start.find_browser({}, nowhere, lambda place: place == mac) == mac
    assert start.find_browser({}, nowhere, nothing) is None


@pytest.mark.parametrize(
    ("release", "expected"),
    [("ID=debian\n", True), ("ID=ubuntu\nID_LIKE=debian\n", False), (None, False)],
)
def test_only_debian_has_chromium_as_a_package(start, tmp_path, release, expected):
    path = tmp_path / "os-release"
    if release:
        path.write_text(f"NAME=x\n{release}")

    assert start.is_debian(path) is expected


def no_browser(start, monkeypatch, *, debian, user):
    monkeypatch.setattr(start, "find_browser", lambda environment: None)
    monkeypatch.setattr(start, "is_debian", lambda: debian)
    monkeypatch.setattr(start.os, "geteuid", lambda: user, raising=False)


def test_root_on_debian_gets_the_distributions_browser(start, monkeypatch):
    no_browser(start, monkeypatch, debian=True, user=0)
    commands = []

    start.get_browser("python", {}, run=lambda command: commands.append(command) or 0)

    assert [command[4:6] for command in commands[:2]] == [["-y", "update"], ["-y", "install"]]
    assert "chromium" in commands[1]


@pytest.mark.parametrize(("debian", "user"), [(True, 1000), (False, 0)])
def test_everybody_else_gets_playwrights_own_browser(start, monkeypatch, debian, user):
    no_browser(start, monkeypatch, debian=debian, user=user)
    commands = []

    start.get_browser("python", {}, run=lambda command: commands.append(command) or 0)

    assert commands == [["python", "-m", "playwright", "install", "chromium"]]


def test_a_browser_that_cannot_be_had_is_said(start, monkeypatch, capsys):
    no_browser(start, monkeypatch, debian=False, user=0)

    assert start.get_browser("python", {}, run=lambda command: 1) is None
    assert "No browser can be had here" in capsys.readouterr().out


def checks(start, monkeypatch, failing=()):
    """Return (exit code, commands) of a run of the checks in which the given ones fail."""
    monkeypatch.setattr(start, "get_browser", lambda python, environment: "/bin/chromium")
    commands, environments = [], []

    def run(command, env, **_):
        commands.append(" ".join(command[2:]))
        environments.append(env)
        return int(any(word in command for word in failing))

    code = start.run_checks("python", ["tests/log"], run=run)
    return code, commands, environments[-1]


def test_every_check_runs_and_pytest_comes_last_with_what_was_asked_of_it(start, monkeypatch):
    code, commands, environment = checks(start, monkeypatch)

    assert code == 0
    assert len(commands) == len(start.CHECKS) + 1
    assert commands[-1] == " ".join([*start.PYTEST[1:], "tests/log"])
    assert environment["BACKLOG_BROWSER"] == "/bin/chromium"


def test_a_failing_check_fails_the_run_and_pytest_still_runs(start, monkeypatch):
    code, commands, environment = checks(start, monkeypatch, failing=["mypy"])

    assert code == 1
    assert commands[-1].startswith("pytest ")
    assert environment["BACKLOG_FAILED_CHECKS"] == "mypy"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ["lab"]),
        (["--no-browser"], ["lab", "--no-browser"]),
        (["check", "--json"], ["check", "--json"]),
        (["--help"], ["--help"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts a process instead")
def test_the_arguments_are_handed_on_and_lab_is_the_usual_command(
    start, monkeypatch, arguments, command
):
    became = []
    monkeypatch.setattr(start.os, "execv", lambda path, command: became.extend(command))

    start.hand_over("python", arguments)

    assert became == ["python", "-P", "-m", "backlog", *command]


def test_what_keeps_it_from_starting_is_said_without_a_traceback(start, monkeypatch, capsys):
    def fails(*_):
        raise start.StartError("Say this.")

    monkeypatch.setattr(start, "check_python", fails)

    assert start.main([]) == 1
    assert capsys.readouterr().err == "\nSay this.\n"


def test_it_needs_nothing_but_the_standard_library(tmp_path):
    code = f"import runpy; runpy.run_path({str(START)!r})"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, check=False)

    assert done.returncode == 0
