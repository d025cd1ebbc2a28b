// Outboxes that outlived their session.

import assert from "node:assert/strict";
import { test } from "node:test";

const panel = await import(process.env.PANEL);

function storageOf(entries) {
  const stored = new Map(Object.entries(entries));
  return {
    get length() {
      return stored.size;
    },
    key: (place) => [...stored.keys()][place],
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  };
}

test("what is left of sessions that are over is found, and nobody else's", () => {
  const event = (id) => JSON.stringify([{ id }]);
  const storage = storageOf({ "backlog:f:1": event("a"), "backlog:f:1:seen": "{}", "backlog:f:2": event("b"), "backlog:g:3": event("c"), "backlog:f:form:question": "{}", other: "x" });
  const late = panel.lateOutboxes("backlog:f:", storage, ["2"]);

  assert.deepEqual(late.map(({ id, outbox }) => [id, outbox.pending()]), [["1", [{ id: "a" }]]]);
  late[0].outbox.acknowledged("a");
  assert.equal(storage.getItem("backlog:f:1"), null);
});

test("where storage is forbidden nothing is left", () => {
  assert.deepEqual(panel.lateOutboxes("backlog:f:", null, []), []);
});

test("it is delivered when Home is drawn, and kept until a kernel answers for it", () => {
  const storage = storageOf({ "backlog:f:1": JSON.stringify([{ id: "a" }, { id: "b" }]), "backlog:f:2": JSON.stringify([{ id: "c" }]) });
  const sent = [];
  const late = panel.makeLate(storage, (session, event) => sent.push([session, event.id]));
  late.deliver("backlog:f:", { unfinished: [{ session: "2" }], elsewhere: [] });
  late.acknowledged("a");

  assert.deepEqual(sent, [["1", "a"], ["1", "b"]]);
  assert.equal(storage.getItem("backlog:f:1"), JSON.stringify([{ id: "b" }]));
});

test("a tab that does not lead shows the time of the one that does, by the wall", () => {
  const since = { page: "a", mono: 100, wall: "2026-11-22T07:12:03.000+01:00" };
  const at = { page: "b", mono: 3, wall: "2026-11-22T07:12:09.500+01:00" };

  assert.deepEqual(panel.asLed({ since }, at), { ...at, page: "a", mono: 106.5 });
  assert.deepEqual(panel.asLed({ since: { ...since, page: "b" } }, at), at);
  assert.deepEqual(panel.asLed({ since: null }, at), at);
});
