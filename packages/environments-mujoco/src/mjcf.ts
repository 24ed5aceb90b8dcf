import { element } from './xml';

/** (x, y, z), in m where it is a place; z points up. */
export type Triple = readonly [number, number, number];

/**
 * How soft a constraint is: MuJoCo's `solref` (time constant in s, damping ratio) and the first
 * three of `solimp`.
 */
export interface Softness {
  /** `solref`: time constant in s, and damping ratio (1 is critical). */
  readonly reference: readonly [timeConstant: number, dampingRatio: number];
  /**
   * `solimp`: the impedance where a constraint begins to be violated, that where it is violated by
   * a width or more, and this width, m or rad.
   */
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
  /** How soft contacts are. */
  readonly softness: Softness;
  /** Whether parts of the body touch the floor. */
  readonly touchesFloor: boolean;
}

/** What every solid of a body has. */
interface Solid {
  /** Its name in the model: no other solid's. */
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
  /** One end of the segment, in the frame of the body, m. */
  readonly from: Triple;
  /** The other end, likewise. */
  readonly to: Triple;
}

/** A capsule given by its centre, and turned from upright by an angle about the y axis, rad. */
export interface PitchedCapsule extends Solid {
  readonly kind: 'pitched-capsule';
  /** The middle of its segment, in the frame of the body, m. */
  readonly centre: Triple;
  /** Its angle from upright about the y axis, rad. */
  readonly pitch: number;
  /** Half the length of its segment, m. */
  readonly halfLength: number;
}

/** A homogeneous solid. */
export type Geom = Ball | Capsule | PitchedCapsule;

/** All six degrees of freedom: position, then orientation as a unit quaternion. */
export interface FreeJoint {
  readonly kind: 'free';
  /** Its name in the model: no other joint's. */
  readonly name: string;
}

/** One degree of freedom along (`slide`, m) or about (`hinge`, rad) an axis. */
export interface AxisJoint {
  /** Along the axis, or about it. */
  readonly kind: 'slide' | 'hinge';
  /** Its name in the model: no other joint's. */
  readonly name: string;
  /** Its direction in the frame of the body; its length does not count. */
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
  /** Its name in the model: no other body's. */
  readonly name: string;
  /** Of its origin, in the frame of the body that it is part of. */
  readonly position: Triple;
  /** How it moves against the body that it is part of; without any it is fixed to it. */
  readonly joints: readonly Joint[];
  /** The solids that it consists of: they are its mass. */
  readonly geoms: readonly Geom[];
  /** The bodies that move against it. */
  readonly parts: readonly Body[];
}

/** Pulls a joint with `gear` times the control, which is clipped to [−1, 1]: N, N m. */
export interface Motor {
  /** The name of the joint. */
  readonly joint: string;
  /** Force or torque at control 1: N for a `slide`, N m for a `hinge`. */
  readonly gear: number;
}

/** A mechanism on a level floor under gravity of 9.81 m/s². */
export interface Model {
  /** Its name, for MuJoCo alone. */
  readonly name: string;
  /** Seconds of a physics step. */
  readonly timeStep: number;
  /** MuJoCo's semi-implicit Euler, or Runge–Kutta of fourth order. */
  readonly integrator: 'Euler' | 'RK4';
  /** The medium around it; zeros for a vacuum. */
  readonly fluid: {
    /** kg/m³ */
    readonly density: number;
    /** Pa s */
    readonly viscosity: number;
  };
  /** kg/m³ of all geoms. */
  readonly density: number;
  /** kg: the densities are scaled to it, if it is there. */
  readonly totalMass?: number;
  /** How its geoms and the floor meet. */
  readonly surface: Surface;
  /** How soft the ends of the ranges of joints are. */
  readonly jointLimits: Softness;
  /** What it moves on; only its height counts for the physics. */
  readonly floor: {
    /** z, m. */
    readonly height: number;
    /** As drawn, m. */
    readonly halfThickness: number;
    /** As drawn, m; 40 unless given. */
    readonly halfWidth?: number;
  };
  /** The body that all others are part of; its frame is the world's, but for its joints. */
  readonly root: Body;
  /** In the order of the controls. */
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
