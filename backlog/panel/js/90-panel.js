// The widget: chooses the screen, keeps keys inside the panel, and says what is saved.

/** Which screen belongs to the state of things. */
export function screenFor(home, anchor, saved, wanted) {
  if (anchor?.signs && !saved) return "warned";
  if (anchor?.state === "closed") return !saved ? "review" : wanted in CORRECTIONS ? wanted : "end";
  if (anchor?.state === "reviewing") return "review";
  if (anchor?.state === "stopped") return "stop";
  if (anchor && anchor.state !== "planned") return "session";
  return home.first_run ? "first" : wanted;
}

const FRAME = 40; // ms from one painting to the next: as many as a film has, so that a movement is smooth

const SCREENS = {
  first: firstRunScreen,
  home: homeScreen,
  checkin: checkinScreen,
  session: sessionScreen,
  stop: stopScreen,
  review: reviewScreen,
  warned: warnedScreen,
  end: (panel) => (panel.engine.get("home").held || panel.engine.anchor().signs ? heldScreen : endScreen)(panel),
  ...FORMS,
  ...CORRECTIONS,
};

function render(engine, aids, host) {
  const t = translator(engine.get("texts"));
  const panel = { t, engine, aids, go };
  const settings = settingsPart(panel);
  const hide = hidePart(panel, () => {
    update();
    hide.paint();
  });
  const chip = el("span", { class: "chip" });
  const banner = el("div", { class: "banner", role: "alert", hidden: true });
  const stage = el("div", { class: "stage" });
  const demo = engine.clock.speed !== 1 && el("div", { class: "demo" }, t("demo", { speed: engine.clock.speed }));
  const body = el("div", {}, settings.root, demo, banner, stage);
  const head = el("div", { class: "head" }, el("span", { class: "mark" }, t("app")), chip, hide.open, settings.open);
  const root = el("div", { class: "backlog-panel", tabindex: "-1", role: "region", "aria-label": t("panel") }, head, hide.root, body);
  let wanted = "home";
  let mine = false; // whether the person's last tap or key was in here (a screen reader's tap is a bare click)
  let shown = { name: null, screen: null };
  let before = null; // where the session stood at the last tap or key
  const place = () => JSON.stringify([engine.anchor()?.phase, engine.anchor()?.state]);

  function go(name) {
    if (name !== "home" || engine.state.answer?.kind !== "noted") engine.state.answer = null;
    wanted = name;
    update();
  }

  function update() {
    const anchor = engine.anchor();
    const name = screenFor(engine.get("home"), anchor, engine.get("saved"), wanted);
    const corrects = anchor?.state === "closed" && wanted in CORRECTIONS;
    if (anchor && !corrects) wanted = "home";
    const key = screenKey(name, engine);
    if (key !== shown.name) show(name, key);
    shown.screen.update?.();
    body.hidden = head.hidden = engine.state.hidden;
    hide.root.hidden = !engine.state.hidden;
    stage.inert = Boolean(anchor) && engine.state.leads === false;
    settings.update();
    sayBanner(banner, panel);
    sayChip(chip, t, engine, anchor);
    keepKeys();
  }

  let focused = root; // what had the focus in here last
  root.addEventListener("focusin", (event) => (focused = event.target));

  /** Where what had the focus is gone, the panel has it: the keys go on working. */
  function keepKeys() {
    const gone = !focused.isConnected || focused.disabled || focused.closest("[inert]") || !focused.checkVisibility();
    // The browser takes the focus from what is hidden a moment later: a key in between must not be lost.
    const nobodys = [document.body, focused].includes(document.activeElement);
    if (gone && mine && nobodys) root.focus({ preventScroll: true });
  }

  function show(name, key) {
    shown = { name: key, screen: SCREENS[name](panel) };
    stage.replaceChildren(shown.screen);
    if (!mine) return;
    // Keys go on working, and the new screen is seen from its top.
    root.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  }

  // JupyterLab listens for keys on the page: with a button focused, `x` would cut this very cell.
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    const pressed = event.key.toLowerCase();
    const act = claims(event.target, event.key) || event.repeat ? null : hide.key(pressed) || shown.screen.key?.(pressed);
    if (act) event.preventDefault();
    act?.();
    keepKeys();
  });
  // After a click the keys of the session go on working: Space must not press the same button again.
  root.addEventListener("click", (event) => {
    // (A button that has been replaced meanwhile still stands in the event's path.)
    const tapped = (kind) => event.composedPath().some((each) => each.matches?.(kind));
    keepKeys();
    if (event.detail === 0 || !tapped("button") || !tapped(".session")) return;
    root.focus({ preventScroll: true });
    // On a small screen the button may stand below the seconds of what it has begun.
    if (place() !== before) stage.querySelector(".ring")?.scrollIntoView({ block: "nearest" });
  });

  const off = new AbortController();
  for (const gesture of ["pointerdown", "keydown", "click"]) {
    const notice = (event) => {
      const here = root.contains(event.target);
      // A key that nobody has, or a finger that slid off, is no sign that the person went elsewhere.
      const elsewhere = event.type !== "click" && event.target !== document.body;
      if (here || elsewhere) mine = here;
      before = place();
    };
    document.addEventListener(gesture, notice, { capture: true, signal: off.signal });
  }

  const unwatch = engine.watch(update);
  const paint = () => {
    if (engine.state.hidden) hide.paint();
    else shown.screen.paint?.();
    keepKeys();
  };
  const painting = setInterval(() => document.hidden || paint(), FRAME);
  host.append(root);
  update();
  const leave = aids.attend(root, settings.update);
  return () => {
    leave();
    clearInterval(painting);
    unwatch();
    off.abort();
    root.remove();
  };
}

