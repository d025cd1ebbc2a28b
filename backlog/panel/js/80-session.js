// The running session: one screen for every phase. `update` follows the anchor, `paint` the clock.

const RADIUS = 88;
const ROUND = 2 * Math.PI * RADIUS;

function makeRing(t) {
  const left = svg("circle", { cx: 100, cy: 100, r: RADIUS, class: "ring-left", "stroke-dasharray": ROUND });
  const track = svg("circle", { cx: 100, cy: 100, r: RADIUS, class: "ring-track" });
  const kind = el("div", { class: "kind" });
  const number = el("div", { class: "number", role: "timer", "aria-live": "off" });
  const small = el("div", { class: "small" }, t("session.left"));
  const face = el("div", { class: "face" }, kind, number, small);
  const drawing = svg("svg", { viewBox: "0 0 200 200", "aria-hidden": "true" }, track, left);
  const root = el("div", { class: "ring" }, drawing, face);
  return {
    root,
    kind,
    paint(seconds, whole) {
      const waiting = seconds === Infinity; // the person ends it: there is nothing to count
      const text = readable(seconds);
      if (number.textContent !== text) number.textContent = text;
      number.classList.toggle("is-long", text.length > 3);
      small.hidden = waiting;
      root.classList.toggle("is-waiting", waiting);
      const part = waiting ? 1 : whole ? seconds / whole : 0;
      left.setAttribute("stroke-dashoffset", String(ROUND * (1 - part)));
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
  const controls = makeControls({ t, engine });
  const gap = gapQuestion({ t, engine });
  const rising = risingNote({ t, engine });
  const limit = limitNote({ t, engine });
  const keys = sessionKeys({ t, engine });
  const pauseText = el("p", { class: "paused-text", role: "status" });
  let drawn = null; // the phase and state that the slow parts were drawn for

  function update() {
    const anchor = engine.anchor();
    const phase = script.phases[anchor.phase];
    const key = `${anchor.phase} ${anchor.state} ${anchor.seconds}`;
    if (drawn !== key) draw(anchor, phase);
    drawn = key;
    drawRating(phase);
    controls.update(anchor, phase);
    gap.update(anchor, phase);
    rising.update();
    rising.root.hidden ||= !["readying", "paused"].includes(anchor.state); // between repetitions only
    limit.update(phase.kind === "ready" ? exerciseAt(script, phase) : null);
    paint();
  }

  function draw(anchor, phase) {
    const exercise = exerciseAt(script, phase);
    const paused = anchor.state === "paused";
    root.dataset.kind = phase.kind;
    root.classList.toggle("is-paused", paused);
    say(parts.where, exercise && t("exercise_of", { n: order.indexOf(exercise) + 1, all: order.length }));
    say(parts.name, exercise ? catalog[exercise].name : t("phase.warm_up"));
    say(ring.kind, t(`phase.${phase.kind}`));
    say(parts.side, sideWord(t, script, phase));
    say(parts.rep, phase.rep ? t("session.rep", { n: phase.rep, all: script.sets[phase.set].reps }) : "");
    say(parts.next, nextLine(t, script, catalog, (paused && phase.redo) || phase.next));
    drawDots(phase);
    drawAbout(phase, exercise);
    say(pauseText, paused ? pauseWords(phase) : more(phase, exercise));
    if (paused) say(ring.kind, t("session.paused"));
    speak(phase, paused);
  }

  /** What stands under the cue: how to take up the position, while there is time for it. */
  function more(phase, exercise) {
    if (phase.kind === "warm_up") return t("cue.warm_up_more");
    return phase.kind === "ready" ? catalog[exercise].start : "";
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
    const { start, movement, cautions } = catalog[exercise];
    about.replaceChildren(
      el("p", { class: phase.kind === "ready" ? "start" : "" }, start),
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

  function paint() {
    const anchor = engine.anchor();
    const phase = anchor && script.phases[anchor.phase];
    if (!phase) return;
    const now = engine.now();
    const seconds = remaining(script, anchor, now);
    ring.paint(seconds, anchor.seconds);
    figure.paint(script, anchor, now);
    const time = { time: minutes(remainingInAll(script, anchor, now)), all: minutes(lengthInAll(script, anchor)) };
    say(parts.all, t(anchor.pace.self_paced ? "left_about" : "left_in_all", time));
    say(parts.cue, anchor.state === "paused" ? "" : cue(phase, seconds));
    keys.paint(root);
  }

  function cue(phase, seconds) {
    if (engine.settings().half_way && isHalfWay(phase, seconds)) return t("voice.half_way");
    return cueText(t, script, catalog, phase, seconds);
  }

  const stop = button(t("session.hurts"), () => engine.emit("stop"), { class: "stop", "aria-keyshortcuts": "S" });
  const top = el("div", { class: "top" }, el("div", {}, parts.where, parts.name), parts.all);
  const tally = el("div", { class: "tally" }, parts.rep, dots);
  const doing = el("div", { class: "doing" }, parts.side, parts.cue, pauseText);
  const middle = el("div", { class: "middle" }, ring.root, figure.root, tally, doing, parts.next);
  const root = el("section", { class: "screen session" }, top, middle, stop, gap.root, controls.root, keys.root, ask, limit.root, rising.root, about, parts.spoken);

  /** What a key does here; undefined where it does nothing. */
  function key(pressed) {
    const rating = ratingOf(pressed);
    return rating !== null && !ask.hidden ? () => ask.rate(rating) : controls.key(pressed);
  }

  return Object.assign(root, { update, paint, key });
}

/** The exercise whose rating may be asked for now: the last one that was begun, before this one. */
function rateable(script, anchor, exercise, phase) {
  const begun = script.sets.filter((set, place) => anchor.sets[place]?.started > 0 && (set.exercise !== exercise || phase.kind === "rest"));
  return begun.at(-1)?.exercise ?? null;
}
