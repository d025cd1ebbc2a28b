// Hide: nothing about health can be read on the screen. A running session goes on: its remaining
// seconds, its keys and a stop stay, under words that tell nobody anything.

/** The button for the header, and what is seen instead of the panel. */
export function hidePart({ t, engine }, changed) {
  const set = (hidden) => {
    engine.state.hidden = hidden;
    keepHidden(hidden);
    changed();
  };
  engine.state.hidden ??= wasHidden();
  const open = button(t("hide.hide"), () => set(true), { class: "quiet", "aria-keyshortcuts": "H" });
  const number = el("div", { class: "number", role: "timer", "aria-live": "off" });
  const stop = button(t("hide.stop"), () => engine.emit("stop"), { class: "stop" });
  const show = button(t("hide.show"), () => set(false), { class: "primary" });
  const words = el("p", { class: "small", role: "status" });
  const root = el("section", { class: "screen hidden-screen", "aria-label": t("hide.hidden") }, number, stop, show, words);

  function paint() {
    const anchor = engine.state.hidden ? engine.anchor() : null;
    const script = engine.script();
    const phase = anchor && script.phases[anchor.phase];
    number.hidden = !phase;
    const stopped = anchor?.state === "stopped";
    say(words, t(engine.state.late ? `late.${engine.state.late}` : stopped ? "hide.stopped" : "hide.hidden"));
    stop.hidden = !anchor || !("stop" in (script.table[anchor.state] ?? {}));
    if (phase) say(number, readable(remaining(script, anchor, engine.now())));
  }
  return {
    open,
    root,
    paint,
    /** H hides and shows; where no session listens for keys, any letter shows. */
    key(pressed) {
      const shows = engine.state.hidden && !engine.anchor() && pressed.length === 1;
      return pressed === "h" || shows ? () => set(!engine.state.hidden) : null;
    },
  };
}

const HIDDEN = "backlog:hidden";

/** What is hidden stays so when this tab is loaded anew. */
function keepHidden(hidden) {
  try {
    sessionStorage.setItem(HIDDEN, hidden ? "yes" : "");
  } catch {
    // Without storage a reload shows the panel.
  }
}

function wasHidden() {
  try {
    return sessionStorage.getItem(HIDDEN) === "yes";
  } catch {
    return false;
  }
}
