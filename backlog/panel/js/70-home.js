// Home: today's program, what is done and what is left of it, and the way to begin.

function homeScreen(panel) {
  const { t, engine } = panel;
  const home = engine.get("home");
  const held = home.held && heldCard(panel, home.held);
  const root = el(
    "section",
    { class: "screen home" },
    el("div", { class: "titled" }, el("h2", {}, t("home.title")), el("span", { class: "small" }, dayWords(engine, home.day))),
    held,
    home.unfinished.map((left) => unfinishedCard(panel, left, held)),
    !held && home.elsewhere.map((session) => elsewhereCard(panel, session)),
    notices(t, home),
    !held && home.away && awayCard(panel, home.away),
    home.asked.morning_after && morningCard(panel, home.asked.morning_after),
    home.visit?.soon && visitCard(panel, home.visit),
    !held && todayPart(panel, home),
    el("p", { class: "counts" }, countsLine(t, home)),
    engine.state.answer?.kind === "noted" && el("p", { class: "notice", role: "status" }, t("beside.noted")),
    quickPart(panel, home),
    besideList(panel),
    el("p", { class: "small" }, t("home.folder", { folder: home.folder })),
  );
  return Object.assign(root, { update: () => held?.update() });
}

/** The exercises, and one or two ways to begin. */
function todayPart(panel, { today, so_far }) {
  const { t, engine } = panel;
  if (!today.exercises.length) return [el("p", {}, t("home.nothing")), el("div", { class: "actions" }, button(t("home.start"), () => {}, { class: "primary", disabled: true }))];
  const { left, done } = so_far;
  const begin = (only) => () => {
    engine.state.only = only;
    panel.go("checkin");
  };
  const names = left.map((exercise) => nameOf(engine, exercise)).join(", ");
  return [
    el("ol", { class: "doses" }, today.exercises.map((each) => doseLine(panel, each, so_far))),
    el("p", { class: "small" }, t("home.minutes", { minutes: Math.round(today.seconds / 60) })),
    left.length > 0 && el("p", {}, t("home.left", { what: names })),
    done && el("p", {}, t("home.done")),
    el(
      "div",
      { class: "actions" },
      left.length > 0 && button(t("home.start_left"), begin(left), { class: "primary" }),
      button(t(done || left.length ? "home.again" : "home.start"), begin(null), { class: done || left.length ? "plain" : "primary" }),
    ),
  ];
}

/** What is one tap away: what is due, and on any day a flare-up and a question for the next visit. */
function quickPart(panel, home) {
  const { t, engine, go } = panel;
  const tell = oneTap(engine, "day");
  const flare = () => tell({ about: "flare" });
  const noted = el("span", { class: "small" }, t("home.flare_on"));
  return el("div", { class: "actions quick" }, dueButtons(panel), home.so_far.flare ? noted : button(t("beside.flare"), flare), button(t("home.for_visit"), () => go("question")));
}

function doseLine({ t, engine }, dose, { ended, postponed }) {
  const { exercise, postpone_at } = dose;
  const worst = ended[exercise];
  const often = postponed[exercise] >= 3;
  return el(
    "li",
    {},
    el("strong", {}, nameOf(engine, exercise)),
    el("span", { class: "dose" }, doseText(t, dose)),
    postpone_at !== null && el("span", { class: "small" }, t(`home.limit${postpone_at > 1 ? "" : "_none"}`, { limit: postpone_at })),
    worst !== undefined && el("span", { class: "small" }, t("home.ended", { worst })),
    often && el("span", { class: "small" }, t("home.ask_limit", { n: postponed[exercise] })),
    stills(t, exercise),
  );
}

/** The name of an exercise; one that this catalogue does not know keeps its id. */
const nameOf = (engine, exercise) => engine.get("catalog")[exercise]?.name ?? exercise;

/** A day as it is said: Sunday, 22 November. */
function dayWords(engine, day) {
  return dayOf(engine, day, { weekday: "long", day: "numeric", month: "long" });
}

export function doseText(t, dose) {
  const kind = dose.hold === null ? (dose.reps === 1 ? "rep" : "reps") : dose.hold_unit === "breaths" ? (dose.hold === 1 ? "breath" : "breaths") : "hold";
  const sets = dose.sets > 1 ? t("home.sets", { sets: dose.sets }) : "";
  const sides = dose.sides > 1 ? `, ${t("home.each_side")}` : "";
  return sets + t(`home.dose_${kind}`, { reps: dose.reps, hold: dose.hold }) + sides;
}

function countsLine(t, { counts, today }) {
  const { sessions, weeks, planned } = counts;
  const done = counts.today ? `${t("home.done_today", { done: counts.today, planned: today.times_per_day })} · ` : "";
  if (!sessions) return done + t("home.count_none");
  if (sessions === 1 && !planned) return done + t("home.count_one");
  const sentence = `home.count${planned ? "_planned" : ""}${weeks === 1 ? "_week" : ""}`;
  return done + t(sentence, { sessions, planned, weeks });
}

/** What the person should know before starting: a log that can't be written, lines set aside. */
function notices(t, home) {
  const notes = [...home.told];
  if (home.unusable) notes.push(t("home.unusable", { why: home.unusable }), t("home.fallback", { folder: home.fallback }));
  if (home.problems.length) {
    notes.push(t("home.problems", { n: home.problem_count }), ...home.problems.slice(0, 3));
    if (home.problem_count > 3) notes.push(t("home.more", { n: home.problem_count - 3 }));
  }
  return notes.length ? el("div", { class: "notice", role: "status" }, notes.map((note) => el("p", {}, note))) : null;
}
