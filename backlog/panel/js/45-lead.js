// Of several tabs that show one session, one leads: it sends events and keeps time. The others
// mirror it, and take over when it is closed or when the person says so.

/**
 * The lead for `key`: `ask` for it, or `take` it from the tab that has it. `changed(leads)` is called
 * with true, or false while another tab leads.
 */
export function makeLead(key, changed) {
  if (!navigator.locks) return { ask: () => changed(true), take: () => changed(true), release() {} };
  const queue = new AbortController();
  let release = () => {};
  const hold = (lock) => {
    changed(lock !== null);
    return lock && new Promise((done) => (release = done));
  };
  const wait = () => {
    if (queue.signal.aborted) return;
    changed(false);
    navigator.locks.request(key, { signal: queue.signal }, hold).catch(lost);
  };
  const lost = () => queue.signal.aborted || wait();
  return {
    ask: () => navigator.locks.request(key, { ifAvailable: true }, (lock) => (lock ? hold(lock) : wait())).catch(lost),
    take: () => navigator.locks.request(key, { steal: true }, hold).catch(lost),
    release() {
      queue.abort();
      release();
    },
  };
}
