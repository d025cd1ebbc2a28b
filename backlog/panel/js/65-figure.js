// The drawing of an exercise: one calm person in side view, painted from a pose. Which pose it is
// follows from the anchor and the time alone, so a reload or a second tab shows the same.

// --- outlines -----------------------------------------------------------------------------------

/** The outline of a limb: circles of these sizes round its joints, and what lies between them. */
function limb(points, sizes) {
  return points.slice(1).map((point, i) => taper(points[i], sizes[i], point, sizes[i + 1])).join("");
}

function taper([x, y], size, [toX, toY], toSize) {
  const angle = Math.atan2(toY - y, toX - x);
  const lean = Math.acos(Math.max(-1, Math.min(1, (size - toSize) / Math.hypot(toX - x, toY - y))));
  const on = (cx, cy, r, turn) => `${(cx + r * Math.cos(turn)).toFixed(2)} ${(cy + r * Math.sin(turn)).toFixed(2)}`;
  const large = lean < Math.PI / 2 ? 1 : 0;
  return (
    `M${on(x, y, size, angle + lean)}A${size} ${size} 0 ${large} 1 ${on(x, y, size, angle - lean)}` +
    `L${on(toX, toY, toSize, angle - lean)}A${toSize} ${toSize} 0 ${1 - large} 1 ${on(toX, toY, toSize, angle + lean)}Z`
  );
}

const FINE = 6; // steps from one point of a curve to the next

/** More points along a smooth curve (Catmull-Rom) through the given ones; a point may carry a size. */
function smooth(points) {
  const at = (i) => points[Math.min(Math.max(i, 0), points.length - 1)];
  return Array.from({ length: FINE * (points.length - 1) + 1 }, (_, step) => {
    const place = Math.min(Math.floor(step / FINE), points.length - 2);
    const near = [-1, 0, 1, 2].map((i) => at(place + i));
    return points[0].map((_, axis) => curve(near.map((point) => point[axis]), step / FINE - place));
  });
}

function curve([before, from, to, after], part) {
  const rest = 1 - part;
  const leaving = from * (1 + 2 * part) + ((to - before) / 2) * part;
  const coming = to * (1 + 2 * rest) - ((after - from) / 2) * rest;
  return rest ** 2 * leaving + part ** 2 * coming;
}

function smoothLimb(points, sizes) {
  const fine = smooth(points.map((point, i) => [...point, sizes[i]]));
  return limb(fine, fine.map(([, , size]) => size));
}

// --- the person ---------------------------------------------------------------------------------

/** What is nearer is seen lower, and a little to the left: from the side and slightly from above. */
const asSeen = (joints) => Object.fromEntries(Object.entries(joints).map(([name, [x, y, z]]) => [name, [x - 0.25 * z, y - 0.9 * z]]));

const pick = (joints, names) => names.split(" ").map((name) => joints[name]);

const trunk = (joints) =>
  smoothLimb(pick(joints, "hip waist ribs chest shoulder"), [11, 9.6, 10, 11, 8.8]) +
  smoothLimb(pick(joints, "hip navel chest"), [10.4, 8.5, 10.5]) +
  limb(pick(joints, "shoulder head"), [7.6, 5.6]) +
  limb(pick(joints, "head jaw"), [11, 7.8]);

/** Where the thigh meets the trunk: painted over the leg, so that no edge cuts the body there. */
const seat = (joints) => limb(pick(joints, "hip waist"), [11, 9.4]);

const leg = (side) => (joints) =>
  limb(pick(joints, `hip ${side}Knee ${side}Ankle`), [10.6, 6.4, 4]) +
  limb(pick(joints, `${side}Ankle ${side}Toe ${side}Heel ${side}Ankle`), [4, 2.6, 3.3, 4]);

const arm = (side) => (joints) =>
  limb(pick(joints, `shoulder ${side}Elbow ${side}Wrist ${side}Fingers`), [6, 4.5, 3.4, 2.5]);

const pillow = ({ head }) => limb([[head[0] - 7, 3.2], [head[0] + 9, 3.2]], [3.2, 3.2]);

