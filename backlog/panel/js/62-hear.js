// One button for each tone, to hear what it is like before it is needed.

export function hearTones(t, sound) {
  const hear = (tone) => button(t(`sound.tone.${tone}`), () => sound.play(tone), { class: "choice" });
  return el("div", { class: "choices", role: "group", "aria-label": t("sound.try") }, Object.keys(TONES).map(hear));
}
