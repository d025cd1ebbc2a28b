// What is asked and said on the way and never waits for an answer: was a hold that nobody saw held;
// when it hurts more than before, are there warning signs; and is a limit met by now?

const RISE = 2; // points above the check-in from which on the warning signs are offered

/** Seconds to choose from for a hold of `whole` seconds, shorter than it. */
export function partsOf(whole) {
  const step = whole > 30 ? 10 : whole > 12 ? 5 : 2;
  return Array.from({ length: Math.ceil(whole / step) - 1 }, (_, i) => (i + 1) * step);
}

/** After a gap in a hold: nothing of it counts by itself, and the person's word does. */
function gapQuestion({ t, engine }) {
  const script = engine.script();
  const root = el("div", { class: "notice gap", hidden: true });
  let asked = null;

  function update(anchor, phase) {
    const asks = anchor.state === "paused" && anchor.unseen !== null;
    const key = asks && `${anchor.phase} ${anchor.unseen}`;
    if (key === asked) return;
    asked = key;
    root.hidden = !asks;
    if (asks) root.replaceChildren(...question(anchor.unseen, script.phases[anchor.phase].seconds));
  }

  function question(unseen, whole) {
    const held = (seconds, text) => button(text, () => engine.emit("vouch", { seconds }), { class: "choice" });
    const parts = partsOf(whole).map((seconds) => held(seconds, t("gap.about", { seconds })));
    return [
      el("p", { role: "status" }, el("strong", {}, t("gap.title")), " ", t("gap.text", { time: timeAway(unseen) })),
      el("div", { class: "choices", role: "group", "aria-label": t("gap.title") }, held(whole, t("gap.whole")), parts, held(0, t("gap.not_done"))),
    ];
  }

  return { root, update };
}

const timeAway = (seconds) => (Math.ceil(seconds) < 60 ? `${Math.ceil(seconds)} s` : `${minutes(seconds)} min`);

/** Whether something in this session hurt clearly more than before it began. */
export function rises({ before, ratings }) {
  return before !== null && Object.values(ratings).some((rating) => rating - before >= RISE);
}

/**
 * When it hurts more than before: the warning signs, one tap away. Nothing is blocked by it. `after()`
 * is what was said of the time after the session, while it is not sent yet.
 */
function risingNote(panel, { always = false, after = () => null } = {}) {
  const { t, engine } = panel;
  const words = el("p", { role: "status" });
  const signs = signsOnTheWay(panel, after);
  const root = el("div", {}, words, signs);
  function update() {
    const { before, ratings } = engine.get("anchor");
    const feels = after();
    const more = rises({ before, ratings: feels === null ? ratings : { ...ratings, feels } });
    root.hidden = !more && !always;
    root.classList.toggle("notice", more);
    say(words, more ? t("session.rising") : "");
    signs.update();
  }
  update();
  return { root, update };
}

/** The worst rating of this session where it meets the limit that the check-in kept below; else null. */
export function metSince({ before, ratings }, limit) {
  const worst = Math.max(-1, ...Object.values(ratings));
  return limit !== null && before !== null && before < limit && worst >= limit ? worst : null;
}

/** Before an exercise that the check-in let through: its limit, when a rating has met it since. */
function limitNote({ t, engine }) {
  const root = el("p", { class: "notice", role: "status", hidden: true });
  const limits = Object.fromEntries(engine.get("home").today.exercises.map((dose) => [dose.exercise, dose.postpone_at]));

  function update(exercise) {
    const limit = limits[exercise] ?? null;
    const n = metSince(engine.get("anchor"), limit);
    root.hidden = n === null;
    if (n !== null) say(root, t("session.limit_met", { exercise: engine.get("catalog")[exercise].name, limit, n }));
  }

  return { root, update };
}
