"""Beside the session: forms, corrections, limits and the lighter session, in the real browser."""

from __future__ import annotations

import signal

import psutil
import pytest
from playwright.sync_api import TimeoutError, expect


@pytest.fixture
def kernel():
    """The process of the one kernel that runs for this test."""
    mine = psutil.Process().children(recursive=True)
    (found,) = [each for each in mine if "ipykernel_launcher" in " ".join(each.cmdline())]
    return found


def opens(hand, form: str) -> None:
    """Open a form of those that are folded below Home."""
    folded = hand.panel.locator(".beside details")
    if folded.get_attribute("open") is None:
        hand.panel.get_by_text("Beside the session").click()
    folded.get_by_role("button", name=form, exact=True).click()


def saves(hand) -> None:
    hand.press("Save")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()


def told(hand, table: str, columns: str) -> list[str]:
    """One line of text for each row, with - for what is empty."""
    rows = hand.rows(table, hand.lab.data)
    return [" ".join(row[name] or "-" for name in columns.split()) for row in rows]


def test_every_form_is_filled_in_once_and_stands_in_the_log(hand_in_real_time):
    hand = hand_in_real_time
    words = hand.panel.get_by_label
    hand.press("I have read this")

    opens(hand, "How is it today?")
    hand.rates("Back pain or discomfort now", 3)
    words("Note (optional)").fill("slept well")
    saves(hand)
    opens(hand, "Rate your activities")
    words("An activity, in your own words").fill("Tying my shoes")
    hand.rates("How hard is it now?", 6)
    saves(hand)
    opens(hand, "Rate your activities")
    hand.rates("Tying my shoes", 5)
    saves(hand)
    opens(hand, "How is your back since you began?")
    hand.press("A little better")
    saves(hand)
    opens(hand, "Something else changed")
    hand.press("Medicine")
    words("What changed?").fill("Half the tablets")
    saves(hand)
    opens(hand, "My next visit")
    words("On which day is it?").fill("2099-12-01")
    saves(hand)
    opens(hand, "Questions for my visit")
    words("A new question").fill("May I swim?")
    saves(hand)
    opens(hand, "Questions for my visit")
    words("May I swim?").check()
    hand.press("Back")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()

    assert told(hand, "checkins", "kind discomfort note") == ["daily 3 slept well"]
    assert told(hand, "activities", "kind name value") == [
        "activity Tying my shoes 6",
        "activity Tying my shoes 5",
        "global_change - 1",
    ]
    assert told(hand, "days", "kind reason note status") == [
        "change medicine Half the tablets kept",
        "next_visit - - kept",
        "question - May I swim? kept",
        "question - May I swim? deleted",
    ]


def test_a_wrong_field_is_named_and_what_was_typed_outlives_a_reload(hand_in_real_time):
    hand = hand_in_real_time
    note = hand.panel.get_by_label("Note (optional)")
    hand.press("I have read this")
    opens(hand, "Days away or ill")
    note.fill("<b>flu</b>,=2+2")
    note.press("Control+Enter")  # runs no cell
    hand.press("Save")
    expect(hand.panel.get_by_text("Choose one of these.")).to_be_visible()
    about = hand.panel.get_by_role("group", name="What happened to your exercises?")
    expect(about).to_have_accessible_description("Choose one of these.")
    hand.reloads()
    opens(hand, "Days away or ill")
    expect(hand.panel.get_by_text("What you had typed before is still here.")).to_be_visible()
    hand.press("I could not: leave these days out")
    saves(hand)
    opens(hand, "Days away or ill")
    expect(note).to_have_value("")

    assert told(hand, "days", "kind note rev") == ["excused <b>flu</b>,'=2+2 1"]


