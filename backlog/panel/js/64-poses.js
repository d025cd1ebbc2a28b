// The person of the drawings: bones in side view, and how each exercise is lain, knelt or stood.
// A pose is told in angles, so no bone changes its length. Lengths are centimetres of someone 1.7 m
// tall, after the usual proportions of a body; y points up and the floor is at 0. What leaves the
// plane of the side view has a z too, toward who looks at it.

const SPINE = ["waist", "ribs", "chest", "shoulder"];
const SIDES = ["near", "far"];

/** Each bone: its joint, the joint it hangs on, its length, the angle it follows, and a turn from it. */
export const BONES = [
  ["waist", "hip", 12, "spine0"],
  ["ribs", "waist", 12, "spine1"],
  ["chest", "ribs", 12, "spine2"],
  ["shoulder", "chest", 12, "spine3"],
  ["head", "shoulder", 20, "neck"],
  ["jaw", "head", 5, "neck", -125],
  ...SIDES.flatMap((side) => [
    [`${side}Elbow`, "shoulder", 29, `${side}Arm`],
    [`${side}Wrist`, `${side}Elbow`, 24, `${side}Forearm`],
    [`${side}Fingers`, `${side}Wrist`, 12, `${side}Hand`],
    [`${side}Knee`, "hip", 41, `${side}Thigh`],
    [`${side}Ankle`, `${side}Knee`, 40, `${side}Shank`],
    [`${side}Heel`, `${side}Ankle`, 5, `${side}Foot`, -142],
    [`${side}Toe`, `${side}Ankle`, 17, `${side}Foot`, -13],
  ]),
];

const oneSide = (name, parts) => Object.fromEntries(Object.entries(parts).map(([part, angle]) => [name + part, angle]));
const bothSides = (parts) => ({ ...oneSide("near", parts), ...oneSide("far", parts) });

const LYING = {
  pelvis: 180,
  back: 180,
  neck: 178,
  belly: 3,
  ...bothSides({ Arm: -11, Forearm: -3, Hand: 0, Thigh: 55, Shank: -72.7, Foot: 0 }),
};
const STANDING = {
  pelvis: 92,
  back: 86,
  neck: 84,
  belly: 3,
  ...bothSides({ Arm: -94, Forearm: -86, Hand: -84, Thigh: -90, Shank: -90, Foot: 0 }),
};
const stepOf = (up, down) => ({
  ...STANDING,
  ...oneSide(up, { Arm: -118, Forearm: -62, Hand: -58, Thigh: -24, Shank: -100, Foot: -10 }),
  ...oneSide(down, { Arm: -74, Forearm: 8, Hand: 14 }),
});
const ON_A_PILLOW = { ...LYING, neck: 162 };
const ARMS_FOLDED = { ...LYING, ...bothSides({ Arm: 12, Forearm: 162, Hand: 190 }) };
const PRONE = {
  belly: 3,
  ...bothSides({ Hand: 0, Thigh: 186, Shank: 183, Foot: 182 }),
};
const ARMS_OUT = {
  ...oneSide("near", { ArmOut: 30, ForearmOut: 30, HandOut: 30 }),
  ...oneSide("far", { ArmOut: -30, ForearmOut: -30, HandOut: -30 }),
};
const KNEELING = bothSides({ Shank: 180, Foot: 180, Hand: 0 });

/**
 * Each drawing from start to end, in degrees from the x axis; `belly` is how far the navel stands
 * out from the spine, in cm. An angle with `Out` turns a bone toward who looks, one with `Roll` tilts
 * a knee that way. `fixed` is a joint that stays at its place; `hands` is where the wrists rest while
 * the arms reach for it.
 */
const POSES = {
  "warm-up": {
    fixed: ["hip", [0, 87.4]],
    through: [stepOf("near", "far"), STANDING, stepOf("far", "near")],
  },
  "lower-back-stretch": {
    fixed: ["nearKnee", [0, 5.2]],
    hands: [52, 3.4],
    through: [
      { ...KNEELING, pelvis: 8, back: 14, neck: 3, belly: 3, ...bothSides({ Thigh: -90 }) },
      { ...KNEELING, pelvis: 30, back: -22, neck: -42, belly: 3, ...bothSides({ Thigh: -29 }) },
    ],
  },
  "lower-tummy": {
    fixed: ["hip", [0, 11]],
    through: [LYING, { ...LYING, ...oneSide("near", { Thigh: 122, Shank: -16, Foot: 48 }) }],
  },
  "deep-abdominal": {
    fixed: ["hip", [0, 11]],
    through: [
      { ...ON_A_PILLOW, belly: 10 },
      { ...ON_A_PILLOW, belly: 0 },
    ],
  },
  "knee-rolls": {
    fixed: ["hip", [0, 11]],
    through: [
      { ...ON_A_PILLOW, ...ARMS_OUT, nearRoll: 0, farRoll: 0 },
      { ...ON_A_PILLOW, ...ARMS_OUT, nearRoll: 76, farRoll: 54 },
    ],
  },
  "pelvic-tilt": {
    fixed: ["hip", [0, 11]],
    through: [
      { ...ARMS_FOLDED, pelvis: 158, back: 202, belly: 1 },
      { ...ARMS_FOLDED, pelvis: 184, back: 176, belly: 1 },
    ],
  },
  "back-extension": {
    fixed: ["hip", [0, 11]],
    hands: [64.7, 3.4],
    through: [
      { ...PRONE, pelvis: 10, back: 48, neck: 44 },
      { ...PRONE, pelvis: 14, back: 66, neck: 60 },
    ],
  },
  "knee-to-chest": {
    fixed: ["hip", [0, 11]],
    through: [LYING, { ...LYING, ...bothSides({ Arm: -7, Forearm: 98, Hand: 68 }), ...oneSide("near", { Thigh: 135, Shank: -20, Foot: 40 }) }],
  },
};

