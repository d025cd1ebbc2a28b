// Stopped: everything is frozen. Nothing has to be answered; each answer is sent as it is given.

function stopScreen(panel) {
  const { t, engine } = panel;
  const script = engine.script();
  const anchor = engine.anchor();
  const phase = script.phases[anchor.phase];
  const told = anchor.stop;
  const atLimit = () => overLimit(script, engine.get("anchor"));
  const hint = el("span");
  const keys = keysLine(panel, hint);
  const answer = (part) => engine.emit("answer", part);
  const way = (type) => button(t(`stop.${type}`), () => engine.emit(type));
  const goOn = [way("go_on"), phase.rep > 0 && el("p", { class: "small" }, t("stop.go_on_text", { seconds: script.pace.again }))];
  const end = way("end");
  const leave = button(t("stop.skip"), () => engine.emit("skip", { reason: atLimit() ? "over_limit" : null }));
  const rising = risingNote({ t, engine }, { always: true });
  const howBad = scale(t, t("stop.value"), told.discomfort ?? undefined, (discomfort) => answer({ discomfort }));
  const key = ratingKeys((value) => (howBad.show(value), answer({ discomfort: value })), { n: () => leave.click(), q: () => end.click(), g: () => atLimit() || goOn[0].click() });
  const limit = el("p", { class: "notice", role: "status", hidden: true });
  function update() {
    const ends = atLimit();
    hint.textContent = t(ends ? "keys.stopped_at_limit" : "keys.stopped");
    goOn.forEach((part) => part && (part.hidden = ends));
    say(limit, ends ? t("stop.at_limit", { limit: script.sets[phase.set].stop_at }) : "");
    rising.update();
  }
  const root = el(
    "section",
    { class: "screen stopped" },
    el("h2", {}, t("stop.title")),
    el("p", { class: "lead", role: "alert" }, t("stop.text")),
    el("h3", {}, t("stop.value")),
    howBad,
    el("h3", {}, t("stop.reason")),
    stopReasons(t, (reason) => answer({ reason }), told.reason),
    phase.rep > 1 && lastGood(t, phase, (last_good) => answer({ last_good })),
    el("h3", {}, t("stop.ways")),
    limit,
    el("div", { class: "actions" }, goOn[0], leave, end),
    goOn[1],
    keys.root,
    rising.root,
  );
  return Object.assign(root, { update, key, paint: () => keys.paint(root) });
}

function stopReasons(t, choose, chosen) {
  const reasons = ["pain", "cramp", "dizzy", "position", "tired", "interrupted", "other"];
  const options = reasons.map((value) => ({ value, text: t(`why.${value}`) }));
  return choices(t("stop.reason"), options, chosen ?? undefined, choose);
}

function lastGood(t, phase, choose) {
  const options = Array.from({ length: phase.rep }, (_, value) => ({ value, text: value ? String(value) : t("stop.last_good_none") }));
  return [el("h3", {}, t("stop.last_good")), choices(t("stop.last_good"), options, undefined, choose)];
}
