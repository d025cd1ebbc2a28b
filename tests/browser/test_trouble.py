"""Trouble: a kernel that is busy, silent or dead, a page that is away, two tabs.

In each the person is told the truth, and no event is lost or counted twice. A kernel that does not
answer is one that was stopped by a signal: that is what a hung machine looks like from the page.
"""

import signal
from collections import Counter
from itertools import pairwise

import psutil
import pytest
from playwright.sync_api import expect

RUN = """(code) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  window.busy = true;
  kernel.requestExecute({ code }).done.then(() => { window.busy = false; });
}"""
LATE = "Not recorded yet"
CUT_OFF = "This panel has lost its kernel"


@pytest.fixture
def holding(short_program, hand_in_real_time):
    """Return a hand whose session, at the speed of life, has come to its first hold."""
    hand = hand_in_real_time
    starts(hand)
    hand.sees(".kind", "Hold")
    return hand


def starts(hand):
    """Go from Home to the first exercise."""
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 2)
    hand.press("Begin")
    hand.press("Skip warm-up")
    hand.press("I'm ready")


def kernel():
    """Return the process of the one kernel that runs for this test."""
    mine = psutil.Process().children(recursive=True)
    (found,) = [each for each in mine if "ipykernel_launcher" in " ".join(each.cmdline())]
    return found


def saves(hand):
    """End the session and save it as counted."""
    hand.press("Pause")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")


def test_a_kernel_that_does_not_answer_is_told_and_what_was_done_is_delivered_later(holding):
    hand, asleep = holding, kernel()
    asleep.send_signal(signal.SIGSTOP)
    hand.press("Ease off")
    expect(hand.panel.get_by_role("alert").filter(has_text=LATE)).to_be_visible()
    hand.sees(".rep", "Repetition 2 of 5")
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 3 of 5")
    asleep.send_signal(signal.SIGCONT)
    hand.sees(".chip", "Saved")
    expect(hand.panel.get_by_text(LATE)).to_be_hidden()
    saves(hand)

    (row,) = hand.rows("sets")
    told = hand.lab.events(hand.folder)

    assert (row["reps"], row["status"]) == ("2", "partial")
    assert [n for n, times in Counter(each["id"] for each in told).items() if times > 1] == []
    assert [each["seq"] for each in told] == list(range(len(told)))


def test_a_busy_kernel_costs_no_second_and_is_no_gap(short_program, hand_in_real_time):
    hand = hand_in_real_time
    starts(hand)
    hand.page.evaluate(RUN, "import time; time.sleep(10)")
    hand.sees(".kind", "Hold")
    assert hand.page.evaluate("busy")
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 5")
    saves(hand)

    (row,) = hand.rows("sets")
    ends = [each["mono"] for each in hand.lab.events(hand.folder) if each["type"] == "phase_done"]
    lasted = [round(after - before) for before, after in pairwise(ends)]

    assert (row["reps"], row["gap_s"]) == ("1", "")
    assert lasted[:2] == [3, 4]


def test_what_was_done_while_the_kernel_was_dead_is_delivered_to_the_next(holding):
    hand = holding
    hand.sees(".chip", "Saved")
    kernel().send_signal(signal.SIGKILL)
    hand.page.locator(".jp-Dialog .jp-mod-accept").click()  # JupyterLab says that it died
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 5")
    hand.press("Pause")
    expect(hand.panel.get_by_role("alert").filter(has_text=CUT_OFF)).to_be_visible()
    hand.lab.kernel_ready(hand.page)
    hand.lab.run_all(hand.page)
    expect(hand.panel.get_by_role("heading", name="An unfinished session")).to_be_visible()
    hand.press("Resume")
    hand.sees(".rep", "Repetition 2 of 5")
    hand.sees(".chip", "Saved")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    (row,) = hand.rows("sets")
    told = hand.lab.events(hand.folder)
    lived = {each["type"]: each for each in told}

    assert (row["reps"], row["status"]) == ("1", "partial")
    assert [each["seq"] for each in told] == list(range(len(told)))
    assert lived["ease_off"]["wall"] < lived["pause"]["wall"] < lived["end"]["wall"]


