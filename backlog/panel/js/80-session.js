// The running session: one screen for every phase. `update` follows the anchor, `paint` the clock.

const RADIUS = 88;
const ROUND = 2 * Math.PI * RADIUS;

function makeRing(t) {
  const left = svg("circle", { cx: 100, cy: 100, r: RADIUS, class: "ring-left", "stroke-dasharray": ROUND });
  const track = svg("circle", { cx: 100, cy: 100, r: RADIUS, class: "ring-track" });
  const kind = el("div", { class: "kind" });
  const number = el("div", { class: "number", role: "timer", "aria-live": "off" });
  const face = el("div", { class: "face" }, kind, number, el("div", { class: "small" }, t("session.left")));
  const drawing = svg("svg", { viewBox: "0 0 200 200", "aria-hidden": "true" }, track, left);
  return {
    root: el("div", { class: "ring" }, drawing, face),
    kind,
    paint(seconds, whole) {
      const text = readable(seconds);
      if (number.textContent !== text) number.textContent = text;
      number.classList.toggle("is-long", text.length > 3);
      left.setAttribute("stroke-dashoffset", String(ROUND * (1 - (whole ? seconds / whole : 0))));
    },
  };
}

function sessionScreen({ t, engine }) {
  const script = engine.script();
  const catalog = engine.get("catalog");
  const order = [...new Set(script.phases.map((phase) => exerciseAt(script, phase)).filter(Boolean))];
  const ring = makeRing(t);
  const figure = makeFigure(t);
  const parts = Object.fromEntries(
    ["where", "name", "all", "side", "rep", "cue", "next", "spoken"].map((name) => [name, el(name === "name" ? "h2" : "div", { class: name })]),
  );
  parts.spoken.setAttribute("role", "status");
  const dots = el("div", { class: "dots", "aria-hidden": "true" });
  const about = el("div", { class: "about" });
  const ask = el("div", { class: "rate" });
  const actions = el("div", { class: "actions" });
  const skipping = el("div", { class: "ask", hidden: true });
  const ending = button(t("session.end"), () => engine.emit("end"), { class: "quiet" });
  const pauseText = el("p", { class: "paused-text", role: "status" });
  let drawn = null; // the phase and state that the slow parts were drawn for
  let current = null; // the exercise that the question why it is skipped belongs to

  function update() {
    const anchor = engine.anchor();
    const phase = script.phases[anchor.phase];
    const key = `${anchor.phase} ${anchor.state}`;
    if (drawn !== key) draw(anchor, phase);
    drawn = key;
    drawRating(phase);
    paint();
  }

  function draw(anchor, phase) {
    const exercise = exerciseAt(script, phase);
    const paused = anchor.state === "paused";
    if (exercise !== current) skipping.hidden = true;
    current = exercise;
    root.dataset.kind = phase.kind;
    root.classList.toggle("is-paused", paused);
    say(parts.where, exercise && t("exercise_of", { n: order.indexOf(exercise) + 1, all: order.length }));
    say(parts.name, exercise ? catalog[exercise].name : t("phase.warm_up"));
    say(ring.kind, t(`phase.${phase.kind}`));
    say(parts.side, sideWord(t, script, phase));
    say(parts.rep, phase.rep ? t("session.rep", { n: phase.rep, all: script.sets[phase.set].reps }) : "");
    say(parts.next, nextLine(t, script, catalog, phase));
    drawDots(phase);
    drawAbout(phase, exercise);
    say(pauseText, paused ? pauseWords(phase) : phase.kind === "warm_up" ? t("cue.warm_up_more") : "");
    if (paused) say(ring.kind, t("session.paused"));
    actions.replaceChildren(...buttons(anchor, phase));
    speak(phase, paused);
  }

  function pauseWords(phase) {
    if (!phase.rep || phase.redo === null) return t("session.paused_text");
    const again = script.phases[phase.redo]?.rep === phase.rep;
    return t(again ? "session.paused_again" : "session.paused_next", { seconds: script.pace.again });
  }

  function speak(phase, paused) {
    const side = sideWord(t, script, phase);
    const words = paused ? [t("session.paused")] : [t(`phase.${phase.kind}`), side, parts.rep.textContent];
    say(parts.spoken, words.filter(Boolean).join(". "));
  }

  function drawDots(phase) {
    const all = phase.rep ? script.sets[phase.set].reps : 0;
    const states = Array.from({ length: all }, (_, i) => (i + 1 < phase.rep ? "done" : i + 1 === phase.rep ? "now" : ""));
    dots.replaceChildren(...states.map((state) => el("span", { class: state })));
  }

  function drawAbout(phase, exercise) {
    const shows = exercise && ["ready", "again"].includes(phase.kind);
    about.hidden = !shows;
    if (!shows) return;
    const { position, start, movement, cautions } = catalog[exercise];
    about.replaceChildren(
      el("p", {}, el("strong", {}, `${position}. `), start),
      el("p", {}, movement),
      stills(t, exercise) ?? "",
      el("ul", {}, cautions.map((caution) => el("li", {}, caution))),
    );
  }

  /** After an exercise, its rating is asked for while the next one gets ready. It never waits. */
  function drawRating(phase) {
    const exercise = exerciseAt(script, phase);
    const before = ["ready", "rest"].includes(phase.kind) ? rateable(script, engine.get("anchor"), exercise, phase) : null;
    ask.hidden = !before;
    if (!before || ask.dataset.exercise === before) return;
    ask.dataset.exercise = before;
    const label = t("session.rate", { exercise: catalog[before].name });
    const rated = el("p", { class: "small", role: "status" }, t("session.rate_hint"));
    const choose = (discomfort) => {
      engine.emit("rate", { exercise: before, discomfort });
      const limit = script.sets.find((set) => set.exercise === before).stop_at;
      if (before === exercise && limit !== null && discomfort >= limit) engine.emit("skip", { reason: "over_limit" });
      say(rated, t("session.rated", { n: discomfort }));
    };
    const row = scale(t, label, engine.anchor().ratings[before], choose);
    ask.replaceChildren(el("h3", {}, label), row, rated);
    ask.rate = (value) => (row.show(value), choose(value));
  }

  function buttons(anchor, phase) {
    const emit = (type, values) => () => engine.emit(type, values);
    const done = emit("phase_done", { phase: anchor.phase });
    const allowed = script.table[anchor.state];
    const primary = { class: "primary" };
    if (anchor.state === "paused") {
      return [button(t("session.resume"), emit("resume"), { class: "primary first" }), skipButton(), ending];
    }
    const pause = button(t("session.pause"), emit("pause"), { class: "plain first" });
    if (phase.kind === "warm_up") {
      const way = [
        { value: "walk", text: t("session.walk") },
        { value: "march", text: t("session.march") },
      ];
      return [
        pause,
        button(t("session.warm_now"), done, primary),
        choices(t("phase.warm_up"), way, anchor.warmup, (warmup) => engine.emit("choose_warm_up", { warmup })),
        button(t("session.already_warm"), emit("skip_warm_up", { instead: "already_warm" }), { class: "quiet" }),
        button(t("session.skip_warm_up"), emit("skip_warm_up", { instead: "skipped" }), { class: "quiet" }),
      ];
    }
    if (anchor.state === "readying") {
      const ready = t(phase.kind === "rest" ? "session.rest_over" : "session.ready_now");
      return [pause, button(ready, done, { class: "primary second" }), skipButton()];
    }
    // What ends more than this hold stands where no button was a moment ago.
    const easing = { class: "plain second", disabled: !("ease_off" in allowed) };
    return [pause, button(t("session.ease_off"), emit("ease_off"), easing), button(t("session.done_early"), emit("end_set")), skipButton()];
  }

  function skipButton() {
    const open = () => {
      skipping.hidden = !skipping.hidden;
      if (!skipping.hidden) skipping.querySelector("button").focus();
    };
    return button(t("session.skip"), open, { class: "quiet", "data-do": "skip" });
  }
  const reasons = ["pain", "tired", "time", "position", "dizzy", "cramp", "other"];
  skipping.append(
    el("h3", {}, t("why.title")),
    el(
      "div",
      { class: "choices" },
      [...reasons, null].map((reason) => button(t(`why.${reason ?? "none"}`), () => engine.emit("skip", { reason }), { class: "choice" })),
    ),
  );

  function paint() {
    const anchor = engine.anchor();
    const phase = anchor && script.phases[anchor.phase];
    if (!phase) return;
    const now = engine.clock.stamp();
    const seconds = remaining(script, anchor, now);
    ring.paint(seconds, phase.seconds);
    figure.paint(script, anchor, now);
    say(parts.all, t("left_in_all", { time: readable(remainingInAll(script, anchor, now)) }));
    say(parts.cue, anchor.state === "paused" ? "" : cueText(t, script, catalog, phase, seconds));
  }

  const stop = button(t("session.hurts"), () => engine.emit("stop"), { class: "stop", "aria-keyshortcuts": "S" });
  const top = el("div", { class: "top" }, el("div", {}, parts.where, parts.name), parts.all);
  const tally = el("div", { class: "tally" }, parts.rep, dots);
  const doing = el("div", { class: "doing" }, parts.side, parts.cue, pauseText);
  const middle = el("div", { class: "middle" }, ring.root, figure.root, tally, doing, parts.next);
  const root = el("section", { class: "screen session" }, top, middle, stop, actions, skipping, about, ask, parts.spoken);

  /** What a key does here; undefined where it does nothing. */
  function key(pressed) {
    const anchor = engine.anchor();
    const state = anchor.state;
    if (/^[0-9]$|^t$/.test(pressed) && !ask.hidden) return () => ask.rate(pressed === "t" ? 10 : Number(pressed));
    return {
      s: () => engine.emit("stop"),
      " ": () => engine.emit(state === "paused" ? "resume" : "pause"),
      e: () => engine.emit("ease_off"),
      n: () => actions.querySelector("[data-do=skip]")?.click(),
      enter: () => (["moving", "holding"].includes(state) ? engine.emit("end_set") : state !== "paused" && engine.emit("phase_done", { phase: anchor.phase })),
    }[pressed];
  }

  return Object.assign(root, { update, paint, key });
}

