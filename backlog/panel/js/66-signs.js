// The warning signs: three levels, in plain words. The panel shows the list and records what was
// ticked; what a level leads to is told beside it. It never finds anybody free of them.

const LEVELS = ["emergency", "same_day", "appointment"];
const HOLDING = LEVELS.slice(0, 2); // a tick of these levels holds the session back

/** The list to be read, folded or open. */
export function warningSigns(t, open) {
  return signsBox(t, open, LEVELS.map((level) => signsOf(t, level, (sign) => el("li", {}, sign))));
}

function signsBox(t, open, levels) {
  return el("details", { class: "signs", open }, el("summary", {}, t("signs.title")), levels);
}

function signsOf(t, level, line) {
  return [el("h3", { class: level }, t(`signs.${level}`)), el("ul", {}, t(`signs.${level}_list`).map(line))];
}

/**
 * The list to be ticked. `seen` is what a clinician has seen last; `changed` is called at each tick.
 * `level()` is the gravest level that holds a tick, `notes()` is what is recorded: one sentence for
 * each level, in the words that stand here; `shown()` is whether the list was ever open.
 */
export function tickableSigns({ t, engine }, open, changed) {
  const seen = engine.get("home").seen;
  const ticked = Object.fromEntries(LEVELS.map((level) => [level, new Set()]));
  const texts = Object.fromEntries(LEVELS.map((level) => [level, el("p", { class: `notice ${level}`, role: "alert", hidden: true }, t(`signs.${level}_text`))]));
  const gravest = () => LEVELS.find((level) => ticked[level].size) ?? null;
  const levels = LEVELS.map((level) => {
    const what = texts[level];
    const line = (sign) => {
      const box = el("input", {
        type: "checkbox",
        onchange: () => {
          ticked[level][box.checked ? "add" : "delete"](sign);
          LEVELS.forEach((each) => (texts[each].hidden = each !== gravest()));
          changed();
        },
      });
      return el("li", {}, el("label", { class: "tick" }, box, sign));
    };
    return [signsOf(t, level, line), what];
  });
  const heard = (seen?.note ?? "").split("; ").flatMap(signsIn).join("; ");
  const before = seen && el("p", { class: "notice" }, t("signs.seen_before", { day: dayWords(engine, seen.day), note: heard }));
  const root = signsBox(t, open, [before ?? [], levels]);
  let shown = open;
  root.classList.add("is-tickable");
  root.addEventListener("toggle", () => (shown ||= root.open));
  return {
    root,
    shown: () => shown || root.open,
    level: gravest,
    notes: () => LEVELS.filter((level) => ticked[level].size).map((level) => `${t(`signs.${level}`)}: ${[...ticked[level]].join("; ")}`),
  };
}

/**
 * The same on the way: a sign that holds back ends the session, any other is recorded and told.
 * `feels()` is how it feels after the session, where that was said.
 */
function signsOnTheWay(panel, feels) {
  const { t, engine } = panel;
  const asked = []; // each {id, notes, question}, the oldest first
  const signs = tickableSigns(panel, false, refresh);
  const record = button("", act, { class: "primary" });
  const noted = el("p", { class: "small", role: "status", hidden: true });
  const actions = el("div", { class: "actions", hidden: true }, record);
  signs.root.append(actions, noted);
  const isHeld = () => HOLDING.includes(signs.level());

  function refresh() {
    actions.hidden = signs.level() === null;
    record.disabled = false;
    record.textContent = t(isHeld() ? "signs.record_end" : "signs.record");
    say(noted, "");
  }
  function act() {
    record.disabled = true; // one tap, one entry
    const notes = signs.notes().filter((note) => !told().includes(note));
    if (isHeld()) return engine.emit("report_signs", { level: signs.level(), signs: notes, discomfort: feels() });
    const id = newId();
    asked.push({ id, notes, question: engine.send("form", { form: "signs", id, values: { notes } }) });
  }
  /** What is recorded, or on its way, is not recorded again with a graver sign. */
  const told = () => asked.filter(({ id, question }) => engine.isNoted(id) || engine.awaits(question)).flatMap(({ notes }) => notes);
  const update = () => record.disabled && engine.isNoted(asked.at(-1)?.id) && say(noted, t("beside.noted"));

  return Object.assign(signs.root, { update });
}

/** What to do about a sign. */
const warning = (t, level, heading) => [el(heading, { class: level }, t(`signs.${level}`)), el("p", { class: `notice ${level}`, role: "alert" }, t(`signs.${level}_text`))];

/** A sign was ticked on the way and the session is over: what to do, before anything is saved. */
function warnedScreen({ t, engine }) {
  return el("section", { class: "screen" }, warning(t, engine.anchor().signs, "h2"));
}

/** The signs of a note, without their heading. */
const signsIn = (note) => note.slice(note.indexOf(": ") + 1).trim().split("; ");

/** What was ticked and waits for a clinician: what to do, and the way on. */
function heldCard({ t, engine }, held) {
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const { day: today } = engine.get("home"); // the kernel's; the tick was on the browser's
  const day = el("input", { type: "date", max: today > held.day ? today : held.day });
  const tell = oneTap(engine, "seen");
  const save = () => tell({ from: day.value, held });
  const card = el(
    "div",
    { class: `card held ${held.level}` },
    el("h3", {}, t(`signs.${held.level}`)),
    el("p", { class: "lead" }, t(`signs.${held.level}_text`)),
    el("p", {}, t("signs.ticked_on", { day: dayWords(engine, held.day) })),
    el("ul", {}, held.notes.flatMap(signsIn).map((sign) => el("li", {}, sign))),
    el("div", { class: "form" }, el("label", {}, t("signs.seen_on"), day), wrong),
    el("div", { class: "actions" }, button(t("beside.save"), save, { class: "plain" })),
    sure(t, "signs.mistake", "signs.mistake_sure", () => engine.send("not_signs")),
  );
  const update = () => {
    const { answer } = engine.state;
    if (answer?.kind === "field") say(wrong, t(`signs.wrong.${answer.text}`));
  };
  return Object.assign(card, { update });
}

/** The end of a session in which a sign was ticked: what to do, also where it could not be filed. */
function heldScreen(panel) {
  const { t, engine } = panel;
  const saved = engine.get("saved");
  const { held } = engine.get("home");
  const card = held ? heldCard(panel, held) : el("div", {}, warning(t, engine.anchor().signs, "h3"));
  const where = t(saved.filed ? "end.where" : "end.pending_text", { folder: saved.folder });
  const root = el(
    "section",
    { class: "screen" },
    el("h2", {}, el("span", { class: "tick-mark", "aria-hidden": "true" }, saved.filed ? "✓ " : ""), t(saved.filed ? "end.title" : "end.pending")),
    card,
    el("p", { class: "where" }, where),
    el("div", { class: "actions" }, button(t("end.again"), () => engine.send("home"), { class: "primary" })),
  );
  return Object.assign(root, { update: card.update });
}
