"""The browser's half as Python hands it over: one module, one style sheet, all words."""

import json
import re
from pathlib import Path

import pytest

from backlog.log import schema
from backlog.panel import assets
from backlog.program import CATALOG
from backlog.session.script import Kind

HERE = Path(assets.__file__).parent
TEXTS = assets.texts()


def words_of(key):
    """The text that a key such as ``home.title`` stands for, None when there is none."""
    found = TEXTS
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def keys_in_use():
    return sorted(set(re.findall(r'\bt\("([\w.]+)"', assets.module())))


def leaves(value):
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    return [leaf for each in value for leaf in leaves(each)] if isinstance(value, list) else [value]


def test_the_module_is_its_parts_in_the_order_of_their_numbers():
    names = sorted(path.name for path in (HERE / "js").glob("*.js"))
    parts = [(HERE / "js" / name).read_text(encoding="utf-8") for name in names]

    assert all(re.match(r"\d\d-[a-z]+\.js", name) for name in names)
    assert assets.module() == "\n".join(parts)


def test_the_module_has_one_default_export_and_asks_for_no_other_file():
    module = assets.module()

    assert len(re.findall(r"^export default ", module, re.MULTILINE)) == 1
    assert re.findall(r"^\s*import\b|\bimport\(|\brequire\(", module, re.MULTILINE) == []


def test_module_and_style_ask_nothing_of_the_network():
    asked = re.findall(r"https?://[^\s\"'`)]+|@import|\burl\((?!\s*[\"']?data:)", assets.style())
    asked += re.findall(r"https?://[^\s\"'`)]+|\bfetch\(|XMLHttpRequest", assets.module())

    assert set(asked) <= {"http://www.w3.org/2000/svg"}


def test_every_part_tells_what_it_is():
    tops = [path.read_text(encoding="utf-8")[:2] for path in (HERE / "js").glob("*.js")]

    assert tops
    assert set(tops) <= {"//", "/*"}


def test_no_text_is_set_as_html():
    assert re.findall(r"\.(?:inner|outer)HTML\b|insertAdjacentHTML", assets.module()) == []


def test_every_text_that_is_asked_for_is_there():
    keys = keys_in_use()

    assert len(keys) > 50
    assert [key for key in keys if not words_of(key)] == []


@pytest.mark.parametrize("kind", [str(kind) for kind in Kind])
def test_every_kind_of_phase_has_a_name(kind):
    assert words_of(f"phase.{kind}")


def allowed(table, column):
    (found,) = (each for each in schema.table(table).columns if each.name == column)
    return [word for word in found.enum if word != "deleted"]


@pytest.mark.parametrize("status", allowed("sets", "status"))
def test_every_way_that_a_set_ends_has_a_text(status):
    assert words_of(f"status.{status}")


@pytest.mark.parametrize("status", allowed("sessions", "status"))
def test_every_way_that_a_session_ends_has_a_text(status):
    assert words_of(f"end.{status}")


def test_no_text_is_empty_and_every_hole_has_a_name():
    texts = leaves(TEXTS)

    assert all(isinstance(text, str) and text.strip() for text in texts)
    assert all(re.fullmatch(r"[^{}]*(\{[a-z_]+\}[^{}]*)*", text) for text in texts)


def test_texts_are_plain_data():
    assert json.loads(json.dumps(TEXTS)) == TEXTS


@pytest.mark.parametrize("code", [code for code in assets.languages() if code != "en"])
def test_every_language_says_all_that_english_says(code):
    own = dict(paths(assets.texts(code)))
    english = dict(paths(TEXTS))
    exercises = {path for path in own if path.startswith("exercises.")}

    assert own.keys() - exercises == english.keys()
    assert {path: names_in(own[path]) for path in english} == {
        path: names_in(text) for path, text in english.items()
    }


def test_german_has_words_for_every_word_of_the_catalogue():
    own = assets.texts("de")["exercises"]
    told = {"name", "position", "start", "movement", "cautions", "cues"}

    assert own.keys() == CATALOG.keys()
    assert all(each.keys() == told for each in own.values())
    assert {id: each["cues"].keys() for id, each in own.items()} == {
        id: each.cues.keys() for id, each in CATALOG.items()
    }


def paths(value, path=""):
    """Every sentence with its path; those of a list are counted."""
    if isinstance(value, str):
        yield path, value
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield from paths(each, f"{path}.{key}" if path else str(key))


def names_in(sentence):
    return sorted(re.findall(r"\{(\w+)\}", sentence))
