"""The drawings: a person whose bones keep their length, moved by the breath and by nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from backlog import program as p
from backlog.panel.assets import module, style, texts

IMPORT = """async ([source, texts, style]) => {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  window.backlog = await import(url);
  window.t = backlog.translator(texts);
  document.head.append(backlog.el("style", {}, style));
  document.body.append(backlog.el("div", { class: "backlog-panel" }));
}"""

EXERCISES = list(p.CATALOG)
DRAWN = ["warm-up", *EXERCISES]
AMOUNTS = [step / 20 for step in range(21)]
ANKLES = ["nearAnkle", "farAnkle"]
KNEELING = ["nearKnee", "nearAnkle", "nearToe", "nearWrist", "nearFingers"]

#: One phase of each kind, of the first exercise; the last one of an exercise that nobody drew.
KINDS = ["warm_up", "ready", "in", "out", "hold", "return", "settle", "side", "rest", "again"]
SCRIPT = {
    "phases": [
        *({"kind": kind, "seconds": 4, "set": None if kind == "warm_up" else 0} for kind in KINDS),
        {"kind": "out", "seconds": 4, "set": 1},
    ],
    "sets": [{"exercise": "lower-back-stretch"}, {"exercise": "juggling"}],
}


def opened(browser: Browser, motion: str) -> Page:
    page = browser.new_page(reduced_motion=motion)
    page.evaluate(IMPORT, [module(), texts(), style()])
    return page


@pytest.fixture(scope="module")
def js(browser: Browser) -> Iterator[Page]:
    """A blank page with the panel's module in `backlog`, its words and its style."""
    page = opened(browser, "no-preference")
    yield page
    page.close()


@pytest.fixture(scope="module")
def calm(browser: Browser) -> Iterator[Page]:
    """The same for a person who wants no motion."""
    page = opened(browser, "reduce")
    yield page
    page.close()


def stamp(mono: float) -> dict[str, object]:
    return {"wall": "2026-11-22T07:00:00.000+01:00", "mono": mono, "page": "a"}


def anchor(kind: str | int, spent: float = 0) -> dict[str, object]:
    """Stand in a phase of this kind (or at this place), `spent` seconds after it began."""
    place = KINDS.index(kind) if isinstance(kind, str) else kind
    clock = {"spent": spent, "since": stamp(100), "seconds": 4}
    return {"phase": place, "state": "moving", **clock}


def poses(js: Page, exercise: str) -> list[dict[str, list[float]]]:
    """Return the joints from start to end."""
    return js.evaluate("([e, all]) => all.map((a) => backlog.pose(e, a))", [exercise, AMOUNTS])


def amount_of(js: Page, anchor: dict[str, object], mono: float) -> float:
    return js.evaluate("([s, a, t]) => backlog.amountOf(s, a, t)", [SCRIPT, anchor, stamp(mono)])


def stands(joints: dict[str, list[float]], side: str) -> bool:
    """Return whether the sole is on the floor; heel and toe have some thickness."""
    return joints[f"{side}Heel"][1] < 3.5 and joints[f"{side}Toe"][1] < 2.7


def slope(joints: dict[str, list[float]], joint: str, to: str) -> float:
    """Return how steeply a bone goes up, in radians."""
    (x, y, _), (to_x, to_y, _) = joints[joint], joints[to]
    return math.atan2(to_y - y, to_x - x)


def painted(js: Page, *anchors: dict[str, object]) -> dict[str, object]:
    """Return what the drawing shows after it was painted at each anchor, now at mono 100."""
    return js.evaluate(
        """([script, anchors, at]) => {
          const figure = backlog.makeFigure(t);
          document.querySelector(".backlog-panel").replaceChildren(figure.root);
          anchors.forEach((anchor) => figure.paint(script, anchor, at));
          const svg = figure.root.querySelector("svg");
          const paths = [...figure.root.querySelectorAll("path")];
          return {
            role: svg?.getAttribute("role"),
            label: svg?.getAttribute("aria-label"),
            paths: paths.map((path) => path.getAttribute("d")),
          };
        }""",
        [SCRIPT, list(anchors), stamp(100)],
    )


