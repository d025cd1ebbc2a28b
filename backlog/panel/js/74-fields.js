// Forms: fields, what was typed so far, and what is told when it is sent. A wrong field is told at
// the field; what was typed stays until it is noted, also when the page is loaded anew.

const WORDS = ["note", "name"]; // what is kept of a form that was begun on another day

/**
 * What was typed in the form `name`, kept in the browser under the folder's id. It goes by one `id`
 * until the log holds it, whichever screen was seen then: sent again, it is noted once.
 */
function makeDraft(engine, name) {
  const { folder_id, day } = engine.get("home");
  const key = `backlog:${folder_id}:form:${name}`;
  const storage = browserStorage();
  const read = readDraft(storage, key);
  const kept = engine.isNoted(read?.id) ? null : read;
  const id = kept?.id ?? newId();
  const write = (values) => {
    try {
      if (Object.keys(values).length) storage?.setItem(key, JSON.stringify({ id, day, values }));
      else storage?.removeItem(key);
    } catch {
      // A full or forbidden storage costs only what a reload would lose.
    }
  };
  return { id, values: draftOf(kept, day), keep: write, forget: () => write({}) };
}

function readDraft(storage, key) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** A rating is of its day: of a form that was begun on an earlier one only the words are kept. */
export function draftOf(kept, day) {
  const values = kept?.values ?? {};
  if (kept?.day === day) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => WORDS.includes(name)));
}

/** Whether anything was said: a text that was erased again says nothing. */
const holdsAny = (values) => Object.values(values).some((value) => value !== "");

/** The value at a path into nested values; undefined when there is none. */
const valueAt = (values, path) => path.reduce((node, name) => node?.[name], values);

function setAt(values, path, value) {
  const [name, ...rest] = path;
  if (rest.length) setAt((values[name] ??= {}), rest, value);
  else values[name] = value;
}

/**
 * A form: `draw(form)` makes its fields, `send(values, id)` sends what they hold and returns what the
 * question is known by, `preview(answer)` shows what they would change, `done(answer, id)` says whether
 * an answer is that to it, `leave` is where it leads then. What was sent stands as it was sent until
 * the kernel has seen to it, also when the form is left and opened again.
 */
