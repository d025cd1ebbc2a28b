// The outbox: events that the kernel has not acknowledged, kept where a reload does not lose them.

export function makeOutbox(key, storage) {
  let events = read(storage, key);
  const keep = () => {
    try {
      if (events.length) storage?.setItem(key, JSON.stringify(events));
      else storage?.removeItem(key);
    } catch {
      // A full or forbidden storage costs only what a reload would lose; the kernel is still sent.
    }
  };
  return {
    pending: () => events,
    /** Take in what another tab kept meanwhile: each writes the whole list. */
    refresh() {
      const own = events;
      const there = read(storage, key);
      events = [...there, ...own.filter(({ id }) => !there.some((each) => each.id === id))];
      events.sort((a, b) => a.seq - b.seq);
    },
    add(event) {
      events = [...events, event];
      keep();
    },
    /** Forget the event `id`: it is on disk, or was refused. */
    acknowledged(id) {
      events = events.filter((event) => event.id !== id);
      keep();
    },
  };
}

function read(storage, key) {
  try {
    const events = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(events) ? events : [];
  } catch {
    return [];
  }
}

/** The browser's storage, or null where it is forbidden. */
function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
