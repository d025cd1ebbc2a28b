// The program: old and new of each exercise side by side, what would change in words, and only then
// the change. A field starts as the program has it, or as an added exercise's source has it: no dose
// is ever proposed here.

const DOSE_FIELDS = ["sets", "reps", "hold", "hold_unit", "rest_s", "side_order", "times_per_day", "days_per_week", "postpone_at", "stop_at"];
const WHOLE = new Set(["sets", "reps", "rest_s", "times_per_day", "days_per_week", "postpone_at", "stop_at"]);

/** The program as it is, the form, and what it would change. */
function programScreen(panel) {
  const { engine, go } = panel;
  const root = waitingScreen(panel, () => go("home"));
  let form = null;

  function ask() {
    form = engine.state.program = null;
    engine.send("program");
  }
  function update() {
    const { program } = engine.state;
    if (program && !form) root.replaceChildren((form = programForm(panel, program, ask)));
    form?.update();
  }
  ask();
  return Object.assign(root, { update });
}

function programForm(panel, program, again) {
  const { t, engine, go } = panel;
  const done = engine.state.prescribed;
  const would = el("section", { class: "would", hidden: true });
  let asked = null;

  const form = formScreen(panel, {
    name: "program",
    title: t("beside.program"),
    text: t("program.text", { day: longDay(engine, program.start) }),
    label: "program.look",
    draw: (fields) => [
      done && el("p", { class: "notice", role: "status" }, t(`program.noted.${done.form}`)),
      program.lines.map((line) => exerciseCard(panel, fields, line)),
      program.more.length > 0 && el("details", { class: "more" }, el("summary", {}, t("program.more")), el("p", { class: "small" }, t("program.more_text")), program.more.map((line) => exerciseCard(panel, fields, line))),
      dayField(fields, ["from"], t("program.from", { day: longDay(engine, program.start) })),
      wordsField(fields, ["author"], t("program.author")),
      noteField(fields),
    ],
    send(values) {
      asked = values;
      return engine.send("program_preview", { values });
    },
    preview: ({ changes }) => show(changes),
    done: (answer) => ["program_save", "program_undo"].includes(answer.form),
    leave(answer) {
      engine.state.prescribed = answer;
      engine.state.answer = null; // it was the answer to this form, not to the next one
      again();
    },
    back: () => go("home"),
  });
  const undo = el("div", {}, program.back.length > 0 && backPart(panel, program.back));
  engine.state.prescribed = null;

  function look(at) {
    form.hidden = undo.hidden = at === would;
    would.hidden = at !== would;
  }
  function show(changes) {
    const save = button(t("program.save"), () => send(save), { class: "primary" });
    const title = el("h2", { tabindex: "-1" }, t("program.would"));
    would.replaceChildren(
      title,
      el("ul", { class: "changes" }, changes.map((change) => el("li", {}, changeText(panel, change)))),
      el("p", {}, t("program.earlier")),
      el("div", { class: "actions" }, save, button(t("program.back"), hide)),
    );
    look(would);
    title.focus();
    title.scrollIntoView({ block: "nearest" });
  }
  function hide() {
    look(form);
    form.querySelector("button.primary").focus();
  }
  function send(save) {
    engine.state.answer = null;
    save.disabled = true; // one tap, one change
    engine.send("program_save", { values: asked });
  }
  function update() {
    const { answer, trouble } = engine.state;
    if ((answer?.kind === "field" || trouble) && !would.hidden) hide();
    form.update();
  }
  return Object.assign(el("div", {}, form, would, undo), { update });
}

