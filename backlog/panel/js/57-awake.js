// Keeping the screen awake while phases run. A browser that cannot, or may not, changes nothing.

/** Ask for the screen to stay awake; a page that was hidden has to ask again. */
export function makeAwake(engine, lock = navigator.wakeLock) {
  let held = null;
  let asking = false;
  const wanted = () =>
    document.visibilityState === "visible" && engine.settings().awake && engine.state.leads && isRunning(engine.anchor());

  function update() {
    if (!lock) return;
    if (!wanted()) letGo();
    else if (!held && !asking) ask();
  }

  function ask() {
    asking = true;
    const done = () => (asking = false);
    lock.request("screen").then(take, () => {}).finally(done);
  }

  function take(sentinel) {
    held = sentinel;
    sentinel.addEventListener("release", () => held === sentinel && (held = null));
    if (!wanted()) letGo(); // the session may have ended meanwhile
  }

  function letGo() {
    held?.release().catch(() => {});
    held = null;
  }

  document.addEventListener("visibilitychange", update);
  return {
    update,
    available: () => Boolean(lock),
    rest: letGo,
    end() {
      document.removeEventListener("visibilitychange", update);
      letGo();
    },
  };
}
