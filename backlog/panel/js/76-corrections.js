// Correct, delete, undo: the entries of the log as a list, and one of them with its fields and its
// history. Nothing is rewritten: the kernel appends.

const SHOWN = 30; // lines of the list at first, and more with each tap

/** The entries, the newest first; the deleted ones on request. */
function correctionsScreen(panel) {
  const { t, engine, go } = panel;
  let asked = { most: SHOWN, deleted: false };
  let drawn = null;
  const done = engine.state.corrected;
  const changed = done?.changed !== false;
  const notice = done && el("p", { class: "notice", role: "status" }, t(`entry.noted.${changed ? done.form : "nothing"}`), " ", changed && button(t("entry.undo_that"), takeBack, { class: "quiet" }));
  const list = el("ul", { class: "entries" });
  const more = button("", () => ask({ most: asked.most + SHOWN }), { hidden: true });
  const which = button(t("entry.show_deleted"), () => ask({ deleted: !asked.deleted, most: SHOWN }), { class: "quiet" });

  function ask(change) {
    asked = { ...asked, ...change };
    engine.send("entries", asked);
  }
  function takeBack() {
    engine.state.answer = null;
    engine.send("undo", { table: done.table, id: done.id });
  }
  function open(line) {
    engine.state.entry = null;
    engine.send("entry", { table: line.table, id: line.id });
    go("entry");
  }
  function draw({ entries, more: rest, deleted }) {
    list.replaceChildren(...entries.map((line) => el("li", {}, entryButton(panel, line, open))));
    if (!entries.length) list.append(el("li", { class: "small" }, t(deleted ? "entry.none_deleted" : "entry.nothing")));
    more.hidden = !rest;
    more.textContent = t("entry.more", { n: rest });
    which.textContent = t(deleted ? "entry.show_kept" : "entry.show_deleted");
  }
  function update() {
    const answer = engine.state.answer;
    if (answer?.kind === "noted" && answer.form === "undo") {
      engine.state.answer = null;
      say(notice, t("entry.noted.undo"));
      ask({});
    }
    if (engine.state.entries && engine.state.entries !== drawn) draw((drawn = engine.state.entries));
  }

  engine.state.entries = engine.state.corrected = null;
  ask({});
  const back = button(t("beside.back"), () => go("home"));
  const root = el("section", { class: "screen corrections" }, el("h2", {}, t("beside.correct")), el("p", { class: "small" }, t("entry.text")), notice, list, el("div", { class: "actions" }, more, back, which));
  return Object.assign(root, { update });
}

function entryButton({ t, engine }, line, open) {
  const marks = [line.corrected && t("entry.corrected"), line.entry && line.entry !== "live" && t(`value.entry.${line.entry}`)].filter(Boolean);
  return button([el("strong", {}, whenOf(engine, t, line)), el("span", {}, whatOf(engine, t, line)), marks.length > 0 && el("span", { class: "small" }, marks.join(", "))].filter(Boolean), () => open(line), { class: "entry-line" });
}

const dashed = (value) => (value === null ? "–" : String(value));

/** When an entry was, as far as it is known. */
export function whenOf(engine, t, { table, day, to, at, time_known }) {
  const date = (text) => shortDay(engine, text);
  if (table === "days") return to === day ? date(day) : `${date(day)} – ${date(to)}`;
  const hour = Number(at.slice(11, 13));
  if (time_known === "day") return date(day);
  if (time_known === "part_of_day") return `${date(day)}, ${t("beside.part_list")[hour < 11 ? "morning" : hour < 14 ? "midday" : hour < 18 ? "afternoon" : "evening"]}`;
  return `${date(at.slice(0, 10))}, ${at.slice(11, 16)}`;
}

const shortDay = (engine, day) => dayOf(engine, day, { weekday: "short", day: "numeric", month: "short", year: day.slice(0, 4) === engine.get("home").day.slice(0, 4) ? undefined : "numeric" });

