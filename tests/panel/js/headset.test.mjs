// A headset's buttons: asked for only when the person wants it, and given back at the end.

import assert from "node:assert/strict";
import { test } from "node:test";

const panel = await import(process.env.PANEL);

function desk(settings = { headset: true }) {
  const sent = [];
  const media = { handlers: {}, playbackState: "none", setActionHandler: (name, act) => (media.handlers[name] = act) };
  const track = { playing: false, play: () => ((track.playing = true), Promise.resolve()), pause: () => (track.playing = false) };
  const engine = { state: { leads: true }, anchor: () => engine.now, settings: () => settings, emit: (type) => sent.push(type), now: { state: "holding" } };
  return { sent, media, track, engine, headset: panel.makeHeadset(engine, media, () => track) };
}

test("its buttons pause and go on, and tell what runs", () => {
  const { sent, media, track, engine, headset } = desk();
  headset.update();
  assert.deepEqual([media.playbackState, track.playing], ["playing", true]);
  media.handlers.pause();
  engine.now = { state: "paused" };
  headset.update();
  media.handlers.play();

  assert.deepEqual(sent, ["pause", "resume"]);
  assert.deepEqual([media.playbackState, track.playing], ["paused", false]);
});

test("nothing plays and no button is taken unless the person wants it", () => {
  const { media, track, headset } = desk({ headset: false });
  headset.update();

  assert.deepEqual([media.handlers, track.playing], [{}, false]);
});

test("after the session the buttons are somebody else's again", () => {
  const { media, track, engine, headset } = desk();
  headset.update();
  engine.now = { state: "reviewing" };
  headset.update();

  assert.deepEqual(Object.values(media.handlers), [null, null, null]);
  assert.deepEqual([media.playbackState, track.playing], ["none", false]);
});

test("what plays along is ten seconds of silence", () => {
  const bytes = panel.silence();
  const word = (at) => String.fromCharCode(...bytes.slice(at, at + 4));

  assert.deepEqual([word(0), word(8), word(36)], ["RIFF", "WAVE", "data"]);
  assert.equal(new DataView(bytes.buffer).getUint32(40, true), 10 * 8000);
  assert.ok(bytes.slice(44).every((each) => each === 128));
});
