"""What the room's README says is so: its modules, its tests, and the table of the long run."""

import re
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "backlog" / "log"
TEXT = (ROOM / "README.md").read_text(encoding="utf-8")


def section(title):
    """Return the part of the text under a title."""
    return re.search(rf"^## {title}.*?$(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)[1]


def test_every_module_is_named():
    paths = [*ROOM.glob("*.py"), *(ROOM / "upkeep").glob("*.py")]
    modules = {path.stem for path in paths if path.stem != "__init__"} | {"incoming"}

    assert modules - set(re.findall(r"`(\w+)`", section("The way of a row"))) == set()


def test_every_promise_names_tests_that_exist():
    rows = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", section("Promises"), re.MULTILINE)
    named = {name for _, tests in rows for name in re.findall(r"`(\w+)`", tests)}

    assert [int(number) for number, _ in rows] == list(range(1, 14))
    assert [name for name in named if not (Path(__file__).parent / f"{name}.py").exists()] == []


def test_the_table_of_the_long_run_has_its_place(request):
    conftest = next(
        plugin for plugin in request.config.pluginmanager.get_plugins() if hasattr(plugin, "MARKS")
    )
    begin, end = conftest.MARKS
    table = TEXT.split(begin)[1].split(end)[0].splitlines()

    assert table[:2] == ["| What was tried | Trials | Found |", "|---|---|---|"]
    assert all(re.fullmatch(r"\| .+ \| [\d,]+ \| .+ \|", row) for row in table[2:])
    assert conftest.README == ROOM / "README.md"


@pytest.mark.parametrize("word", ["Windows", "simulated disk"])
def test_it_says_what_was_not_tried(word):
    assert word in section("What has not been tried")
