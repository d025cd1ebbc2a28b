// Before a session: first run, home, check-in. Each screen is made anew when it is come to.

function firstRunScreen({ t, engine, aids }) {
  const home = engine.get("home");
  const catalog = engine.get("catalog");
  const limited = home.today.exercises.find((each) => each.postpone_at !== null);
  const chosen = { days: null, upTo: null };
  const days = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, text: String(value) }));
  const limits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => ({ value, text: String(value) }));
  const go = () =>
    // "Up to 4" postpones at 5.
    engine.send("first_run", { days_per_week: chosen.days, postpone_at: chosen.upTo === null ? null : chosen.upTo + 1 });
  return el(
    "section",
    { class: "screen first" },
    el("h2", {}, t("first.title")),
    el("p", { class: "lead" }, t("first.what")),
    el("p", {}, t("first.not")),
    warningSigns(t, true),
    el("h3", {}, t("first.days")),
    choices(t("first.days"), [...days, { value: null, text: t("first.days_later") }], undefined, (value) => (chosen.days = value)),
    limited && [
      el("h3", {}, t("first.limit", { exercise: catalog[limited.exercise].name })),
      choices(t("session.rate", { exercise: catalog[limited.exercise].name }), [...limits, { value: null, text: t("first.limit_none") }], undefined, (value) => (chosen.upTo = value)),
    ],
    el("h3", {}, t("first.look")),
    el("ul", { class: "doses" }, Object.entries(catalog).filter(([, { optional }]) => !optional).map(([exercise, { name }]) => el("li", {}, el("span", {}, name), stills(t, exercise)))),
    el("h3", {}, t("sound.try")),
    hearTones(t, aids.sound),
    el("p", { class: "small" }, t("sound.try_text")),
    el("p", { class: "small" }, t("first.private", { folder: home.folder })),
    el("div", { class: "actions" }, button(t("first.go"), go, { class: "primary" })),
  );
}

function homeScreen(panel) {
  const { t, engine, go } = panel;
  const home = engine.get("home");
  const start = button(t("home.start"), () => go("checkin"), { class: "primary", disabled: !home.today.exercises.length });
  return el(
    "section",
    { class: "screen home" },
    el("h2", {}, t("home.title")),
    home.unfinished.map((left) => unfinishedCard(panel, left)),
    home.elsewhere.map((session) => elsewhereCard(panel, session)),
    notices(t, home),
    home.today.exercises.length
      ? el("ol", { class: "doses" }, home.today.exercises.map((each) => doseLine(panel, each)))
      : el("p", {}, t("home.nothing")),
    el("p", { class: "small" }, t("home.minutes", { minutes: Math.round(home.today.seconds / 60) })),
    el("div", { class: "actions" }, start),
    el("p", { class: "counts" }, countsLine(t, home)),
    engine.state.answer?.kind === "noted" && el("p", { class: "notice", role: "status" }, t("beside.noted")),
    besideList(panel),
    el("p", { class: "small" }, t("home.folder", { folder: home.folder })),
  );
}

function doseLine({ t, engine }, dose) {
  const about = engine.get("catalog")[dose.exercise];
  return el(
    "li",
    {},
    el("strong", {}, about.name),
    el("span", { class: "dose" }, doseText(t, dose)),
    dose.postpone_at !== null && el("span", { class: "small" }, t("home.postponed_at", { limit: dose.postpone_at })),
    stills(t, dose.exercise),
  );
}

