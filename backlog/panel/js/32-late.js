// What was said of sessions that are over by now: it is still delivered, with its true times, and kept
// while no kernel knows its session.

/**
 * The outboxes under a prefix of sessions that are none of `open`: what they hold comes late. Under a
 * longer name stand what a page saw last of a session, and what was typed in a form.
 */
export function lateOutboxes(prefix, storage, open) {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, place) => storage.key(place));
  const ids = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return ids.filter((id) => !id.includes(":") && !open.includes(id)).map((id) => ({ id, outbox: makeOutbox(prefix + id, storage) }));
}

/** `deliver(id, event)` sends an event to the session `id`. */
export function makeLate(storage, deliver) {
  let left = [];
  return {
    /** Sessions that can still be gone on with keep their outbox for that. */
    deliver(prefix, { unfinished = [], elsewhere = [] }) {
      left = lateOutboxes(prefix, storage, [...unfinished.map((each) => each.session), ...elsewhere]);
      left.forEach(({ id, outbox }) => outbox.pending().forEach((event) => deliver(id, event)));
    },
    acknowledged: (id) => left.forEach(({ outbox }) => outbox.acknowledged(id)),
  };
}
