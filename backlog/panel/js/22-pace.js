// The pace of the breath: what a person chose, and one step slower or faster. Pure.

const BREATHS = ["breath_in", "breath_out", "back", "settle"];
const PACE = [...BREATHS, "self_paced"];
const SHORTEST = 2; // seconds of one part of a breath
const LONGEST = 8;
const STEP_S = 0.5; // seconds of one step slower or faster

/** Of a person's settings, those that a session breathes by. */
export const breathOf = (settings) => Object.fromEntries(PACE.map((name) => [name, settings[name]]));

/** Every part of the breath longer (1) or shorter (-1) by one step, within what may be chosen. */
export function paced(pace, way) {
  const step = (seconds) => Math.min(LONGEST, Math.max(SHORTEST, seconds + way * STEP_S));
  return Object.fromEntries(BREATHS.map((name) => [name, step(pace[name])]));
}

/** Whether a step that way changes anything. */
export function canPace(pace, way) {
  const next = paced(pace, way);
  return BREATHS.some((name) => next[name] !== pace[name]);
}
