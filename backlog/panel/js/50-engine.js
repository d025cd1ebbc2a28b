// The engine of one panel on one page: it predicts the anchor, sends events and waits for their
// acknowledgement, moves the cursor when a phase is over, and notices gaps. Views only look at it.

const GRACE = 1000; // ms without a view until nobody looks: running a cell again takes less

export function makeEngine(model) {
  const clock = makeClock(model.get("speed"), Date.parse(model.get("anchor")?.last?.wall ?? 0));
  const storage = browserStorage();
  const views = new Set();
  const state = { trouble: null, answer: null, leads: null, late: null, sent: {} };
  let begun = null; // when Begin was sent, until the kernel answers
  let session = null; // {id, key, outbox, lead}
  let early = []; // events from before it is known which tab leads
  let heartbeat = null;
  let taken = null; // the session that this page asked to take over
  let lastTick = null;
  let lastSeen = clock.stamp();
  let waitingSince = Date.now();

  const link = makeLink(model, () => redeliver());
  const { send } = link;
  const changed = () => views.forEach((view) => view());
  const script = () => model.get("script");
  const words = makeWords(model, () => choices.all());

  function anchor() {
    const told = model.get("anchor");
    const known = told && session && script()?.session === told.session;
    return known ? predict(script(), told, session.outbox.pending()) : null;
  }

  // --- events ---------------------------------------------------------------------------------

  function emit(type, values = {}, at = clock.stamp()) {
    // A stop counts in every tab: the one that it is said in takes the lead.
    const takes = state.leads === false && type === "stop";
    if (takes) session.lead.take();
    if (takes || (session && state.leads === null)) return void early.push([type, values, at]);
    const now = anchor();
    if (!now || !state.leads || !step(script(), now, { type, ...at, ...values })) return;
    const pending = session.outbox.pending();
    const seq = Math.max(pending.at(-1)?.seq ?? -1, model.get("anchor").seq) + 1;
    const event = { type, seq, id: newId(), ...at, ...values };
    if (!pending.length) waitingSince = Date.now();
    session.outbox.add(event);
    deliver(event);
    arm();
    changed();
  }

  const deliverTo = (id, event) => send({ kind: "event", session: id, ...event });
  const deliver = (event) => deliverTo(session.id, event);
  const late = makeLate(storage, deliverTo);
  const asks = makeAsks(send);
  const askForToday = makeToday(clock, () => send({ kind: "home" }));

  /** What waits for the kernel, and since when: events, the check-in, or what was asked beside them. */
  function waiting() {
    if (link.isCut()) return ["gone", 0];
    if (session && state.leads && session.outbox.pending().length) return ["event", waitingSince];
    return begun !== null ? ["begin", begun] : ["ask", asks.since()];
  }
  const redeliver = makePatience(state, waiting, () => session.outbox.pending().forEach(deliver), changed);

  // --- time -----------------------------------------------------------------------------------

  /** Set the alarm for the end of the running phase. */
  function arm() {
    const now = anchor();
    const runs = state.leads && isRunning(now) && !waits(now);
    const ms = runs && (remaining(script(), now, clock.stamp()) * 1000) / clock.speed;
    heartbeat?.set(runs ? Math.ceil(ms) : null); // never early: a hold is credited as measured
  }

  function tick(times) {
    const away = lastTick ? gapOf(gap(lastTick, times) * clock.speed) : 0;
    lastTick = times;
    if (away && isRunning(anchor())) emit("pause", { gap_s: away }, lastSeen);
    lastSeen = clock.stamp();
    if (session && state.leads) remember(storage, session.key, lastSeen);
    endPhase();
    redeliver();
    if (!session) askForToday(model.get("home").day);
  }

  function endPhase() {
    const now = anchor();
    if (!isRunning(now) || !state.leads || waits(now)) return;
    if (remaining(script(), now, clock.stamp()) > 0) arm();
    else emit("phase_done", { phase: now.phase });
  }

  /** A page that comes to a running session did not see what happened since: it pauses. */
  function meet() {
    const now = anchor();
    if (!state.leads || !isRunning(now) || now.since.page === clock.page) return;
    const at = lastSeenOf(recall(storage, session.key), now.since);
    emit("pause", { gap_s: awaySince(at, clock.stamp()) }, at);
  }

  // --- which session, which tab -----------------------------------------------------------------

  function follow() {
    const told = model.get("anchor");
    if (told?.session !== session?.id) {
      session?.lead?.release();
      session = state.leads = null;
      early = [];
      if (told) open(told.session);
    }
    if (!told) late.deliver(keyOf(""), model.get("home"));
    begun = session ? null : begun;
    meet();
    arm();
    changed();
  }

  /** Forget what was acknowledged; an event whose place another one had is sent under a new one. */
  function acknowledged({ id, again, unknown }) {
    if (!unknown) late.acknowledged(id);
    const event = session?.outbox.pending().find((each) => each.id === id);
    if (!event) return;
    session.outbox.acknowledged(id);
    waitingSince = Date.now();
    if (again) {
      const { type, seq, id: _, wall, mono, page, ...values } = event;
      emit(type, values, { wall, mono, page });
    }
    redeliver();
    changed();
  }

  const keyOf = (id) => `backlog:${model.get("home").folder_id}:${id}`;

  function open(id) {
    state.trouble = null; // what was wrong before it is over with the session that is here now
    const key = keyOf(id);
    session = { id, key, outbox: makeOutbox(key, storage) };
    if (heartbeat) lead();
  }

  /** Lead the session on this page, unless another tab does and it was not taken over here. */
  function lead() {
    session.lead = makeLead(session.key, (leads) => {
      if (state.leads && !leads) send({ kind: "whose" }); // another tab of this kernel, or another kernel
      state.leads = leads;
      if (leads) {
        session?.outbox.refresh();
        session?.outbox.pending().forEach(deliver);
      }
      meet();
      const waited = early;
      early = [];
      waited.forEach((event) => emit(...event));
      arm();
      changed();
    });
    session.lead[session.id === taken ? "take" : "ask"]();
    taken = null;
  }

  /** Nobody looks any more: what runs is paused, and another page or kernel may lead. */
  function unwatched() {
    if (isRunning(anchor())) emit("pause");
    session?.lead?.release();
    state.leads = null;
    heartbeat.end();
    heartbeat = null;
  }

  function watched() {
    if (heartbeat) return;
    lastTick = null;
    heartbeat = makeHeartbeat(tick);
    if (session && state.leads === null) lead();
    arm();
  }

  // --- the panel's side -------------------------------------------------------------------------

  function hear(message) {
    if (message.kind === "ack") return acknowledged(message);
    asks.hear(message);
    if (message.kind === "trouble") [state.trouble, begun] = [message.text, null];
    else if (["field", "noted", "preview"].includes(message.kind)) state.answer = message;
    else if (["entries", "entry", "program"].includes(message.kind)) state[message.kind] = message;
    changed();
  }
  const choices = makeChoices(model, send, changed);
  const names = ["home", "script", "anchor", "saved"];
  names.forEach((name) => model.on(`change:${name}`, follow));
  model.on("msg:custom", hear);
  follow();

  return {
    clock,
    state,
    anchor,
    /** The moment that is shown; a tab that does not lead shows that of the one that does. */
    now: () => (state.leads === false ? asLed(anchor(), clock.stamp()) : clock.stamp()),
    script,
    emit,
    ...words,
    /** Whether Begin was sent and the kernel has not answered. */
    begins: () => begun !== null,
    waiting: () => session?.outbox.pending().length ?? 0,
    ...asks.answers,
    send(kind, values = {}) {
      if (kind === "take_over") taken = values.session;
      return asks.ask({ kind, ...values });
    },
    settings: choices.all,
    /** Choose settings; a running session breathes by them from its next phase on. */
    choose(values) {
      choices.choose(values);
      if (PACE.some((name) => name in values)) emit("choose_pace", breathOf(choices.all()));
    },
    begin(values) {
      const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const id = newId();
      begun = Date.now();
      send({ kind: "begin", seq: 0, id, tz, ...clock.stamp(), ...values });
    },
    /** What this browser still keeps of a session that was interrupted. */
    kept: (id) => makeOutbox(keyOf(id), storage).pending(),
    takeOver: () => session?.lead?.take(),
    calm() {
      state.trouble = null;
      changed();
    },
    watch(view) {
      views.add(view);
      watched();
      return () => {
        views.delete(view);
        setTimeout(() => views.size || !heartbeat || unwatched(), GRACE);
      };
    },
    end() {
      names.forEach((name) => model.off(`change:${name}`, follow));
      model.off("msg:custom", hear);
      link.end();
      choices.end();
      session?.lead?.release();
      heartbeat?.end();
    },
  };
}

const newId = () => `${PAGE}-${Math.random().toString(36).slice(2, 12)}`;
