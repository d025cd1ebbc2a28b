// The last moment that a page saw of a session: what was held until then was held.

/** The last moment that the page before this one saw of the running phase. */
function lastSeenOf(seen, since) {
  return seen?.page === since.page && seen.mono >= since.mono ? seen : since;
}

function remember(storage, key, stamp) {
  try {
    storage?.setItem(`${key}:seen`, JSON.stringify(stamp));
  } catch {
    // Without storage a reload credits nothing of the running phase.
  }
}

function recall(storage, key) {
  try {
    return JSON.parse(storage?.getItem(`${key}:seen`) ?? "null");
  } catch {
    return null;
  }
}

/** Seconds from one stamp to another by the wall: two pages have no other clock. */
function awaySince(from, to) {
  const seconds = (Date.parse(to.wall) - Date.parse(from.wall)) / 1000;
  return gapOf(Math.max(0, seconds));
}
