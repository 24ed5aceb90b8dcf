import { usualSoftness, type AxisJoint, type Body, type Model, type Triple } from '../mjcf';

const radius = 0.08;
const degree = Math.PI / 180;

const hinge = (name: string, axis: Triple, [low, high]: readonly [number, number]): AxisJoint => ({
  kind: 'hinge',
  name,
  axis,
  at: [0, 0, 0],
  reference: 0,
  range: [low * degree, high * degree],
  damping: 1,
  armature: 1,
  stiffness: 0,
});

/**
 * A leg that points to (x, y)/√(x² + y²), x, y = ± 0.2: a part fixed to the torso, one on the hip
 * and one on the ankle.
 */
const leg = (
  number: 1 | 2 | 3 | 4,
  [x, y]: readonly [number, number],
  ankleAxis: Triple,
  ankleDegrees: readonly [number, number],
): Body => {
  const capsule = (name: string, to: Triple) =>
    ({ kind: 'capsule', name: `${name}_${String(number)}`, radius, from: [0, 0, 0], to }) as const;
  const out: Triple = [x, y, 0];
  return {
    name: `leg_${String(number)}`,
    position: [0, 0, 0],
    joints: [],
    geoms: [capsule('shoulder', out)],
    parts: [
      {
        name: `thigh_${String(number)}`,
        position: out,
        joints: [hinge(`hip_${String(number)}`, [0, 0, 1], [-30, 30])],
        geoms: [capsule('thigh', out)],
        parts: [
          {
            name: `shin_${String(number)}`,
            position: out,
            joints: [hinge(`ankle_${String(number)}`, ankleAxis, ankleDegrees)],
            geoms: [capsule('shin', [2 * x, 2 * y, 0])],
            parts: [],
          },
        ],
      },
    ],
  };
};

/**
 * The ant of Schulman et al. (arXiv:1506.02438): a ball on four legs with two driven joints each.
 * Coordinates: torso x, y, z and unit quaternion, then hip and ankle of legs 1 to 4 (front left,
 * front right, back left, back right).
 *
 * The figures are those of Gymnasium's `Ant-v5`.
 */
export const antModel: Model = {
  name: 'ant',
  timeStep: 0.01,
  integrator: 'RK4',
  fluid: { density: 0, viscosity: 0 },
  density: 5,
  surface: {
    friction: [1, 0.5, 0.5],
    contactDimension: 3,
    margin: 0.01,
    softness: usualSoftness,
    touchesFloor: true,
  },
  jointLimits: usualSoftness,
  floor: { height: 0, halfThickness: 40 },
  root: {
    name: 'torso',
    position: [0, 0, 0.75],
    joints: [{ kind: 'free', name: 'root' }],
    geoms: [{ kind: 'ball', name: 'torso', radius: 0.25 }],
    parts: [
      leg(1, [0.2, 0.2], [-1, 1, 0], [30, 70]),
      leg(2, [-0.2, 0.2], [1, 1, 0], [-70, -30]),
      leg(3, [-0.2, -0.2], [-1, 1, 0], [-70, -30]),
      leg(4, [0.2, -0.2], [1, 1, 0], [30, 70]),
    ],
  },
  motors: [4, 1, 2, 3].flatMap((number) => [
    { joint: `hip_${String(number)}`, gear: 150 },
    { joint: `ankle_${String(number)}`, gear: 150 },
  ]),
};
