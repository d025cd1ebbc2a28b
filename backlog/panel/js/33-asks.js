// What is asked of the kernel beside a session: a form, one tap at Home, an entry to correct. Each goes
// out once, however often its button is tapped, until the kernel says that it has seen to it.

export function makeAsks(send) {
  const open = new Map(); // message as text: {id, since}, the oldest first
  return {
    ask(message) {
      const text = JSON.stringify(message);
      if (open.has(text)) return;
      const asked = newId();
      open.set(text, { asked, since: Date.now() });
      send({ ...message, asked });
    },
    heard(asked) {
      for (const [text, each] of open) if (each.asked === asked) open.delete(text);
    },
    /** Since when (ms) the oldest waits; null when nothing does. */
    since: () => open.values().next().value?.since ?? null,
  };
}
