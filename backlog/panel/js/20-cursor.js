// The cursor over the script: pure functions of script, anchor and time. `step` is the twin of the
// session machine's cursor and reads the machine's own table, which comes with the script; a test
// runs both side by side.

const RUNNING = new Set(["warming_up", "readying", "moving", "holding"]);

export const isRunning = (anchor) => RUNNING.has(anchor?.state);

/** Seconds from one stamp to another; 0 between two pages, whose clocks have nothing in common. */
function between(since, at) {
  return since && since.page === at.page ? Math.max(0, at.mono - since.mono) : 0;
}

/** Seconds spent in the running phase. */
export function elapsed(anchor, at) {
  return anchor.spent + between(anchor.since, at);
}

/** Seconds that the running phase still lasts, never below 0. */
export function remaining(script, anchor, at) {
  const phase = script.phases[anchor.phase];
  return phase ? Math.max(0, phase.seconds - elapsed(anchor, at)) : 0;
}

/** Seconds until the end of the session on the straight way from here. */
export function remainingInAll(script, anchor, at) {
  let seconds = remaining(script, anchor, at);
  let place = script.phases[anchor.phase]?.next ?? script.phases.length;
  while (place < script.phases.length) {
    seconds += script.phases[place].seconds;
    place = script.phases[place].next;
  }
  return seconds;
}

/** The anchor after an event, or null where the table does not allow it. */
export function step(script, anchor, event) {
  const target = script.table[anchor.state]?.[event.type];
  if (target === undefined) return null;
  if (event.type === "phase_done" && event.phase !== anchor.phase) return null;
  if (target === "stay") return anchor;
  if (target in script.table) {
    return { ...anchor, state: target, since: null, spent: elapsed(anchor, event) };
  }
  return jump(script, anchor, target, event);
}

function jump(script, anchor, target, at) {
  const phase = script.phases[anchor.phase];
  const since = { wall: at.wall, mono: at.mono, page: at.page };
  if (target === "resume" && phase.redo === null) {
    return { ...anchor, state: script.states[phase.kind], since };
  }
  const place = target === "end" ? script.phases.length : phase ? phase[target === "resume" ? "redo" : target] : 0;
  const next = script.phases[place];
  const state = next ? script.states[next.kind] : "reviewing";
  return { ...anchor, phase: place, spent: 0, state, since: next ? since : null };
}

/** Whether the rating of the running exercise is at the limit that ends it for today. */
export function overLimit(script, anchor) {
  const set = script.sets[script.phases[anchor.phase]?.set];
  const worst = set && anchor.ratings[set.exercise];
  return Boolean(set) && set.stop_at !== null && worst !== undefined && worst >= set.stop_at;
}

/** The anchor that the kernel told, with the events that it has not seen yet. */
export function predict(script, anchor, events) {
  return events
    .filter((event) => event.seq > anchor.seq)
    .reduce((now, event) => step(script, now, event) ?? now, anchor);
}
