// Stopped: everything is frozen. Nothing has to be answered; each answer is sent as it is given.

function stopScreen({ t, engine }) {
  const script = engine.script();
  const anchor = engine.anchor();
  const phase = script.phases[anchor.phase];
  const told = {};
  const answer = (part) => engine.emit("answer", Object.assign(told, part));
  const way = (type) => button(t(`stop.${type}`), () => engine.emit(type));
  return el(
    "section",
    { class: "screen stopped" },
    el("h2", { role: "alert" }, t("stop.title")),
    el("p", { class: "lead" }, t("stop.text")),
    el("h3", {}, t("stop.value")),
    scale(t, t("stop.value"), undefined, (discomfort) => answer({ discomfort })),
    el("h3", {}, t("stop.reason")),
    stopReasons(t, (reason) => answer({ reason })),
    phase.rep > 1 && lastGood(t, phase, (last_good) => answer({ last_good })),
    el("h3", {}, t("stop.ways")),
    el("div", { class: "actions" }, way("go_on"), way("skip"), way("end")),
    phase.rep > 0 && el("p", { class: "small" }, t("stop.go_on_text")),
    warningSigns(t, false),
  );
}

function stopReasons(t, choose) {
  const reasons = ["pain", "cramp", "dizzy", "position", "tired", "interrupted", "other"];
  const options = reasons.map((value) => ({ value, text: t(`why.${value}`) }));
  return choices(t("stop.reason"), options, undefined, choose);
}

function lastGood(t, phase, choose) {
  const options = Array.from({ length: phase.rep }, (_, value) => ({ value, text: value ? String(value) : t("stop.last_good_none") }));
  return [el("h3", {}, t("stop.last_good")), choices(t("stop.last_good"), options, undefined, choose)];
}
