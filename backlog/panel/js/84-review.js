// The review: counts as they stand, ratings that are still open, and how it feels now; then the end.

function reviewScreen(panel) {
  const { t, engine } = panel;
  const keys = keysLine(panel, el("span", {}, t("keys.review")));
  const script = engine.script();
  const catalog = engine.get("catalog");
  const exercises = [...new Set(script.sets.map((set) => set.exercise))];
  const said = { after: null };
  const after = scale(t, t("review.after"), undefined, feels);
  const rising = risingNote({ t, engine }, { after: () => said.after });
  const rows = script.sets.map((set, place) => setRow({ t, engine, catalog, set, place }));
  const cards = exercises.map((exercise) => exerciseReview({ t, engine, catalog, exercise }, rows.filter((row) => row.exercise === exercise)));
  const finish = (reviewed) => () => engine.emit("finish", { discomfort: said.after, reviewed });
  const root = el(
    "section",
    { class: "screen review" },
    el("h2", {}, t("review.title")),
    el("p", { class: "small" }, t("review.text")),
    cards,
    el("h3", {}, t("review.after")),
    after,
    rising.root,
    el("div", { class: "actions" }, button(t("review.all_correct"), finish(true), { class: "primary" }), button(t("review.unchecked"), finish(false), { class: "quiet" })),
    keys.root,
  );
  function update() {
    cards.forEach((card) => card.update());
    rising.update();
  }
  function feels(value) {
    said.after = value;
    update();
  }
  const key = ratingKeys((value) => (after.show(value), feels(value)), { a: finish(true) });
  return Object.assign(root, { update, key, paint: () => keys.paint(root) });
}

/** The sets of one exercise, and its rating once it was begun: the kernel may tell that later. */
function exerciseReview({ t, engine, catalog, exercise }, rows) {
  let rated = false; // here
  const rate = (discomfort) => {
    rated = true;
    engine.emit("rate", { exercise, discomfort });
  };
  const row = scale(t, t("session.rate", { exercise: catalog[exercise].name }), undefined, rate);
  const rating = el("div", {}, el("p", { class: "small" }, t("review.rate")), row);
  const begun = () => engine.script().sets.some((set, place) => set.exercise === exercise && engine.get("anchor").sets[place].started);
  function update() {
    rows.forEach((each) => each.update());
    rating.hidden = !begun();
    if (!rated) row.show(engine.get("anchor").ratings[exercise]);
  }
  return Object.assign(el("div", { class: "card" }, el("h3", {}, catalog[exercise].name), rows, rating), { update });
}

function setRow({ t, engine, catalog, set, place }) {
  const side = set.side === "both" ? "" : t(`side.${set.side}`);
  const labels = { exercise: catalog[set.exercise].name, side };
  const counts = () => engine.get("anchor").sets[place];
  const add = (change) => () => engine.emit("correct", { set: place, reps: counts().reps + change });
  const fewer = button("−", add(-1), { class: "step", "aria-label": t("review.fewer", labels) });
  const more = button("+", add(1), { class: "step", "aria-label": t("review.more", labels) });
  const reps = el("span", { class: "reps", role: "status" });
  const status = el("span", { class: "status" });
  const held = el("span", { class: "small" });
  function update() {
    const now = counts();
    say(reps, t("review.reps", { n: now.reps, all: set.target_reps }));
    say(status, t(`status.${now.status}`));
    say(held, set.hold_unit && now.held_s ? t("review.held", { n: numberOf(engine, now.held_s) }) : "");
    fewer.disabled = now.reps <= 0;
    more.disabled = now.reps >= now.started;
    asked.hidden = !now.unexplained && !answered;
  }
  let answered = false; // here: the answer stays in sight
  const why = stopReasons(t, (reason) => {
    answered = true;
    engine.emit("answer", { set: place, reason });
  });
  const asked = el("div", { hidden: true }, el("p", { class: "small" }, t("review.stopped")), why);
  const line = el("div", { class: "set-row" }, side && el("span", { class: "side" }, side), fewer, reps, more, status, held);
  const row = el("div", {}, line, asked);
  update();
  return Object.assign(row, { update, exercise: set.exercise });
}

function endScreen({ t, engine, go }) {
  const saved = engine.get("saved");
  const words = saved.filed ? ["end.title", "end.where"] : ["end.pending", "end.pending_text"];
  return el(
    "section",
    { class: "screen end" },
    el("h2", {}, el("span", { class: "tick-mark", "aria-hidden": "true" }, saved.filed ? "✓ " : ""), t(words[0])),
    el("p", { class: "lead" }, t(`end.${saved.status}`)),
    el("ul", { class: "doses" }, engine.script().sets.map((set, place) => doneLine({ t, engine }, set, place))),
    el("p", { class: "where" }, t(words[1], { folder: saved.folder })),
    el("p", { class: "small" }, t("end.trends")),
    el("div", { class: "actions" }, button(t("end.again"), () => engine.send("home"), { class: "primary" }), button(t("beside.correct"), () => go("corrections"), { class: "quiet" })),
  );
}

function doneLine({ t, engine }, set, place) {
  const now = engine.get("anchor").sets[place];
  const side = set.side === "both" ? "" : ` ${t(`side.${set.side}`)}`;
  return el(
    "li",
    {},
    el("strong", {}, engine.get("catalog")[set.exercise].name + side),
    el("span", { class: "dose" }, t("end.done", { reps: now.reps, all: set.target_reps })),
    now.status !== "done" && el("span", { class: "small" }, t(`status.${now.status}`)),
  );
}
