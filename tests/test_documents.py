"""What the documents say is so: commands, pictures, versions and columns."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from backlog.cli import main, parser
from backlog.log import Log

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "data/README.md"]
SCHEMA = json.loads((ROOT / "backlog" / "log" / "datapackage.json").read_text(encoding="utf-8"))
#: Commands of other tools that the documents may name.
TOOLS = {"rm", "pip", "uv", ".venv/bin/jupyter"}


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def commands(document):
    """Return the lines of the shell blocks of a document."""
    blocks = re.findall(r"^```sh\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def exists(command):
    """Tell whether a command of a document is one that start.py, backlog or a known tool has."""
    words = shlex.split(command)
    if words[:2] == ["python3", "start.py"]:
        return words[2:3] == ["test"] or is_backlog(words[2:] or ["lab"])
    return is_backlog(words[1:]) if words[0] == "backlog" else words[0] in TOOLS


def is_backlog(arguments):
    try:
        return bool(parser().parse_args(arguments))
    except SystemExit:
        return False


ALL_COMMANDS = [(name, command) for name in DOCUMENTS for command in commands(text(name))]


@pytest.mark.parametrize(("document", "command"), ALL_COMMANDS)
def test_each_command_in_the_documents_exists(document, command):
    assert exists(command), f"{document} names a command that is not there: {command}"


def test_the_readme_names_the_two_commands():
    assert {"python3 start.py", "python3 start.py test"} <= set(commands(text("README.md")))


def test_the_example_is_made_by_the_command_that_is_written_down(tmp_path):
    written = next(it for it in commands(text("CONTRIBUTING.md")) if " demo " in it)
    arguments = [str(tmp_path) if "/" in word else word for word in shlex.split(written)[2:]]

    assert main(arguments) == 0
    made = {path.name: path.read_text() for path in tmp_path.glob("*.csv")}
    committed = {path.name: path.read_text() for path in (ROOT / "data/example").glob("*.csv")}
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == [], "make these anew"


@pytest.mark.parametrize(
    "command", ["python3 start.py cure", "backlog demo", "make", "backlog lab x"]
)
def test_a_command_that_does_not_exist_is_noticed(command, capsys):
    assert not exists(command)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_picture_is_there_and_is_described(document):
    for description, path in re.findall(r"!\[(.*?)\]\((.*?)\)", text(document)):
        assert len(description.split()) >= 5, f"{document}: say what {path} shows"
        assert (ROOT / document).parent.joinpath(path).is_file(), f"{document}: {path} is missing"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_link_within_the_project_leads_somewhere(document):
    links = re.findall(r"(?<!!)\[[^]]+\]\((?!https?:)([^)#]+)\)", text(document))

    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_the_newest_version_of_the_changelog_is_the_projects():
    newest = re.search(r"^## \[(.+?)\]", text("CHANGELOG.md"), re.MULTILINE)[1]

    assert newest == tomllib.loads(text("pyproject.toml"))["project"]["version"]


@pytest.mark.parametrize("table", SCHEMA["resources"], ids=lambda table: table["name"])
def test_every_column_is_described(table):
    fields = table["schema"]["fields"]

    assert [field["name"] for field in fields if not field.get("description")] == []


@pytest.mark.parametrize("table", SCHEMA["resources"], ids=lambda table: table["name"])
def test_every_table_is_in_the_readme_of_the_data(table):
    assert f"`{table['path']}`" in text("data/README.md")


def test_every_column_that_people_type_is_in_the_readme_of_the_data():
    fields = next(it for it in SCHEMA["resources"] if it["name"] == "program")["schema"]["fields"]
    explained = text("data/README.md").partition("## The columns of `program.csv`")[2]

    assert [it["name"] for it in fields if f"`{it['name']}`" not in explained] == []


def test_the_line_of_a_program_that_the_readme_shows_is_a_good_one(tmp_path):
    line = re.search(r"`(2026-11-22,.*)`", text("data/README.md"))[1]
    header = (ROOT / "data/example/program.csv").read_text().splitlines()[0]
    (tmp_path / "program.csv").write_text(f"{header}\n{line}\n")

    (read,), problems = Log(tmp_path).program()
    assert (read.exercise, read.reps, problems) == ("lower-tummy", 8, [])


def test_every_room_is_in_the_way_through_the_house():
    rooms = {path.parent.name for path in (ROOT / "backlog").glob("*/__init__.py")}

    assert {room for room in rooms if f"`backlog/{room}/`" not in text("CONTRIBUTING.md")} == set()
