import { usualSoftness, type AxisJoint, type Model, type Triple } from '../mjcf';
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
  damping: 1,
  armature: 1,
  stiffness: 0,
});

const upright = { kind: 'pitched-capsule', pitch: 0, slidingFriction } as const;

/**
 * The hopper of Erez, Tassa & Todorov (2011), "Infinite-Horizon Model Predictive Control for
 * Periodic Tasks with Contacts": a torso on one leg in the x–z plane, with three driven joints.
 * Coordinates: x, z, pitch, then hip, knee and ankle.
 *
 * The figures are those of Gymnasium's `Hopper-v5`.
 */
export const hopperModel: Model = {
  name: 'hopper',
  timeStep: 0.002,
  integrator: 'RK4',
  fluid: { density: 0, viscosity: 0 },
  density: 1000,
  surface: {
    friction: [1, 0.005, 0.0001],
    contactDimension: 3,
    betweenParts: 1,
    margin: 0.001,
    softness: { reference: [0.02, 1], impedance: [0.8, 0.8, 0.01] },
    touchesFloor: true,
  },
  jointLimits: usualSoftness,
  floor: { height: 0, halfThickness: 0.125, halfWidth: 20 },
  root: {
    name: 'torso',
    position: [0, 0, standing],
    joints: planarRoot({ at: [0, 0, -standing], height: standing }),
    geoms: [{ ...upright, name: 'torso', centre: [0, 0, 0], radius: 0.05, halfLength: 0.2 }],
    parts: [
      {
        name: 'thigh',
        position: [0, 0, -0.2],
        joints: [hinge('hip', [0, 0, 0], [-150, 0])],
        geoms: [{ ...upright, name: 'thigh', centre: [0, 0, -0.225], radius: 0.05, halfLength: 0.225 }],
        parts: [
          {
            name: 'shin',
            position: [0, 0, -0.7],
            joints: [hinge('knee', [0, 0, 0.25], [-150, 0])],
            geoms: [{ ...upright, name: 'shin', centre: [0, 0, 0], radius: 0.04, halfLength: 0.25 }],
            parts: [
              {
                name: 'foot',
                position: [0.13, 0, -0.35],
                joints: [hinge('ankle', [-0.13, 0, 0.1], [-45, 45])],
                geoms: [
                  {
                    kind: 'pitched-capsule',
                    name: 'foot',
                    centre: [-0.065, 0, 0.1],
                    pitch: -Math.PI / 2,
                    radius: 0.06,
                    halfLength: 0.195,
                    slidingFriction: 2,
                  },
                ],
                parts: [],
              },
            ],
          },
        ],
      },
    ],
  },
  motors: ['hip', 'knee', 'ankle'].map((joint) => ({ joint, gear: 200 })),
};
