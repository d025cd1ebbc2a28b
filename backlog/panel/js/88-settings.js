// The settings: a sheet under the panel's header. It never hides the session, whose stop is always
// in reach; a choice holds at once, and the kernel keeps it.

/** The button for the header, and what opens under it. */
export function settingsPart(panel) {
  const { t, engine, aids } = panel;
  const open = button(t("settings.title"), toggle, { class: "quiet", "aria-expanded": "false" });
  const enable = button(t("sound.blocked"), aids.sound.unlock, { class: "enable", hidden: true });
  const sheet = el("section", { class: "sheet", "aria-label": t("settings.title"), hidden: true });
  let rows = [];

  function toggle() {
    sheet.hidden = !sheet.hidden;
    open.setAttribute("aria-expanded", String(!sheet.hidden));
    rows = sheet.hidden ? [] : settingsRows(panel, shut);
    sheet.replaceChildren(...rows);
    update();
  }
  function shut() {
    toggle();
    open.focus();
  }
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && shut());

  function update() {
    enable.hidden = !aids.sound.blocked();
    rows.forEach((row) => row.update?.(engine.settings()));
  }
  return { open, root: el("div", {}, enable, sheet), update };
}

function settingsRows({ t, engine, aids }, shut) {
  const runs = Boolean(engine.anchor());
  const choose = (values) => {
    engine.choose(values);
    aids.sound.unlock();
  };
  const note = (shown, text) => shown && el("p", { class: "small" }, t(text));
  const rows = [
    el("h2", {}, t("settings.title")),
    runs && stopRow(t, engine, shut),
    languageRow(t, engine, choose),
    note(engine.clock.speed !== 1, "settings.demo"),
    switchRow(t, "sound", choose),
    volumeRow(t, choose, aids.sound),
    hearTones(t, aids.sound),
    switchRow(t, "voice", choose),
    note(!aids.voice.available(), "settings.voice_none"),
    switchRow(t, "half_way", choose),
    switchRow(t, "awake", choose),
    note(!aids.awake.available(), "settings.awake_none"),
    ...breathRows(t, engine, choose),
    switchRow(t, "self_paced", choose),
    switchRow(t, "headset", choose),
    el("div", { class: "actions" }, button(t("settings.close"), shut)),
  ];
  return rows.filter(Boolean);
}

/** The sheet moves the session down, so it has a stop of its own. */
function stopRow(t, engine, shut) {
  const stop = () => {
    engine.emit("stop");
    shut();
  };
  const made = button(t("session.hurts"), stop, { class: "stop" });
  return Object.assign(made, { update: () => (made.hidden = !("stop" in (engine.script()?.table[engine.anchor()?.state] ?? {}))) });
}

/** A running session breathes by them from its next phase on. */
function breathRows(t, engine, choose) {
  const rows = BREATHS.map((name) => breathRow(t, name, engine, choose));
  return [el("h3", {}, t("settings.breath")), el("p", { class: "small" }, t("settings.breath_text")), ...rows];
}

/** Each language by its own name, so that it is found by whoever needs it. */
function languageRow(t, engine, choose) {
  const names = Object.entries(engine.languages()).map(([value, text]) => el("option", { value }, text));
  const choice = el("select", { onchange: () => choose({ language: choice.value }) }, el("option", { value: "auto" }, t("settings.language_auto")), names);
  const update = (settings) => (choice.value = settings.language);
  return Object.assign(el("label", { class: "volume" }, t("settings.language"), choice), { update });
}

function switchRow(t, name, choose) {
  const box = el("input", { type: "checkbox", onchange: () => choose({ [name]: box.checked }) });
  const update = (settings) => (box.checked = settings[name]);
  return Object.assign(el("label", { class: "tick" }, box, t(`settings.${name}`)), { update });
}

/** Letting go of the slider lets the loudness be heard. */
function volumeRow(t, choose, sound) {
  const loud = () => {
    choose({ volume: Number(slider.value) });
    sound.play("start");
  };
  const slider = el("input", { type: "range", min: 0, max: 1, step: 0.05, onchange: loud });
  const update = ({ sound: on, volume }) => {
    slider.value = volume;
    slider.setAttribute("aria-valuetext", `${Math.round(volume * 100)} %`);
    row.classList.toggle("is-off", !on);
  };
  const row = el("label", { class: "volume" }, t("settings.volume"), slider);
  return Object.assign(row, { update });
}

function breathRow(t, name, engine, choose) {
  const what = t(`settings.${name}`);
  const add = (change) => () => choose({ [name]: Math.min(LONGEST, Math.max(SHORTEST, engine.settings()[name] + change)) });
  const shorter = button("−", add(-STEP_S), { class: "step", "aria-label": t("settings.shorter", { what }) });
  const longer = button("+", add(STEP_S), { class: "step", "aria-label": t("settings.longer", { what }) });
  const seconds = el("span", { class: "reps", role: "status" });
  const update = (settings) => {
    say(seconds, t("settings.seconds", { n: numberOf(engine, settings[name]) }));
    shorter.disabled = settings[name] <= SHORTEST;
    longer.disabled = settings[name] >= LONGEST;
  };
  return Object.assign(el("div", { class: "breath" }, el("span", {}, what), shorter, seconds, longer), { update });
}