function formScreen(panel, { name, title, text, fixed = {}, label = "beside.save", draw, send, preview, done, leave, also = () => [], back = leave }) {
  const { t, engine } = panel;
  const root = el("section", { class: "screen form" });
  const wrong = el("p", { class: "wrong", id: `wrong-${newId()}`, role: "alert", hidden: true });
  let draft, values, fields, afresh, save;
  let told = null; // the answer that was told last: a change elsewhere does not move the focus again

  const form = {
    t,
    value: (path, known) => valueAt(values, path) ?? (valueAt(values, path) === null ? null : known),
    set(path, value) {
      setAt(values, path, value);
      draft.keep(values);
    },
  };

  function show() {
    draft = makeDraft(engine, name);
    values = structuredClone(draft.values);
    wrong.hidden = true;
    save = button(t(label), ask, { class: "primary" });
    afresh = button(t("form.afresh"), beginAfresh, { class: "quiet" });
    fields = el("div", { class: "fields" }, [draw(form)].flat(Infinity).filter(Boolean));
    root.replaceChildren(
      el("h2", {}, title),
      text ? el("p", {}, text) : "",
      holdsAny(values) ? el("p", { class: "notice" }, t("form.kept"), " ", afresh) : "",
      fields,
      wrong,
      el("div", { class: "actions" }, save, also(form), button(t("beside.back"), back)),
    );
    hold();
  }

  function beginAfresh() {
    draft.forget();
    show();
    root.querySelector("button, input, textarea, select")?.focus();
  }
  function ask() {
    engine.state.answer = null;
    clear();
    engine.state.sent[name] = send({ ...fixed, ...values }, draft.id);
    setTimeout(tellLate, PATIENCE);
    hold();
  }
  const waits = () => engine.awaits(engine.state.sent[name]);
  const hold = () => (fields.inert = save.disabled = afresh.disabled = waits());
  const tellLate = () => waits() && say(wrong, t("late.form"));
  function clear() {
    fields.after(wrong);
    wrong.hidden = true;
    root.querySelectorAll("[aria-describedby]").forEach((each) => ["aria-invalid", "aria-describedby"].forEach((name) => each.removeAttribute(name)));
  }
  function tell(answer) {
    const sentence = t("wrong")[answer.text] ? t(`wrong.${answer.text}`, answer.values) : answer.text;
    const field = [...root.querySelectorAll("[data-field]")].find((each) => each.dataset.field === answer.field);
    for (let folded = field?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    field?.append(wrong);
    say(wrong, sentence);
    const control = field?.querySelector("input, textarea, select") ?? field?.querySelector("[role=group]");
    control?.setAttribute("aria-describedby", wrong.id);
    if (control?.matches("input, textarea")) control.setAttribute("aria-invalid", "true");
    (control?.matches("[role=group]") ? control.querySelector("button") : control)?.focus();
  }
  function update() {
    const { answer } = engine.state;
    hold();
    if (!answer || answer === told || waits()) return;
    told = answer;
    if (answer.kind === "noted" && done(answer, draft.id)) {
      draft.forget();
      leave(answer);
    } else if (answer.kind === "field") tell(answer);
    else if (answer.kind === "preview" && preview) preview(answer);
  }

  show();
  return Object.assign(root, { update });
}

/** What is shown until the kernel has told what a form is made of; it may never do. */
const waitingScreen = ({ t }, back) =>
  el("section", { class: "screen" }, el("p", { role: "status" }, "…"), el("div", { class: "actions" }, button(t("beside.back"), back)));

const fieldOf = (path, ...children) => el("div", { class: "field", "data-field": path.join("/") }, ...children);

/** A field of one's own words, numbers or days; what it is, is told by its label. */
function typed(form, path, label, tag, attributes = {}, known = "") {
  const control = el(tag, { ...attributes, oninput: (event) => form.set(path, event.target.value) });
  control.value = form.value(path, known) ?? "";
  return fieldOf(path, el("label", {}, label, control));
}
const dayField = (form, path, label, known) => typed(form, path, label, "input", { type: "date" }, known);
const wordsField = (form, path, label, known) => typed(form, path, label, "input", { maxlength: 200, autocomplete: "off" }, known);
const numberField = (form, path, label, known) => typed(form, path, label, "input", { inputmode: "decimal", autocomplete: "off", class: "short" }, known);
const textField = (form, path, label, known) => typed(form, path, label, "textarea", { rows: 3, maxlength: 10000 }, known);
const noteField = (form) => textField(form, ["note"], form.t("beside.note"));

/** A choice of one; `options` are [value, words]; `none` are the words for no answer. */
function choiceField(form, path, label, options, { known, none, chosen = () => {} } = {}) {
  const all = [...options, ...(none ? [[null, none]] : [])].map(([value, text]) => ({ value, text }));
  const choose = (value) => {
    form.set(path, value);
    chosen(value);
  };
  const row = choices(label, all, form.value(path, known), choose);
  if (none) row.lastElementChild.classList.add("none");
  return fieldOf(path, el("h3", {}, label), row);
}

/** A rating from 0 to 10; `none` are the words for no answer, `ends` those below both ends. */
function ratingField(form, path, label, { known, none, ends, chosen = () => {} } = {}) {
  const rated = form.value(path, known);
  const row = scale(form.t, label, rated, (value) => choose(value));
  if (ends) row.querySelectorAll(".ends span").forEach((end, place) => (end.textContent = ends[place]));
  const nothing = none && button(none, () => choose(null), { class: "quiet choice none" });
  const show = (value) => {
    row.show(value);
    if (nothing) press(nothing, value === null);
  };
  function choose(value) {
    show(value);
    form.set(path, value);
    chosen(value);
  }
  show(rated);
  return fieldOf(path, el("h3", {}, label), row, nothing);
}

/** Words by their value, from the panel's texts. */
const wordsOf = (t, path, values) => (values ?? Object.keys(t(path))).map((value) => [value, t(path)[value] ?? String(value)]);
