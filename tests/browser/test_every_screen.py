"""Every screen of the panel: axe finds nothing on any, and a filmstrip of them can be made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image


@pytest.fixture(name="page")
def _page(fresh_page):
    """A page of its own, whose size, colours and motion are chosen."""
    return fresh_page


def every_screen(hand) -> Iterator[str]:
    """Go through a session in real time and stop at each screen; its name is what is seen."""
    yield "first run"
    hand.press("I have read this")
    yield "home"
    yield from every_form(hand)
    hand.press("Settings")
    yield "settings"
    hand.press("Close settings")
    hand.press("Start")
    hand.rates("Back pain or discomfort now", 6)
    yield "check-in"
    hand.rates("Back pain or discomfort now", 0)
    hand.press("Begin")
    hand.sees("h2", "Warm up")
    yield "warm-up"
    hand.press("Skip warm-up")
    hand.sees(".kind", "Get ready")
    yield "get ready"
    hand.press("I'm ready")
    for kind in ("Breathe in", "Breathe out", "Hold"):
        hand.sees(".kind", kind)
        yield kind
    hand.press("Ease off")
    hand.sees(".kind", "Come back")
    yield "Come back"
    hand.press("Pause")
    hand.sees(".kind", "Paused")
    yield "paused"
    hand.press("Go on")
    hand.sees(".kind", "Get ready again")
    yield "get ready again"
    hand.press("It hurts / stop")
    yield "stopped"
    hand.panel.get_by_text("Warning signs").click()
    hand.panel.get_by_label("Severe pain during an exercise").check()
    yield "a sign on the way"
    hand.press("Leave this exercise")
    hand.sees("h2", "Lower tummy strengthening")
    yield "rating"
    hand.press("I'm ready")
    hand.press("Done early")
    hand.sees(".kind", "Change side")
    yield "change side"
    hand.press("Skip exercise")
    yield "why skip"
    hand.press("No time")
    hand.press("Pause")
    hand.press("End session")
    hand.sees("h2", "Is this what you did?")
    yield "review"
    hand.press("All correct, save")
    hand.sees("h2", "✓ Saved")
    yield "end"
    hand.press("Back to today")
    hand.press("Hide")
    yield "hidden"
    hand.press("Show")
    hand.press("Do what is left")
    hand.panel.get_by_text("Warning signs").click()
    hand.panel.get_by_label("Chest pain").check()
    yield "a sign is ticked"
    hand.press("Record this")
    hand.sees("h2", "✓ Saved")
    yield "a sign holds"


def every_form(hand) -> Iterator[str]:
    """Go through what is beside the session, from Home and back to it."""
    hand.press("How is it today?")
    hand.rates("Back pain or discomfort now", 6)
    yield "check-in of a day"
    hand.press("Back")
    for form in ("Days away or ill", "Rate your activities", "A session without the timer"):
        hand.panel.get_by_text("Beside the session").click()
        hand.panel.locator(".beside details").get_by_role("button", name=form, exact=True).click()
        yield form
        if form != "A session without the timer":
            hand.press("Back")
    hand.panel.get_by_text("It was not all of it").click()
    left = hand.panel.get_by_role("group", name="Lower tummy strengthening, LEFT")
    left.get_by_role("button", name="Part of it").click()
    hand.press("Save")
    hand.panel.locator(".wrong:visible").wait_for()
    yield "wrong field"
    hand.panel.get_by_label("How many repetitions").locator("visible=true").fill("4")
    hand.press("Save")
    hand.press("For my visit")
    hand.panel.get_by_label("A new question").fill("May I swim?")
    hand.press("Save")
    hand.press("For my visit")
    hand.panel.get_by_label("May I swim?").check()
    yield "questions"
    hand.press("Back")
    yield from the_program(hand)
    hand.press("Correct an entry")
    session = hand.panel.get_by_role("button", name="Session, 3 exercises")
    session.click()
    hand.panel.locator("summary", has_text="LEFT").click()
    hand.rates("Worst discomfort during it", 2)
    hand.press("Save")
    hand.panel.get_by_text("Corrected.").wait_for()
    yield "corrections"
    session.click()
    hand.panel.get_by_text("History").click()
    hand.panel.locator("summary", has_text="LEFT").click()
    hand.press("Delete")
    yield "entry"
    hand.press("Yes")
    hand.press("Show deleted entries")
    session.click()
    yield "deleted entry"
    hand.press("Back")
    hand.press("Back")


def the_program(hand) -> Iterator[str]:
    """Go through the form of the program, from Home and back to it."""
    hand.panel.get_by_text("Beside the session").click()
    hand.press("My program")
    stretch = hand.panel.locator(".prescribed", has_text="Lower back stretch")
    stretch.locator("summary").click()
    stretch.get_by_label("Repetitions").fill("lots")
    hand.panel.get_by_text("Other exercises").click()
    hand.panel.locator(".prescribed", has_text="Knee rolls").locator("summary").click()
    hand.panel.get_by_label("Who says so?").fill("A. Huber")
    hand.press("See what changes")
    hand.panel.locator(".wrong:visible").wait_for()
    yield "program"
    stretch.get_by_label("Repetitions").fill("8")
    hand.press("See what changes")
    hand.panel.get_by_text("This would change").wait_for()
    yield "what would change"
    hand.press("Back to the form")
    hand.press("Back")


def in_theme(hand, theme: str) -> None:
    change = "(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })"
    hand.page.evaluate(change, theme)
    dark = str("Dark" not in theme).lower()
    hand.page.wait_for_selector(f'body[data-jp-theme-light="{dark}"]', state="attached")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_on_any_screen(hand_in_real_time, theme):
    in_theme(hand_in_real_time, theme)
    found = {}
    for name in every_screen(hand_in_real_time):
        told = Axe().run(hand_in_real_time.page, context=".backlog-panel").response["violations"]
        if told:
            found[name] = [(each["id"], each["nodes"][0]["html"]) for each in told]

    assert found == {}


SIDEWAYS = """() => {
  const panel = document.querySelector('.backlog-panel');
  return panel.scrollWidth - panel.clientWidth;
}"""
MOVING = """() => document.querySelector('.backlog-panel')
  .getAnimations({ subtree: true }).map((each) => each.animationName ?? each.transitionProperty)"""


#: The stop of a session, and the seconds of what runs, where they are not wholly in sight. Who
#: asked to skip looks at the question instead of the seconds.
OUT_OF_SIGHT = """() => {
  const panel = document.querySelector('.backlog-panel');
  const view = panel.closest('.jp-WindowedPanel-outer').getBoundingClientRect();
  const asks = panel.querySelector('.ask:not([hidden])');
  const looked = asks ? '.session > .stop' : '.session > .stop, .ring';
  return [...panel.querySelectorAll(looked)].filter((each) => {
    const { top, bottom, height } = each.getBoundingClientRect();
    return height && (top < view.top - 1 || bottom > view.bottom + 1);
  }).map((each) => each.className);
}"""


@pytest.mark.parametrize(
    ("what", "width", "height"), [("200 % of a small window", 640, 500), ("a phone", 390, 844)]
)
def test_nothing_is_cut_off_and_nothing_moves_by_itself(hand_in_real_time, what, width, height):
    hand = hand_in_real_time
    hand.page.set_viewport_size({"width": width, "height": height})
    hand.page.emulate_media(reduced_motion="reduce")
    hand.page.evaluate("() => { jupyterapp.shell.collapseLeft(); }")
    found = {}
    for name in every_screen(hand):
        told = tuple(map(hand.page.evaluate, (SIDEWAYS, MOVING, OUT_OF_SIGHT)))
        if told != (0, [], []):
            found[name] = told

    assert found == {}


@pytest.mark.pictures
@pytest.mark.parametrize(
    ("name", "theme", "width"),
    [
        ("light", "JupyterLab Light", 1100),
        ("dark", "JupyterLab Dark", 1100),
        ("phone", "JupyterLab Light", 390),
    ],
)
def test_filmstrip(request, tmp_path, hand_in_real_time, name, theme, width):
    """`--pictures` writes one sheet with every screen; it is there to be looked at."""
    hand = hand_in_real_time
    in_theme(hand, theme)
    hand.page.evaluate("() => { jupyterapp.shell.collapseLeft(); }")
    hand.page.set_viewport_size({"width": width, "height": 3600})
    pictures = []
    for place, _ in enumerate(every_screen(hand)):
        hand.panel.screenshot(path=tmp_path / f"{place}.png")
        pictures.append(Image.open(tmp_path / f"{place}.png").convert("RGB"))
    strip = sheet(pictures, columns=5)
    path = request.config.cache.mkdir("filmstrip") / f"{name}.png"
    strip.save(path)
    print(f"filmstrip: {path}")


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """All pictures at half their size, in rows."""
    small = [each.resize((each.width // 2, each.height // 2)) for each in pictures]
    rows = [small[at : at + columns] for at in range(0, len(small), columns)]
    width = max(each.width for each in small) + 8
    heights = [max(each.height for each in row) + 8 for row in rows]
    strip = Image.new("RGB", (columns * width, sum(heights)), "#777")
    for at, row in enumerate(rows):
        for column, each in enumerate(row):
            strip.paste(each, (column * width, sum(heights[:at])))
    return strip
