// A person's settings on this page: what the kernel keeps, and over it what was chosen here since.
// A choice holds at once, also while the kernel is busy with something else.

/** `changed` is called when a setting is another one; `send` takes a choice to the kernel. */
export function makeChoices(model, send, changed) {
  const chosen = {};

  function kept() {
    const there = model.get("settings");
    for (const name of Object.keys(chosen)) if (there[name] === chosen[name]) delete chosen[name];
    changed();
  }
  model.on("change:settings", kept);

  return {
    all: () => ({ ...model.get("settings"), ...chosen }),
    choose(values) {
      Object.assign(chosen, values);
      send({ kind: "settings", values });
      changed();
    },
    end: () => model.off("change:settings", kept),
  };
}
