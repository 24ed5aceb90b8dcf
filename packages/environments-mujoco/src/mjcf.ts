import { element } from './xml';

/** (x, y, z), in m where it is a place; z points up. */
export type Triple = readonly [number, number, number];

/**
 * How soft a constraint is: MuJoCo's `solref` (time constant in s, damping ratio) and the first
 * three of `solimp`.
 */
export interface Softness {
  readonly reference: readonly [timeConstant: number, dampingRatio: number];
  readonly impedance: Triple;
}

/** What MuJoCo uses where nothing else is asked for. */
export const usualSoftness: Softness = { reference: [0.02, 1], impedance: [0.9, 0.95, 0.001] };

/** How all geoms of a model, the floor included, meet each other. */
export interface Surface {
  /** Sliding, torsional and rolling friction. */
  readonly friction: Triple;
  /** 1: contacts without friction, 3: with sliding friction. */
  readonly contactDimension: 1 | 3;
  /**
   * The same between parts of the body, neighbours aside; unless given, they never touch each
   * other.
   */
  readonly betweenParts?: 1 | 3;
  /** Geoms that come nearer than this touch, m. */
  readonly margin: number;
  readonly softness: Softness;
  /** Whether parts of the body touch the floor. */
  readonly touchesFloor: boolean;
}

interface Solid {
  readonly name: string;
  /** m */
  readonly radius: number;
  /** In the place of that of the model's surface. */
  readonly slidingFriction?: number;
}

/** A ball around the origin of its body. */
export interface Ball extends Solid {
  readonly kind: 'ball';
}

/** All points nearer than `radius` to a segment, given by its ends. */
export interface Capsule extends Solid {
  readonly kind: 'capsule';
  readonly from: Triple;
  readonly to: Triple;
}

/** A capsule given by its centre, and turned from upright by an angle about the y axis, rad. */
export interface PitchedCapsule extends Solid {
  readonly kind: 'pitched-capsule';
  readonly centre: Triple;
  readonly pitch: number;
  /** Half the length of its segment, m. */
  readonly halfLength: number;
}

/** A homogeneous solid. */
export type Geom = Ball | Capsule | PitchedCapsule;

/** All six degrees of freedom: position, then orientation as a unit quaternion. */
export interface FreeJoint {
  readonly kind: 'free';
  readonly name: string;
}

/** One degree of freedom along (`slide`, m) or about (`hinge`, rad) an axis. */
export interface AxisJoint {
  readonly kind: 'slide' | 'hinge';
  readonly name: string;
  readonly axis: Triple;
  /** The point of the body that it goes through. */
  readonly at: Triple;
  /** The joint's coordinate in the pose in which the model is described. */
  readonly reference: number;
  /** Its coordinate stays within these, softly. */
  readonly range?: readonly [number, number];
  /** N s/m, N m s/rad */
  readonly damping: number;
  /** Inertia of what moves along with the joint itself: kg, kg m² */
  readonly armature: number;
  /** Of the spring to the coordinate 0: N/m, N m/rad */
  readonly stiffness: number;
}

/** How a body may move against the one that it is part of. */
export type Joint = FreeJoint | AxisJoint;

/** A rigid body, moved by its joints against the one that it is part of. */
export interface Body {
  readonly name: string;
  /** Of its origin, in the frame of the body that it is part of. */
  readonly position: Triple;
  readonly joints: readonly Joint[];
  readonly geoms: readonly Geom[];
  readonly parts: readonly Body[];
}

/** Pulls a joint with `gear` times the control, which is clipped to [−1, 1]: N, N m. */
export interface Motor {
  readonly joint: string;
  readonly gear: number;
}

/** A mechanism on a level floor under gravity of 9.81 m/s². */
export interface Model {
  readonly name: string;
  /** Seconds of a physics step. */
  readonly timeStep: number;
  readonly integrator: 'Euler' | 'RK4';
  /** kg/m³ and Pa s of the medium; zeros for a vacuum. */
  readonly fluid: { readonly density: number; readonly viscosity: number };
  /** kg/m³ of all geoms. */
  readonly density: number;
  /** kg: the densities are scaled to it, if it is there. */
  readonly totalMass?: number;
  readonly surface: Surface;
  readonly jointLimits: Softness;
  /**
   * z of the floor, half its thickness as drawn and half its width as drawn (40 unless given), m.
   */
  readonly floor: { readonly height: number; readonly halfThickness: number; readonly halfWidth?: number };
  readonly root: Body;
  readonly motors: readonly Motor[];
}

