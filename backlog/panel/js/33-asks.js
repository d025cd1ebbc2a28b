// What is asked of the kernel beside a session: a form, one tap at Home, an entry to correct. Tapped
// again and again, it goes out once until the kernel says that it has seen to it.

export function makeAsks(send) {
  let open = []; // each {asked, text, since}, the oldest first
  const noted = new Set(); // the ids of forms that the log holds
  return {
    /** Ask, and return what the question is known by. */
    ask(message) {
      const text = JSON.stringify(message);
      const last = open.at(-1);
      if (last?.text === text) return last.asked; // after another one it is no second tap: a tick set, taken away and set
      const asked = newId();
      open.push({ asked, text, since: Date.now() });
      send({ ...message, asked });
      return asked;
    },
    hear({ kind, asked, id }) {
      if (kind === "noted" && id != null) noted.add(id);
      if (kind === "heard") open = open.filter((each) => each.asked !== asked);
    },
    answers: {
      /** Whether a question waits for the kernel. */
      awaits: (asked) => open.some((each) => each.asked === asked),
      /** Whether the log holds what a form said. */
      isNoted: (id) => noted.has(id),
    },
    /** Since when (ms) the oldest waits; null when nothing does. */
    since: () => open[0]?.since ?? null,
  };
}

/** A form that one tap sends, as `tell(values)`: tapped again where it was drawn, it is noted once. */
function oneTap(engine, form) {
  const id = newId();
  return (values) => engine.send("form", { form, id, values });
}
