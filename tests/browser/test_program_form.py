"""The program on a form: old beside new, in words before it changes, and taken back."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from backlog.log import Log
from backlog.log.prescribing import template
from backlog.session import local_day
from backlog.synthetic import person, save

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "4-program.ipynb"


def card(hand, exercise: str):
    return hand.panel.locator(".prescribed", has_text=exercise)


def opens(hand, exercise: str) -> None:
    card(hand, exercise).locator("summary").click()


def test_a_program_is_changed_in_words_first_and_taken_back(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    hand.panel.get_by_text("Beside the session").click()
    hand.press("My program")
    opens(hand, "Lower back stretch")
    stretch = card(hand, "Lower back stretch")
    stretch.get_by_label("Repetitions").fill("8")
    stretch.get_by_label("Rest between sets").fill("soon")
    opens(hand, "Lower tummy strengthening")
    card(hand, "Lower tummy").get_by_label("This exercise ends").check()
    hand.panel.get_by_text("Other exercises").click()
    opens(hand, "Knee rolls")
    expect(card(hand, "Knee rolls")).to_contain_text("Only as far as is comfortable.")
    expect(card(hand, "Knee rolls")).to_contain_text("Source: NHS")
    card(hand, "Knee rolls").get_by_label("Add this exercise").check()
    author = hand.panel.get_by_label("Who says so?")

    hand.press("See what changes")
    expect(hand.panel.get_by_text("Say who changes the program.")).to_be_visible()
    expect(author).to_be_focused()
    author.fill("<b>A. Huber</b>,=2+2")
    hand.press("See what changes")
    expect(stretch.get_by_text("A whole number from 0 to 600, please.")).to_be_visible()
    stretch.get_by_label("Rest between sets").fill("30")
    hand.press("See what changes")

    expect(hand.panel.locator(".changes:visible li")).to_contain_text(
        [
            "Lower back stretch: Repetitions 6 → 8, from ",
            "Lower tummy strengthening: ends, from ",
            "Knee rolls: starts with 4 × 1 breath, each side",
        ]
    )
    before = hand.rows("program", hand.lab.data)
    assert [row["author"] for row in before] == ["default"] * 3

    hand.press("Change it")
    expect(hand.panel.get_by_text("Saved: your program changes from that day on.")).to_be_visible()
    after = hand.rows("program", hand.lab.data)
    assert after[:3] == before
    assert [(row["exercise"], row["sets"], row["reps"]) for row in after[3:]] == [
        ("lower-back-stretch", "1", "8"),
        ("lower-tummy", "0", ""),
        ("knee-rolls", "1", "4"),
    ]
    assert {row["author"] for row in after[3:]} == {"<b>A. Huber</b>,'=2+2"}

    hand.panel.get_by_text("Go back to the program before").click()
    hand.press("Take the last change back")
    expect(hand.panel.get_by_text("Taken back: your program is as it was before")).to_be_visible()
    hand.press("Back")
    expect(hand.panel.locator(".doses li")).to_contain_text(
        ["Lower back stretch6 × 20 s hold", "Lower tummy", "Deep abdominal"]
    )
    assert hand.rows("program", hand.lab.data)[:6] == after


def test_a_visit_is_rated_from_1_to_5_where_the_therapist_did(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    hand.panel.get_by_text("Beside the session").click()
    hand.press("I saw my therapist")
    hand.panel.get_by_text("How well did you do each exercise?").click()
    hand.rates("Lower back stretch", 4)
    hand.press("Save")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()

    rows = [
        (row["kind"], row["exercise"], row["quality"]) for row in hand.rows("days", hand.lab.data)
    ]

    assert rows == [("visit", "", ""), ("visit", "lower-back-stretch", "4")]


def test_a_returned_sheet_is_shown_in_the_notebook_before_it_changes_the_program(lab, page):
    today = local_day(datetime.now().astimezone())
    save(person(6, 10, until=today - timedelta(1)), Log(lab.data))
    before = (lab.data / "program.csv").read_text(encoding="utf-8")
    shutil.copy(NOTEBOOK, lab.work)
    lab.open(page, NOTEBOOK.name)
    lab.run_all(page)
    form = page.locator(".jp-OutputArea-output", has_text="Change my program")
    change = form.get_by_role("button", name="Change my program")
    sheet = {"name": "back.csv", "mimeType": "text/csv", "buffer": template(Log(lab.data))}
    sheet["buffer"] = sheet["buffer"].replace(b",lower-tummy,1,", b",lower-tummy,3,")

    with page.expect_file_chooser() as chosen:
        form.get_by_role("button", name="Load the sheet that came back").click()
    chosen.value.set_files(sheet)
    expect(form.get_by_text("Lower tummy strengthening: sets 1 → 3, from ")).to_be_visible()
    expect(change).to_be_disabled()
    assert (lab.data / "program.csv").read_text(encoding="utf-8") == before
    form.get_by_label("Who says so?").fill("A. Huber")
    form.get_by_label("Who says so?").press("Tab")
    expect(change).to_be_enabled()
    change.click()
    expect(form.get_by_text("Done: 1 line added to your program.")).to_be_visible()

    after = (lab.data / "program.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.endswith(",A. Huber,\n")
