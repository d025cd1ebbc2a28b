"""Start backlog with nothing but Python.

    python3 start.py             install once, then open the session notebook in JupyterLab
    python3 start.py check       any other command of backlog (see --help)
    python3 start.py test        install the test tools too, and run every check

Knows how to make `.venv`, install what the lock names into it and hand over. It uses the standard
library only and runs before anything is installed; it parses on Python 3.6, so that an old Python
gets a sentence instead of a syntax error. It must not know what backlog does.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
#: Each extra, and the ones that it contains: an install with the test tools also runs backlog.
COVERED_BY = {"": ("", "test"), "test": ("test",)}
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}
#: Two at a time, each file in one place: notebooks go cell by cell, and the browser's tests wait.
PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)


def say(sentence):
    """Print at once, so that our words and those of pip and pytest come in order."""
    print(sentence, flush=True)


class StartError(Exception):
    """What keeps backlog from starting, as the sentences that the person reads."""


# What is wanted, and whether it is there


def check_python(version, find_module=importlib.util.find_spec):
    """Raise `StartError` when this Python is too old or can make no virtual environment."""
    if tuple(version[:2]) < OLDEST:
        raise StartError(
            "backlog needs Python {}.{} or later, and this is Python {}.{}.\n"
            "Install a newer one from https://www.python.org/downloads/ and start again with it, "
            "for instance:\n    python3.13 start.py".format(*OLDEST, *version[:2])
        )
    if not find_module("venv") or not find_module("ensurepip"):
        raise StartError(
            "This Python cannot make a virtual environment: its venv module is not installed.\n"
            "On Debian and Ubuntu this installs it:\n"
            f"    sudo apt install python{version[0]}.{version[1]}-venv\n"
            "Then start again. Nothing was changed."
        )


def python_of(venv):
    """Return where a virtual environment keeps its Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def place(root, version):
    """Return where and for which Python an install is; neither can be changed afterwards."""
    return f"{root} {version[0]}.{version[1]}"


def lock(root, extra):
    """Return a digest of the files that say what an install with `extra` holds."""
    digest = hashlib.sha256(extra.encode())
    for name in ("pyproject.toml", "constraints.txt", "requirements.txt"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def finished_install(root):
    """Return [place, lock] of the install that is there, or None when none was finished."""
    mark = root / ".venv" / "installed"
    if not mark.exists() or not python_of(root / ".venv").exists():
        return None
    return mark.read_text(encoding="utf-8").splitlines()


def is_installed(root, extra, version):
    """Tell whether the install that is there has everything that `extra` needs."""
    wanted = [[place(root, version), lock(root, covering)] for covering in COVERED_BY[extra]]
    return finished_install(root) in wanted


# Installing


def install(root, extra, version, run=subprocess.call):
    """Make `.venv` hold what `extra` needs, and return its Python.

    The mark of a finished install is taken away first and written last, so that an install that
    was broken off is made anew by the next run, never believed.
    """
    python, mark = python_of(root / ".venv"), root / ".venv" / "installed"
    if is_installed(root, extra, version):
        return python
    say(f"Installing what backlog needs into {root / '.venv'} (once, a minute or two) ...")
    there = finished_install(root)
    if mark.exists():
        mark.unlink()
    if not there or there[0] != place(root, version):
        make_venv(root / ".venv", run)
    install_packages(root, extra, python, run)
    mark.write_text(f"{place(root, version)}\n{lock(root, extra)}\n", encoding="utf-8")
    return python


def make_venv(venv, run):
    """Make an empty virtual environment, in place of whatever is there."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    if run([base, "-m", "venv", "--clear", str(venv)]) != 0:
        raise StartError(f"The virtual environment {venv} could not be made; the reason is above.")


def install_packages(root, extra, python, run):
    """Install backlog, with `extra`, in the versions of the lock."""
    what = ["-c", "constraints.txt", "-e", f".[{extra}]"] if extra else ["-r", "requirements.txt"]
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    if run([*pip, *what], cwd=str(root)) != 0:
        raise StartError(
            "The packages could not be installed; pip's own words are above.\n"
            "The first start needs the internet: is this computer online? "
            "Starting again begins the install anew."
        )


# A browser for the tests


def find_browser(environment, which=shutil.which, exists=os.path.exists):
    """Return the path of an installed Chromium or Chrome, or None."""
    named = environment.get("BACKLOG_BROWSER")
    if named:
        return named
    on_path = [which(name) for name in BROWSERS]
    in_place = [place for place in BROWSER_PLACES if exists(place)]
    return next((path for path in [*on_path, *in_place] if path), None)


def get_browser(python, environment, run=subprocess.call):
    """Return the path of a browser, installing one if need be; None for Playwright's own."""
    found = find_browser(environment)
    if not found and is_debian() and os.geteuid() == 0:
        say("Installing a browser for the tests (chromium, from the distribution) ...")
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
        run([*apt, "update"])
        run([*apt, "install", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
        found = find_browser(environment)
    if not found and run([str(python), "-m", "playwright", "install", "chromium"]) != 0:
        say(
            "No browser can be had here, so the browser tests will fail. Install Chromium or "
            "Chrome, or name one in BACKLOG_BROWSER."
        )
    return found


def is_debian(release=Path("/etc/os-release")):
    """Tell whether this is Debian, where `chromium` is a package (on Ubuntu it is a snap)."""
    return release.exists() and "ID=debian" in release.read_text().splitlines()


# What follows the install


def run_checks(python, arguments, run=subprocess.call):
    """Run every check, pytest last so that its summary closes the output; return the exit code."""
    environment = dict(os.environ)
    browser = get_browser(python, environment)
    if browser:
        environment["BACKLOG_BROWSER"] = browser
    failed = []
    for name, command in CHECKS.items():
        say(f"\n== {name}")
        if run([str(python), *command], cwd=str(ROOT), env=environment) != 0:
            failed.append(name)
    environment["BACKLOG_FAILED_CHECKS"] = ", ".join(failed)
    say("\n== pytest")
    code = run([str(python), *PYTEST, *arguments], cwd=str(ROOT), env=environment)
    return code or int(bool(failed))


def hand_over(python, arguments):
    """Become `backlog` with these arguments; the person's folder stays the working folder."""
    opens_lab = not arguments or arguments[0] in ("--no-browser",)
    # -P: a checkout that is itself named backlog, seen from its parent, is not the package.
    command = [str(python), "-P", "-m", "backlog", *(["lab"] if opens_lab else []), *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)


def main(arguments):
    """Install what is missing, then run the tests or hand over to backlog."""
    try:
        check_python(sys.version_info)
        if arguments[:1] == ["test"]:
            return run_checks(install(ROOT, "test", sys.version_info), arguments[1:])
        return hand_over(install(ROOT, "", sys.version_info), arguments)
    except (StartError, OSError) as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again to finish.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