const solid = (
  { friction, contactDimension, margin, softness, touchesFloor }: Surface,
  density: number,
  { name, slidingFriction = friction[0] }: Omit<Solid, 'radius'>,
) => ({
  name,
  density,
  friction: [slidingFriction, friction[1], friction[2]],
  condim: contactDimension,
  contype: Number(touchesFloor),
  margin,
  solref: softness.reference,
  solimp: softness.impedance,
});

const shape = (geom: Geom) => {
  switch (geom.kind) {
    case 'ball':
      return { type: 'sphere', size: [geom.radius] };
    case 'capsule':
      return { type: 'capsule', size: [geom.radius], fromto: [...geom.from, ...geom.to] };
    case 'pitched-capsule':
      return {
        type: 'capsule',
        size: [geom.radius, geom.halfLength],
        pos: geom.centre,
        axisangle: [0, 1, 0, geom.pitch],
      };
  }
};

/** A contact has friction if one of the two has it. */
const partOf = ({ surface, density }: Model, geom: Geom) => ({
  ...solid(surface, density, geom),
  condim: surface.betweenParts ?? surface.contactDimension,
  conaffinity: Number(surface.betweenParts !== undefined),
});

const jointElement = (joint: Joint, { reference, impedance }: Softness): string =>
  joint.kind === 'free'
    ? element('freejoint', { name: joint.name })
    : element('joint', {
        name: joint.name,
        type: joint.kind,
        axis: joint.axis,
        pos: joint.at,
        ref: joint.reference,
        limited: joint.range !== undefined,
        ...(joint.range === undefined ? {} : { range: joint.range }),
        damping: joint.damping,
        armature: joint.armature,
        stiffness: joint.stiffness,
        solreflimit: reference,
        solimplimit: impedance,
      });

const bodyElement = (model: Model, { name, position, joints, geoms, parts }: Body): string =>
  element('body', { name, pos: position }, [
    ...joints.map((joint) => jointElement(joint, model.jointLimits)),
    ...geoms.map((geom) => element('geom', { ...partOf(model, geom), ...shape(geom) })),
    ...parts.map((part) => bodyElement(model, part)),
  ]);

const floorElement = ({ surface, density, floor }: Model): string =>
  element('geom', {
    ...solid(surface, density, { name: 'floor' }),
    conaffinity: Number(surface.touchesFloor),
    type: 'plane',
    size: [floor.halfWidth ?? 40, floor.halfWidth ?? 40, floor.halfThickness],
    pos: [0, 0, floor.height],
  });

/**
 * Memory for contacts and constraints, of one simulation. The engine's own choice is some hundred
 * times what these models use.
 */
const memory = '1M';

/**
 * The model as MJCF text. MuJoCo's reset after a divergence is switched off: it would put a state
 * of rest in the place of a broken one, and nobody would know.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { halfCheetahModel, mjcf } from '@sgmrl/environments-mujoco';
 * ok(mjcf(halfCheetahModel).includes('timestep="0.01"'));
 * ```
 */
export const mjcf = (model: Model): string =>
  element('mujoco', { model: model.name }, [
    element('compiler', {
      angle: 'radian',
      inertiafromgeom: true,
      ...(model.totalMass === undefined ? {} : { settotalmass: model.totalMass }),
    }),
    element('size', { memory }),
    element(
      'option',
      { timestep: model.timeStep, integrator: model.integrator, gravity: [0, 0, -9.81], ...model.fluid },
      [element('flag', { autoreset: 'disable' })],
    ),
    element('worldbody', {}, [floorElement(model), bodyElement(model, model.root)]),
    element(
      'actuator',
      {},
      model.motors.map(({ joint, gear }) =>
        element('motor', { name: joint, joint, gear, ctrllimited: true, ctrlrange: [-1, 1] }),
      ),
    ),
  ]);
