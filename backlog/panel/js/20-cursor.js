// The cursor over the script: pure functions of script, anchor and time. `step` is the twin of the
// session machine's cursor and reads the machine's own table, which comes with the script; a test
// runs both side by side.

const RUNNING = new Set(["warming_up", "readying", "moving", "holding"]);

export const isRunning = (anchor) => RUNNING.has(anchor?.state);

/** Seconds from one stamp to another; 0 between two pages, whose clocks have nothing in common. */
function between(since, at) {
  return since && since.page === at.page ? Math.max(0, at.mono - since.mono) : 0;
}

/**
 * The same moment on the clock of the page that leads, as far as the wall tells: good to look at in
 * another tab, never to credit by.
 */
export function asLed({ since }, at) {
  if (!since || since.page === at.page) return at;
  const seconds = Math.max(0, (Date.parse(at.wall) - Date.parse(since.wall)) / 1000);
  return { ...at, page: since.page, mono: since.mono + seconds };
}

/** Seconds spent in the running phase. */
export function elapsed(anchor, at) {
  return anchor.spent + between(anchor.since, at);
}

/** Whether the running phase has no end of its own: the person says when it is over. */
export const waits = (anchor) => anchor.seconds === null;

/** Seconds that the running phase still lasts, never below 0; of one that waits nobody knows. */
export function remaining(script, anchor, at) {
  if (!script.phases[anchor.phase]) return 0;
  return waits(anchor) ? Infinity : Math.max(0, anchor.seconds - elapsed(anchor, at));
}

/** Seconds that a phase takes at a pace; where the person ends it, about so many. */
const lengthAt = (phase, pace) => (phase.breath ? pace[phase.breath] : phase.seconds);

/** Seconds until the end of the session on the straight way from here. */
export function remainingInAll(script, anchor, at) {
  const running = script.phases[anchor.phase];
  if (!running) return 0;
  let seconds = waits(anchor) ? Math.max(0, lengthAt(running, anchor.pace) - elapsed(anchor, at)) : remaining(script, anchor, at);
  for (let place = running.next; place < script.phases.length; place = script.phases[place].next) {
    seconds += lengthAt(script.phases[place], anchor.pace);
  }
  return seconds;
}

/** Seconds of the whole straight way at this pace. */
export function lengthInAll(script, anchor) {
  const way = script.phases.filter(({ kind }) => kind !== "again");
  return way.reduce((seconds, phase) => seconds + lengthAt(phase, anchor.pace), 0);
}

/** The anchor after an event, or null where it is not allowed. */
export function step(script, anchor, event) {
  const target = script.table[anchor.state]?.[event.type];
  if (target === undefined) return null;
  if (event.type === "phase_done" && event.phase !== anchor.phase) return null;
  if (event.type === "vouch" && anchor.unseen === null) return null;
  const told = { ...anchor, ...toldBy(script, anchor, event) };
  if (target === "stay") return told;
  if (target === "past") return pastHold(script, told, event.seconds);
  if (target in script.table) {
    return { ...told, state: target, since: null, spent: elapsed(anchor, event) };
  }
  return jump(script, told, target, event);
}

/** What an event says of the clock. */
function toldBy(script, anchor, event) {
  const { type, gap_s, seconds, level, breath_in, breath_out, back, settle, self_paced = false } = event;
  if (type === "pause") return script.phases[anchor.phase].kind === "hold" && gap_s != null ? { unseen: gap_s } : {};
  if (type === "vouch") return { unseen: null };
  if (type === "stop") return { stop: { discomfort: null, reason: null } }; // nothing is said of it yet
  if (type === "answer" && anchor.state === "stopped" && event.set == null) return { stop: saidOfStop(anchor.stop, event) };
  if (type === "report_signs") return { signs: level };
  if (type === "choose_pace") return { pace: { ...anchor.pace, breath_in, breath_out, back, settle, self_paced } };
  if (type === "more_time" && !waits(anchor)) return { seconds: anchor.seconds + seconds };
  return {};
}

/** What was said of the last stop; an empty part takes nothing back. */
const saidOfStop = (stop, { discomfort, reason }) => ({ discomfort: discomfort ?? stop.discomfort, reason: reason ?? stop.reason });

/** At a place of the script, for as long as it lasts at this pace. */
function standAt(script, anchor, place) {
  const next = script.phases[place];
  const seconds = !next ? 0 : next.breath && anchor.pace.self_paced ? null : lengthAt(next, anchor.pace);
  return { ...anchor, phase: place, spent: 0, seconds };
}

/** Past a hold that the person spoke for; 0 s means not done. */
const pastHold = (script, anchor, held) => (held ? standAt(script, anchor, script.phases[anchor.phase].next) : anchor);

function jump(script, anchor, target, { wall, mono, page }) {
  const since = { wall, mono, page };
  const phase = script.phases[anchor.phase];
  if (target === "resume" && phase.redo === null) {
    return { ...anchor, state: script.states[phase.kind], since };
  }
  const place = placeOf(script, anchor, target);
  const next = script.phases[place];
  const there = { ...standAt(script, anchor, place), unseen: null, ran: next?.start ?? anchor.ran };
  return next ? { ...there, state: script.states[next.kind], since } : { ...there, state: "reviewing", since: null };
}

function placeOf(script, anchor, target) {
  const phase = script.phases[anchor.phase];
  if (target === "end") return script.phases.length;
  if (target === "back") return backOf(script, anchor);
  return phase ? phase[target === "resume" ? "redo" : target] : 0;
}

/** Where *back* leads to: the start of the running repetition, or of the one before it. */
export function backOf(script, anchor) {
  const { kind, start } = script.phases[anchor.phase];
  if (start == null) return anchor.ran ?? anchor.phase;
  return ["again", "in"].includes(kind) ? (script.phases[start - 1].start ?? start) : start;
}

/** Whether the exercise at a place (the running one) is rated at the limit that ends it for today. */
export function overLimit(script, anchor, place = anchor.phase) {
  const set = script.sets[script.phases[place]?.set];
  const worst = set && anchor.ratings[set.exercise];
  return Boolean(set) && set.stop_at !== null && worst !== undefined && worst >= set.stop_at;
}

/** The anchor that the kernel told, with the events that it has not seen yet. */
export function predict(script, anchor, events) {
  return events
    .filter((event) => event.seq > anchor.seq)
    .reduce((now, event) => step(script, now, event) ?? now, anchor);
}
