// What is asked of the kernel beside a session: a form, one tap at Home, an entry to correct. Tapped
// again and again, it goes out once until the kernel says that it has seen to it.

export function makeAsks(send) {
  let open = []; // each {asked, text, since}, the oldest first
  return {
    ask(message) {
      const text = JSON.stringify(message);
      if (open.at(-1)?.text === text) return; // after another one it is no second tap: a tick set, taken away and set
      const asked = newId();
      open.push({ asked, text, since: Date.now() });
      send({ ...message, asked });
    },
    heard(asked) {
      open = open.filter((each) => each.asked !== asked);
    },
    /** Since when (ms) the oldest waits; null when nothing does. */
    since: () => open[0]?.since ?? null,
  };
}
