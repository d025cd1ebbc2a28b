"""The form for a program that comes back: shown first, changed by one button, taken back by one."""

import re
from html import unescape

import pytest

from backlog.log.line import header
from backlog.log.schema import table
from backlog.panel.returning import Example, ReturnedForm, form

HEADER = header(table("program")).decode()
LINE = "{},lower-back-stretch,1,8,25,s,30,block,1,3,,,,\n"


@pytest.fixture
def returned(desk):
    """The form over the desk's log; `load(lines)` is what a person does with a file."""
    made = ReturnedForm(desk.log)
    made.load = lambda lines, name="back.csv": setattr(
        made.file,
        "value",
        ({"name": name, "type": "text/csv", "size": 1, "last_modified": desk.now,
          "content": memoryview((HEADER + lines).encode())},),
    )  # fmt: skip
    return made


def seen(field):
    return [unescape(each) for each in re.findall(r"<p[^>]*>(.*?)</p>", field.value)]


def test_a_sheet_is_shown_before_it_changes_anything(desk, returned):
    before = (desk.folder / "program.csv").read_bytes()
    returned.load(LINE.format("23.11.2026"))

    assert seen(returned.told) == [
        "back.csv, line 2, from: '23.11.2026' was read as 2026-11-23",
        "Lower back stretch: repetitions 2 → 8, hold 20 s → 25 s, from Monday 23 November 2026",
        "Lower tummy strengthening: 1 repetition on each side",
        "Earlier days keep the program that they had.",
    ]
    assert returned.apply.disabled
    assert (desk.folder / "program.csv").read_bytes() == before


def test_it_changes_with_a_name_and_a_click_and_goes_back_with_another(desk, returned):
    returned.load(LINE.format("2026-11-23"))
    returned.author.value = "A. Huber"
    returned.apply.click()

    assert seen(returned.said) == ["Done: 1 line added to your program."]
    assert returned.apply.disabled
    assert desk.log.program()[0][-1].author == "A. Huber"

    returned.undo.click()

    assert seen(returned.said)[-1] == "Taken back; no line was removed."
    assert [line.reps for line in desk.log.program()[0]] == [2, 1, 8, 2]


def test_only_what_the_sheet_leaves_open_is_asked(returned):
    assert returned.dates.layout.display == returned.late.layout.display == "none"

    returned.load(LINE.format("11/12/2027"))
    assert returned.dates.layout.display is None
    returned.dates.value = "day-first"
    assert "from Saturday 11 December 2027" in seen(returned.told)[1]

    returned.load(LINE.format("2026-11-05"))
    assert returned.late.layout.display is None
    assert returned.late.description == "Let lines of earlier days hold from 2026-11-22 on"
    returned.late.value = True
    assert "from Sunday 22 November 2026" in seen(returned.told)[0]


def test_a_wrong_line_keeps_the_button_shut(returned):
    returned.author.value = "A. Huber"
    returned.load(LINE.format("2026-11-23").replace(",8,", ",800,"))

    assert "back.csv, line 2, reps: '800' must be a whole number" in seen(returned.told)[0]
    assert returned.apply.disabled


def test_what_is_no_program_is_one_sentence(returned):
    returned.load("", name="<b>.csv")

    assert seen(returned.told) == ["<b>.csv: has no line below its header"]
    assert "<b>" not in returned.told.value


def test_with_nothing_to_take_back_that_is_said(returned):
    returned.undo.click()

    assert seen(returned.said) == ["There is no change to take back."]


def test_a_disk_that_refuses_is_told_and_nothing_is_lost(returned, disk):
    returned.load(LINE.format("2026-11-23"))
    returned.author.value = "A. Huber"
    disk.refuse("program.csv")
    returned.apply.click()

    assert "The disk is full" in seen(returned.said)[0]
    disk.mend()
    returned.apply.click()
    assert seen(returned.said) == ["Done: 1 line added to your program."]


def test_over_the_example_a_sentence_stands_in_place_of_the_form(desk):
    shown = form(desk.folder, True)

    assert isinstance(shown, Example)
    assert "This is the example" in shown._repr_mimebundle_()["text/plain"]
    assert isinstance(form(desk.folder, False), ReturnedForm)
