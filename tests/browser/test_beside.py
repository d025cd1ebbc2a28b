"""Beside the session: forms on Home, limits and the lighter session, in the real browser."""

from __future__ import annotations

from playwright.sync_api import expect


def opens(hand, form: str) -> None:
    hand.panel.get_by_text("Beside the session").click()
    hand.press(form)


def test_a_form_names_the_wrong_field_and_keeps_what_was_typed(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    opens(hand, "Days away or ill")
    hand.panel.get_by_label("Note (optional)").fill("<b>flu</b>,=2+2")
    hand.press("Save")
    expect(hand.panel.get_by_text("Choose one of the two.")).to_be_visible()
    hand.press("I could not: do not ask for them")
    hand.press("Save")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()

    (row,) = hand.rows("days", hand.lab.data)

    assert (row["kind"], row["note"]) == ("excused", "<b>flu</b>,'=2+2")


def test_a_flare_is_one_tap_and_a_past_session_counts_today(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    opens(hand, "Flare-up today")
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()
    opens(hand, "A session without the timer")
    hand.press("Save")
    expect(hand.panel.get_by_text("Sessions today: 1")).to_be_visible()

    (flare,) = hand.rows("days", hand.lab.data)
    sets = hand.rows("sets", hand.lab.data)

    assert flare["kind"] == "flare"
    assert [(row["reps"], row["entry"], row["discomfort"]) for row in sets] == [
        ("6", "manual", ""),
        ("6", "manual", ""),
        ("6", "manual", ""),
        ("5", "manual", ""),
    ]


def test_pain_at_the_limit_takes_the_way_on_away(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.press("Skip warm-up")
    hand.press("I'm ready")
    hand.sees(".kind", "Hold")
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


def test_a_lighter_session_does_half_and_keeps_the_target(hand):
    hand.press("I have read this")
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 0)
    hand.press("Lighter today: half the repetitions")
    hand.press("Begin")
    hand.press("Skip warm-up")
    hand.sees("h2", "Is this what you did?")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    reps = [(row["reps"], row["target_reps"]) for row in hand.rows("sets")]
    (session,) = hand.rows("sessions")

    assert reps == [("3", "6"), ("3", "6"), ("3", "6"), ("3", "5")]
    assert (session["lighter"], session["status"]) == ("yes", "finished")
