// The way to the kernel: what is sent, and whether anybody is still there to get it.

/** `cut()` is called when the kernel was started anew: from then on nothing reaches it from here. */
export function makeLink(model, cut) {
  let isCut = false;
  const hear = () => {
    isCut = true;
    cut();
  };
  model.on("comm_live_update", hear); // the one word that widgets get of a new kernel
  return {
    isCut: () => isCut,
    /** Send; where there is no kernel, nothing answers, and that is told in time. */
    send(message) {
      try {
        model.send(message);
      } catch {
        // An event waits in the outbox.
      }
    },
    end: () => model.off("comm_live_update", hear),
  };
}