export const isDrawn = (exercise) => Object.hasOwn(POSES, exercise);

const radians = (degrees) => (degrees * Math.PI) / 180;
const mix = (from, to, part) => from + (to - from) * part;
const along = ([x, y, z = 0], length, angle, out = 0) => {
  const level = length * Math.cos(radians(angle));
  return [x + level * Math.cos(radians(out)), y + length * Math.sin(radians(angle)), z + level * Math.sin(radians(out))];
};
const towards = ([x, y], [toX, toY]) => (Math.atan2(toY - y, toX - x) * 180) / Math.PI;
const distance = ([x, y], [toX, toY]) => Math.hypot(toX - x, toY - y);

/**
 * The joints of an exercise as {name: [x, y, z]}, null where nobody drew it; `amount` goes from 0, its
 * start, to 1, its end.
 */
export function pose(exercise, amount) {
  if (!isDrawn(exercise)) return null;
  const { fixed, hands, through } = POSES[exercise];
  const angles = anglesAt(through, amount);
  const joints = stand(angles, fixed);
  return hands ? stand({ ...angles, ...reach(joints.shoulder, hands) }, fixed) : joints;
}

/** The angles at `amount` of the way through a row of postures. */
function anglesAt(through, amount) {
  const way = Math.min(1, Math.max(0, amount)) * (through.length - 1);
  const place = Math.min(Math.floor(way), through.length - 2);
  const [from, to] = through.slice(place, place + 2);
  const angles = Object.fromEntries(Object.keys(from).map((name) => [name, mix(from[name], to[name], way - place)]));
  SPINE.forEach((_, bone) => (angles[`spine${bone}`] = mix(angles.pelvis, angles.back, bone / 3)));
  return angles;
}

/** Hang all bones on the hip, then move the whole body until the fixed joint is at its place. */
function stand(angles, [joint, place]) {
  const joints = { hip: [0, 0, 0] };
  for (const [name, parent, length, angle, turn = 0] of BONES) {
    joints[name] = along(joints[parent], length, (angles[angle] ?? 0) + turn, angles[`${angle}Out`]);
  }
  SIDES.forEach((side) => rollKnee(joints, side, angles[`${side}Roll`] ?? 0));
  joints.navel = along(mid(joints.waist, joints.ribs), angles.belly, angles.spine1 - 90);
  const [dx, dy] = [place[0] - joints[joint][0], place[1] - joints[joint][1]];
  return Object.fromEntries(Object.entries(joints).map(([name, [x, y, z = 0]]) => [name, [x + dx, y + dy, z]]));
}

/** Tilt a knee toward who looks: it turns about the line from hip to ankle, the foot onto its edge. */
function rollKnee(joints, side, roll) {
  const [hip, ankle] = [joints.hip, joints[`${side}Ankle`]];
  const axis = towards(hip, ankle);
  for (const name of ["Knee", "Heel", "Toe"].map((part) => side + part)) {
    const length = distance(hip, joints[name]);
    const angle = radians(towards(hip, joints[name]) - axis);
    const over = length * Math.sin(angle); // how far the joint is from the line
    const [x, y] = along(along(hip, length * Math.cos(angle), axis), over * Math.cos(radians(roll)), axis + 90);
    joints[name] = [x, y, over * Math.sin(radians(roll))];
  }
}

const mid = ([x, y], [toX, toY]) => [(x + toX) / 2, (y + toY) / 2];

/** The angles of both arms when the wrists rest at a place: the elbow bends toward the hip. */
function reach(shoulder, wrist) {
  const [[, , upper], [, , lower]] = BONES.filter(([joint]) => ["nearElbow", "nearWrist"].includes(joint));
  const far = Math.min(distance(shoulder, wrist), upper + lower);
  const bend = Math.acos((upper ** 2 + far ** 2 - lower ** 2) / (2 * upper * far));
  const arm = towards(shoulder, wrist) - (bend * 180) / Math.PI;
  return bothSides({ Arm: arm, Forearm: towards(along(shoulder, upper, arm), wrist) });
}