@pytest.mark.parametrize("exercise", DRAWN)
def test_no_bone_changes_its_length(js, exercise):
    bones = js.evaluate("() => backlog.BONES")

    for joints in poses(js, exercise):
        lengths = {name: math.dist(joints[name], joints[parent]) for name, parent, *_ in bones}
        assert lengths == pytest.approx({name: length for name, _, length, *_ in bones})


@pytest.mark.parametrize(
    ("exercise", "resting"),
    [
        ("lower-back-stretch", KNEELING + [name.replace("near", "far") for name in KNEELING]),
        ("lower-tummy", ["hip", "shoulder", "head", "nearWrist", "farAnkle", "farHeel", "farToe"]),
        ("deep-abdominal", ["hip", "shoulder", "head", "nearHeel", "nearToe", "farToe", "farKnee"]),
        ("knee-rolls", ["hip", "shoulder", "head", "nearWrist", "farWrist", *ANKLES]),
        ("pelvic-tilt", ["hip", "nearKnee", "farKnee", "nearHeel", "farHeel", *ANKLES]),
        ("back-extension", ["hip", "nearKnee", "farKnee", "nearWrist", "farWrist", *ANKLES]),
        ("knee-to-chest", ["hip", "shoulder", "head", "farAnkle", "farHeel", "farToe"]),
    ],
)
def test_what_rests_on_the_floor_stays_where_it_is(js, exercise, resting):
    start, *others = poses(js, exercise)

    for joints in others:
        moved = {name: math.dist(joints[name], start[name]) for name in resting}
        assert moved == pytest.approx(dict.fromkeys(resting, 0), abs=1e-9)


@pytest.mark.parametrize("exercise", DRAWN)
def test_nothing_sinks_into_the_floor(js, exercise):
    for joints in poses(js, exercise):
        assert min(y for _, y, _ in joints.values()) > 2.4


def test_one_foot_of_a_march_is_always_on_the_floor(js):
    steps = poses(js, "warm-up")
    half = len(steps) // 2

    assert all(stands(joints, "far") for joints in steps[: half + 1])
    assert all(stands(joints, "near") for joints in steps[half:])
    assert not stands(steps[0], "near")
    assert not stands(steps[-1], "far")


@pytest.mark.parametrize(
    "exercise", ["lower-tummy", "deep-abdominal", "pelvic-tilt", "knee-to-chest"]
)
def test_on_the_back_the_foot_that_rests_stands_on_the_floor(js, exercise):
    assert all(stands(joints, "far") for joints in poses(js, exercise))


def test_the_elbows_on_all_fours_are_never_locked(js):
    bones = {name: length for name, _, length, *_ in js.evaluate("() => backlog.BONES")}

    for joints in poses(js, "lower-back-stretch"):
        reach = math.dist(joints["shoulder"], joints["nearWrist"])
        assert reach < 0.985 * (bones["nearElbow"] + bones["nearWrist"])


def test_the_seat_moves_back_and_down_toward_the_heels(js):
    start, *_, end = poses(js, "lower-back-stretch")

    assert math.dist(end["hip"], end["nearHeel"]) < math.dist(start["hip"], start["nearHeel"]) / 2
    assert end["hip"][1] < start["hip"][1] / 1.5


def test_one_knee_comes_toward_the_chest(js):
    start, *_, end = poses(js, "lower-tummy")

    assert math.dist(end["nearKnee"], end["chest"]) < math.dist(start["nearKnee"], start["chest"])
    assert end["farKnee"] == start["farKnee"]


def test_the_navel_alone_moves_toward_the_spine(js):
    start, *_, end = poses(js, "deep-abdominal")

    assert [name for name in start if start[name] != end[name]] == ["navel"]
    assert end["navel"][1] < start["navel"][1] - 5


