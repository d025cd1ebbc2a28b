"""A whole session in a real JupyterLab, with real clicks; then what the files say."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect


def test_a_fast_session_is_in_the_log_to_the_repetition_side_and_rating(hand):
    hand.press("I have read this")
    hand.press("Start")
    expect(hand.panel.get_by_role("button", name="Begin")).to_be_disabled()
    hand.rates("Back pain or discomfort now", 0)
    hand.press("Begin")
    hand.press("Marching")
    hand.press("Warm enough")
    hand.sees("h2", "Is this what you did?")
    hand.rates("Worst discomfort during “Lower back stretch”?", 3)
    hand.rates("Worst discomfort during “Deep abdominal strengthening”?", 1)
    hand.rates("Back pain or discomfort now", 2)
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    sets = hand.rows("sets")
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

    (session,) = hand.rows("sessions")
    told = {name: session[name] for name in ("status", "warmup", "tz")}
    before_after = (session["discomfort_before"], session["discomfort_after"])

    assert told["status"] == "finished"
    assert told["warmup"] == "march"
    assert before_after == ("0", "2")


def test_a_reload_in_the_middle_pauses_and_goes_on_with_what_was_done(hand):
    hand.begins()
    hand.press("Skip warm-up")
    hand.sees(".rep", re.compile("Repetition [3-6] of 6"))

    hand.reloads()
    hand.sees(".kind", "Paused")
    hand.sees(".rep", re.compile("Repetition [3-6] of 6"))
    hand.press("Go on")
    hand.sees("h2", "Is this what you did?")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    stretch, *rest = hand.rows("sets")

    assert stretch["reps"] == "6"
    assert stretch["status"] == "done"
    assert float(stretch["held"]) <= 120
    assert [row["reps"] for row in rest] == ["6", "6", "5"]


def test_in_real_time_held_seconds_are_those_that_were_seen(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    began = time.monotonic()
    hand.sees(".ring .number", "17")
    hand.press("Ease off")
    eased_off = time.monotonic() - began
    hand.sees(".kind", "Hold")
    hand.sees(".ring .number", "18")
    hand.reloads()
    hand.sees(".kind", "Paused")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    stretch, *_ = hand.rows("sets")
    seen_before_the_reload = float(stretch["held"]) - eased_off

    assert stretch["reps"] == "1"
    assert 1 <= seen_before_the_reload <= 4
    assert float(stretch["gap_s"]) > 0.5
    assert hand.folder == hand.lab.data


def test_stopping_for_pain_counts_what_was_done_and_nothing_more(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 6")
    hand.sees(".kind", "Breathe out")
    hand.panel.press("s")
    hand.sees("h2", "Stopped")
    hand.rates("How bad is it?", 7)
    hand.press("Pain")
    hand.press("End the session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    stretch, *rest = hand.rows("sets")
    (session,) = hand.rows("sessions")

    told = [stretch[name] for name in ("reps", "status", "reason", "discomfort")]
    assert told == ["1", "stopped_pain", "pain", "7"]
    assert [row["status"] for row in rest] == ["not_attempted"] * 3
    assert session["status"] == "stopped_pain"
    assert session["discomfort_after"] == ""


def test_discomfort_leaves_the_second_exercise_out_and_says_so_before(hand):
    hand.press("I have read this")
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 4)
    left_out = "“Lower tummy strengthening” is for days without discomfort, so for now"
    expect(hand.panel.get_by_text(left_out)).to_be_visible()
    hand.press("Begin")
    hand.press("Skip warm-up")
    hand.sees("h2", "Is this what you did?")
    hand.press("Save without checking")
    hand.sees("h2", "✓ Saved")

    sets = hand.rows("sets")
    told = [(row["status"], row["reason"], row["reviewed"]) for row in sets]

    expected = [
        ("done", "", ""),
        ("skipped_by_rule", "over_limit", ""),
        ("skipped_by_rule", "over_limit", ""),
        ("done", "", ""),
    ]
    assert told == expected


def test_a_restarted_kernel_offers_to_resume_with_everything_confirmed(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 6")
    hand.sees(".chip", "Saved")

    hand.page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-kernel') }")
    hand.page.locator(".jp-Dialog .jp-mod-accept").click()
    cut_off = hand.panel.get_by_role("alert").filter(has_text="This panel has lost its kernel")
    expect(cut_off).to_be_visible()
    expect(hand.panel.locator(".chip")).to_be_hidden()
    hand.lab.kernel_ready(hand.page)
    hand.lab.run_all(hand.page)
    expect(hand.panel.get_by_role("heading", name="An unfinished session")).to_be_visible()
    hand.press("Resume")
    hand.sees(".kind", "Paused")
    hand.sees(".rep", "Repetition 2 of 6")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    stretch, *rest = hand.rows("sets")[-4:]

    assert (stretch["reps"], stretch["status"]) == ("1", "partial")
    assert [row["status"] for row in rest] == ["not_attempted"] * 3


def test_running_the_cell_twice_shows_the_running_session(hand):
    hand.begins()
    hand.press("Pause")
    hand.sees(".kind", "Paused")

    hand.lab.run_all(hand.page)

    expect(hand.panel).to_have_count(1)
    hand.sees(".kind", "Paused")


def test_keys_in_the_panel_never_reach_the_notebook(hand):
    hand.press("I have read this")
    cells = hand.page.locator(".jp-NotebookPanel:visible .jp-Cell")
    before = cells.count()
    hand.panel.get_by_role("button", name="Start").focus()
    for key in ("x", "d", "d", "b", "a", "m", "0", "0"):
        hand.page.keyboard.press(key)

    expect(cells).to_have_count(before)
    expect(hand.page.locator(".jp-Dialog")).to_have_count(0)
    expect(hand.panel).to_be_visible()
