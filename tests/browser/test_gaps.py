"""A computer that sleeps, as the clocks of page and worker show it.

No browser can be put to sleep by a test: the clocks are stubs here, and what really happens to them
while a lid is shut is told in the measurements that the panel was designed by.
"""

import re

import pytest
from playwright.sync_api import expect

#: Both clocks of the page and of the worker, ahead by `ahead` (ms).
STUB = """
window.ahead = { wall: 0, mono: 0 };
const wall = Date.now.bind(Date), mono = performance.now.bind(performance), Real = Worker;
Date.now = () => wall() + ahead.wall;
performance.now = () => mono() + ahead.mono;
window.Worker = class extends Real {
  set onmessage(hear) {
    const later = ({ wall, mono }) => ({ wall: wall + ahead.wall, mono: mono + ahead.mono });
    super.onmessage = ({ data }) => hear({ data: data?.mono === undefined ? data : later(data) });
  }
};
"""


@pytest.fixture(name="page")
def _page(fresh_page):
    """A page of its own: its clocks are stubs."""
    return fresh_page


def passes(hand, wall, mono):
    """Let seconds go by that nobody saw, on each of the two clocks."""
    hand.page.evaluate(f"ahead.wall += {1000 * wall}; ahead.mono += {1000 * mono}")


@pytest.fixture
def holding(short_program, page, request):
    """Return a hand whose session has come to its first hold, under stubbed clocks."""
    page.add_init_script(STUB)
    hand = request.getfixturevalue("hand_in_real_time")
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 2)
    hand.press("Begin")
    hand.comes_to_a_hold()
    return hand


def test_a_sleep_in_a_hold_is_asked_about_and_counts_as_the_person_says(holding):
    hand = holding
    question = hand.panel.get_by_role("group", name="Did you hold on?")
    passes(hand, wall=-3600, mono=0)  # somebody set the clock: no time went by
    hand.sees(".ring .number", re.compile("[123]"))
    expect(hand.panel.locator(".kind")).to_have_text("Hold")

    passes(hand, wall=60, mono=0)  # on some systems one clock stands still in a sleep
    hand.sees(".kind", "Paused")
    expect(question).to_be_visible()
    hand.press("Not done")
    hand.press("Go on")
    hand.press("I'm ready")
    hand.sees(".kind", "Hold")
    hand.sees(".rep", "Repetition 1 of 5")

    passes(hand, wall=60, mono=60)
    hand.sees(".kind", "Paused")
    hand.press("Held the whole time")
    hand.press("Go on")
    hand.sees(".rep", "Repetition 2 of 5")
    hand.press("Pause")
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    (row,) = hand.rows("sets")

    assert row["reps"] == "1"
    assert 5 <= float(row["held"]) <= 5 + 3, "the first try adds what was seen of it"
    assert 120 <= float(row["gap_s"]) <= 124


def test_a_sleep_outside_a_hold_is_noted_and_nothing_is_asked(holding):
    hand = holding
    hand.press("Ease off")
    hand.sees(".rep", "Repetition 2 of 5")
    passes(hand, wall=60, mono=60)
    hand.sees(".kind", "Paused")
    expect(hand.panel.get_by_role("group", name="Did you hold on?")).to_be_hidden()
    hand.press("End session")
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")

    (row,) = hand.rows("sets")

    assert row["reps"] == "1"
    assert 60 <= float(row["gap_s"]) <= 62