/** What an entry says, in one line. */
export function whatOf(engine, t, line) {
  const { table, kind, name, note } = line;
  if (table === "sessions") {
    const { exercises: n, discomfort_before: before, discomfort_after: after, status } = line;
    return [t(n === 1 ? "entry.session_one" : "entry.session", { n }), ratedWords(t, before, after), !["finished", "deleted"].includes(status) && t("value.status")[status]].filter(Boolean).join(", ");
  }
  if (table === "checkins") return kind === "daily" ? t("entry.daily", { n: dashed(line.discomfort) }) : t("entry.morning_after", { answer: line.settled ? t(line.settled) : "–" });
  if (table === "activities") return `${name ?? t(`value.kind.${kind}`)}: ${kind === "global_change" ? t("value.value")[line.value] : dashed(line.value)}`;
  const exercise = line.exercise && engine.get("catalog")[line.exercise]?.name;
  const told = [exercise, line.quality && t("entry.quality", { n: line.quality }), line.reason && t(`value.reason.${line.reason}`), note && shortened(note)];
  return [t(`value.kind.${kind}`), ...told].filter(Boolean).join(", ");
}

function ratedWords(t, before, after) {
  if (before !== null && after !== null) return `${before} → ${after}`;
  return before !== null ? t("entry.before", { n: before }) : after !== null && t("entry.after", { n: after });
}

const shortened = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** One entry: its fields, or what was deleted; its history, and the ways to change it. */
function entryScreen(panel) {
  const { engine, go } = panel;
  const root = waitingScreen(panel, () => go("corrections"));
  let form = null;
  function update() {
    const { entry } = engine.state;
    if (!form && entry) {
      form = (entry.line.deleted ? deletedEntry : entryForm)(panel, entry);
      root.replaceChildren(form);
    }
    form?.update?.();
  }
  return Object.assign(root, { update });
}

function entryForm(panel, entry) {
  const { t, engine, go } = panel;
  const { table, id } = entry.line;
  const tell = (kind, values = {}) => engine.send(kind, { table, id, ...values });
  const remove = sure(t, "entry.delete", "entry.sure", () => tell("delete"));
  const undo = entry.history.length > 1 && button(t("entry.undo"), () => tell("undo"));
  return formScreen(panel, {
    name: `entry:${id}:${entry.history.length}`,
    title: whatOf(engine, t, entry.line),
    text: whenOf(engine, t, entry.line),
    draw: (form) => [entry.fields.map((field) => entryField(form, entry, field, [])), entry.sets.map((set) => setFields(panel, form, entry, set)), historyPart(panel, entry)],
    send: (values) => tell("correct", { values }),
    done: (answer) => answer.id === id,
    leave(answer) {
      engine.state.corrected = answer;
      go("corrections");
    },
    back: () => go("corrections"),
    also: () => [undo, remove],
  });
}

function deletedEntry(panel, entry) {
  const { t, engine, go } = panel;
  const { table, id } = entry.line;
  const root = el(
    "section",
    { class: "form" },
    el("h2", {}, whatOf(engine, t, entry.line)),
    el("p", {}, whenOf(engine, t, entry.line)),
    el("p", { class: "notice" }, t("entry.is_deleted")),
    historyPart(panel, entry),
    el("div", { class: "actions" }, button(t("entry.bring_back"), () => engine.send("undo", { table, id }), { class: "primary" }), button(t("beside.back"), () => go("corrections"))),
  );
  const update = () => {
    const { answer } = engine.state;
    if (answer?.kind !== "noted" || answer.id !== id) return;
    engine.state.corrected = answer;
    go("corrections");
  };
  return Object.assign(root, { update });
}

