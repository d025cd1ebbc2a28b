// The running session: what is cued, what keys stand for, where back leads, what is asked.

import assert from "node:assert/strict";
import { test } from "node:test";

const panel = await import(process.env.PANEL);

const t = (path, values) => (values ? `${path} ${Object.values(values)}` : path);
const catalog = {
  deep: { cues: { in: "in", hold: "softly", effort: "a quarter", hold_end: "still" }, position: "on the back" },
  stretch: { cues: { hold: "breathe" }, position: "on all fours" },
};
const sets = [
  { exercise: "deep", side: "both", stop_at: 6 },
  { exercise: "stretch", side: "left", stop_at: null },
];
const pace = { breath_in: 3, breath_out: 4, back: 3, settle: 3, self_paced: false };
const script = {
  sets,
  pace,
  table: { readying: { back: "back" }, holding: { back: "back" }, moving: {} },
  phases: [
    { kind: "ready", seconds: 20, set: 0, rep: 0, start: null, breath: null, next: 2 },
    { kind: "again", seconds: 10, set: 0, rep: 1, start: 1, breath: null, next: 2 },
    { kind: "in", seconds: 3, set: 0, rep: 1, start: 1, breath: "breath_in", next: 3 },
    { kind: "hold", seconds: 10, set: 0, rep: 1, start: 1, breath: null, next: 5 },
    { kind: "again", seconds: 10, set: 0, rep: 2, start: 4, breath: null, next: 5 },
    { kind: "in", seconds: 3, set: 0, rep: 2, start: 4, breath: "breath_in", next: 6 },
    { kind: "ready", seconds: 20, set: 1, rep: 0, start: null, breath: null, next: 7 },
  ],
};
const anchor = (phase, more = {}) => ({ phase, pace, ratings: {}, ran: null, seconds: 3, spent: 0, since: null, state: "readying", ...more });
const hold = (rep, seconds = 10) => ({ kind: "hold", set: 0, rep, seconds });

test("what was said of a stop is said of that stop alone, part by part", () => {
  const table = { holding: { stop: "stopped" }, stopped: { answer: "stay", go_on: "resume" } };
  const stops = { ...script, table: { ...table, readying: { stop: "stopped" } }, states: { again: "readying" } };
  const stopped = { ...anchor(3), state: "stopped", stop: { discomfort: 6, reason: "pain" } };
  const at = { wall: "2026-11-22T07:12:03.000+01:00", mono: 5, page: "a" };
  const next = (now, event) => panel.step(stops, now, { ...at, ...event });

  assert.deepEqual(next(stopped, { type: "answer", discomfort: 7 }).stop, { discomfort: 7, reason: "pain" });
  const again = next({ ...stopped, state: "readying" }, { type: "stop" });
  assert.deepEqual(again.stop, { discomfort: null, reason: null });
  assert.deepEqual(next(again, { type: "answer", set: 0, reason: "cramp" }).stop, again.stop);
});

test("one cue of a hold at a time, another in each repetition", () => {
  const cue = (rep, left) => panel.cueText(t, script, catalog, hold(rep), left);

  assert.deepEqual([cue(1, 10), cue(2, 10), cue(3, 10)], ["a quarter", "softly", "a quarter"]);
  assert.deepEqual([cue(1, 3.1), cue(1, 3)], ["a quarter", "still"]);
});

test("in a long hold the cues take turns", () => {
  const cue = (left) => panel.cueText(t, script, catalog, hold(1, 30), left);

  assert.deepEqual([30, 22.1, 22, 14.1, 14, 2].map(cue), ["a quarter", "a quarter", "softly", "softly", "a quarter", "still"]);
});

test("an exercise with one cue for its hold keeps it", () => {
  const stretch = { kind: "hold", set: 1, rep: 4, seconds: 20 };

  assert.equal(panel.cueText(t, script, catalog, stretch, 9), "breathe");
});

test("half-way is said in the middle of a long hold and nowhere else", () => {
  const said = (seconds, left) => panel.isHalfWay(hold(1, seconds), left);

  assert.deepEqual([said(20, 10.1), said(20, 10), said(20, 8.1), said(20, 8)], [false, true, true, false]);
  assert.equal(said(10, 5), false);
  assert.equal(panel.isHalfWay({ kind: "rest", seconds: 30 }, 15), false);
});

