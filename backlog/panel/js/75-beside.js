// Beside the session: short forms. A wrong field is told at the field; nothing typed is lost.

/** The forms' buttons, folded below Home. */
function besideList({ t, engine, go }) {
  const flare = button(t("beside.flare"), () => engine.send("form", { form: "day", values: { about: "flare" } }));
  const names = ["check_in", "past_session", "away", "visit", "question", "activity", "change"];
  const open = (name) => button(t(`beside.${name}`), () => go(name));
  return el("details", { class: "beside" }, el("summary", {}, t("beside.title")), el("div", { class: "actions" }, flare, names.map(open)));
}

/** A form: its fields, and what is sent. A field is a function of `set(name, value)` and `t`. */
function formScreen({ t, engine, go }, { name, form, about, text }, ...fields) {
  const values = { about, tz: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const set = (key, value) => (values[key] = value);
  const made = fields.map((field) => field(set, t));
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  function save() {
    engine.state.answer = null;
    engine.send("form", { form, values });
  }
  function update() {
    const answer = engine.state.answer;
    if (answer?.kind === "noted") go("home");
    else if (answer?.kind === "field") {
      say(wrong, answer.text);
      made.find((field) => field.dataset.field === answer.field)?.after(wrong);
    }
  }
  const root = el(
    "section",
    { class: "screen form" },
    el("h2", {}, t(`beside.${name}`)),
    text && el("p", {}, t(text)),
    made,
    wrong,
    el("div", { class: "actions" }, button(t("beside.save"), save, { class: "primary" }), button(t("beside.back"), () => go("home"))),
  );
  return Object.assign(root, { update });
}

const fieldOf = (name, ...children) => el("div", { "data-field": name }, ...children);

function input(name, label, tag, attributes) {
  return (set, t) => fieldOf(name, el("label", {}, t(label), el(tag, { ...attributes, oninput: (event) => set(name, event.target.value) })));
}
const dayField = (name, label) => input(name, label, "input", { type: "date" });
const wordsField = (name, label) => input(name, label, "input", { maxlength: 200 });
const textField = (name, label) => input(name, label, "textarea", { rows: 3, maxlength: 10000 });
const note = textField("note", "beside.note");

const scaleField = (name, label) => (set, t) =>
  fieldOf(name, el("h3", {}, t(label)), scale(t, t(label), undefined, (value) => set(name, value)));

/** A choice of one; `list(t)` maps each value to its words. */
function choiceField(name, label, list, read = String) {
  return (set, t) => {
    const options = Object.entries(list(t)).map(([value, text]) => ({ value, text }));
    return fieldOf(name, el("h3", {}, t(label)), choices(t(label), options, undefined, (value) => set(name, read(value))));
  };
}
const yesNo = (t) => ({ yes: t("yes"), no: t("no") });
const aboutDays = (t) => ({ excused: t("beside.excused"), none_done: t("beside.none_done") });
const listed = (path) => (t) => t(path);

/** Every form, by its name on Home. */
const FORMS = {
  check_in: (panel) =>
    formScreen(panel, { name: "check_in", form: "check_in" }, scaleField("discomfort", "checkin.title"), choiceField("settled", "beside.settled", yesNo), note),
  past_session: (panel) =>
    formScreen(
      panel,
      { name: "past_session", form: "past_session", text: "beside.past_text" },
      dayField("day", "beside.day"),
      choiceField("part", "beside.part", listed("beside.part_list")),
      note,
    ),
  away: (panel) =>
    formScreen(
      panel,
      { name: "away", form: "day" },
      dayField("from", "beside.from"),
      dayField("to", "beside.to"),
      choiceField("about", "beside.about", aboutDays),
      choiceField("reason", "beside.why", listed("beside.reason_list")),
      note,
    ),
  visit: (panel) => formScreen(panel, { name: "visit", form: "day", about: "visit" }, dayField("from", "beside.day"), note),
  question: (panel) => formScreen(panel, { name: "question", form: "day", about: "question" }, textField("note", "beside.question")),
  activity: (panel) =>
    formScreen(
      panel,
      { name: "activity", form: "activity", about: "activity" },
      wordsField("name", "beside.activity_name"),
      scaleField("value", "beside.activity_value"),
      note,
    ),
  change: (panel) =>
    formScreen(
      panel,
      { name: "change", form: "activity", about: "global_change" },
      choiceField("value", "beside.change", listed("beside.change_list"), Number),
      note,
    ),
};