def test_both_knees_roll_together_to_the_side_that_is_nearer(js):
    start, *_, end = poses(js, "knee-rolls")

    assert start["nearKnee"] == start["farKnee"]
    for knee in ("nearKnee", "farKnee"):
        assert end[knee][2] > start[knee][2] + 20
        assert end[knee][1] < start[knee][1] - 10


def test_only_the_rolled_knees_and_the_arms_leave_the_plane_of_the_side_view(js):
    leave = {
        exercise: {name for each in poses(js, exercise) for name in each if each[name][2]}
        for exercise in DRAWN
    }

    rolled = leave.pop("knee-rolls")
    assert {"nearKnee", "farKnee", "nearElbow", "farElbow"} <= rolled
    assert not rolled & {"hip", "shoulder", "head", *ANKLES}
    assert set(map(len, leave.values())) == {0}


def test_the_hollow_under_the_lower_back_closes(js):
    start, *_, end = poses(js, "pelvic-tilt")
    thick = 9.6  # of the trunk at the waist

    assert start["waist"][1] > thick + 4
    assert end["waist"][1] == pytest.approx(thick, abs=1)
    assert math.dist(start["head"], end["head"]) < 2


def test_propped_on_the_forearms_the_hips_stay_down_and_the_neck_is_not_tipped_back(js):
    start, *_, end = poses(js, "back-extension")

    assert start["nearElbow"][0] == pytest.approx(start["shoulder"][0], abs=1)
    assert start["nearElbow"][1] < 5.5
    assert end["shoulder"][1] > start["shoulder"][1] + 5
    for joints in poses(js, "back-extension"):
        assert slope(joints, "shoulder", "head") < slope(joints, "chest", "shoulder")


def test_in_the_end_the_hands_hold_the_shin_below_the_knee(js):
    *_, end = poses(js, "knee-to-chest")

    for hand in ("near", "far"):
        assert math.dist(end[f"{hand}Wrist"], end["nearKnee"]) < 12
    assert math.dist(end["nearKnee"], end["chest"]) < 32


@pytest.mark.parametrize(
    ("kind", "spent", "amount"),
    [
        ("ready", 3, 0),
        ("in", 3.9, 0),
        ("out", 0, 0),
        ("out", 1, 0.15625),
        ("out", 2, 0.5),
        ("out", 4, 1),
        ("out", 9, 1),
        ("hold", 0, 1),
        ("hold", 3, 1),
        ("return", 0, 1),
        ("return", 2, 0.5),
        ("return", 3, 0.15625),
        ("return", 4, 0),
        ("settle", 1, 0),
        ("side", 1, 0),
        ("rest", 1, 0),
        ("again", 1, 0),
        ("warm_up", 0, 0),
        ("warm_up", 1.1, 1),
        ("warm_up", 2.2, 0),
    ],
)
def test_the_amount_follows_from_the_anchor_and_the_time_alone(js, kind, spent, amount):
    spent_before = amount_of(js, anchor(kind, spent), 100)
    spent_now = amount_of(js, anchor(kind), 100 + spent)

    assert spent_before == spent_now == pytest.approx(amount)


def test_before_and_after_the_session_the_start_position_is_shown(js):
    assert [amount_of(js, anchor(place), 100) for place in (-1, len(SCRIPT["phases"]))] == [0, 0]


def test_the_drawing_moves_on_within_a_phase(js):
    ways = [painted(js, anchor("out", spent))["paths"] for spent in (0, 2, 4)]

    assert ways[0] != ways[1] != ways[2]
    assert ways[0] == painted(js, anchor("in"))["paths"]
    assert ways[2] == painted(js, anchor("hold", 3))["paths"]


def test_with_reduced_motion_it_stands_at_the_start_or_at_the_end(calm, js):
    start, end = (painted(js, anchor(kind))["paths"] for kind in ("in", "hold"))

    def shown(kind: str) -> list[object]:
        return [painted(calm, anchor(kind, spent))["paths"] for spent in (0, 1, 4)]

    assert shown("out") == shown("hold") == [end] * 3
    for kind in ("ready", "in", "return", "settle", "side", "rest", "again"):
        assert shown(kind) == [start] * 3
    first, *later = shown("warm_up")
    assert later == [first, first]


