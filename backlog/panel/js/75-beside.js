// Beside the session: what is offered at Home, and the short forms behind it.

const BESIDE = {
  how: ["check_in", "activities", "change"],
  what: ["past_session", "away", "what_changed"],
  visit: ["question", "next_visit", "visit", "program"],
};

const toForm = ({ t, go }) => (name) => button(t(`beside.${name}`), () => go(name));

/** A way to each form that is due. */
function dueButtons(panel) {
  const { beside } = panel.engine.get("home");
  const due = { check_in: !beside.checked_in, activities: beside.rate, change: beside.change };
  return Object.keys(due).filter((name) => due[name]).map(toForm(panel));
}

/** Every form, folded, and the way to correct what was entered. */
function besideList(panel) {
  const { t, go } = panel;
  const part = (name) => [el("h3", {}, t(`beside.part.${name}`)), el("div", { class: "actions" }, BESIDE[name].map(toForm(panel)))];
  return el(
    "div",
    { class: "beside" },
    el("details", {}, el("summary", {}, t("beside.title")), Object.keys(BESIDE).map(part)),
    button(t("beside.correct"), () => go("corrections"), { class: "quiet" }),
  );
}

/**
 * A form that makes rows: `form` is its name in the kernel, `about` what it always says, `said` gives
 * what is not kept in a draft.
 */
function besideForm(panel, { name, form = "day", about, text, said = () => ({}) }, draw) {
  const { t, engine, go } = panel;
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return formScreen(panel, {
    name,
    title: t(`beside.${name}`),
    text: text && t(text),
    fixed: { tz, ...(about && { about }) },
    draw,
    send: (values, id) => engine.send("form", { form, id, values: { ...values, ...said() } }),
    done: (answer, id) => answer.id === id, // not that of another tab
    leave: () => go("home"),
  });
}

/** How it is on a day: with the questions that a session's check-in would ask at this rating. */
function checkInForm(panel) {
  const { t, engine } = panel;
  const { asked } = engine.get("home");
  let said;
  return besideForm(panel, { name: "check_in", form: "check_in", said: () => said() }, (form) => {
    const signs = tickableSigns(panel, asksAt(asked.signs_from), () => {});
    const further = el("p", { class: "notice", role: "status", hidden: true });
    const tell = (point) => say(further, asked.further.includes(point) ? t("beside.further") : "");
    const points = POINTS.map((value) => [value, t(`furthest.${value}`)]);
    const furthest = choiceField(form, ["furthest"], t("checkin.furthest"), points, { chosen: tell });
    const ask = (rating) => {
      furthest.hidden = rating === undefined || rating === 0 || !asksAt(asked.furthest_from, rating);
      tell(furthest.hidden ? null : form.value(["furthest"]));
      signs.root.open ||= rating !== undefined && asksAt(asked.signs_from, rating);
    };
    const rating = ratingField(form, ["discomfort"], t("checkin.title"), { chosen: ask });
    ask(form.value(["discomfort"]));
    said = () => ({ signs: signs.notes(), ...(furthest.hidden && { furthest: null }) });
    return [rating, furthest, further, signs.root, noteField(form)];
  });
}

/** All as prescribed; what was not is told by exercise and side, in a part that is folded. */
function pastSessionForm(panel) {
  const { engine } = panel;
  const sides = (dose) => (dose.sides > 1 ? ["left", "right"] : ["both"]);
  const lines = engine.get("home").today.exercises.flatMap((dose) => sides(dose).map((side) => [dose.exercise, side]));
  return besideForm(panel, { name: "past_session", form: "past_session", text: "beside.past_text" }, (form) => {
    const { t } = form;
    const told = () => lines.some(([exercise, side]) => !["all", undefined].includes(form.value(["done", `${exercise} ${side}`, "how"])));
    const rest = lines.map(([exercise, side]) => doneField(form, `${exercise} ${side}`, sideName(t, engine.get("catalog"), exercise, side)));
    return [
      dayField(form, ["day"], t("beside.day")),
      choiceField(form, ["part"], t("beside.when"), wordsOf(t, "beside.part_list")),
      el("details", { open: told(), "data-field": "done" }, el("summary", {}, t("beside.not_all")), el("p", { class: "small" }, t("beside.not_all_text")), rest),
      noteField(form),
    ];
  });
}

const sideName = (t, catalog, exercise, side) => `${catalog[exercise]?.name ?? exercise}${side === "both" ? "" : `, ${t(`side.${side}`)}`}`;

