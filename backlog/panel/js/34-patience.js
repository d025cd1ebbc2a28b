// How long the kernel may take to answer before the person is told what is late.

const PATIENCE = 3000; // ms

/**
 * Look whether something is late: `waiting()` is what waits for the kernel and since when (ms, or
 * null), `again` sends the events again, `changed` is called when `state.late` is another one.
 */
function makePatience(state, waiting, again, changed) {
  return () => {
    const [what, since] = waiting();
    const late = since !== null && Date.now() - since > PATIENCE ? what : null;
    if (late === "event") again();
    if (late === state.late) return;
    state.late = late;
    changed();
  };
}
