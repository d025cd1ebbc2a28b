// What is asked of the kernel beside a session, and outboxes that two tabs write.

import assert from "node:assert/strict";
import { test } from "node:test";

const panel = await import(process.env.PANEL);

test("the same question goes out once until it is heard, however often it is asked", () => {
  const sent = [];
  const asks = panel.makeAsks((message) => sent.push(message));
  const flare = { kind: "form", form: "day", values: { about: "flare" } };
  for (let taps = 0; taps < 3; taps++) asks.ask({ ...flare });
  asks.ask({ kind: "entries" });

  assert.deepEqual(sent.map(({ kind }) => kind), ["form", "entries"]);
  assert.notEqual(asks.since(), null);
  assert.equal(asks.answers.awaits(sent[0].asked), true);
  sent.forEach(({ asked }) => asks.hear({ kind: "heard", asked }));
  assert.equal(asks.answers.awaits(sent[0].asked), false);
  assert.equal(asks.since(), null);
  asks.ask({ ...flare });
  assert.equal(sent.length, 3);
});

test("a form is known to be noted by its id, and what has none is not", () => {
  const asks = panel.makeAsks(() => {});
  asks.hear({ kind: "noted", id: "a" });
  asks.hear({ kind: "noted", form: "program_save" });

  assert.deepEqual(["a", "b", undefined].map(asks.answers.isNoted), [true, false, false]);
});

test("a tick that is set, taken away and set again is told three times", () => {
  const sent = [];
  const asks = panel.makeAsks(({ kind }) => sent.push(kind));
  for (const kind of ["delete", "undo", "delete"]) asks.ask({ kind, table: "days", id: "1" });

  assert.deepEqual(sent, ["delete", "undo", "delete"]);
});

test("what another tab kept meanwhile is taken in, in its order, and nothing twice", () => {
  const stored = new Map();
  const storage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value), removeItem: (key) => stored.delete(key) };
  const [mine, theirs] = [panel.makeOutbox("s", storage), panel.makeOutbox("s", storage)];
  theirs.add({ id: "stop", seq: 5 });
  theirs.add({ id: "answer", seq: 6 });
  mine.refresh();
  mine.add({ id: "pause", seq: 7 });

  assert.deepEqual(mine.pending().map(({ id }) => id), ["stop", "answer", "pause"]);
  theirs.refresh();
  assert.deepEqual(theirs.pending().map(({ id }) => id), ["stop", "answer", "pause"]);
});