function doneField(form, name, label) {
  const path = ["done", name];
  const reps = numberField(form, [...path, "reps"], form.t("beside.done_reps"));
  const show = (how) => (reps.hidden = how !== "part");
  show(form.value([...path, "how"]));
  const how = choiceField(form, [...path, "how"], label, wordsOf(form.t, "beside.done_list"), { known: "all", chosen: show });
  return el("div", { "data-field": path.join("/") }, how, reps);
}

function awayForm(panel) {
  return besideForm(panel, { name: "away" }, (form) => [
    dayField(form, ["from"], form.t("beside.from")),
    dayField(form, ["to"], form.t("beside.to")),
    choiceField(form, ["about"], form.t("beside.about"), wordsOf(form.t, "value.kind", ["excused", "none_done"])),
    choiceField(form, ["reason"], form.t("beside.why"), wordsOf(form.t, "value.reason", ["ill", "travel", "therapist", "work", "other"])),
    noteField(form),
  ]);
}

function whatChangedForm(panel) {
  return besideForm(panel, { name: "what_changed", about: "change" }, (form) => [
    choiceField(form, ["reason"], form.t("beside.changed"), wordsOf(form.t, "value.reason", ["medicine", "work", "treatment", "other"])),
    textField(form, ["note"], form.t("beside.changed_what")),
    dayField(form, ["from"], form.t("beside.since")),
  ]);
}

/** Those in use, and room for a new one while there are fewer than three. */
function activitiesForm(panel) {
  const { activities, room } = panel.engine.get("home").beside;
  return besideForm(panel, { name: "activities", form: "activities", text: "beside.activities_text" }, (form) => {
    const ends = form.t("beside.activity_ends");
    const fresh = [
      wordsField(form, ["name"], form.t(activities.length ? "beside.activity_new" : "beside.activity_name")),
      ratingField(form, ["value"], form.t("beside.activity_value"), { ends }),
    ];
    return [
      el("div", { "data-field": "ratings" }, activities.map((name) => ratingField(form, ["ratings", name], name, { ends }))),
      room ? fresh : el("p", { class: "small" }, form.t("beside.three")),
    ];
  });
}

/** The open questions, each with a tick for when it was asked, and room for another. */
function questionForm(panel) {
  const { t, engine } = panel;
  const open = engine.get("home").beside.questions;
  const line = ({ id, text }) => {
    const box = el("input", { type: "checkbox", onchange: () => engine.send(box.checked ? "delete" : "undo", { table: "days", id }) });
    return el("li", {}, el("label", { class: "tick" }, box, el("span", {}, text)));
  };
  const list = open.length ? [el("h3", {}, t("beside.open")), el("p", { class: "small" }, t("beside.open_text")), el("ul", { class: "questions" }, open.map(line))] : [];
  return besideForm(panel, { name: "question", about: "question" }, (form) => [list, textField(form, ["note"], t("beside.question_new"))]);
}

/** A visit, and how well the therapist saw each exercise done, where she said it. */
function visitForm(panel) {
  const { t, engine } = panel;
  const catalog = engine.get("catalog");
  const stars = [1, 2, 3, 4, 5].map((value) => [value, String(value)]);
  const line = (form, id) => choiceField(form, ["quality", id], catalog[id]?.name ?? id, stars, { none: t("beside.quality_none") });
  return besideForm(panel, { name: "visit", form: "visit" }, (form) => [
    dayField(form, ["from"], t("beside.day")),
    el("details", { open: form.value(["quality"]) !== undefined }, el("summary", {}, t("beside.quality")), el("p", { class: "small" }, t("beside.quality_text")), engine.get("home").today.exercises.map(({ exercise }) => line(form, exercise))),
    noteField(form),
  ]);
}

/** Every form, by its name at Home. */
const FORMS = {
  check_in: checkInForm,
  activities: activitiesForm,
  change: (panel) =>
    besideForm(panel, { name: "change", form: "global_change" }, (form) => [
      choiceField(form, ["value"], form.t("beside.change_label"), [-3, -2, -1, 0, 1, 2, 3].map((value) => [value, form.t("value.value")[value]])),
      noteField(form),
    ]),
  past_session: pastSessionForm,
  away: awayForm,
  what_changed: whatChangedForm,
  question: questionForm,
  next_visit: (panel) => besideForm(panel, { name: "next_visit", about: "next_visit" }, (form) => [dayField(form, ["from"], form.t("beside.visit_day")), noteField(form)]),
  visit: visitForm,
};
