"""Home and the check-in with real clicks: what is asked, what holds today, what is left of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from backlog.log import Log, new_id
from backlog.program import default
from backlog.session import local_day

RATING = "Back pain or discomfort now"


class Past:
    """What the log told already when the panel was opened, by days before today."""

    def __init__(self, folder):
        self.now = datetime.now().astimezone()
        self.log = Log(folder)
        self.log.prescribe(default(self.day(60), days_per_week=3, postpone_at=4))

    def day(self, ago):
        return local_day(self.now) - timedelta(ago)

    def session(self, ago, before, furthest=None):
        at = self.now - timedelta(ago)
        shared = {"session_id": new_id(at), "local_day": self.day(ago), "entry": "live"}
        told = {"discomfort_before": before, "furthest": furthest, "warning_signs": "shown"}
        times = {"started_at": at, "ended_at": at, "time_known": "exact"}
        self.log.append("sessions", {**shared, **told, **times, "status": "finished"})

    def about(self, kind, ahead, note=None):
        day = self.day(-ahead)
        row = {"day_id": new_id(self.now), "from": day, "to": day, "kind": kind}
        self.log.append("days", {**row, "status": "kept", "note": note})


@pytest.fixture
def past(lab):
    """The person's log; asked for before `hand_in_real_time`, it is there when the panel opens."""
    return Past(lab.data)


def sees_text(hand, text):
    expect(hand.panel.get_by_text(text)).to_be_visible()


def sees_no(hand, name):
    expect(hand.panel.get_by_role("button", name=name, exact=True)).to_have_count(0)


def told(hand, table, columns):
    """One line of text for each row of the data folder, with - for what is empty."""
    rows = hand.rows(table, hand.lab.data)
    return [" ".join(row[name] or "-" for name in columns.split()) for row in rows]


def test_the_number_named_at_first_run_is_the_one_that_home_and_the_program_say(hand_in_real_time):
    hand = hand_in_real_time
    hand.rates("Did your therapist name a number", 4)
    hand.press("I have read this")

    sees_text(hand, "Left out at a discomfort of 4 or more")
    assert told(hand, "program", "exercise postpone_at")[1] == "lower-tummy 4"


def test_an_emergency_sign_ends_it_until_a_clinician_has_seen_it(hand_in_real_time):
    hand = hand_in_real_time
    hand.press("I have read this")
    hand.press("Start")
    hand.panel.get_by_label("Chest pain").check()
    sees_text(hand, "Call your emergency number")
    hand.press("Record this")
    hand.sees("h2", "✓ Saved")
    hand.sees(".held .lead", re.compile("^Call your emergency number"))
    hand.press("Back to today")
    sees_no(hand, "Start")
    hand.sees(".held .lead", re.compile("^Call your emergency number"))
    hand.reloads()
    sees_no(hand, "Start")
    hand.press("Save")
    sees_text(hand, "Choose the day on which a clinician has seen this.")
    today = local_day(datetime.now().astimezone()).isoformat()
    hand.panel.get_by_label("A clinician has seen this on").fill(today)
    hand.press("Save")
    hand.press("Start")
    sees_text(hand, "“Chest pain”. Tick only what is new or worse since.")

    assert told(hand, "sessions", "status warning_signs") == ["not_started ticked"]
    assert told(hand, "days", "kind from note") == [
        f"signs {today} Get emergency help now: Chest pain",
        f"seen {today} Get emergency help now: Chest pain",
    ]


def test_a_sign_that_is_ticked_in_a_stop_ends_the_session_and_keeps_what_was_done(
    hand_in_real_time,
):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    hand.press("Ease off")
    hand.sees(".kind", "Come back")
    hand.press("It hurts / stop")
    hand.panel.get_by_text("Warning signs").click()
    hand.panel.get_by_label("Pain that moves further down").check()
    hand.press("Record this")
    sees_text(hand, "Saved in your log.")
    hand.panel.get_by_label("in one leg or foot").check()
    sees_text(hand, "No exercise until a clinician has seen this.")
    hand.press("Record this and end the session")
    hand.sees("h2", "✓ Saved")
    hand.sees(".held .lead", "No exercise until a clinician has seen this.")
    hand.press("Back to today")
    sees_no(hand, "Start")

    assert told(hand, "sessions", "status warning_signs") == ["partial ticked"]
    assert told(hand, "sets", "reps status")[0] == "1 partial"
    assert [row.split(":")[0] for row in told(hand, "days", "note")] == [
        "Make an ordinary appointment",
        "Ask for medical advice today, before any exercise",
    ]


