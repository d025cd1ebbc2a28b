// Which keys there are, and whether they reach the panel: a key that goes elsewhere does nothing here.

const RUNNING_KEYS = ["pause", "done", "ease", "back", "skip", "stop"];
const READY_KEYS = ["pause", "done", "more", "back", "skip", "stop"];
const PAUSED_KEYS = ["go_on", "back", "skip", "end", "stop"];
const WARM_UP_KEYS = ["pause", "done", "walk", "march", "stop"];

const ON_A_SLIDER = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

/** Whether letters go into this control, so that none of them is a key of the panel. */
const takesLetters = (target) => Boolean(target?.closest("textarea, select, input:not([type=checkbox], [type=range])"));

/** Whether the control that has the focus takes this key for itself. */
function claims(target, key) {
  if (target.closest("input[type=range]")) return ON_A_SLIDER.includes(key);
  return takesLetters(target) || (Boolean(target.closest("button, input, summary, a")) && ["Enter", " "].includes(key));
}

/** The rating that a key stands for: 0 to 9, and T for ten; null where it is none. */
export function ratingOf(pressed) {
  if (pressed === "t") return 10;
  return /^[0-9]$/.test(pressed) ? Number(pressed) : null;
}

/** What a key does on a screen that asks for one rating: `rate(value)`, and what else is given. */
const ratingKeys = (rate, others) => (pressed) => {
  const rating = ratingOf(pressed);
  return rating === null ? others[pressed] : () => rate(rating);
};

/** One line of the same height: what the keys do, or that they don't reach the panel and what to do. */
function keysLine({ t }, legend) {
  const use = button(t("keys.use"), () => root.closest(".backlog-panel").focus({ preventScroll: true }), { class: "quiet" });
  const away = el("span", { class: "away", role: "status" }, t("keys.away"), " ", use);
  const root = el("div", { class: "keys" }, legend, away);

  function paint(screen) {
    const panel = screen.closest(".backlog-panel");
    const holds = document.activeElement;
    // A click begins by focusing what is clicked: this button must stay until the click is over.
    const here = Boolean(panel?.contains(holds)) && holds !== use && !takesLetters(holds);
    if (legend.hidden === !here && away.hidden === here) return;
    legend.hidden = !here;
    away.hidden = here;
  }
  return { root, paint };
}

/** The keys of a running session, each by its name. */
function sessionKeys(panel) {
  const { t, engine } = panel;
  const legend = el("span", { class: "legend", "aria-hidden": "true" });
  const line = keysLine(panel, legend);
  const told = (name) => el("span", {}, el("kbd", {}, t(`keys.${name}_key`)), ` ${t(`keys.${name}`)}`);
  const named = { paused: PAUSED_KEYS, warming_up: WARM_UP_KEYS, readying: READY_KEYS };
  let shown = null; // the keys that the legend names

  function paint(screen) {
    const names = named[engine.anchor()?.state] ?? RUNNING_KEYS;
    if (names !== shown) legend.replaceChildren(...names.map(told));
    shown = names;
    line.paint(screen);
  }
  return { root: line.root, paint };
}