const lineOf = (points) => `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;

/** The edge of the trunk between hip and chest, `way` up or down from the middles of the body. */
const edge = (names, sizes, way) => (joints) =>
  lineOf(smooth(pick(joints, names).map(([x, y], i) => [x, y + way * sizes[i]])).slice(3, -3));

const belly = edge("hip navel chest", [10.4, 8.5, 10.5], 1);
const lowBack = edge("hip waist ribs chest", [10.6, 8.8, 9.2, 10.6], -1);
const stomach = edge("hip waist ribs chest", [9.6, 8.2, 8.6, 9.4], -1);

/** An arrow that ends at a point, in the direction of an angle. */
function arrowHead([x, y], angle) {
  const back = (turn) => [x - 9 * Math.cos(angle + turn), y - 9 * Math.sin(angle + turn)];
  return lineOf([back(0.75), [x, y], back(-0.75)]);
}

const down = ([x, y], from) => lineOf([[x, y + from], [x, y]]) + arrowHead([x, y], -Math.PI / 2);

const toNavel = ({ navel: [x, y] }) => down([x, y + 13], 17);
const toFloor = ({ waist: [x] }) => down([x - 1, 4.5], 12);

/** Above the knee, toward the chest. */
function toChest({ nearKnee: [x, y] }) {
  const tip = [x - 24, y + 2];
  return lineOf([[x - 4, y + 14], tip]) + arrowHead(tip, Math.atan2(-12, -20));
}

/** Over the feet, the way that the knees take: from up to the side that is nearer. */
function rolling({ hip: [x, y] }) {
  const way = smooth([[x + 34, y + 38], [x + 50, y + 29], [x + 55, y + 8]]);
  return lineOf(way) + arrowHead(way.at(-1), -1.5);
}

const mat = () => lineOf([[-88, 18], [76, 18], [64, -34], [-100, -34]]) + "Z";

// --- the drawings -------------------------------------------------------------------------------

/** Of each drawing: the left edge and the height of what is seen, and what it has of its own. */
const LOOKS = {
  "warm-up": { left: -172, high: 182 },
  "lower-back-stretch": { left: -69, high: 84 },
  "lower-tummy": { left: -92, high: 84, works: true },
  "deep-abdominal": { left: -92, high: 84, pillowed: true, signs: [["line", belly], ["arrow", toNavel]] },
  "knee-rolls": { left: -106, high: 100, under: 40, pillowed: true, rolls: true, signs: [["arrow", rolling]] },
  "pelvic-tilt": { left: -92, high: 84, signs: [["line", lowBack], ["arrow inside", toFloor]] },
  "back-extension": { left: -102, high: 99, signs: [["line felt", stomach]] },
  "knee-to-chest": { left: -92, high: 84, signs: [["arrow", toChest]] },
};
const WIDE = 1.9; // width of a drawing to its height

/** The layers of a drawing from back to front, each [class, outline of the joints]. */
function layersOf({ pillowed, works, rolls, signs = [] }) {
  return [
    rolls && ["mat", mat],
    pillowed && ["pillow", pillow],
    ["far", arm("far")],
    !rolls && ["far", leg("far")],
    ["body", trunk],
    rolls && ["far", leg("far")],
    [works ? "works" : "body", leg("near")],
    !works && ["seat", seat],
    ["body", arm("near")],
    ...signs,
  ].filter(Boolean);
}

/** A drawing of an exercise as {root, show(amount)}; null where there is none. */
function drawing(exercise) {
  if (!isDrawn(exercise)) return null;
  const { left, high, under = 9, ...look } = LOOKS[exercise];
  const box = [left, under - high, high * WIDE, high];
  const floor = svg("rect", { class: "floor", x: left + 5, y: -4, width: box[2] - 10, height: 4, rx: 2 });
  const layers = layersOf(look).map(([name, outline]) => ({ outline, path: svg("path", { class: name }) }));
  const person = svg("g", { transform: "scale(1 -1)" }, ...layers.map(({ path }) => path), look.rolls ? "" : floor);
  const root = svg("svg", { viewBox: box.join(" "), role: "img" }, person);
  function show(amount) {
    const joints = asSeen(pose(exercise, amount));
    layers.forEach(({ outline, path }) => path.setAttribute("d", outline(joints)));
    root.style.setProperty("--amount", String(amount));
  }
  return { root, show };
}

/** Start and end of an exercise side by side, standing still; null where there is no drawing. */
export function stills(t, exercise) {
  if (!isDrawn(exercise)) return null;
  const still = (amount, name) => {
    const { root, show } = drawing(exercise);
    show(amount);
    root.setAttribute("aria-label", t(`drawing.${exercise}.${name}`));
    return root;
  };
  return el("div", { class: "stills" }, still(0, "start"), still(1, "end"));
}

// --- moving with the breath ---------------------------------------------------------------------

const STEP = 1.1; // seconds of one step in the warm-up

const eased = (part) => part * part * (3 - 2 * part);

/** How far the movement has come, 0 at the start position to 1 at the end position. */
export function amountOf(script, anchor, at) {
  const phase = script.phases[anchor.phase];
  const seconds = phase ? elapsed(anchor, at) : 0;
  const whole = waits(anchor) ? lengthAt(phase, anchor.pace) : anchor.seconds;
  const part = whole ? Math.min(1, seconds / whole) : 1;
  const march = (1 - Math.cos((Math.PI * seconds) / STEP)) / 2;
  return { warm_up: march, out: eased(part), hold: 1, return: eased(1 - part) }[phase?.kind] ?? 0;
}

/** The same for a person who wants no motion: the position that the phase is for. */
export const stillAmountOf = (kind) => (kind === "out" || kind === "hold" ? 1 : 0);

/** What the drawing shows in this phase, in words. */
function describe(t, exercise, kind) {
  const what = t(`drawing.${exercise}.${stillAmountOf(kind) ? "end" : "start"}`);
  return ["out", "return"].includes(kind) ? t("drawing.moving", { what }) : what;
}

/** The drawing beside the ring; where an exercise has none, its place stays empty. */
export function makeFigure(t) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const root = el("div", { class: "figure" });
  const shown = { exercise: null, kind: null, amount: null, drawing: null };

  function change(exercise, kind) {
    if (exercise !== shown.exercise) {
      shown.drawing = drawing(exercise);
      root.replaceChildren(...(shown.drawing ? [shown.drawing.root] : []));
    }
    shown.drawing?.root.setAttribute("aria-label", describe(t, exercise, kind));
    Object.assign(shown, { exercise, kind, amount: null });
  }

  function paint(script, anchor, at) {
    const phase = script.phases[anchor.phase];
    const exercise = phase.set === null ? "warm-up" : script.sets[phase.set].exercise;
    if (exercise !== shown.exercise || phase.kind !== shown.kind) change(exercise, phase.kind);
    const amount = calm.matches ? stillAmountOf(phase.kind) : amountOf(script, anchor, at);
    if (amount !== shown.amount) shown.drawing?.show(amount);
    shown.amount = amount;
  }

  return { root, paint };
}
