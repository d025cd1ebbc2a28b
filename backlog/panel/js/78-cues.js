// What a phase is called and what is cued in it: one cue at a time, the same for eye and ear. Pure.

const LONG_HOLD = 15; // seconds from which on the middle of a hold is told
const TURN = 8; // seconds that one of several cues of a hold stands
const MIDDLE = 2; // seconds that "half-way" stands

export const exerciseAt = (script, phase) => (phase.set === null ? null : script.sets[phase.set].exercise);

export function sideWord(t, script, phase) {
  const side = phase.set === null ? "both" : script.sets[phase.set].side;
  return side === "both" ? "" : t(`side.${side}`);
}

/** The one cue of a phase with `seconds` left; a hold may have another for its last seconds. */
export function cueText(t, script, catalog, phase, seconds) {
  const exercise = exerciseAt(script, phase);
  const cues = exercise ? catalog[exercise].cues : {};
  if (phase.kind === "hold" && cues.hold_end && seconds <= script.pace.breath_in) return cues.hold_end;
  if (phase.kind === "hold" && cues.effort) return inTurn([cues.effort, cues.hold], phase, seconds);
  if (phase.kind in cues) return cues[phase.kind];
  return phase.kind === "ready" ? catalog[exercise].position : t(`cue.${phase.kind}`);
}

/** Of several cues the one whose turn it is: another in each repetition, and in a long hold. */
function inTurn(cues, { rep, seconds: whole }, left) {
  return cues[(rep - 1 + Math.floor(Math.max(0, whole - left) / TURN)) % cues.length];
}

/** Whether a long hold has just come to its middle. */
export function isHalfWay(phase, left) {
  const over = phase.seconds / 2 - left;
  return phase.kind === "hold" && phase.seconds >= LONG_HOLD && over >= 0 && over < MIDDLE;
}

/** What comes next, at a place of the script. */
export function nextLine(t, script, catalog, place) {
  const next = script.phases[place];
  if (!next) return "";
  if (next.kind === "again") return t("session.next", { what: t("phase.again") });
  const side = next.kind === "side" ? `${t("phase.side")}: ${sideWord(t, script, next)}` : null;
  const ready = next.kind === "ready" ? catalog[exerciseAt(script, next)].name : null;
  return t("session.next", { what: side ?? ready ?? cueText(t, script, catalog, next, next.seconds) });
}
