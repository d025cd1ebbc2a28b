// Which keys there are, and whether they reach the panel: a key that goes elsewhere does nothing here.

const LEGEND = ["pause", "done", "ease", "back", "skip", "stop"];

/** One line of the same height: the keys, or that they don't reach the panel and what to do. */
function keysLine({ t }) {
  const legend = el("span", { class: "legend", "aria-hidden": "true" }, LEGEND.map((name) => el("span", {}, el("kbd", {}, t(`keys.${name}_key`)), ` ${t(`keys.${name}`)}`)));
  const use = button(t("keys.use"), () => root.closest(".backlog-panel").focus({ preventScroll: true }), { class: "quiet" });
  const away = el("span", { class: "away", role: "status" }, t("keys.away"), " ", use);
  const root = el("div", { class: "keys" }, legend, away);

  function paint(screen) {
    const panel = screen.closest(".backlog-panel");
    const here = Boolean(panel?.contains(document.activeElement));
    if (legend.hidden === !here && away.hidden === here) return;
    legend.hidden = !here;
    away.hidden = here;
  }
  return { root, paint };
}
