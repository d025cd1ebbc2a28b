// What a person can do while a phase runs: one row of buttons, quieter ones under it, and the keys.

const MORE_TIME = 15; // seconds that *more time* adds
const REASONS = ["pain", "tired", "time", "position", "dizzy", "cramp", "other"];

function makeControls({ t, engine }) {
  const script = engine.script();
  const actions = el("div", { class: "actions" });
  const quiet = el("div", { class: "quietly" });
  const skipping = skipQuestion({ t, engine });
  const does = doings(engine);
  const label = (name) => t(`session.${name}`);
  const plain = (name, attributes, act = does[name]) => button(label(name), act, attributes);
  let drawn = null;
  let current = null; // the exercise that the question why it is skipped belongs to

  function update(anchor, phase) {
    const exercise = exerciseAt(script, phase);
    if (exercise !== current) skipping.close();
    current = exercise;
    const key = [anchor.phase, anchor.state, waits(anchor), anchor.warmup, JSON.stringify(anchor.pace), canGoBack(script, anchor)].join(" ");
    if (key === drawn) return;
    drawn = key;
    put(actions, main(anchor, phase));
    put(quiet, beside(anchor, phase));
  }

  function main(anchor, phase) {
    if (anchor.state === "paused") return [plain("resume", { class: "primary first" }), skip(), plain("end", { class: "quiet" })];
    const pause = plain("pause", { class: "plain first" });
    if (phase.kind === "warm_up") return [pause, button(t("session.warm_now"), does.next, { class: "primary second" }), warmUp(anchor)];
    if (anchor.state === "readying") {
      const ready = t(phase.kind === "rest" ? "session.rest_over" : "session.ready_now");
      return [pause, button(ready, does.next, { class: "primary second" }), skip()];
    }
    // What ends more than this hold stands where no button was a moment ago.
    const next = waits(anchor) ? plain("next_phase", { class: "primary second" }) : easeOff(anchor);
    return [pause, next, plain("done_early"), skip()];
  }

  const easeOff = (anchor) => plain("ease_off", { class: "plain second", disabled: !("ease_off" in script.table[anchor.state]) });

  function warmUp(anchor) {
    const ways = ["walk", "march"].map((value) => ({ value, text: label(value) }));
    return choices(t("phase.warm_up"), ways, anchor.warmup, (warmup) => engine.emit("choose_warm_up", { warmup }));
  }

  const instead = (value, name) => button(label(name), () => engine.emit("skip_warm_up", { instead: value }), { class: "quiet" });
  const noWarmUp = (anchor) => (anchor.state === "paused" ? [] : [instead("already_warm", "already_warm"), instead("skipped", "skip_warm_up")]);

  /** What is seldom needed: going on without a warm-up, going back, more time, the pace of the breath. */
  function beside(anchor, phase) {
    if (phase.set === null) return noWarmUp(anchor);
    const again = phase.start === null || anchor.state === "paused";
    const back = canGoBack(script, anchor) ? [plain(again ? "repeat" : "back", { class: "quiet" }, does.back)] : [];
    if (anchor.state === "paused") return back;
    if (anchor.state !== "readying") return [...back, ...pacing(anchor.pace)];
    const more = button(t("session.more_time", { seconds: MORE_TIME }), does.more_time, { class: "quiet", disabled: waits(anchor) });
    return [more, ...back];
  }

  function pacing(pace) {
    const own = button(label("self_paced"), does.self_paced, { class: "quiet" });
    press(own, pace.self_paced);
    if (pace.self_paced) return [own];
    const step = (name, way) => plain(name, { class: "quiet", disabled: !canPace(pace, way) });
    const n = (name) => numberOf(engine, pace[name]);
    const seconds = el("span", { class: "small", role: "status" }, t("session.breath", { in: n("breath_in"), out: n("breath_out") }));
    return [own, el("span", { class: "pacing" }, step("slower", 1), seconds, step("faster", -1))];
  }

  function skip() {
    return button(label("skip"), skipping.toggle, { class: "quiet", "data-do": "skip" });
  }

  /** What a key does while a phase runs or is paused: a keyboard's, or a presenter's. */
  function key(pressed) {
    const anchor = engine.anchor();
    const name = KEYS[pressed];
    if (name === "skip") return () => actions.querySelector("[data-do=skip]")?.click();
    if (name === "pause" && anchor.state === "paused") return does.resume;
    if (name === "end") return anchor.state === "paused" ? does.end : undefined;
    return (anchor.state === "warming_up" && does[WARM_UPS[pressed]]) || does[name];
  }

  const root = el("div", {}, actions, quiet, skipping);
  return { root, update, key };
}

