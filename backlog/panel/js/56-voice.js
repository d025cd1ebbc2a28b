// The voice: the cue of each phase, spoken by the browser where it has a voice of its own for the
// language. Cues stand as text anyway. Nothing about anybody's health is ever spoken.

const TOO_LATE = 1; // seconds after which a cue is not spoken any more

/** What is said in the running phase: [{in: seconds from now, text}]; `cue(phase, left)` words it. */
export function wordsFor(t, script, anchor, at, cue, halfWay = true) {
  const phase = isRunning(anchor) && script.phases[anchor.phase];
  if (!phase) return [];
  const words = [[0, opener(t, script, phase, cue)]];
  if (phase.kind === "hold") {
    const ending = cue(phase, script.pace.breath_in);
    if (halfWay && phase.seconds >= LONG_HOLD) words.push([phase.seconds / 2, t("voice.half_way")]);
    if (ending !== cue(phase, phase.seconds)) words.push([phase.seconds - script.pace.breath_in, ending]);
  }
  const gone = elapsed(anchor, at);
  return words.map(([second, text]) => ({ in: second - gone, text })).filter((each) => each.in > -TOO_LATE);
}

function opener(t, script, phase, cue) {
  const side = script.sets[phase.set]?.side;
  const word = side && side !== "both" ? t(`voice.${side}`) : null;
  const parts = {
    ready: [t("phase.ready"), cue(phase, phase.seconds), word],
    again: [t("phase.again"), word],
    side: [t("phase.side"), word],
    rest: [t("phase.rest"), cue(phase, phase.seconds)],
  };
  return (parts[phase.kind] ?? [cue(phase, phase.seconds)]).filter(Boolean).join(". ");
}

/** The speaker of one engine; `cueText` gives the words that the screen shows. */
export function makeVoice(engine, t, cueText) {
  const synthesis = window.speechSynthesis;
  let planned = null;
  let ran = false;
  let timers = [];
  synthesis?.getVoices(); // a browser looks for its voices when it is first asked

  const cue = (phase, left) => cueText(t, engine.script(), engine.get("catalog"), phase, left);
  const wanted = () => synthesis && engine.settings().voice && engine.clock.speed === 1 && engine.state.leads;

  function update() {
    const anchor = wanted() ? engine.anchor() : null;
    const plan = stretch(anchor);
    if (plan === planned) return;
    planned = plan;
    hush();
    const runs = isRunning(anchor);
    if (runs) {
      const words = wordsFor(t, engine.script(), anchor, engine.clock.stamp(), cue, engine.settings().half_way);
      timers = words.map(later);
    } else if (ran && ["paused", "stopped", "reviewing"].includes(plan)) speak(t(`voice.${plan}`));
    ran = runs;
  }

  /** Speak in time, or, when the computer slept meanwhile, not at all. */
  function later({ in: seconds, text }) {
    const due = engine.clock.ms() + seconds * 1000;
    return setTimeout(() => engine.clock.ms() - due < TOO_LATE * 1000 && speak(text), Math.max(0, seconds * 1000));
  }

  /** A voice that speaks on this computer: what is done here stays here. */
  function voice() {
    const language = t("voice.language");
    return synthesis?.getVoices().find((each) => each.localService && each.lang.split(/[-_]/)[0] === language);
  }

  function speak(text) {
    const speaker = voice();
    if (!speaker) return;
    const words = new SpeechSynthesisUtterance(text);
    Object.assign(words, { voice: speaker, lang: speaker.lang, volume: engine.settings().volume });
    silence();
    synthesis.speak(words);
  }

  function silence() {
    if (synthesis?.speaking || synthesis?.pending) synthesis.cancel();
  }

  function hush() {
    timers.forEach(clearTimeout);
    timers = [];
    silence();
  }

  return {
    update,
    available: () => Boolean(voice()),
    rest() {
      planned = null;
      ran = false;
      hush();
    },
    end: hush,
  };
}