test("keys for a rating", () => {
  assert.deepEqual(["0", "7", "t", "s", "10", "enter"].map(panel.ratingOf), [0, 7, 10, null, null, null]);
});

test("one step slower or faster stays within two and eight seconds", () => {
  assert.deepEqual(panel.paced(pace, 1), { breath_in: 3.5, breath_out: 4.5, back: 3.5, settle: 3.5 });
  assert.deepEqual(panel.paced({ ...pace, breath_in: 2, breath_out: 8 }, -1), { breath_in: 2, breath_out: 7.5, back: 2.5, settle: 2.5 });
  const all = (seconds) => ({ breath_in: seconds, breath_out: seconds, back: seconds, settle: seconds });
  assert.deepEqual([panel.canPace(all(8), 1), panel.canPace(all(8), -1), panel.canPace(all(2), -1)], [false, true, false]);
});

test("back leads to a start, and is offered where it leads away", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((phase) => panel.backOf(script, anchor(phase))), [0, 1, 1, 1, 1, 1]);
  assert.equal(panel.backOf(script, anchor(6, { ran: 4 })), 4);
  const offered = (phase, more) => panel.canGoBack(script, anchor(phase, more));
  assert.deepEqual([offered(0), offered(1), offered(3, { state: "holding" }), offered(6, { ran: 4 })], [false, false, true, true]);
  assert.equal(offered(2, { state: "moving" }), false);
});

test("back is not offered into an exercise that ended for today", () => {
  assert.equal(panel.canGoBack(script, anchor(6, { ran: 4, ratings: { deep: 6 } })), false);
  assert.equal(panel.canGoBack(script, anchor(6, { ran: 4, ratings: { deep: 5 } })), true);
});

test("the time that is left follows the pace, and waits for nobody's breath", () => {
  const now = { mono: 0, page: "a" };
  const left = (more) => panel.remainingInAll(script, anchor(0, { seconds: 20, ...more }), now);

  assert.equal(left({}), 20 + 3 + 10 + 3 + 20);
  assert.equal(left({ pace: { ...pace, breath_in: 8 } }), 20 + 8 + 10 + 8 + 20);
  const waiting = anchor(2, { seconds: null, pace: { ...pace, self_paced: true } });
  assert.equal(panel.remaining(script, waiting, now), Infinity);
  assert.equal(panel.remainingInAll(script, waiting, now), 3 + 10 + 3 + 20);
  assert.equal(panel.lengthInAll(script, anchor(0)), 20 + 3 + 10 + 3 + 20);
  assert.equal(panel.readable(Infinity), "");
});

test("after a gap there are at least one and at most five answers in seconds, all shorter than the hold", () => {
  assert.deepEqual(panel.partsOf(20), [5, 10, 15]);
  assert.deepEqual(panel.partsOf(5), [2, 4]);
  assert.deepEqual(panel.partsOf(30), [5, 10, 15, 20, 25]);
  for (let whole = 3; whole <= 60; whole += 1) {
    const parts = panel.partsOf(whole);
    assert.ok(parts.length >= 1 && parts.length <= 5, `${whole}: ${parts}`);
    assert.ok(parts.every((each) => each > 0 && each < whole), `${whole}: ${parts}`);
  }
});

test("it hurts clearly more only against a check-in that was rated", () => {
  const rises = (before, ratings) => panel.rises({ before, ratings });

  assert.deepEqual([rises(2, { a: 4 }), rises(2, { a: 3 }), rises(0, {}), rises(null, { a: 9 })], [true, false, false, false]);
});

test("a limit that the check-in kept below is met by a rating since", () => {
  const met = (before, ratings, limit) => panel.metSince({ before, ratings }, limit);

  assert.equal(met(0, { stretch: 4 }, 1), 4);
  assert.equal(met(0, { stretch: 0 }, 1), null);
  assert.equal(met(0, {}, 0), null);
  assert.equal(met(2, { stretch: 4 }, 1), null, "it was let through in spite of the limit");
  assert.equal(met(null, { stretch: 4 }, 1), null);
  assert.equal(met(0, { stretch: 4 }, null), null, "there is no limit");
});