/** Draw the panel, and again in other words when the person chooses another language. */
function renderInWords(engine, aids, host) {
  let language = engine.language();
  let clean = render(engine, aids, host);
  const unwatch = engine.watch(() => {
    if (language === engine.language()) return;
    language = engine.language();
    const had = host.contains(document.activeElement);
    clean();
    clean = render(engine, aids, host);
    if (had) host.querySelector(".backlog-panel").focus({ preventScroll: true });
  });
  return () => {
    unwatch();
    clean();
  };
}

/** A screen is made anew when this changes: Home with its data, the check-in with today's exercises. */
function screenKey(name, engine) {
  const home = engine.get("home");
  if (name === "home") return `home ${engine.state.answer?.kind === "noted"} ${JSON.stringify(home)}`;
  if (name in CORRECTIONS) return name;
  if (name === "end") return `end ${engine.get("anchor").session} ${home.held !== null}`;
  return name === "checkin" ? `checkin ${JSON.stringify(home.today.exercises)}` : `${name} ${engine.get("anchor")?.session}`;
}

function sayBanner(banner, { t, engine }) {
  const { trouble, leads, late } = engine.state;
  const elsewhere = leads === false && engine.anchor();
  const text = trouble ? `${t("trouble")}: ${trouble}` : elsewhere ? t("mirror") : late ? t(`late.${late}`) : "";
  if (banner.dataset.text === text) return;
  banner.dataset.text = text;
  banner.hidden = text === "";
  const action = trouble ? button(t("trouble_ok"), engine.calm) : elsewhere && button(t("mirror_take"), engine.takeOver);
  banner.replaceChildren(el("span", {}, text), ...(action ? [action] : []));
}

function sayChip(chip, t, engine, anchor) {
  const waits = engine.waiting() > 0;
  say(chip, !anchor ? "" : engine.state.late ? "" : t(waits ? "saving" : "saved"));
  chip.classList.toggle("is-waiting", waits);
}

/** One widget: its engine lives as long as the model, its views come and go. */
export default () => {
  let engine;
  let aids;
  return {
    initialize({ model }) {
      engine = makeEngine(model);
      aids = makeAids(engine, cueText);
      return () => {
        aids.end();
        engine.end();
      };
    },
    render: ({ el: host }) => renderInWords(engine, aids, host),
  };
};
