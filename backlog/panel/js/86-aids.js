// What helps someone who does not look at the screen: tones, a voice, a screen that stays awake.
// One of each for an engine, however many views show it. They look at the engine and send nothing.

export function makeAids(engine, cueText) {
  const t = (path, values) => translator(engine.get("texts"))(path, values);
  const views = new Set();
  const sound = makeSound(engine, () => views.forEach((paint) => paint()));
  const voice = makeVoice(engine, t, cueText);
  const awake = makeAwake(engine);
  const all = [sound, voice, awake, makeHeadset(engine)];
  let unwatch = null;

  /** What fails here is told to the console: a session never waits for a sound. */
  function update() {
    for (const aid of all) {
      try {
        aid.update();
      } catch (wrong) {
        console.error("backlog:", wrong);
      }
    }
  }

  function leave(paint) {
    views.delete(paint);
    if (views.size) return;
    unwatch();
    unwatch = null;
    all.forEach((aid) => aid.rest());
  }

  return {
    sound,
    voice,
    awake,
    /** Serve one view; `paint` is called when the browser allows or forbids sound. */
    attend(root, paint) {
      for (const gesture of ["click", "keydown"]) root.addEventListener(gesture, sound.unlock);
      views.add(paint);
      unwatch ??= engine.watch(update);
      update();
      return () => leave(paint);
    },
    end: () => all.forEach((aid) => aid.end()),
  };
}
