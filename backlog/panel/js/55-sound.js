// Tones: which ones belong to the running phase, and a player that lays them ahead on the audio
// clock. A tone that would come late is left out; a jump takes back those that have not begun.

/** The notes of each tone: from Hz, to Hz, seconds after its begin, seconds long. */
export const TONES = {
  in: [[294, 440, 0, 0.4]],
  out: [[440, 294, 0, 0.4]],
  start: [[659, 659, 0, 0.35]],
  last: [[880, 880, 0, 0.08]],
  end: [[784, 784, 0, 0.16], [523, 523, 0.16, 0.4]],
  change: [[523, 523, 0, 0.13], [784, 784, 0.15, 0.13], [523, 523, 0.3, 0.25]],
  stand: [[330, 330, 0, 0.12], [262, 262, 0.14, 0.3]],
  rest_over: [[523, 523, 0, 0.14], [659, 659, 0.15, 0.14], [784, 784, 0.3, 0.3]],
};

const COUNTED = new Set(["warm_up", "ready", "again", "side", "rest", "hold"]);
const AT_REST = new Set(["paused", "stopped"]);
const SHORT = 4; // seconds; a phase up to there has no room for three more tones
const LATE = 0.3; // seconds after which a tone is left out
const ON_ITS_WAY = 0.1; // seconds before a tone within which it is not taken back
const SAME = 0.9; // seconds within which the same tone again is the same one

/** The tone that opens a phase; the end of the script has one too. */
function opening(script, place) {
  const phase = script.phases[place];
  if (!phase) return "end";
  if (phase.kind === "return") return phase.counts ? "in" : "end"; // what counts already was a hold
  if (phase.kind === "in") return script.phases[place - 2]?.kind === "rest" ? "rest_over" : "in";
  const others = { warm_up: "start", ready: "change", out: "out", hold: "start", settle: "out", side: "change", rest: "end" };
  return others[phase.kind];
}

/** The tones of the running phase, the one that opens the next too: [{in: seconds from now, tone}]. */
export function tonesFor(script, anchor, at) {
  if (AT_REST.has(anchor?.state)) return [{ in: 0, tone: "stand" }]; // who asked for it hears that it came
  const phase = isRunning(anchor) && script.phases[anchor.phase];
  if (!phase) return [];
  const { seconds } = anchor;
  const last = COUNTED.has(phase.kind) && seconds > SHORT ? [3, 2, 1] : [];
  const tones = [
    [0, opening(script, anchor.phase)],
    ...last.map((left) => [seconds - left, "last"]),
    ...(waits(anchor) ? [] : [[seconds, opening(script, phase.next)]]),
  ];
  const gone = elapsed(anchor, at);
  return tones.map(([second, tone]) => ({ in: second - gone, tone })).filter((each) => each.tone && each.in > -LATE);
}

/** Names the stretch of time that a plan holds for: a jump ends it, an acknowledgement does not. */
export function stretch(anchor) {
  if (!isRunning(anchor)) return anchor?.state ?? "";
  return [anchor.session, anchor.phase, anchor.since.page, anchor.since.mono, anchor.seconds].join(" ");
}

/** The player of one engine; `changed` is called when the browser allows or forbids sound. */
export function makeSound(engine, changed) {
  let audio = null; // {context, master}, from the first tap on
  let laid = []; // {tone, at, notes, ended}
  let planned = null;

  const on = () => engine.settings().sound && engine.clock.speed === 1;
  const running = () => audio?.context.state === "running";
  const anchor = () => (on() && engine.state.leads ? engine.anchor() : null);

  function update() {
    const now = anchor();
    const plan = running() ? stretch(now) : null;
    if (audio) audio.master.gain.value = engine.settings().volume ** 2;
    if (plan === planned) return;
    planned = plan;
    takeBack();
    if (plan) tonesFor(engine.script(), now, engine.clock.stamp()).forEach(layOnce);
    fallSilent();
  }

  /** The tone at the end of a phase is the one that opens the next: it is heard once. */
  function layOnce({ in: seconds, tone }) {
    const at = audio.context.currentTime + Math.max(0, seconds);
    if (!laid.some((each) => each.tone === tone && Math.abs(each.at - at) < SAME)) lay(tone, at);
  }

  function lay(tone, at) {
    laid = laid.filter((each) => each.at > audio.context.currentTime - 2);
    const made = { tone, at, notes: TONES[tone].map((note) => ring(audio, note, at)), ended: false };
    made.notes.at(-1).onended = () => {
      made.ended = true;
      fallSilent();
    };
    laid.push(made);
  }

  function takeBack() {
    const begun = (each) => each.at < (audio?.context.currentTime ?? 0) + ON_ITS_WAY;
    laid.filter((each) => !begun(each)).forEach((each) => each.notes.forEach((note) => note.stop()));
    laid = laid.filter(begun);
  }

  /** When nothing is to come, the audio device is given back. */
  function fallSilent() {
    const over = !on() || ["reviewing", "closed"].includes(engine.anchor()?.state);
    if (over && running() && laid.every((each) => each.ended)) audio.context.suspend();
  }

  function open() {
    if (!window.AudioContext || audio) return;
    const context = new AudioContext();
    const master = new GainNode(context, { gain: engine.settings().volume ** 2 });
    master.connect(context.destination);
    audio = { context, master };
    context.onstatechange = () => {
      update();
      changed();
    };
  }

  /** Called within a tap or a key: only then does a browser allow sound. */
  function unlock() {
    open();
    // Not awaited: while the browser forbids sound, the promise never settles.
    if (audio && !running()) audio.context.resume().catch(() => {});
  }

  return {
    update,
    unlock: () => on() && unlock(),
    /** Whether a tone is due some time and the browser does not allow it. */
    blocked() {
      const state = anchor()?.state;
      return Boolean(window.AudioContext) && !running() && Boolean(state) && !["planned", "reviewing", "closed"].includes(state);
    },
    /** Let one tone be heard, whatever runs. */
    play(tone) {
      unlock();
      if (audio) lay(tone, audio.context.currentTime + 0.05);
    },
    rest() {
      planned = null;
      takeBack();
    },
    end: () => audio?.context.close(),
  };
}

/** Lay one note on the audio clock: it swells and fades, so that it never clicks. */
function ring({ context, master }, [from, to, after, seconds], at) {
  const begin = at + after;
  const note = new OscillatorNode(context, { type: "triangle", frequency: from });
  const swell = new GainNode(context, { gain: 0 });
  note.frequency.setValueAtTime(from, begin).linearRampToValueAtTime(to, begin + seconds);
  swell.gain.setValueAtTime(0, begin).linearRampToValueAtTime(1, begin + 0.015).linearRampToValueAtTime(0, begin + seconds);
  note.connect(swell).connect(master);
  note.start(begin);
  note.stop(begin + seconds);
  return note;
}