/** One exercise: what it is now, folded; inside, old and new of each field. */
function exerciseCard({ t, engine }, form, line) {
  const { exercise, here } = line;
  const about = engine.get("catalog")[exercise];
  const path = ["lines", exercise];
  const fields = el("div", { class: "pairs" }, el("p", { class: "pair heads", "aria-hidden": "true" }, el("span", {}), el("span", {}, t(here ? "program.now" : "program.source_dose")), el("span", {}, t("program.new"))));
  fields.append(...DOSE_FIELDS.filter((name) => asksFor(line, name)).map((name) => pairField(t, form, line, name)));
  const box = el("input", { type: "checkbox", onchange: () => choose(box.checked) });
  const isIn = () => form.value([...path, "on"], here);
  const show = () => (fields.hidden = !isIn());
  function choose(ticked) {
    form.set([...path, "on"], here ? !ticked : ticked);
    show();
  }
  box.checked = here ? !isIn() : isIn();
  show();
  return el(
    "details",
    { class: "card prescribed", open: form.value(path) !== undefined, "data-field": path.join("/") },
    el("summary", {}, el("strong", {}, about.name), el("span", { class: "dose" }, doseText(t, line))),
    !here && [stills(t, exercise), el("p", {}, about.movement), el("ul", { class: "small" }, about.cautions.map((caution) => el("li", {}, caution))), el("p", { class: "small" }, t("program.source", { source: about.source }))],
    el("label", { class: "tick" }, box, t(here ? "program.ends_now" : "program.add")),
    fields,
  );
}

const asksFor = (line, name) => (name.startsWith("hold") ? line.hold !== null : name === "side_order" ? line.sides > 1 : true);

/** A field with what it is now before it. */
function pairField(t, form, line, name) {
  const path = ["lines", line.exercise, name];
  const label = t(name === "reps" && line.sides > 1 ? "program.reps_each" : `program.fields.${name}`);
  const options = { hold_unit: ["s", "breaths"], side_order: ["block", "alternate"] }[name];
  const change = () => {
    form.set(path, control.value);
    mark();
  };
  const mark = () => control.classList.toggle("is-changed", control.value !== String(line[name] ?? ""));
  const control = options
    ? el("select", { onchange: change }, options.map((value) => el("option", { value }, t(`program.words.${value}`))))
    : el("input", { inputmode: WHOLE.has(name) ? "numeric" : "decimal", autocomplete: "off", oninput: change });
  control.value = form.value(path, line[name]) ?? "";
  mark();
  return el("div", { class: "field", "data-field": path.join("/") }, el("label", { class: "pair" }, el("span", {}, label), el("span", { class: "old" }, valueText(t, line, name)), control));
}

/** What a line says in a field, in words. */
function valueText(t, line, name) {
  const value = line[name];
  if (value === null) return t("program.none");
  if (name === "hold") return t(`program.hold_${value === 1 && line.hold_unit === "breaths" ? "breath" : line.hold_unit}`, { n: value.toLocaleString() });
  if (name === "hold_unit" || name === "side_order") return t(`program.words.${value}`);
  if (name === "rest_s") return t("program.hold_s", { n: value });
  return name.endsWith("_at") ? t("program.or_more", { n: value }) : String(value);
}

/** One change in a sentence, with its day. */
function changeText(panel, change) {
  const { t, engine } = panel;
  const { kind, before, after, fields, until } = change;
  const told = fields.map((name) => t("program.field", { field: t(`program.fields.${name}`), old: valueText(t, before, name), new: valueText(t, after, name) }));
  const values = { exercise: engine.get("catalog")[change.exercise]?.name, day: longDay(engine, change.from), fields: told.join(", "), dose: after && doseText(t, after) };
  return t(`program.change.${kind}`, values) + (until ? ` ${t("program.until", { day: longDay(engine, until) })}` : "");
}

const longDay = (engine, day) => dayOf(engine, day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** The way back: what it changes, then the tap that does it. */
function backPart(panel, changes) {
  const { t, engine } = panel;
  function take() {
    engine.state.answer = null;
    undo.disabled = true;
    engine.send("program_undo");
  }
  const undo = button(t("program.undo"), take);
  return el("details", { class: "back form" }, el("summary", {}, t("program.undo_title")), el("ul", { class: "changes" }, changes.map((change) => el("li", {}, changeText(panel, change)))), el("p", { class: "small" }, t("program.undo_text")), undo);
}

FORMS.program = programScreen;