def test_a_sign_in_the_review_keeps_how_it_feels_and_what_to_do_stands_at_the_end(
    hand_in_real_time,
):
    hand = hand_in_real_time
    hand.begins(discomfort=3)
    hand.press("Pause")
    hand.press("End session")
    hand.rates(RATING, 8)
    hand.panel.get_by_text("Warning signs").click()
    hand.panel.get_by_label("Chest pain").check()
    hand.press("Record this and end the session")
    hand.sees("h2", "✓ Saved")
    hand.sees(".held h3", "Get emergency help now")

    (session,) = told(hand, "sessions", "discomfort_before discomfort_after warning_signs")
    assert session == "3 8 ticked"


def test_the_check_in_of_a_day_asks_what_a_session_would_ask(past, hand_in_real_time):
    hand = hand_in_real_time
    past.session(ago=1, before=2)
    hand.lab.run_all(hand.page)
    hand.press("How is it today?")
    hand.rates("Back pain or discomfort now", 2)
    expect(hand.panel.get_by_text("What is the furthest point")).to_be_hidden()
    expect(hand.panel.get_by_label("Chest pain")).to_be_hidden()
    hand.rates("Back pain or discomfort now", 5)
    hand.rates("What is the furthest point", "Thigh")
    hand.panel.get_by_label("Fever").check()
    hand.press("Save")
    hand.sees(".held .lead", "No exercise until a clinician has seen this.")
    hand.panel.get_by_text("Beside the session").click()
    hand.press("How is it today?")
    hand.press("Save")
    sees_text(hand, "Choose a number, or go back.")
    hand.press("Back")
    expect(hand.panel.locator(".held .wrong")).to_be_hidden()

    assert told(hand, "checkins", "kind discomfort furthest") == ["daily 5 thigh"]


def test_the_check_in_asks_what_the_last_one_calls_for(past, hand_in_real_time):
    hand = hand_in_real_time
    past.session(ago=1, before=2, furthest="thigh")
    past.about("next_visit", ahead=2)
    hand.lab.run_all(hand.page)
    sees_text(hand, "makes the page for your therapist.")
    sees_text(hand, "Back to usual this morning?")
    hand.press("No")
    expect(hand.panel.get_by_text("Back to usual this morning?")).to_have_count(0)

    hand.press("Start")
    point = hand.panel.get_by_role("group", name="What is the furthest point")
    signs = hand.panel.get_by_label("Chest pain")
    hand.rates(RATING, 0)
    expect(point).to_be_hidden()
    hand.rates(RATING, 1)
    expect(point).to_be_visible()
    expect(signs).to_be_hidden()
    hand.rates(RATING, 4)
    expect(signs).to_be_visible()
    hand.press("Below the knee")
    sees_text(hand, "further down your leg than last time")
    hand.press("Begin")
    hand.sees("h2", "Warm up")
    hand.press("Pause")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    (yesterday, _) = told(hand, "sessions", "session_id")
    assert told(hand, "checkins", "kind session_id settled") == [f"morning_after {yesterday} no"]
    assert told(hand, "sessions", "discomfort_before furthest warning_signs") == [
        "2 thigh shown",
        "4 below_knee shown",
    ]


