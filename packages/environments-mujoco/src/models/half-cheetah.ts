import type { AxisJoint, Body, Model, Triple } from '../mjcf';
import { planarRoot } from './planar-root';

/** m, of every limb. */
const radius = 0.046;

const hinge = (
  name: string,
  range: readonly [number, number],
  damping: number,
  stiffness: number,
): AxisJoint => ({
  kind: 'hinge',
  name,
  axis: [0, 1, 0],
  at: [0, 0, 0],
  reference: 0,
  range,
  damping,
  armature: 0.1,
  stiffness,
});

/** A limb that hangs by its hinge from the end of another. */
const limb = (
  joint: AxisJoint,
  position: Triple,
  capsule: { readonly centre: Triple; readonly pitch: number; readonly halfLength: number },
  parts: readonly Body[],
): Body => ({
  name: joint.name,
  position,
  joints: [joint],
  geoms: [{ kind: 'pitched-capsule', name: joint.name, radius, ...capsule }],
  parts,
});

const hindLeg = limb(
  hinge('bthigh', [-0.52, 1.05], 6, 240),
  [-0.5, 0, 0],
  { centre: [0.1, 0, -0.13], pitch: -3.8, halfLength: 0.145 },
  [
    limb(
      hinge('bshin', [-0.785, 0.785], 4.5, 180),
      [0.16, 0, -0.25],
      { centre: [-0.14, 0, -0.07], pitch: -2.03, halfLength: 0.15 },
      [
        limb(
          hinge('bfoot', [-0.4, 0.785], 3, 120),
          [-0.28, 0, -0.14],
          { centre: [0.03, 0, -0.097], pitch: -0.27, halfLength: 0.094 },
          [],
        ),
      ],
    ),
  ],
);

const foreLeg = limb(
  hinge('fthigh', [-1, 0.7], 4.5, 180),
  [0.5, 0, 0],
  { centre: [-0.07, 0, -0.12], pitch: 0.52, halfLength: 0.133 },
  [
    limb(
      hinge('fshin', [-1.2, 0.87], 3, 120),
      [-0.14, 0, -0.24],
      { centre: [0.065, 0, -0.09], pitch: -0.6, halfLength: 0.106 },
      [
        limb(
          hinge('ffoot', [-0.5, 0.5], 1.5, 60),
          [0.13, 0, -0.18],
          { centre: [0.045, 0, -0.07], pitch: -0.6, halfLength: 0.07 },
          [],
        ),
      ],
    ),
  ],
);

/**
 * The half-cheetah of P. Wawrzyński (2009), "A cat-like robot real-time learning to run": a runner
 * in the x–z plane of 14 kg, with six driven joints. Coordinates: x, z, pitch, then back thigh,
 * shin, foot and front thigh, shin, foot.
 *
 * The figures are those of Gymnasium's `HalfCheetah-v5`.
 */
export const halfCheetahModel: Model = {
  name: 'half-cheetah',
  timeStep: 0.01,
  integrator: 'Euler',
  fluid: { density: 0, viscosity: 0 },
  density: 1000,
  totalMass: 14,
  surface: {
    friction: [0.4, 0.1, 0.1],
    contactDimension: 3,
    margin: 0,
    softness: { reference: [0.02, 1], impedance: [0, 0.8, 0.01] },
    touchesFloor: true,
  },
  jointLimits: { reference: [0.02, 1], impedance: [0, 0.8, 0.03] },
  floor: { height: 0, halfThickness: 40 },
  root: {
    name: 'torso',
    position: [0, 0, 0.7],
    joints: planarRoot({ at: [0, 0, 0], height: 0 }),
    geoms: [
      { kind: 'capsule', name: 'torso', radius, from: [-0.5, 0, 0], to: [0.5, 0, 0] },
      { kind: 'pitched-capsule', name: 'head', radius, centre: [0.6, 0, 0.1], pitch: 0.87, halfLength: 0.15 },
    ],
    parts: [hindLeg, foreLeg],
  },
  motors: [
    { joint: 'bthigh', gear: 120 },
    { joint: 'bshin', gear: 90 },
    { joint: 'bfoot', gear: 60 },
    { joint: 'fthigh', gear: 120 },
    { joint: 'fshin', gear: 60 },
    { joint: 'ffoot', gear: 30 },
  ],
};