def test_a_kernel_that_is_dead_is_told_to_who_touches_nothing_more(holding):
    hand = holding
    hand.sees(".chip", "Saved")
    kernel().send_signal(signal.SIGKILL)
    hand.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(hand.panel.get_by_role("alert").filter(has_text=CUT_OFF)).to_be_visible()
    expect(hand.panel.locator(".chip")).to_be_hidden()


def test_what_is_tapped_at_home_while_the_kernel_is_silent_is_told_and_entered_once(
    short_program, hand_in_real_time
):
    hand, asleep = hand_in_real_time, kernel()
    asleep.send_signal(signal.SIGSTOP)
    for _ in range(3):
        hand.press("Flare-up today")
    expect(hand.panel.get_by_role("alert").filter(has_text="No answer yet")).to_be_visible()
    asleep.send_signal(signal.SIGCONT)
    expect(hand.panel.get_by_text("Saved in your log.")).to_be_visible()
    expect(hand.panel.get_by_text("No answer yet")).to_be_hidden()

    assert [row["kind"] for row in hand.rows("days", hand.lab.data)] == ["flare"]


def test_while_the_kernel_is_silent_one_check_in_begins_and_every_screen_has_a_way_back(
    short_program, hand_in_real_time
):
    hand, asleep = hand_in_real_time, kernel()
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 2)
    asleep.send_signal(signal.SIGSTOP)
    hand.press("Begin")
    hand.panel.press("8")
    expect(hand.panel.get_by_role("button", name="Begin")).to_be_disabled()
    expect(hand.panel.get_by_role("button", name="2", pressed=True)).to_have_count(1)
    hand.press("Back")
    hand.panel.get_by_text("Beside the session").click()
    hand.press("My program")
    hand.press("Back")
    asleep.send_signal(signal.SIGCONT)
    hand.sees("h2", "Warm up")


def test_the_review_shows_what_was_said_to_a_silent_kernel_and_asks_nothing_twice(holding):
    hand, asleep = holding, kernel()
    asleep.send_signal(signal.SIGSTOP)
    hand.press("It hurts / stop")
    hand.rates("How bad is it?", 7)
    hand.press("Cramp")
    hand.press("End the session")
    hand.sees("h2", "Is this what you did?")
    worst = hand.panel.get_by_role("group", name="Worst discomfort during")
    expect(worst.get_by_role("button", pressed=True)).to_have_count(0)
    asleep.send_signal(signal.SIGCONT)
    expect(worst.get_by_role("button", name="7", pressed=True)).to_be_visible()
    expect(hand.panel.get_by_role("button", name="Cramp")).to_be_hidden()
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    (row,) = hand.rows("sets")
    assert (row["discomfort"], row["reason"]) == ("7", "cramp")


ELSEWHERE = "This session runs in another tab."


def another_tab(hand):
    """Show the notebook of a hand in a second tab, and return a hand for that."""
    other = type(hand)(hand.lab, hand.page.context.new_page(), "real-time.ipynb")
    expect(other.panel.get_by_text(ELSEWHERE)).to_be_visible()
    return other


def test_a_stop_counts_in_the_tab_that_does_not_lead(holding):
    other = another_tab(holding)
    other.panel.press("s")
    other.sees("h2", "Stopped")
    expect(holding.panel.get_by_text(ELSEWHERE)).to_be_visible()
    other.sees(".chip", "Saved")

    told = [each["type"] for each in holding.lab.events(holding.lab.data)]
    assert told[-2:] == ["pause", "stop"]


def test_the_other_tab_goes_on_when_the_one_that_led_is_closed(holding):
    hand, lab = another_tab(holding), holding.lab
    elsewhere = hand.panel.get_by_text(ELSEWHERE)
    holding.page.close()
    expect(elsewhere).to_be_hidden()
    hand.sees(".kind", "Paused")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    told = lab.events(hand.folder)
    pages = [each["page"] for each in told]

    assert [each["seq"] for each in told] == list(range(len(told)))
    assert [each["refused"] for each in told if each["refused"]] == []
    assert pages == sorted(pages, key=pages.index), "first the one tab, then the other"
