"""The repository is in order: what may be in it, and nobody's health data or machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "backlog",
    "constraints.txt",
    "data",
    "notebooks",
    "pyproject.toml",
    "requirements.txt",
    "start.py",
    "tests",
}
LONGEST_MODULE = 250
#: A place that only one machine has.
MACHINE_PATH = re.compile(r"/(?:root|work|Users/\w+|home/(?!someone\b)\w+)/|[A-Z]:\\+Users\\+\w")


@pytest.fixture(scope="module")
def tracked():
    """Return the files that git tracks, as paths from the root."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the project has no git history")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (ROOT / name).exists()]


def text_of(name):
    """Return the text of a tracked file; a picture has none."""
    content = (ROOT / name).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def test_the_top_level_holds_what_it_is_meant_to_and_nothing_else(tracked):
    there = {name.split("/")[0] for name in tracked}

    assert there - TOP == set(), "these do not belong on the top level"
    assert TOP - there == set(), "these are missing on the top level"


def test_nobodys_own_log_is_tracked(tracked):
    allowed = ("data/README.md", "data/example/")
    own = [name for name in tracked if name.startswith("data/") and not name.startswith(allowed)]

    assert own == [], "a person's own health data never goes into git"


def test_nobodys_own_notebooks_are_tracked(tracked):
    assert [name for name in tracked if name.startswith("notebooks/mine/")] == []


@pytest.mark.parametrize(
    "name",
    ["data/sets.csv", "data/journal/x.jsonl", "data/program.csv", "notebooks/mine/1-session.ipynb"],
)
def test_git_ignores_what_is_a_persons_own(tracked, name):
    asked = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)

    assert asked.returncode == 0, f"git would take {name}: mend .gitignore"


def test_no_module_is_longer_than_one_subject_needs(tracked):
    modules = [name for name in tracked if name.endswith((".py", ".js")) and "tests/" not in name]
    lengths = {name: text_of(name).count("\n") for name in modules}
    long = {name: length for name, length in lengths.items() if length > LONGEST_MODULE}

    assert long == {}, f"more than {LONGEST_MODULE} lines: this is asking to be two modules"


def test_no_file_names_a_place_on_somebodys_machine(tracked):
    found = {name: match[0] for name in tracked if (match := MACHINE_PATH.search(text_of(name)))}

    assert found == {}, "this path is on one machine only"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/home/" + "anna/back", True),
        ("/Users/" + "anna/back", True),
        ("C:\\" + "Users\\anna", True),
        ("/root" + "/.cache", True),
        ("/home/someone/back log", False),
        ("https://example.org/home", False),
    ],
)
def test_a_place_on_somebodys_machine_is_recognised(text, expected):
    assert bool(MACHINE_PATH.search(text)) is expected


def test_text_files_end_their_lines_as_unix_does(tracked):
    assert [name for name in tracked if "\r\n" in text_of(name)] == []


def test_the_lock_names_every_direct_dependency_and_no_place():
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    direct = project["dependencies"] + project["optional-dependencies"]["test"]
    names = {re.match(r"[\w.-]+", line)[0].lower().replace(".", "-") for line in direct}
    lock = text_of("constraints.txt")
    locked = set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))

    assert names - locked == set(), "make constraints.txt anew: see CONTRIBUTING.md"
    assert not re.search(r"://|--index|--find-links", lock), "a lock names versions, not places"