const exerciseAt = (script, phase) => (phase.set === null ? null : script.sets[phase.set].exercise);

function sideWord(t, script, phase) {
  const side = phase.set === null ? "both" : script.sets[phase.set].side;
  return side === "both" ? "" : t(`side.${side}`);
}

/** The one cue of a phase; a hold may have another for its last seconds. */
export function cueText(t, script, catalog, phase, seconds) {
  const exercise = exerciseAt(script, phase);
  const cues = exercise ? catalog[exercise].cues : {};
  if (phase.kind === "hold" && cues.hold_end && seconds <= script.pace.breath_in) return cues.hold_end;
  if (phase.kind in cues) return cues[phase.kind];
  return phase.kind === "ready" ? catalog[exercise].position : t(`cue.${phase.kind}`);
}

function nextLine(t, script, catalog, phase) {
  const next = script.phases[phase.next];
  if (!next) return "";
  const side = next.kind === "side" ? `${t("phase.side")}: ${sideWord(t, script, next)}` : null;
  const ready = next.kind === "ready" ? catalog[exerciseAt(script, next)].name : null;
  return t("session.next", { what: side ?? ready ?? cueText(t, script, catalog, next, next.seconds) });
}

/** The exercise whose rating may be asked for now: the last one that was begun, before this one. */
function rateable(script, anchor, exercise, phase) {
  const begun = script.sets.filter((set, place) => anchor.sets[place]?.started > 0 && (set.exercise !== exercise || phase.kind === "rest"));
  return begun.at(-1)?.exercise ?? null;
}
