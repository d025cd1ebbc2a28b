"""A person's settings: what each may be, and the panel that keeps them for the next kernel."""

import errno
import json
import math

import pytest

from backlog.panel import settings
from backlog.session import Pace

DEFAULTS = {
    "language": "auto",
    "asked_until": "",
    "sound": True,
    "volume": 0.5,
    "voice": True,
    "half_way": True,
    "awake": True,
    "breath_in": 3,
    "breath_out": 4,
    "back": 3,
    "settle": 3,
    "self_paced": False,
    "headset": False,
}


def test_without_a_choice_everything_is_on_and_half_as_loud_as_can_be():
    assert settings.read({}) == (DEFAULTS, [])


def test_what_was_chosen_holds_and_what_is_unknown_is_left_alone():
    chosen, problems = settings.read({"voice": False, "volume": 0, "a later version's": 7})

    assert chosen == {**DEFAULTS, "voice": False, "volume": 0}
    assert problems == []


SWITCH, VOLUME, BREATH = (
    "must be true or false",
    "must be a number from 0 to 1",
    "must be a number from 2 to 8",
)
DAY = "must be a day as 2026-11-22, or empty"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sound", "yes", f"sound: 'yes' {SWITCH}"),
        ("voice", 1, f"voice: '1' {SWITCH}"),
        ("awake", None, f"awake: 'None' {SWITCH}"),
        ("volume", 1.1, f"volume: '1.1' {VOLUME}"),
        ("volume", True, f"volume: 'True' {VOLUME}"),
        ("volume", math.nan, f"volume: 'nan' {VOLUME}"),
        ("breath_in", 1.9, f"breath_in: '1.9' {BREATH}"),
        ("settle", [3], f"settle: '[3]' {BREATH}"),
        ("asked_until", "soon", f"asked_until: 'soon' {DAY}"),
        ("asked_until", "20261122", f"asked_until: '20261122' {DAY}"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_its_default_holds(name, value, told):
    chosen, problems = settings.read({name: value, "half_way": False})

    assert [str(problem) for problem in problems] == [f"settings.json, {told}"]
    assert chosen == {**DEFAULTS, "half_way": False}


@pytest.mark.parametrize("seconds", [2, 2.5, 8])
def test_the_limits_of_a_breath_belong_to_it(seconds):
    assert settings.wrong({"breath_out": seconds}) == []


def test_the_pace_takes_the_breaths_and_nothing_else():
    chosen = {**DEFAULTS, "breath_in": 5, "settle": 2.5}

    assert settings.pace(Pace(ready=7), chosen) == Pace(ready=7, breath_in=5, settle=2.5)


# --- the panel ------------------------------------------------------------------------------------


def test_a_panel_begins_with_the_defaults_and_writes_no_file(desk):
    assert desk.panel().settings == DEFAULTS
    assert not (desk.folder / "settings.json").exists()


def test_what_a_person_chooses_is_there_for_the_next_kernel(desk):
    page = desk.page()
    answers = page.send("settings", values={"volume": 0.2, "voice": False})

    assert answers == []
    assert page.panel.settings == {**DEFAULTS, "volume": 0.2, "voice": False}
    assert desk.panel().settings == page.panel.settings


def test_settings_can_be_chosen_before_there_is_any_program(bare):
    page = bare.page()
    page.send("settings", values={"sound": False})

    assert page.panel.home["first_run"]
    assert bare.panel().settings["sound"] is False


def test_settings_can_be_chosen_while_a_session_runs(desk):
    page = desk.page()
    page.begin()
    page.send("settings", values={"sound": False, "breath_in": 6})

    assert page.panel.anchor["state"] == "warming_up"
    assert page.panel.script["pace"]["breath_in"] == 3


def test_chosen_breaths_make_the_next_session_longer_and_home_says_so(desk):
    page = desk.page()
    before = page.panel.home["today"]["seconds"]
    page.send("settings", values={"breath_in": 5, "settle": 4})
    now = page.panel.home["today"]["seconds"]
    page.begin()

    repetitions = 2 + 1 + 1
    assert now - before == repetitions * (2 + 1)
    assert page.panel.script["pace"]["breath_in"] == 5


@pytest.mark.parametrize("values", [{"volume": 2}, {"loudness": 1}, {"volume": 2, "sound": False}])
def test_a_value_that_may_not_be_is_told_and_changes_nothing(desk, values):
    page = desk.page()
    (told,) = page.send("settings", values=values)

    assert told["kind"] == "trouble"
    assert told["text"].startswith(f"settings.json, {next(iter(values))}: ")
    assert page.panel.settings == DEFAULTS
    assert not (desk.folder / "settings.json").exists()


def test_a_damaged_file_gives_the_defaults_and_is_told_at_home(desk):
    (desk.folder / "settings.json").write_text('{"volume": 0.2')
    panel = desk.panel()

    assert panel.settings == DEFAULTS
    assert panel.home["told"] == [
        "settings.json: is no list of settings, so it is not used; the next change sets it aside"
    ]


def test_one_wrong_value_in_the_file_costs_only_itself(desk):
    (desk.folder / "settings.json").write_text(json.dumps({"volume": "loud", "awake": False}))
    panel = desk.panel()

    assert panel.settings == {**DEFAULTS, "awake": False}
    assert panel.home["told"] == ["settings.json, volume: 'loud' must be a number from 0 to 1"]


def test_on_a_full_disk_a_choice_holds_until_the_kernel_ends(desk, disk):
    page = desk.page()
    disk.refuse("settings.json", errno.ENOSPC)
    (told,) = page.send("settings", values={"sound": False})

    assert told["text"].startswith("The disk is full")
    assert page.panel.settings["sound"] is False
    assert desk.panel().settings == DEFAULTS
