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

/** The front of the body over the navel. */
function belly(joints) {
  const front = ([x, y], size) => [x, y + size];
  const line = smooth([front(joints.hip, 10.4), front(joints.navel, 8.5), front(joints.chest, 10.5)]);
  return `M${line.slice(3, -3).map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;
}

function arrow({ navel: [x, y] }) {
  const tip = y + 13;
  return `M${x} ${tip + 17}V${tip}M${x - 6} ${tip + 6.5}L${x} ${tip}L${x + 6} ${tip + 6.5}`;
}

// --- the drawings -------------------------------------------------------------------------------

/** Of each drawing: the left edge and the height of what is seen, and what it has of its own. */
const LOOKS = {
  "warm-up": { left: -172, high: 182 },
  "lower-back-stretch": { left: -69, high: 84 },
  "lower-tummy": { left: -92, high: 84, works: true },
  "deep-abdominal": { left: -92, high: 84, drawsIn: true },
};
const WIDE = 1.9; // width of a drawing to its height
const UNDER = 9; // room under the floor

/** The layers of a drawing from back to front, each [class, outline of the joints]. */
function layersOf({ works, drawsIn }) {
  return [
    drawsIn && ["pillow", pillow],
    ["far", arm("far")],
    ["far", leg("far")],
    ["body", trunk],
    [works ? "works" : "body", leg("near")],
    !works && ["seat", seat],
    ["body", arm("near")],
    drawsIn && ["navel", belly],
    drawsIn && ["arrow", arrow],
  ].filter(Boolean);
}

/** A drawing of an exercise as {root, show(amount)}; null where there is none. */
function drawing(exercise) {
  if (!isDrawn(exercise)) return null;
  const { left, high, ...look } = LOOKS[exercise];
  const box = [left, UNDER - high, high * WIDE, high];
  const floor = svg("rect", { class: "floor", x: left + 5, y: -4, width: box[2] - 10, height: 4, rx: 2 });
  const layers = layersOf(look).map(([name, outline]) => ({ outline, path: svg("path", { class: name }) }));
  const person = svg("g", { transform: "scale(1 -1)" }, ...layers.map(({ path }) => path), floor);
  const root = svg("svg", { viewBox: box.join(" "), role: "img" }, person);
  function show(amount) {
    const joints = pose(exercise, amount);
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