@pytest.mark.parametrize("kind", KINDS)
def test_every_phase_says_in_words_what_is_drawn(js, kind):
    shown = painted(js, anchor(kind))

    assert shown["role"] == "img"
    assert shown["label"].strip()
    assert "drawing." not in shown["label"]


def test_the_words_change_with_the_phase_and_not_within_it(js):
    kinds = ("in", "out", "hold", "return")
    early = [painted(js, anchor(kind))["label"] for kind in kinds]
    late = [painted(js, anchor(kind, 3))["label"] for kind in kinds]

    assert early == late
    assert len(set(early)) == len(kinds)
    assert painted(js, anchor("in"), anchor("hold"))["label"] == early[2]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_of_the_catalogue_has_its_start_and_its_end_drawn(js, exercise):
    found = js.evaluate(
        """(exercise) => {
          const outlines = (svg) =>
            [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d"));
          const drawings = [...backlog.stills(t, exercise).querySelectorAll("[role=img]")];
          return drawings.map((svg) => [svg.getAttribute("aria-label"), outlines(svg).join()]);
        }""",
        exercise,
    )

    (start, drawn_start), (end, drawn_end) = found
    assert start != end
    assert drawn_start != drawn_end
    assert "NaN" not in drawn_start + drawn_end


def test_an_exercise_that_nobody_drew_has_no_drawing_and_is_no_error(js):
    assert js.evaluate("() => backlog.stills(t, 'juggling')") is None
    assert js.evaluate("() => backlog.stills(t, 'constructor')") is None
    assert js.evaluate("() => backlog.pose('juggling', 0.5)") is None

    shown = painted(js, anchor("hold"), anchor(len(KINDS)))

    assert shown == {"role": None, "label": None, "paths": []}


def test_the_drawing_takes_its_colours_from_the_theme(js):
    colours = js.evaluate(
        """() => [true, false].map((light) => {
          document.body.dataset.jpThemeLight = String(light);
          document.body.style.setProperty("--jp-ui-font-color0", light ? "black" : "white");
          document.body.style.setProperty("--jp-layout-color1", light ? "white" : "black");
          const still = backlog.stills(t, "lower-tummy");
          document.querySelector(".backlog-panel").replaceChildren(still);
          const colour = (name) => getComputedStyle(still.querySelector(name)).fill;
          return [".body", ".far", ".works"].map(colour);
        })"""
    )

    light, dark = colours
    assert len(set(light + dark)) == 6


WATCH = """() => {
  const panel = document.querySelector(".jp-OutputArea-output .backlog-panel");
  const top = (part) => panel.querySelector(part)?.getBoundingClientRect().top;
  window.seen = [];
  new MutationObserver(() => {
    const kind = panel.querySelector(".session")?.dataset.kind;
    const height = top(".session > .stop") - top(".session");
    if (kind) seen.push([kind, Math.round(height), panel.scrollWidth - panel.clientWidth]);
  }).observe(panel, { subtree: true, attributes: true, attributeFilter: ["data-kind"] });
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_stop_button_stays_where_it_is_from_phase_to_phase(hand, width):
    hand.page.evaluate(
        """() => {
          jupyterapp.commands.execute("application:set-mode", { mode: "single-document" });
          jupyterapp.shell.collapseLeft();
        }"""
    )
    hand.page.set_viewport_size({"width": width, "height": 1000})
    hand.begins()
    hand.page.evaluate(WATCH)
    hand.press("Warm enough")
    hand.sees("h2", "Is this what you did?")

    kinds, heights, sideways = zip(*hand.page.evaluate("() => seen"), strict=True)

    assert {"ready", "in", "out", "hold", "return", "settle", "side"} <= set(kinds)
    assert max(heights) - min(heights) <= 1
    assert set(sideways) == {0}
