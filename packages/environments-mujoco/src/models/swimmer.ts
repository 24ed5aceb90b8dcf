import { usualSoftness, type AxisJoint, type Body, type Model } from '../mjcf';

const joint = (
  kind: 'slide' | 'hinge',
  name: string,
  axis: readonly [number, number, number],
): AxisJoint => ({ kind, name, axis, at: [0, 0, 0], reference: 0, damping: 0, armature: 0.1, stiffness: 0 });

/** 100 degrees */
const bend = (100 * Math.PI) / 180;

const bending = (name: string): AxisJoint => ({
  ...joint('hinge', name, [0, 0, 1]),
  range: [-bend, bend],
});

/** A link of 1 m that follows the one before it. */
const link = (name: string, x: number, bentBy: AxisJoint, parts: readonly Body[]): Body => ({
  name,
  position: [x, 0, 0],
  joints: [bentBy],
  geoms: [{ kind: 'capsule', name, radius: 0.1, from: [0, 0, 0], to: [-1, 0, 0] }],
  parts,
});

/**
 * The swimmer of R. Coulom (2002), "Reinforcement Learning Using Neural Networks, with Applications
 * to Motor Control", with three links in the x–y plane of a viscous fluid and two driven joints.
 * Coordinates: x, y, yaw, then the two bends.
 *
 * The figures are those of Gymnasium's `Swimmer-v5`.
 */
export const swimmerModel: Model = {
  name: 'swimmer',
  timeStep: 0.01,
  integrator: 'RK4',
  fluid: { density: 4000, viscosity: 0.1 },
  density: 1000,
  surface: {
    friction: [1, 0.005, 0.0001],
    contactDimension: 1,
    margin: 0,
    softness: usualSoftness,
    touchesFloor: false,
  },
  jointLimits: usualSoftness,
  floor: { height: -0.1, halfThickness: 0.1 },
  root: {
    name: 'front',
    position: [0, 0, 0],
    joints: [
      joint('slide', 'rootx', [1, 0, 0]),
      joint('slide', 'rooty', [0, 1, 0]),
      joint('hinge', 'yaw', [0, 0, 1]),
    ],
    geoms: [{ kind: 'capsule', name: 'front', radius: 0.1, from: [1.5, 0, 0], to: [0.5, 0, 0] }],
    parts: [link('middle', 0.5, bending('bend1'), [link('back', -1, bending('bend2'), [])])],
  },
  motors: [
    { joint: 'bend1', gear: 150 },
    { joint: 'bend2', gear: 150 },
  ],
};