/** What each key is for. Presenters send page up, page down and a full stop (to blank the screen). */
const KEYS = {
  s: "stop",
  " ": "pause",
  ".": "pause",
  enter: "next",
  pagedown: "next",
  e: "ease_off",
  b: "back",
  pageup: "back",
  n: "skip",
  m: "more_time",
  q: "end",
  "-": "slower",
  "+": "faster",
};

/** In the warm-up a letter says what it is. */
const WARM_UPS = { w: "walk", m: "march" };
const JUST_BEGUN = 0.5; // seconds within which a second Enter is one too many

/** Everything that a button or a key of the running session does. */
function doings(engine) {
  const emit = (type, values) => engine.emit(type, values);
  const pace = (way) => () => engine.choose(paced(engine.settings(), way));
  const phaseDone = () => emit("phase_done", { phase: engine.anchor().phase });
  const warmUp = (warmup) => () => emit("choose_warm_up", { warmup });

  /** The running thing is over: the phase that waits, the set, the getting ready, the pause. */
  function next() {
    const anchor = engine.anchor();
    if (anchor.state === "paused") emit("resume");
    else if (!["moving", "holding"].includes(anchor.state)) phaseDone();
    else if (anchor.pace.self_paced) anchor.state === "holding" ? emit("ease_off") : phaseDone();
    else if (elapsed(anchor, engine.clock.stamp()) > JUST_BEGUN) emit("end_set");
  }
  return {
    next,
    next_phase: phaseDone,
    walk: warmUp("walk"),
    march: warmUp("march"),
    stop: () => emit("stop"),
    pause: () => emit("pause"),
    resume: () => emit("resume"),
    end: () => emit("end"),
    ease_off: () => emit("ease_off"),
    done_early: () => emit("end_set"),
    back: () => canGoBack(engine.script(), engine.anchor()) && emit("back"),
    more_time: () => emit("more_time", { seconds: MORE_TIME }),
    slower: pace(1),
    faster: pace(-1),
    self_paced: () => engine.choose({ self_paced: !engine.settings().self_paced }),
  };
}

/** Whether *back* leads anywhere: not before the first repetition, nor into what ended for today. */
export function canGoBack(script, anchor) {
  if (!script.table[anchor.state]?.back) return false;
  const place = backOf(script, anchor);
  return place !== anchor.phase && !overLimit(script, anchor, place);
}

/**
 * Why the exercise is skipped: asked once, in the same place, and answered with one tap. The answer
 * that has the focus first gives no reason: a key that comes too quickly says nothing of pain.
 */
function skipQuestion({ t, engine }) {
  const skip = (reason) => button(t(`why.${reason ?? "none"}`), () => engine.emit("skip", { reason }), { class: "choice" });
  const root = el("div", { class: "ask", hidden: true }, el("h3", {}, t("why.title")), el("div", { class: "choices" }, [null, ...REASONS].map(skip)));
  const close = () => (root.hidden = true);
  const toggle = () => {
    if (!root.hidden) return close();
    root.hidden = false;
    root.querySelector("button").focus();
  };
  root.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return Object.assign(root, { toggle, close });
}
