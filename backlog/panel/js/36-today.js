// Which day it is for Home: past three in the night Home is of yesterday, and is asked for once.

const DAY_BEGINS = 3 * 3600 * 1000; // ms after midnight

/** Compare Home's day with today, and ask for it anew when they differ; a faster clock has no today. */
export function makeToday(clock, ask) {
  let askedFor = null;
  return (day) => {
    const today = isoLocal(Date.now() - DAY_BEGINS).slice(0, 10);
    if (clock.speed !== 1 || today === day || today === askedFor) return;
    askedFor = today;
    ask();
  };
}
