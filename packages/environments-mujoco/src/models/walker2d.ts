import { usualSoftness, type AxisJoint, type Body, type Model, type Triple } from '../mjcf';
import { planarRoot } from './planar-root';

const degree = Math.PI / 180;
/** z of the torso's centre, standing, m. */
const standing = 1.25;
const slidingFriction = 0.9;

/** Bends backwards by −angle. */
const hinge = (name: string, at: Triple, [low, high]: readonly [number, number]): AxisJoint => ({
  kind: 'hinge',
  name,
  axis: [0, -1, 0],
  at,
  reference: 0,
  range: [low * degree, high * degree],
  damping: 0.1,
  armature: 0.01,
  stiffness: 0,
});

const upright = { kind: 'pitched-capsule', pitch: 0 } as const;

/** One of two legs in the same place; they pass through each other. */
const leg = (side: 'right' | 'left'): Body => ({
  name: `${side} thigh`,
  position: [0, 0, -0.2],
  joints: [hinge(`${side} hip`, [0, 0, 0], [-150, 0])],
  geoms: [
    {
      ...upright,
      name: `${side} thigh`,
      centre: [0, 0, -0.225],
      radius: 0.05,
      halfLength: 0.225,
      slidingFriction,
    },
  ],
  parts: [
    {
      name: `${side} shin`,
      position: [0, 0, -0.7],
      joints: [hinge(`${side} knee`, [0, 0, 0.25], [-150, 0])],
      geoms: [
        {
          ...upright,
          name: `${side} shin`,
          centre: [0, 0, 0],
          radius: 0.04,
          halfLength: 0.25,
          slidingFriction,
        },
      ],
      parts: [
        {
          name: `${side} foot`,
          position: [0.2, 0, -0.35],
          joints: [hinge(`${side} ankle`, [-0.2, 0, 0.1], [-45, 45])],
          geoms: [
            {
              kind: 'pitched-capsule',
              name: `${side} foot`,
              centre: [-0.1, 0, 0.1],
              pitch: -Math.PI / 2,
              radius: 0.06,
              halfLength: 0.1,
              slidingFriction: 1.9,
            },
          ],
          parts: [],
        },
      ],
    },
  ],
});

/**
 * The walker of Erez, Tassa & Todorov (2011), "Infinite-Horizon Model Predictive Control for
 * Periodic Tasks with Contacts": a torso on two legs in the x–z plane, with six driven joints.
 * Coordinates: x, z, pitch, then hip, knee and ankle of the right and of the left leg.
 *
 * The figures are those of Gymnasium's `Walker2d-v5`.
 */
export const walker2dModel: Model = {
  name: 'walker2d',
  timeStep: 0.002,
  integrator: 'RK4',
  fluid: { density: 0, viscosity: 0 },
  density: 1000,
  surface: {
    friction: [0.7, 0.1, 0.1],
    contactDimension: 3,
    margin: 0,
    softness: usualSoftness,
    touchesFloor: true,
  },
  jointLimits: usualSoftness,
  floor: { height: 0, halfThickness: 40 },
  root: {
    name: 'torso',
    position: [0, 0, standing],
    joints: planarRoot({ at: [0, 0, -standing], height: standing }),
    geoms: [{ ...upright, name: 'torso', centre: [0, 0, 0], radius: 0.05, halfLength: 0.2, slidingFriction }],
    parts: [leg('right'), leg('left')],
  },
  motors: ['right', 'left'].flatMap((side) =>
    ['hip', 'knee', 'ankle'].map((joint) => ({ joint: `${side} ${joint}`, gear: 100 })),
  ),
};