def test_a_past_session_is_told_in_part_corrected_deleted_and_brought_back(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    opens(hand, "A session without the timer")
    hand.panel.get_by_text("It was not all of it").click()
    left = hand.panel.get_by_role("group", name="Lower tummy strengthening, LEFT")
    left.get_by_role("button", name="Part of it").click()
    hand.panel.get_by_label("How many repetitions").locator("visible=true").fill("4")
    saves(hand)
    sets = told(hand, "sets", "exercise side reps status entry discomfort")
    hand.press("Correct an entry")
    entry = hand.panel.get_by_role("button", name="Session, 3 exercises")
    entry.click()
    hand.panel.locator("summary", has_text="LEFT").click()
    reps = hand.panel.get_by_label("Repetitions").locator("visible=true")
    reps.fill("six")
    hand.press("Save")
    expect(reps).to_have_accessible_description("A whole number from 0 to 200, please.")
    reps.fill("6")
    hand.press("Save")
    expect(hand.panel.get_by_text("Corrected.")).to_be_visible()
    entry.click()
    hand.panel.get_by_text("History").click()
    change = "Lower tummy strengthening, LEFT, Repetitions: 4 → 6"
    expect(hand.panel.get_by_text(change)).to_be_visible()
    hand.press("Delete")
    hand.press("Yes")
    expect(hand.panel.get_by_text("There is no entry yet.")).to_be_visible()
    hand.press("Show deleted entries")
    entry.click()
    hand.press("Bring it back")
    expect(hand.panel.get_by_text("As it was before.")).to_be_visible()
    expect(entry).to_be_visible()

    assert sets == [
        "lower-back-stretch both 6 done manual -",
        "lower-tummy left 4 partial manual -",
        "lower-tummy right 6 done manual -",
        "deep-abdominal both 5 done manual -",
    ]
    revisions = told(hand, "sets", "side rev reps status")
    assert revisions[1] == "left 1 4 partial"
    assert revisions[4:] == [
        "left 2 6 done",
        *("both 2 6 deleted", "left 3 6 deleted", "right 2 6 deleted", "both 2 5 deleted"),
        *("both 3 6 done", "left 4 6 done", "right 3 6 done", "both 3 5 done"),
    ]
    assert told(hand, "sessions", "rev status") == ["1 partial", "2 deleted", "3 partial"]


def test_a_form_stands_as_it_was_sent_until_a_silent_kernel_notes_it_once(
    hand_in_real_time, kernel
):
    hand = hand_in_real_time
    hand.press("I have read this")
    opens(hand, "How is it today?")
    hand.rates("Back pain or discomfort now", 3)
    kernel.send_signal(signal.SIGSTOP)
    late = hand.panel.locator(".form").get_by_text("Not recorded yet")
    hand.press("Save")
    expect(late).to_be_visible()
    hand.press("Back")
    opens(hand, "How is it today?")
    with pytest.raises(TimeoutError):  # what is on its way is what stands there
        hand.panel.get_by_role("button", name="5", exact=True).click(timeout=500)
    expect(hand.panel.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    hand.press("Back")
    kernel.send_signal(signal.SIGCONT)
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()
    opens(hand, "How is it today?")
    expect(hand.panel.get_by_role("button", name="3", exact=True)).to_be_enabled()
    expect(hand.panel.locator("[aria-pressed=true]")).to_have_count(0)

    assert told(hand, "checkins", "kind discomfort") == ["daily 3"]


def test_what_was_typed_in_a_form_outlives_a_session(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    hand.press("For my visit")
    hand.panel.get_by_label("A new question").fill("May I swim?")
    hand.press("Back")
    hand.reloads()
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 0)
    hand.press("Begin")
    hand.press("Pause")
    hand.press("End session")
    hand.press("All correct, save")
    hand.press("Back to today")
    hand.press("For my visit")

    expect(hand.panel.get_by_label("A new question")).to_have_value("May I swim?")


def test_a_slip_is_undone_where_it_was_made(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    hand.press("Flare-up today")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()
    hand.press("Correct an entry")
    hand.panel.get_by_role("button", name="Flare-up").click()
    hand.press("I did none on these days")
    hand.press("Save")
    hand.press("Undo")
    expect(hand.panel.get_by_text("As it was before.")).to_be_visible()
    expect(hand.panel.get_by_role("button", name="Flare-up")).to_be_visible()

    assert told(hand, "days", "rev kind") == ["1 flare", "2 none_done", "3 flare"]


def test_pain_at_the_limit_takes_the_way_on_away(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    hand.press("It hurts / stop")
    go_on = hand.panel.get_by_role("button", name="Go on", exact=True)
    hand.rates("How bad is it?", 5)
    expect(go_on).to_be_visible()
    hand.rates("How bad is it?", 6)
    expect(hand.panel.get_by_text("6 or more is your limit for this exercise")).to_be_visible()
    expect(go_on).to_be_hidden()
    hand.press("Leave this exercise")
    hand.sees("h2", "Lower tummy strengthening")
    hand.press("Pause")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    stretch, *_ = hand.rows("sets")

    told = [stretch[name] for name in ("reps", "discomfort", "status", "reason")]
    assert told == ["0", "6", "partial", "over_limit"]


def test_a_lighter_session_does_half_keeps_the_target_and_can_be_corrected_at_its_end(hand):
    hand.press("I have read this")
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 0)
    hand.press("Lighter today: half the repetitions")
    hand.press("Begin")
    hand.press("Skip warm-up")
    hand.sees("h2", "Is this what you did?")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")
    hand.press("Correct an entry")
    expect(hand.panel.get_by_role("button", name="Session, 3 exercises")).to_be_visible()
    hand.press("Back")
    hand.sees("h2", "✓ Saved")

    reps = [(row["reps"], row["target_reps"]) for row in hand.rows("sets")]
    (session,) = hand.rows("sessions")

    assert reps == [("3", "6"), ("3", "6"), ("3", "6"), ("3", "5")]
    assert (session["lighter"], session["status"]) == ("yes", "finished")