export function doseText(t, dose) {
  const kind = dose.hold === null ? "reps" : dose.hold_unit === "breaths" ? "breaths" : "hold";
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

/** A session that another kernel runs, and the way to go on with it here. */
function elsewhereCard({ t, engine }, session) {
  return el(
    "div",
    { class: "notice card" },
    el("p", {}, t("home.elsewhere")),
    el("div", { class: "actions" }, button(t("home.take_over"), () => engine.send("take_over", { session }))),
  );
}

function unfinishedCard({ t, engine }, left) {
  const tell = (kind, values) => engine.send(kind, { session: left.session, ...values });
  const began = left.began ? new Date(left.began) : null;
  const discard = () => {
    ask.hidden = false;
    ask.querySelector("button").focus();
  };
  const ask = el(
    "div",
    { class: "ask", hidden: true },
    el("p", {}, t("unfinished.sure")),
    button(t("yes"), () => tell("discard")),
    button(t("no"), () => (ask.hidden = true)),
  );
  return el(
    "div",
    { class: "notice card" },
    el("h3", {}, t("unfinished.title")),
    el("p", {}, t("unfinished.began", { when: began ? began.toLocaleString() : "" })),
    left.old && el("p", {}, t("unfinished.old")),
    el(
      "div",
      { class: "actions" },
      button(t("unfinished.resume"), () => tell("resume"), { class: left.old ? "plain" : "primary" }),
      button(t("unfinished.partial"), () => tell("save_partial", { events: engine.kept(left.session) }), { class: left.old ? "primary" : "plain" }),
      button(t("unfinished.discard"), discard, { class: "quiet" }),
    ),
    ask,
  );
}

function checkinScreen(panel) {
  const { t, engine, go } = panel;
  const said = { rating: undefined, anyway: new Set(), lighter: false, ticked: false };
  const today = engine.get("home").today.exercises;
  const effects = el("div", { class: "effects", role: "status" });
  const begin = button(t("checkin.begin"), start, { class: "primary", disabled: true });
  const body = el("div", {});

  function start() {
    begin.disabled = true; // one tap, one session
    const { rating, anyway, lighter, ticked } = said;
    engine.begin({ discomfort: rating, anyway: [...anyway], lighter, warning_signs: ticked ? "ticked" : null });
  }
  function choose(value) {
    said.rating = value;
    said.anyway.clear();
    rating.show(value);
    press(rather, value === null);
    refresh();
  }
  function refresh() {
    const todo = today.length - left().filter((each) => !said.anyway.has(each.exercise)).length;
    begin.disabled = !said.ticked && (said.rating === undefined || todo === 0);
    effects.replaceChildren(...restWords(), ...left().map(effect));
    body.hidden = said.ticked;
    ticked.hidden = !said.ticked;
    begin.textContent = t(said.ticked ? "signs.ticked_record" : "checkin.begin");
  }
  const left = () => (said.rating === undefined ? [] : today.filter((each) => isPostponed(each, said.rating)));
  function restWords() {
    const atLimit = today.some((each) => each.stop_at !== null && said.rating >= each.stop_at);
    if (!said.rating || !atLimit) return [];
    return [el("p", { class: "notice" }, t(said.rating === 10 ? "checkin.rest_only" : "checkin.rest", { rating: said.rating }))];
  }
  function effect(each) {
    const exercise = engine.get("catalog")[each.exercise].name;
    if (said.anyway.has(each.exercise)) return el("p", {}, t("checkin.anyway_on", { exercise }));
    const why = said.rating === null ? "checkin.not_rated" : "checkin.postponed";
    const anyway = () => {
      said.anyway.add(each.exercise);
      refresh();
    };
    return el("p", {}, t(why, { exercise, limit: each.postpone_at }), " ", button(t("checkin.anyway"), anyway, { class: "quiet" }));
  }

  const rating = scale(t, t("checkin.title"), undefined, choose);
  const rather = button(t("scale.rather_not"), () => choose(null), { class: "quiet choice" });
  press(rather, false);
  const lighter = button(t("checkin.lighter"), () => press(lighter, (said.lighter = !said.lighter)), { class: "choice" });
  press(lighter, false);
  body.append(rating, rather, effects, el("div", {}, lighter));
  const ticked = el("p", { class: "notice", role: "alert", hidden: true }, t("signs.ticked"));
  const signs = warningSigns(t, false, (on) => {
    said.ticked = on;
    refresh();
  });
  const root = el(
    "section",
    { class: "screen checkin" },
    el("h2", {}, t("checkin.title")),
    body,
    ticked,
    el("div", { class: "actions" }, begin, button(t("checkin.back"), () => go("home"))),
    signs,
  );
  // Where Begin led to trouble it can be tried again.
  return Object.assign(root, { update: () => engine.state.trouble && refresh() });
}

/** Whether the limit of an exercise leaves it out at this rating (null: not rated). */
export function isPostponed(dose, rating) {
  const restOnly = rating === 10 && dose.stop_at !== null;
  return restOnly || (dose.postpone_at !== null && (rating === null || rating >= dose.postpone_at));
}
