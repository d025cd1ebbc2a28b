// What Home asks or tells by itself, each on a card that goes away with its answer.

/** A quiet button that asks before it does something. */
function sure(t, label, question, act) {
  const ask = el("div", { class: "ask", hidden: true }, el("p", {}, t(question)), button(t("yes"), act), button(t("no"), () => (ask.hidden = true)));
  const open = () => {
    ask.hidden = false;
    ask.querySelector("button").focus();
  };
  return el("div", {}, button(t(label), open, { class: "quiet" }), ask);
}

const card = (title, text, ...rest) => el("div", { class: "notice card" }, title && el("h3", {}, title), text && el("p", {}, text), rest);

/** A session that another kernel runs, and the way to go on with it here. */
function elsewhereCard({ t, engine }, session) {
  const take = button(t("home.take_over"), () => engine.send("take_over", { session }));
  return card(null, t("home.elsewhere"), el("div", { class: "actions" }, take));
}

/** A session that was interrupted; an old one is rather saved as partial than resumed. */
function unfinishedCard({ t, engine }, left, held) {
  const tell = (kind, values) => () => engine.send(kind, { session: left.session, ...values });
  const when = left.began ? new Date(left.began).toLocaleString(locale(engine), { dateStyle: "full", timeStyle: "short" }) : "";
  const one = (first) => ({ class: first ? "primary" : "plain" });
  return card(
    t("unfinished.title"),
    t("unfinished.began", { when }),
    left.old && el("p", {}, t("unfinished.old")),
    el(
      "div",
      { class: "actions" },
      !held && button(t("unfinished.resume"), tell("resume"), one(!left.old)),
      button(t("unfinished.partial"), tell("save_partial", { events: engine.kept(left.session) }), one(left.old)),
    ),
    sure(t, "unfinished.discard", "unfinished.sure", tell("discard")),
  );
}

/** After a week or more away. What is not known stays unknown, and is not asked again. */
function awayCard({ t, engine, go }, { stretch }) {
  const lighter = el("p", { class: "small" }, t("away.lighter"));
  if (!stretch) return card(t("away.title"), null, lighter);
  const [from, to] = stretch;
  const send = oneTap(engine, "day");
  const tell = (about) => () => send({ about, from, to });
  return card(
    t("away.title"),
    t("away.since", { day: dayWords(engine, from) }),
    el(
      "div",
      { class: "actions" },
      button(t("away.some"), () => go("past_session")),
      button(t("away.none"), tell("none_done")),
      button(t("away.away"), tell("excused")),
      button(t("away.unknown"), () => engine.choose({ asked_until: to })),
    ),
    lighter,
  );
}

/** On the day after a session; who does not answer leaves it open. */
function morningCard({ t, engine }, session) {
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const tell = oneTap(engine, "morning_after");
  const answer = (settled) => button(t(settled), () => tell({ session, settled, tz }));
  return card(null, t("home.morning"), el("div", { class: "actions" }, answer("yes"), answer("no")));
}

const visitCard = ({ t, engine }, { day }) => card(null, t("home.visit_soon", { day: dayWords(engine, day) }));
