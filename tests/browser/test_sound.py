"""What someone hears who does not look: tones, spoken cues, and a screen that stays awake."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from backlog import program as p
from backlog import session as s
from backlog.panel.assets import texts
from backlog.panel.home import catalog
from backlog.session.table import STATES, as_names

#: A hold, a change of side and a movement, a rest, and once more.
PHASES = """
    kind    seconds next counts
    ready   20      1   -
    in      3       2   -
    hold    20      3   yes
    return  3       4   -
    side    10      6   -
    again   10      6   -
    in      3       7   -
    return  3       8   yes
    settle  3       9   -
    rest    30      11  -
    again   10      11  -
    in      3       12  -
"""


@pytest.fixture(name="page")
def _page(fresh_page):
    """A page of its own: what sounds is watched from its first script on."""
    return fresh_page


def script() -> dict:
    header, *lines = (line.split() for line in PHASES.split("\n") if line.strip())
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    phases = [
        {
            "kind": row["kind"],
            "seconds": int(row["seconds"]),
            "next": int(row["next"]),
            "counts": row["counts"] == "yes",
            "set": 0,
            "rep": 2,
        }
        for row in rows
    ]
    sets = [{"exercise": "deep-abdominal", "side": "left", "target_reps": 1}]
    return {"phases": phases, "sets": sets, "pace": {"breath_in": 3}}


def anchor(phase: int, spent: float = 0, state: str = "holding") -> dict:
    since = {"mono": 100, "page": "a"} if state != "paused" else None
    phases = script()["phases"]
    seconds = phases[phase]["seconds"] if phase < len(phases) else 0
    clock = {"spent": spent, "since": since, "seconds": seconds}
    return {"session": "s", "phase": phase, "state": state, **clock}


def told(entries: list[dict], what: str) -> str:
    """One line of text: "3 last" is a tone in three seconds."""
    return ", ".join(f"{entry['in']:g} {entry[what]}" for entry in entries)


@pytest.mark.parametrize(
    ("anchor", "now", "expected"),
    [
        (anchor(0), 100, "0 change, 17 last, 18 last, 19 last, 20 in"),
        (anchor(0), 118.5, "0.5 last, 1.5 in"),
        (anchor(0, spent=15), 100, "2 last, 3 last, 4 last, 5 in"),
        (anchor(1), 100, "0 in, 3 start"),
        (anchor(2), 100, "0 start, 17 last, 18 last, 19 last, 20 end"),
        (anchor(2), 100.25, "-0.25 start, 16.75 last, 17.75 last, 18.75 last, 19.75 end"),
        (anchor(2), 119.9, "0.1 end"),
        (anchor(2), 140, ""),
        (anchor(2, spent=7, state="paused"), 100, "0 stand"),
        (anchor(3), 100, "0 end, 3 change"),
        (anchor(4), 100, "0 change, 7 last, 8 last, 9 last, 10 in"),
        (anchor(6), 100, "0 in, 3 in"),
        (anchor(7), 100, "0 in, 3 out"),
        (anchor(8), 100, "0 out, 3 end"),
        (anchor(9), 100, "0 end, 27 last, 28 last, 29 last, 30 rest_over"),
        (anchor(10), 100, "7 last, 8 last, 9 last, 10 rest_over"),
        (anchor(11), 100, "0 rest_over, 3 end"),
        (anchor(12, state="reviewing"), 100, ""),
        (anchor(4, state="stopped"), 100, "0 stand"),
    ],
)
def test_the_tones_of_a_phase_are_a_function_of_script_anchor_and_now(js, anchor, now, expected):
    at = {"mono": now, "page": "a"}
    found = js.evaluate("([s, a, t]) => backlog.tonesFor(s, a, t)", [script(), anchor, at])
    rounded = [{**each, "in": round(each["in"], 2)} for each in found]

    assert told(rounded, "tone") == expected


WORDS = """([script, anchor, now, halfWay, texts, catalog]) => {
  const t = backlog.translator(texts);
  const cue = (phase, left) => backlog.cueText(t, script, catalog, phase, left);
  return backlog.wordsFor(t, script, anchor, { mono: now, page: "a" }, cue, halfWay);
}"""


@pytest.mark.parametrize(
    ("anchor", "now", "half_way", "expected"),
    [
        (anchor(0), 100, True, "0 Get ready. On your back, small pillow under your head. Left"),
        (anchor(1), 100, True, "0 Breathe in deeply"),
        (anchor(1), 101.5, True, ""),
        (
            anchor(2),
            100,
            True,
            "0 Hold gently. Breathe softly, 10 Half-way, 17 Breathe in, still holding gently",
        ),
        (anchor(2), 105, False, "12 Breathe in, still holding gently"),
        (anchor(3), 100, True, "0 Breathe out and let go"),
        (anchor(4), 100, True, "0 Change side. Left"),
        (anchor(5), 100, True, "0 Get ready again. Left"),
        (anchor(9), 100, True, "0 Rest. Breathe easily"),
        (anchor(2, state="paused"), 100, True, ""),
    ],
)
def test_the_spoken_words_are_those_of_the_screen_and_the_side(js, anchor, now, half_way, expected):
    found = js.evaluate(WORDS, [script(), anchor, now, half_way, texts(), catalog()])

    assert told(found, "text") == expected


HEALTH = r"pain|hurt|ache|discomfort|sore|injur|symptom|disease|diagnos|numb|bladder|bowel"


def test_nothing_about_health_is_ever_spoken(js):
    lines = p.default(date(2026, 11, 22))
    written = s.write(lines, p.version(lines), s.CheckIn(0)).to_json()
    whole = {**written, "table": as_names(), "states": {str(k): str(v) for k, v in STATES.items()}}
    anchors = [anchor(place) for place in range(len(whole["phases"]))]
    spoken = set(texts()["voice"].values())
    for each in anchors:
        words = js.evaluate(WORDS, [whole, each, 100, True, texts(), catalog()])
        spoken |= {word["text"] for word in words}

    assert "Get ready. On all fours" in spoken
    assert [text for text in spoken if re.search(HEALTH, text, re.IGNORECASE)] == []


def test_there_is_a_name_for_each_tone(js):
    assert js.evaluate("() => Object.keys(backlog.TONES)") == list(texts()["sound"]["tone"])


# --- in JupyterLab --------------------------------------------------------------------------------

#: Looks over the shoulder of the audio, the voice and the wake lock, and lets them work.
SPIES = """
window.contexts = []; window.notes = []; window.spoken = []; window.locks = [];
window.AudioContext = class extends AudioContext {
  constructor() { super(); contexts.push(this); }
};
const { start, stop } = AudioScheduledSourceNode.prototype;
AudioScheduledSourceNode.prototype.start = function (at) {
  notes.push({ node: this, hz: this.frequency.value, in: at - this.context.currentTime });
  start.call(this, at);
};
AudioScheduledSourceNode.prototype.stop = function (...at) {
  if (!at.length) notes.find(({ node }) => node === this).taken = true;
  stop.apply(this, at);
};
const request = WakeLock.prototype.request;
WakeLock.prototype.request = async function (kind) {
  const lock = await request.call(this, kind);
  locks.push(lock);
  return lock;
};
"""

VOICES = """
const voices = [
  { name: "far away", lang: "en-US", localService: false },
  { name: "Deutsch", lang: "de-DE", localService: true },
  { name: "at hand", lang: "en_GB", localService: true },
];
const synthesis = {
  speaking: false, pending: false,
  getVoices: () => voices,
  speak(words) { this.speaking = true; spoken.push(`${words.voice.name}: ${words.text}`); },
  cancel() { this.speaking = false; spoken.push("cancel"); },
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def opened(lab, page: Page, notebook: str = "real-time.ipynb", voices: str = "") -> Locator:
    """Open a notebook with the spies in place, run it, and return the panel."""
    page.add_init_script(SPIES + voices)
    lab.open(page, notebook)
    lab.run_all(page)
    panel = page.locator(".jp-OutputArea-output .backlog-panel")
    expect(panel).to_be_visible()
    return panel


def press(panel: Locator, name: str) -> None:
    panel.get_by_role("button", name=name, exact=True).click()


def begin(panel: Locator) -> None:
    """Go from the first run to the first exercise, in its first "get ready"."""
    press(panel, "I have read this")
    press(panel, "Start")
    panel.get_by_role("group").get_by_role("button", name="0", exact=True).click()
    press(panel, "Begin")
    press(panel, "Skip warm-up")
    expect(panel.locator("h2").first).to_have_text("Lower back stretch")


def notes(page: Page, since: int = 0) -> list[tuple[int, int]]:
    """What was laid on the audio clock: (Hz, whole seconds ahead)."""
    found = page.evaluate("() => notes.map((each) => [each.hz, each.in])")
    return [(round(hz), round(seconds)) for hz, seconds in found][since:]


def taken_back(page: Page) -> int:
    return page.evaluate("() => notes.filter((each) => each.taken).length")


def until(page: Page, condition: str) -> None:
    page.wait_for_function(f"() => {condition}")


CHANGE = [(523, 0), (784, 0), (523, 0)]
COUNTDOWN = [(880, 17), (880, 18), (880, 19)]


def test_at_the_first_run_each_tone_can_be_heard(lab, page):
    panel = opened(lab, page)
    group = panel.get_by_role("group", name="One tone of each kind. Heard it?")

    for name in texts()["sound"]["tone"].values():
        group.get_by_role("button", name=name, exact=True).click()
    until(page, "contexts.length === 1 && contexts[0].state === 'running'")

    assert len({hz for hz, _ in notes(page)}) == 8
    assert all(seconds == 0 for _, seconds in notes(page))
    assert len(notes(page)) == 14


def test_tones_are_laid_ahead_and_taken_back_when_the_person_goes_on(lab, page):
    panel = opened(lab, page)
    begin(panel)
    until(page, "notes.some((each) => each.hz === 294 && each.in > 18)")
    ready = notes(page)

    assert ready[-7:] == [*CHANGE, *COUNTDOWN, (294, 20)]

    before = taken_back(page)
    press(panel, "I'm ready")
    until(page, f"notes.length > {len(ready)}")

    assert taken_back(page) - before == 4
    assert notes(page, since=len(ready))[:2] == [(294, 0), (440, 3)]

    expect(panel.locator(".kind")).to_have_text("Hold", timeout=15_000)
    until(page, "notes.filter((each) => each.hz === 880).length === 9")
    hold = notes(page)[-6:]

    assert hold == [(659, 4), *COUNTDOWN, (784, 20), (523, 20)]

    press(panel, "Pause")
    expect(panel.locator(".kind")).to_have_text("Paused")

    assert taken_back(page) - before == 4 + 5
    assert page.evaluate("() => contexts[0].state") == "running"

    press(panel, "End session")
    until(page, "contexts[0].state === 'suspended'")


def test_a_change_of_volume_or_no_tones_at_all_act_at_once_and_are_remembered(lab, page):
    panel = opened(lab, page)
    begin(panel)
    until(page, "notes.some((each) => each.hz === 294 && each.in > 18)")
    before = len(notes(page))
    press(panel, "Settings")
    panel.get_by_role("slider", name="Volume").press("End")
    panel.get_by_role("checkbox", name="Tones").uncheck()
    until(page, "contexts[0].state === 'suspended'")

    assert taken_back(page) >= 4
    assert notes(page, since=before) == [(659, 0)]
    kept = lab.data / "settings.json"
    until_kept(page, kept, {"volume": 1, "sound": False})
    expect(panel.get_by_role("button", name="Tap to enable sound")).to_be_hidden()

    page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-kernel') }")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.kernel_ready(page)
    lab.run_all(page)
    unfinished = panel.get_by_role("heading", name="An unfinished session")
    expect(unfinished).to_be_visible(timeout=20_000)
    press(panel, "Settings")

    expect(panel.get_by_role("checkbox", name="Tones")).not_to_be_checked()
    expect(panel.get_by_role("slider", name="Volume")).to_have_value("1")


def until_kept(page: Page, path, expected: dict) -> None:
    """Wait until the settings are in their file: the kernel answers each choice in its time."""
    for _ in range(100):
        if path.exists() and expected.items() <= json.loads(path.read_text()).items():
            return
        page.wait_for_timeout(50)
    raise AssertionError(path.read_text() if path.exists() else "no settings were kept")


def test_the_stop_stays_in_reach_while_the_settings_are_open(lab, page):
    panel = opened(lab, page)
    begin(panel)
    press(panel, "Settings")
    sheet = panel.get_by_role("region", name="Settings")
    expect(sheet.get_by_role("button", name="It hurts / stop")).to_be_in_viewport()
    expect(sheet.get_by_text("Your breath")).to_be_visible()

    press(sheet, "It hurts / stop")

    expect(panel.get_by_role("heading", name="Stopped")).to_be_visible()
    expect(sheet).to_be_hidden()


def test_a_demonstration_makes_no_sound(lab, page):
    panel = opened(lab, page, "1-session.ipynb", VOICES)
    begin(panel)
    expect(panel.locator(".rep")).to_have_text(re.compile("Repetition [2-6] of 6"))

    assert page.evaluate("() => [contexts.length, notes.length, spoken.length]") == [0, 0, 0]
    expect(panel.get_by_role("button", name="Tap to enable sound")).to_be_hidden()


def test_cues_are_spoken_by_a_voice_of_this_computer_and_a_new_one_ends_the_old(lab, page):
    panel = opened(lab, page, voices=VOICES)
    begin(panel)
    press(panel, "I'm ready")
    until(page, "spoken.at(-1).endsWith('Breathe in deeply')")
    press(panel, "Pause")
    until(page, "spoken.at(-1).endsWith('Paused')")
    press(panel, "Settings")
    panel.get_by_role("checkbox", name="Spoken cues").uncheck()
    press(panel, "Go on")
    expect(panel.locator(".kind")).to_have_text("Get ready again")

    warm_up = "Walk or march on the spot, easily"
    assert page.evaluate("() => spoken") == [
        f"at hand: {warm_up}",
        "cancel",
        "at hand: Get ready. On all fours",
        "cancel",
        "at hand: Breathe in deeply",
        "cancel",
        "at hand: Paused",
        "cancel",
    ]


def test_without_a_voice_the_cues_stand_on_the_screen_and_nothing_fails(lab, page):
    panel = opened(lab, page, voices=VOICES.replace("en_GB", "fr-FR"))
    press(panel, "Settings")
    expect(panel.get_by_text("This browser has no voice of its own for English.")).to_be_visible()
    press(panel, "Settings")
    begin(panel)
    press(panel, "I'm ready")
    expect(panel.locator(".cue")).to_have_text("Breathe in deeply")

    assert page.evaluate("() => spoken") == []


def test_the_screen_stays_awake_while_phases_run(lab, page):
    panel = opened(lab, page)
    begin(panel)
    until(page, "locks.length === 1 && !locks[0].released")
    page.evaluate("() => locks[0].release()")  # as a browser does when the page is hidden
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "locks.length === 2 && !locks[1].released")
    press(panel, "Pause")
    until(page, "locks[1].released")
    press(panel, "Go on")
    until(page, "locks.length === 3 && !locks[2].released")
    press(panel, "Settings")
    panel.get_by_role("checkbox", name="Keep the screen awake while you exercise").uncheck()

    until(page, "locks[2].released")


