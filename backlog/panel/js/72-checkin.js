// The check-in: one screen before the first movement. Nothing is chosen beforehand; what follows from
// a choice is told before Begin. The rules are the kernel's: here a rating is only compared.

const POINTS = ["back", "buttock", "thigh", "below_knee"];

/** Whether a question is asked at this rating: `from` is the lowest that asks it, null asks never. */
const asksAt = (from, rating) => from !== null && (rating ?? 0) >= from;

function checkinScreen(panel) {
  const { t, engine, go } = panel;
  const home = engine.get("home");
  const { asked, so_far } = home;
  const { only } = engine.state;
  const today = home.today.exercises.filter((each) => !only || only.includes(each.exercise));
  const said = { rating: undefined, furthest: null, anyway: new Set(), lighter: false };
  const signs = tickableSigns(panel, asksAt(asked.signs_from), refresh);
  const look = el("p", { class: "small", hidden: !signs.shown() }, t("signs.look"));
  const effects = el("div", { class: "effects", role: "status" });
  const begin = button(t("checkin.begin"), start, { class: "primary", disabled: true });

  const isHeld = () => HOLDING.includes(signs.level());

  function start() {
    const { rating, furthest, anyway, lighter } = said;
    const warning_signs = isHeld() ? "ticked" : signs.shown() ? "shown" : null;
    engine.begin({ discomfort: rating, furthest, anyway: [...anyway], lighter, only, warning_signs, signs: signs.notes() });
    refresh();
  }
  function choose(value) {
    said.rating = value;
    said.anyway.clear();
    rating.show(value);
    press(rather, value === null);
    furthest.hidden = value === 0 || !asksAt(asked.furthest_from, value);
    if (furthest.hidden) point((said.furthest = null));
    if (value !== null && asksAt(asked.signs_from, value)) {
      signs.root.open = true;
      look.hidden = false;
    }
    refresh();
  }
  function refresh() {
    const todo = today.length - out().filter((each) => !said.anyway.has(each.exercise)).length;
    const held = isHeld();
    questions.inert = engine.begins(); // one tap, one session: what is said later would not be in it
    begin.disabled = questions.inert || (!held && (said.rating === undefined || todo === 0));
    lighter.hidden = todo === 0;
    begin.textContent = t(held ? "signs.record" : "checkin.begin");
    effects.replaceChildren(...restWords(), ...moved(), ...out().map(effect));
    body.hidden = held;
  }
  const out = () => (said.rating === undefined ? [] : today.filter((each) => each.exercise in so_far.ended || isPostponed(each, said.rating)));
  function restWords() {
    const atLimit = today.some((each) => each.stop_at !== null && said.rating >= each.stop_at);
    if (!said.rating || !atLimit) return [];
    return [el("p", { class: "notice" }, t(said.rating === 10 ? "checkin.rest_only" : "checkin.rest", { rating: said.rating }))];
  }
  /** Only what is known to have been higher up has moved. */
  const moved = () => (asked.further.includes(said.furthest) ? [el("p", { class: "notice" }, t("checkin.further"))] : []);
  function effect(each) {
    const exercise = nameOf(engine, each.exercise);
    if (said.anyway.has(each.exercise)) return el("p", {}, t("checkin.anyway_on", { exercise }));
    const anyway = () => {
      said.anyway.add(each.exercise);
      refresh();
    };
    const often = so_far.postponed[each.exercise] >= 3 && !(each.exercise in so_far.ended);
    const why = t(whyOut(each, said.rating, so_far), { exercise, limit: each.postpone_at, worst: so_far.ended[each.exercise] });
    return el("p", {}, why, often && ` ${t("checkin.ask_limit")}`, " ", button(t("checkin.anyway"), anyway, { class: "quiet" }));
  }

  const rating = scale(t, t("checkin.title"), undefined, choose);
  const rather = button(t("scale.rather_not"), () => choose(null), { class: "quiet choice" });
  press(rather, false);
  const points = POINTS.map((value) => ({ value, text: t(`furthest.${value}`) }));
  const row = choices(t("checkin.furthest"), points, undefined, (value) => {
    said.furthest = value;
    refresh();
  });
  const point = row.show;
  const furthest = el("div", { hidden: true }, el("h3", {}, t("checkin.furthest")), row);
  const lighter = button(t("checkin.lighter"), () => press(lighter, (said.lighter = !said.lighter)), { class: "choice" });
  press(lighter, false);
  const body = el("div", {}, rating, rather, furthest, effects, el("div", {}, lighter));
  const questions = el("div", {}, body, look, signs.root);
  const root = el(
    "section",
    { class: "screen checkin" },
    el("h2", {}, t("checkin.title")),
    only && el("p", { class: "small" }, t("home.left", { what: only.map((exercise) => nameOf(engine, exercise)).join(", ") })),
    questions,
    el("div", { class: "actions" }, begin, button(t("checkin.back"), () => go("home"))),
  );
  const key = (pressed) => {
    const value = ratingOf(pressed);
    if (pressed === "enter" && !begin.disabled) return start;
    return value !== null && !body.hidden && !questions.inert ? () => choose(value) : null;
  };
  // Where Begin led to trouble it can be tried again.
  return Object.assign(root, { update: () => questions.inert !== engine.begins() && refresh(), key });
}

/** Whether the limit of an exercise leaves it out at this rating (null: not rated). */
export function isPostponed(dose, rating) {
  const restOnly = rating === 10 && dose.stop_at !== null;
  return restOnly || (dose.postpone_at !== null && (rating === null || rating >= dose.postpone_at));
}

/** The sentence that says why an exercise is left out. */
function whyOut(dose, rating, { ended }) {
  if (dose.exercise in ended) return "checkin.ended";
  if (rating === null) return "checkin.not_rated";
  if (dose.postpone_at === null) return "checkin.rest_out";
  return dose.postpone_at > 1 ? "checkin.postponed" : "checkin.postponed_none";
}
