// The browser's clock. Every time in the panel comes from here, in seconds of the session: a
// demonstration runs the whole clock faster, so nothing else needs to know of it.

const PAGE = Math.random().toString(36).slice(2, 10);

/** Local time as ISO 8601 with its offset: what the log keeps. */
export function isoLocal(ms, offsetMinutes = -new Date(ms).getTimezoneOffset()) {
  const sign = offsetMinutes < 0 ? "-" : "+";
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const local = new Date(ms + offsetMinutes * 60000).toISOString().slice(0, 23);
  return `${local}${sign}${two(offsetMinutes / 60)}:${two(offsetMinutes % 60)}`;
}

/**
 * A clock that runs `speed` times as fast as life. A stamp is when something happened. A faster clock
 * is ahead of the wall, so after a reload it goes on from `after`, the time that it had come to.
 */
export function makeClock(speed = 1, after = 0, now = () => performance.now(), wall = () => Date.now()) {
  const start = { now: now(), wall: Math.max(wall(), after) };
  const clock = {
    page: PAGE,
    speed,
    mono: () => (now() * speed) / 1000,
    // At the speed of life the wall clock is asked each time, so that a gap shows in it.
    ms: () => (speed === 1 ? wall() : start.wall + (now() - start.now) * speed),
    stamp: () => ({ wall: isoLocal(clock.ms()), mono: clock.mono(), page: PAGE }),
  };
  return clock;
}

const whole = (seconds) => Math.max(0, Math.ceil(seconds - 0.05));

/** Seconds as a person reads them: 7, 48, 2:05; nothing where nobody knows. */
export function readable(seconds) {
  if (seconds === Infinity) return "";
  return whole(seconds) < 60 ? String(whole(seconds)) : minutes(seconds);
}

/** The same with its minutes in every case, where no ring says that these are seconds: 0:48. */
export const minutes = (seconds) => `${Math.floor(whole(seconds) / 60)}:${String(whole(seconds) % 60).padStart(2, "0")}`;