def test_of_two_tabs_only_the_one_that_leads_is_heard(lab, page):
    panel = opened(lab, page, voices=VOICES)
    begin(panel)
    until(page, "spoken.length > 0")
    other = page.context.new_page()
    other.add_init_script(SPIES + VOICES)
    # A workspace of its own: JupyterLab would else load the page anew under another name.
    other.goto(f"{lab.url}/lab/workspaces/other/tree/real-time.ipynb?token={lab.token}")
    other.wait_for_function("() => window.jupyterapp !== undefined", timeout=60_000)
    lab.kernel_ready(other)
    lab.run_all(other)
    mirror = other.locator(".jp-OutputArea-output .backlog-panel")
    expect(mirror.get_by_text("This session runs in another tab.")).to_be_visible()
    press(panel, "I'm ready")
    expect(mirror.locator(".kind")).to_have_text("Breathe in")

    expect(mirror.get_by_role("button", name="Tap to enable sound")).to_be_hidden()
    heard = "() => [notes.length, spoken.length, locks.length]"
    assert other.evaluate(heard) == [0, 0, 0]
    assert page.evaluate(heard)[0] > 0


# --- before any tap -------------------------------------------------------------------------------


def evaluated(cdp: CDPSession, expression: str):
    """Evaluate without the user gesture that playwright's own evaluation counts as."""
    asked = {"expression": expression, "userGesture": False, "returnByValue": True}
    return cdp.send("Runtime.evaluate", asked)["result"].get("value")