def test_what_was_postponed_is_left_today_and_a_new_check_in_brings_it_back(hand):
    hand.begins(discomfort=2)
    hand.press("Skip warm-up")
    hand.sees("h2", "Is this what you did?")
    hand.rates("Worst discomfort during “Lower back stretch”?", 6)
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")
    folder = hand.folder
    hand.press("Back to today")
    sees_text(hand, "Left today: Lower tummy strengthening")
    sees_text(hand, "Ended for today: the discomfort in it came to 6")

    hand.press("Start once more")
    hand.rates(RATING, 0)
    sees_text(hand, "“Lower back stretch” ended for today")
    expect(hand.panel.get_by_text("“Lower tummy strengthening” is")).to_have_count(0)
    hand.press("Back")
    hand.press("Do what is left")
    hand.rates(RATING, 0)
    hand.press("Begin")
    hand.press("Skip warm-up")
    hand.sees("h2", "Is this what you did?")
    hand.press("All correct, save")
    hand.press("Back to today")
    sees_text(hand, "Done for today.")

    sets = [(row["exercise"], row["status"]) for row in hand.rows("sets", folder)]
    assert sets[4:] == [("lower-tummy", "done"), ("lower-tummy", "done")]
    assert {row["program"] for row in hand.rows("sets", folder)} == {
        hand.rows("sets", folder)[0]["program"]
    }


def test_days_away_are_excused_with_one_tap(past, hand_in_real_time):
    hand = hand_in_real_time
    past.session(ago=9, before=2)
    hand.lab.run_all(hand.page)
    sees_text(hand, "Welcome back")
    hand.press("Away or ill")
    sees_text(hand, "Saved in your log.")
    sees_no(hand, "Away or ill")

    assert told(hand, "days", "kind from to") == [f"excused {past.day(8)} {past.day(1)}"]


def test_hidden_the_panel_shows_nothing_of_health_and_goes_on(hand_in_real_time):
    hand = hand_in_real_time
    hand.begins()
    hand.press("Skip warm-up")
    hand.press("Hide")
    shown = re.compile(r"^\d+\s*Stop\s*Show\s*Hidden\. “Show” or the key H brings it back\.$")
    expect(hand.panel).to_have_text(shown, use_inner_text=True)
    hand.panel.press("s")
    sees_no(hand, "Stop")
    hand.panel.press("h")
    hand.sees("h2", "Stopped")


def test_an_exercise_that_nobody_knows_is_told_and_the_others_are_done(past, hand_in_real_time):
    hand = hand_in_real_time
    program = hand.lab.data / "program.csv"
    with program.open("a", encoding="utf-8") as file:
        file.write("2026-11-01,headstand,1,4,,,30,block,1,3,,6,me,\n")
    hand.lab.run_all(hand.page)
    sees_text(hand, "exercise: 'headstand' is not in the catalogue")
    hand.press("Start")
    hand.rates(RATING, 0)
    hand.press("Begin")
    hand.sees("h2", "Warm up")


def another(hand, lab):
    """A second notebook of the same browser, with a kernel of its own."""
    shipped = (lab.work / "real-time.ipynb").read_text(encoding="utf-8")
    (lab.work / "another.ipynb").write_text(shipped, encoding="utf-8")
    return type(hand)(lab, hand.page.context.new_page(), "another.ipynb")


def test_a_paused_session_that_is_taken_over_is_led_by_who_took_it(hand_in_real_time, lab):
    hand = hand_in_real_time
    hand.begins()
    hand.press("Pause")
    hand.sees(".kind", "Paused")
    hand.sees(".chip", "Saved")
    other = another(hand, lab)
    other.press("Take it over here")
    other.press("End session")
    other.press("All correct, save")
    other.sees("h2", "✓ Saved")
    expect(hand.panel.get_by_text("was taken over elsewhere")).to_be_visible()

    assert told(other, "sessions", "status reason") == ["not_started -"]


def test_a_session_of_another_kernel_is_taken_over(hand_in_real_time, lab):
    hand = hand_in_real_time
    hand.begins()
    hand.comes_to_a_hold()
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 6")
    hand.sees(".chip", "Saved")
    other = another(hand, lab)
    other.press("Take it over here")
    other.sees(".kind", "Paused")
    other.sees(".rep", "Repetition 2 of 6")
    expect(hand.panel.get_by_text("was taken over elsewhere")).to_be_visible()
    other.press("End session")
    other.press("All correct, save")
    other.sees("h2", "✓ Saved")

    assert told(other, "sets", "reps status") == ["1 partial"] + ["0 not_attempted"] * 3