/** The fields of one set, folded under what it says now. */
function setFields(panel, form, entry, set) {
  const { t, engine } = panel;
  const path = ["sets", set.set_id];
  const name = sideName(t, engine.get("catalog"), set.exercise, set.side) + (entry.sets.some((each) => each.set_no > 1) ? `, ${t("entry.set", { n: set.set_no })}` : "");
  const said = `${t("review.reps", { n: set.reps, all: set.target_reps })}, ${t("value.status")[set.status]}`;
  const touched = form.value(path) !== undefined;
  return el("details", { class: "card set", open: touched }, el("summary", {}, el("strong", {}, name), " ", el("span", { class: "small" }, said)), set.fields.map((field) => entryField(form, { ...entry, line: { table: "sets" }, unit: set.hold_unit }, field, path)));
}

/** A field as the kernel names it; a rating that was not given on its day is not asked later. */
function entryField(form, entry, field, under) {
  const { t } = form;
  const { name, kind, value: known, options } = field;
  const path = [...under, name];
  const { table } = entry.line;
  const label = labelOf(t, table, name, entry.unit);
  const none = t("entry.none");
  if (kind === "rating" && known === null && entry.late) return el("div", { class: "field" }, el("h3", {}, label), el("p", { class: "small" }, t("entry.recalled")));
  if (kind === "rating") return ratingField(form, path, label, { known, none, ends: table === "activities" ? t("beside.activity_ends") : null });
  if (kind === "choice") return choiceField(form, path, label, wordsOf(t, wordsAt(name), options), { known, none: ["kind", "value"].includes(name) ? null : none });
  return { number: numberField, day: dayField, words: wordsField, text: textField }[kind](form, path, label, known);
}

/** Where the words of a column's values stand; where there are none, nothing is found. */
const wordsAt = (column) => (column === "furthest" ? column : `value.${column}`);

/** What a column is called; one that nobody corrects keeps its name. */
function labelOf(t, table, name, unit) {
  const of = { sets: { discomfort: "set_discomfort", reason: "set_reason", held: `held_${unit}` }, sessions: { reason: "session_reason" } };
  return t("entry.label")[of[table]?.[name] ?? name] ?? name;
}

/** Who changed what when: one line for each time, the newest first. */
function historyPart(panel, entry) {
  const { t } = panel;
  const steps = entry.history.map((step, place) => el("li", {}, el("span", { class: "small" }, momentOf(panel.engine, step.at)), " ", stepWords(panel, entry, step, place)));
  return el("details", { class: "history" }, el("summary", {}, t("entry.history")), el("ol", {}, steps.reverse()));
}

const momentOf = (engine, at) => `${shortDay(engine, at.slice(0, 10))}, ${at.slice(11, 16)}:`;

function stepWords(panel, entry, step, place) {
  const { t } = panel;
  if (!place) return t("entry.written");
  const own = step.changes.find(({ set, field, before, after }) => set === null && field === "status" && [before, after].includes("deleted"));
  if (own) return t(own.after === "deleted" ? "entry.was_deleted" : "entry.was_back");
  return step.changes.map((change, at) => changeWords(panel, entry, change, step.changes[at - 1])).join("; ");
}

/** One change; the set that it belongs to is named once. */
export function changeWords({ t, engine }, entry, { set, field, before, after }, last) {
  const planned = set === null ? null : entry.sets[set];
  const where = planned && last?.set !== set ? `${sideName(t, engine.get("catalog"), planned.exercise, planned.side)}, ` : "";
  const found = t(wordsAt(field)); // its own path, where there are no words
  const worded = typeof found === "object" && (field !== "value" || entry.line.kind === "global_change");
  const words = worded ? found : {};
  const word = (value) => (value === null ? "–" : (words[String(value)] ?? (WORDS.includes(field) ? `“${value}”` : String(value))));
  return `${where}${labelOf(t, planned ? "sets" : entry.line.table, field, planned?.hold_unit)}: ${word(before)} → ${word(after)}`;
}

const CORRECTIONS = { corrections: correctionsScreen, entry: entryScreen };
