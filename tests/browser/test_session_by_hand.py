"""A whole session in a real JupyterLab, with real clicks; then what the files say."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect


def opened(lab, page: Page, notebook: str) -> Locator:
    """Open a notebook, run all its cells, and return the panel."""
    lab.open(page, notebook)
    lab.run_all(page)
    panel = page.locator(".jp-OutputArea-output .backlog-panel")
    expect(panel).to_be_visible()
    return panel


@pytest.fixture
def panel(lab, page: Page) -> Locator:
    """The panel of the shipped session notebook, sixty times as fast as life."""
    return opened(lab, page, "1-session.ipynb")


def press(panel: Locator, name: str) -> None:
    panel.get_by_role("button", name=name, exact=True).click()


def rate(panel: Locator, question: str, value: int) -> None:
    group = panel.get_by_role("group", name=question)
    group.get_by_role("button", name=str(value), exact=True).click()


def comes_to(panel: Locator, part: str, words: str | re.Pattern[str]) -> None:
    """Wait until a part of the panel says these words."""
    expect(panel.locator(part)).to_have_text(words, timeout=20_000)


def begin(panel: Locator, discomfort: int = 0) -> None:
    """Go from the first run to the warm-up."""
    press(panel, "I have read this")
    press(panel, "Start")
    rate(panel, "Back pain or discomfort now", discomfort)
    press(panel, "Begin")


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def log_of(panel: Locator) -> Path:
    """Return the folder that the panel says it saved to."""
    where = panel.locator(".where").inner_text()
    return Path(re.fullmatch(r"In (.+)", where)[1])


def test_a_fast_session_is_in_the_log_to_the_repetition_side_and_rating(panel):
    press(panel, "I have read this")
    press(panel, "Start")
    expect(panel.get_by_role("button", name="Begin")).to_be_disabled()
    rate(panel, "Back pain or discomfort now", 0)
    press(panel, "Begin")
    press(panel, "Marching")
    press(panel, "Warm enough")
    comes_to(panel, "h2", "Lower tummy strengthening")
    rate(panel, "Worst discomfort during “Lower back stretch”?", 3)
    comes_to(panel, "h2", "Deep abdominal strengthening")
    comes_to(panel, "h2", "Is this what you did?")
    rate(panel, "Worst discomfort during “Deep abdominal strengthening”?", 1)
    rate(panel, "Back pain or discomfort now", 2)
    press(panel, "All correct, save")
    comes_to(panel, "h2", "✓ Saved")

    sets = rows(log_of(panel), "sets")
    told = [
        (row["exercise"], row["side"], row["reps"], row["held"], row["status"], row["discomfort"])
        for row in sets
    ]

    expected = [
        ("lower-back-stretch", "both", "6", "120", "done", "3"),
        ("lower-tummy", "left", "6", "", "done", ""),
        ("lower-tummy", "right", "6", "", "done", ""),
        ("deep-abdominal", "both", "5", "25", "done", "1"),
    ]
    assert told == expected
    assert {row["reviewed"] for row in sets} == {"yes"}

    (session,) = rows(log_of(panel), "sessions")
    told = {name: session[name] for name in ("status", "warmup", "tz")}
    before_after = (session["discomfort_before"], session["discomfort_after"])

    assert told["status"] == "finished"
    assert told["warmup"] == "march"
    assert before_after == ("0", "2")


def test_a_reload_in_the_middle_pauses_and_goes_on_with_what_was_done(lab, page, panel):
    begin(panel)
    press(panel, "Skip warm-up")
    comes_to(panel, ".rep", re.compile("Repetition [3-6] of 6"))

    reload(lab, page, panel)
    comes_to(panel, ".kind", "Paused")
    comes_to(panel, ".rep", re.compile("Repetition [3-6] of 6"))
    press(panel, "Go on")
    comes_to(panel, "h2", "Is this what you did?")
    press(panel, "All correct, save")
    comes_to(panel, "h2", "✓ Saved")

    stretch, *rest = rows(log_of(panel), "sets")

    assert stretch["reps"] == "6"
    assert stretch["status"] == "done"
    assert float(stretch["held"]) <= 120
    assert [row["reps"] for row in rest] == ["6", "6", "5"]


def reload(lab, page: Page, panel: Locator) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_function("() => window.jupyterapp !== undefined")
    lab.kernel_ready(page)
    if not panel.is_visible():  # an unsaved notebook comes back without its output
        lab.run_all(page)


def test_in_real_time_held_seconds_are_those_that_were_seen(lab, page):
    panel = opened(lab, page, "real-time.ipynb")
    begin(panel)
    press(panel, "Skip warm-up")
    press(panel, "I'm ready")
    comes_to(panel, ".kind", "Hold")
    began = time.monotonic()
    comes_to(panel, ".number", "17")
    press(panel, "Ease off")
    eased_off = time.monotonic() - began
    comes_to(panel, ".kind", "Hold")
    comes_to(panel, ".number", "18")
    reload(lab, page, panel)
    comes_to(panel, ".kind", "Paused")
    press(panel, "End session")
    press(panel, "All correct, save")
    comes_to(panel, "h2", "✓ Saved")

    stretch, *_ = rows(lab.data, "sets")
    seen_before_the_reload = float(stretch["held"]) - eased_off

    assert stretch["reps"] == "1"
    assert 1 <= seen_before_the_reload <= 4
    assert float(stretch["gap_s"]) > 0.5
    assert log_of(panel) == lab.data


def test_stopping_for_pain_counts_what_was_done_and_nothing_more(lab, page):
    panel = opened(lab, page, "real-time.ipynb")
    begin(panel)
    press(panel, "Skip warm-up")
    press(panel, "I'm ready")
    comes_to(panel, ".kind", "Hold")
    press(panel, "Ease off")
    comes_to(panel, ".rep", "Repetition 2 of 6")
    comes_to(panel, ".kind", "Breathe out")
    panel.press("s")
    comes_to(panel, "h2", "Stopped")
    rate(panel, "How bad is it?", 7)
    press(panel, "Pain")
    press(panel, "End the session")
    press(panel, "All correct, save")
    comes_to(panel, "h2", "✓ Saved")

    stretch, *rest = rows(log_of(panel), "sets")
    (session,) = rows(log_of(panel), "sessions")

    told = [stretch[name] for name in ("reps", "status", "reason", "discomfort")]
    assert told == ["1", "stopped_pain", "pain", "7"]
    assert [row["status"] for row in rest] == ["not_attempted"] * 3
    assert session["status"] == "stopped_pain"
    assert session["discomfort_after"] == ""


def test_discomfort_leaves_the_second_exercise_out_and_says_so_before(panel):
    press(panel, "I have read this")
    press(panel, "Start")
    rate(panel, "Back pain or discomfort now", 4)
    left_out = "“Lower tummy strengthening” is left out today: your limit for it is 1."
    expect(panel.get_by_text(left_out)).to_be_visible()
    press(panel, "Begin")
    press(panel, "Skip warm-up")
    comes_to(panel, "h2", "Deep abdominal strengthening")
    comes_to(panel, "h2", "Is this what you did?")
    press(panel, "Save without checking")
    comes_to(panel, "h2", "✓ Saved")

    sets = rows(log_of(panel), "sets")
    told = [(row["status"], row["reason"], row["reviewed"]) for row in sets]

    expected = [
        ("done", "", ""),
        ("skipped_by_rule", "over_limit", ""),
        ("skipped_by_rule", "over_limit", ""),
        ("done", "", ""),
    ]
    assert told == expected


def test_a_restarted_kernel_offers_to_resume_with_everything_confirmed(lab, page):
    panel = opened(lab, page, "real-time.ipynb")
    begin(panel)
    press(panel, "Skip warm-up")
    press(panel, "I'm ready")
    comes_to(panel, ".kind", "Hold")
    press(panel, "Ease off")
    comes_to(panel, ".rep", "Repetition 2 of 6")
    comes_to(panel, ".chip", "Saved")

    page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-kernel') }")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.kernel_ready(page)
    lab.run_all(page)
    expect(panel.get_by_role("heading", name="An unfinished session")).to_be_visible()
    press(panel, "Resume")
    comes_to(panel, ".kind", "Paused")
    comes_to(panel, ".rep", "Repetition 2 of 6")
    press(panel, "End session")
    press(panel, "All correct, save")
    comes_to(panel, "h2", "✓ Saved")

    stretch, *rest = rows(lab.data, "sets")[-4:]

    assert (stretch["reps"], stretch["status"]) == ("1", "partial")
    assert [row["status"] for row in rest] == ["not_attempted"] * 3


def test_running_the_cell_twice_shows_the_running_session(lab, page, panel):
    begin(panel)
    press(panel, "Pause")
    comes_to(panel, ".kind", "Paused")

    lab.run_all(page)

    expect(panel).to_have_count(1)
    comes_to(panel, ".kind", "Paused")


def test_keys_in_the_panel_never_reach_the_notebook(page, panel):
    press(panel, "I have read this")
    cells = page.locator(".jp-NotebookPanel:visible .jp-Cell")
    before = cells.count()
    panel.get_by_role("button", name="Start").focus()
    for key in ("x", "d", "d", "b", "a", "m", "0", "0"):
        page.keyboard.press(key)

    expect(cells).to_have_count(before)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(panel).to_be_visible()