def awaited(page: Page, cdp: CDPSession, expression: str):
    """Ask again and again, without a gesture, until the answer is something."""
    for _ in range(200):
        if found := evaluated(cdp, expression):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {expression}")


ENABLE = "document.querySelector('.backlog-panel .enable:not([hidden])')"


def test_after_a_reload_the_panel_asks_for_a_tap_before_it_sounds(lab, page):
    panel = opened(lab, page)
    begin(panel)
    until(page, "contexts[0].state === 'running'")
    page.evaluate("async () => { await jupyterapp.commands.execute('docmanager:save') }")
    cdp = page.context.new_cdp_session(page)
    page.reload()
    awaited(page, cdp, f"{ENABLE} !== null")
    evaluated(cdp, f"{ENABLE}.click()")  # a script's click is no gesture
    page.wait_for_timeout(300)

    assert evaluated(cdp, "contexts[0].state") == "suspended"
    assert evaluated(cdp, f"{ENABLE} !== null")
    assert evaluated(cdp, "notes.length") == 0

    rect = f"(() => {{ const r = {ENABLE}.getBoundingClientRect(); return [r.x, r.y]; }})()"
    x, y = evaluated(cdp, rect)
    page.mouse.click(x + 20, y + 20)
    awaited(page, cdp, "contexts[0].state === 'running'")
    awaited(page, cdp, f"{ENABLE} === null")
