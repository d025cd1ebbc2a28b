// The first run: what this is and is not, once, before anything else.

function firstRunScreen({ t, engine, aids }) {
  const home = engine.get("home");
  const chosen = { days: null, limit: null };
  const limited = home.today.exercises.find((each) => each.postpone_at !== null);
  const go = () => engine.send("first_run", { days_per_week: chosen.days, postpone_at: chosen.limit });
  const numbers = (first, last, none) => [...Array.from({ length: last - first + 1 }, (_, i) => ({ value: first + i, text: String(first + i) })), { value: null, text: t(none) }];
  const ask = (question, options, name) => [el("h3", {}, question), choices(question, options, undefined, (value) => (chosen[name] = value))];
  return el(
    "section",
    { class: "screen first" },
    el("h2", {}, t("first.title")),
    el("p", { class: "lead" }, t("first.what")),
    el("p", {}, t("first.not")),
    el("p", {}, t("first.private", { folder: home.folder })),
    warningSigns(t, true),
    ask(t("first.days"), numbers(1, 7, "first.days_later"), "days"),
    limited && ask(t("first.limit", { exercise: nameOf(engine, limited.exercise) }), numbers(2, 10, "first.limit_none"), "limit"),
    el("h3", {}, t("first.look")),
    el("ul", { class: "doses" }, firstExercises(engine).map((exercise) => el("li", {}, el("span", {}, nameOf(engine, exercise)), stills(t, exercise)))),
    el("h3", {}, t("sound.try")),
    hearTones(t, aids.sound),
    el("p", { class: "small" }, t("sound.try_text")),
    el("div", { class: "actions" }, button(t("first.go"), go, { class: "primary" })),
  );
}

/** What a first session holds; exercises that only a therapist adds are not among it. */
const firstExercises = (engine) =>
  Object.entries(engine.get("catalog")).filter(([, { optional }]) => !optional).map(([exercise]) => exercise);
