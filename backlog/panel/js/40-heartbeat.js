// A worker that keeps time: it rings when a phase is over and beats once a second. A hidden tab
// throttles the page's own timers, not a worker's. Each message carries the worker's own two clocks,
// so a page that is merely busy does not look like a computer that slept.

const GAP = 3; // seconds away, by either clock, that count as a gap

const WORKER = `
  let alarm;
  const tell = () => postMessage({ wall: Date.now(), mono: performance.now() });
  onmessage = ({ data }) => {
    clearTimeout(alarm);
    if (data !== null) alarm = setTimeout(tell, data);
  };
  setInterval(tell, 1000);
`;

/** Start the heartbeat: `tick({wall, mono})` each second, and when the alarm of `set(ms)` is over. */
export function makeHeartbeat(tick) {
  try {
    const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = ({ data }) => tick(data);
    return { set: (ms) => worker.postMessage(ms), end: () => worker.terminate() };
  } catch {
    return pageHeartbeat(tick);
  }
}

/** The same on the page's own timers, where workers are forbidden. */
function pageHeartbeat(tick) {
  const tell = () => tick({ wall: Date.now(), mono: performance.now() });
  const beats = setInterval(tell, 1000);
  let alarm;
  return {
    set(ms) {
      clearTimeout(alarm);
      if (ms !== null) alarm = setTimeout(tell, ms);
    },
    end() {
      clearTimeout(alarm);
      clearInterval(beats);
    },
  };
}

/** Seconds that nobody saw between two ticks (in ms), by the clock that shows more; 0 when none. */
export function gap(before, after) {
  const away = Math.max(after.wall - before.wall, after.mono - before.mono) / 1000;
  return away > GAP ? gapOf(away) : 0;
}

const A_DAY = 86400; // seconds: a longer gap is not told to the second

/** Seconds as they are told of a gap. */
const gapOf = (seconds) => Math.round(Math.min(A_DAY, seconds) * 10) / 10;
