// The play and pause buttons of a headset. A browser hands them only to a page that plays a recording,
// tones alone do not count; so a silent one plays along, if the person wants that: on a phone it may
// stop somebody's music.

const SILENT_S = 10; // seconds of the recording, which repeats; a browser ignores short ones
const RATE = 8000; // samples a second

/** A silent recording as the bytes of a WAV file. */
export function silence(seconds = SILENT_S, rate = RATE) {
  const bytes = new Uint8Array(44 + seconds * rate).fill(128);
  const view = new DataView(bytes.buffer);
  const word = (at, text) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  [[20, 1], [22, 1], [32, 1], [34, 8]].forEach(([at, value]) => view.setUint16(at, value, true));
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  word(36, "data");
  view.setUint32(40, seconds * rate, true);
  return bytes;
}

/** Let a headset pause and go on; `track` makes what plays along. */
export function makeHeadset(engine, media = navigator.mediaSession, track = silentTrack) {
  const handlers = { play: () => engine.emit("resume"), pause: () => engine.emit("pause"), stop: () => engine.emit("stop") };
  let playing = null;

  const wanted = () => Boolean(media) && engine.settings().headset && engine.state.leads;

  function update() {
    const anchor = wanted() ? engine.anchor() : null;
    const paused = anchor?.state === "paused";
    if (!isRunning(anchor) && !paused) return rest();
    if (!playing) begin();
    media.playbackState = paused ? "paused" : "playing";
    if (paused) playing.pause();
    else playing.play()?.catch(() => {}); // before the first tap a browser forbids it
  }

  function begin() {
    playing = track();
    for (const [name, act] of Object.entries(handlers)) media.setActionHandler(name, act);
  }

  function rest() {
    if (!playing) return;
    playing.pause();
    playing = null;
    media.playbackState = "none";
    for (const name of Object.keys(handlers)) media.setActionHandler(name, null);
  }

  return { update, rest, end: rest };
}

function silentTrack() {
  const audio = new Audio(URL.createObjectURL(new Blob([silence()], { type: "audio/wav" })));
  audio.loop = true;
  return audio;
}
