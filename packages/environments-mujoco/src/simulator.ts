import type { MainModule, MjData, MjModel } from '@mujoco/mujoco';
import type { Vector } from '@sgmrl/vector';
import { mjcf, type Model, type Triple } from './mjcf';

/** All that the physics of the next step depends on, besides the controls. */
export interface Mechanics {
  /** Coordinates of the joints: m, rad, and quaternions of free joints. */
  readonly positions: Vector;
  /** m/s, rad/s */
  readonly velocities: Vector;
  /** The accelerations of the last physics step, from which the contact solver starts. */
  readonly warmStart: Vector;
}

/**
 * Where the root was, and what pushed at the bodies, in the last evaluation of the dynamics in a
 * step.
 */
export interface Contacts {
  /**
   * The origin of the root's frame, m: after a step of several stages it lags behind the positions.
   */
  readonly root: readonly [x: number, y: number];
  /** Torque and force on each body but the world, in this order: 6 numbers a body, N m and N. */
  readonly forces: Vector;
}

/** By how much the figures of a model are multiplied: 1 leaves them as they are. */
export interface Factors {
  /** Of mass and inertia of each body but the world, in the order of the description. */
  readonly masses: Vector;
  /** Of the damping of each degree of freedom. */
  readonly dampings: Vector;
  /** Of the sliding, torsional and rolling friction of each geom, the floor first. */
  readonly frictions: Vector;
}

/** A round-ended rod: ends in m. */
export interface Rod {
  /** One end of its axis, in the world. */
  readonly from: Triple;
  /** The other end, likewise. */
  readonly to: Triple;
  /** Half its thickness, m. */
  readonly radius: number;
}

/**
 * The pure functions of one model. They share working memory but no state: no result depends on
 * earlier calls.
 */
export interface Simulator {
  /** What it simulates, as it is without factors. */
  readonly model: Model;
  /** Coordinates of the pose in which the model is described. */
  readonly initialPositions: Vector;
  /** Number of velocities; positions are as many, or one more for each free joint. */
  readonly degreesOfFreedom: number;
  /** `steps` physics steps with constant controls, one for each motor and no fewer. */
  readonly advance: (from: Mechanics, controls: Vector, steps: number) => Mechanics;
  /** The same, with what the last step says of contacts. */
  readonly advanceWithContacts: (
    from: Mechanics,
    controls: Vector,
    steps: number,
  ) => Mechanics & {
    /** What the last of the steps says. */
    readonly contacts: Contacts;
  };
  /**
   * The same body with other masses, dampers and friction, in the same working memory. Throws a
   * RangeError unless there is one factor for each body, degree of freedom and geom.
   */
  readonly scaledBy: (factors: Factors) => Simulator;
  /** Where the geoms are in a pose, without the floor; a ball is a rod of length zero. */
  readonly rods: (positions: Vector) => readonly Rod[];
}

/**
 * A view of the engine's memory. It loses its contents when that memory grows, and then is taken
 * anew.
 */
const lasting = (take: () => Float64Array): (() => Float64Array) => {
  let view = take();
  return () => {
    if (view.length === 0) view = take();
    return view;
  };
};

/** A plain array, which takes a tenth of the time of so short a typed one. */
const copyOf = (view: Float64Array): readonly number[] => {
  const copy = new Array<number>(view.length);
  for (let i = 0; i < copy.length; i++) copy[i] = view[i];
  return copy;
};

const contacts = (data: MjData): Contacts => {
  const places: Float64Array = data.xpos;
  const forces: Float64Array = data.cfrc_ext;
  // The world comes first.
  return { root: [places[3], places[4]], forces: forces.slice(6) };
};

/** Of geom g: its centre ± its half-length along its own z axis, which points back to `from`. */
const rod = (model: MjModel, data: MjData, g: number): Rod => {
  const sizes: Float64Array = model.geom_size;
  const centres: Float64Array = data.geom_xpos;
  const axes: Float64Array = data.geom_xmat;
  const [radius, halfLength] = sizes.subarray(3 * g);
  const [x, y, z] = centres.subarray(3 * g);
  const [dx, dy, dz] = [2, 5, 8].map((i) => halfLength * axes[9 * g + i]);
  return { from: [x + dx, y + dy, z + dz], to: [x - dx, y - dy, z - dz], radius };
};

/**
 * Fields of a compiled model with what they hold as described: so many numbers follow for each
 * factor.
 */
const scalable = (model: MjModel) =>
  (
    [
      ['masses', 1, () => model.body_mass],
      ['masses', 3, () => model.body_inertia],
      ['dampings', 1, () => model.dof_damping],
      ['frictions', 3, () => model.geom_friction],
    ] as const
  ).map(([name, width, take]) => {
    const field = lasting(take);
    // The first body is the world, which has no mass.
    const first = name === 'masses' ? width : 0;
    return { name, width, first, field, described: field().slice() };
  });

/**
 * Writes factors into the compiled model, and what MuJoCo derives from it in the pose of its
 * description. The working memory is used for that; nothing is done where the factors are those of
 * the last call.
 */
const scaling = (module: MainModule, model: MjModel, data: MjData) => {
  const fields = scalable(model);
  let current: Factors | undefined;
  return {
    check: (factors: Factors): void => {
      for (const { name, width, first, described } of fields) {
        const [expected, found] = [(described.length - first) / width, factors[name].length];
        if (found !== expected)
          throw new RangeError(`scaledBy: ${name}: expected ${expected} factors, found ${found}`);
      }
    },
    use: (factors: Factors | undefined): void => {
      if (factors === current) return;
      for (const { name, width, first, field, described } of fields)
        field().set(
          described.map((x, i) =>
            factors === undefined || i < first ? x : x * factors[name][Math.floor((i - first) / width)],
          ),
        );
      module.mj_setConst(model, data);
      current = factors;
    },
  };
};

/**
 * Throws what MuJoCo says of a model that it cannot use.
 *
 * @internal its declaration asks for the types of MuJoCo, which do not compile
 */
export const compile = (module: MainModule, description: Model): Simulator => {
  const model = module.MjModel.from_xml_string(mjcf(description));
  const data = new module.MjData(model);
  const initialPositions: Float64Array = model.qpos0;

  const positions = lasting(() => data.qpos);
  const velocities = lasting(() => data.qvel);
  const warmStart = lasting(() => data.qacc_warmstart);
  const inputs = lasting(() => data.ctrl);

  const { check, use } = scaling(module, model, data);

  const run = (factors: Factors | undefined, from: Mechanics, controls: Vector, steps: number): void => {
    use(factors);
    positions().set(from.positions);
    velocities().set(from.velocities);
    warmStart().set(from.warmStart);
    inputs().set(controls);
    for (let i = 0; i < steps; i++) module.mj_step(model, data);
  };

  const read = (): Mechanics => ({
    positions: copyOf(positions()),
    velocities: copyOf(velocities()),
    warmStart: copyOf(warmStart()),
  });

  const described = initialPositions.slice();
  const simulator = (factors: Factors | undefined): Simulator => ({
    model: description,
    initialPositions: described,
    degreesOfFreedom: model.nv,
    scaledBy: (others) => {
      check(others);
      return simulator(others);
    },
    advance: (from, controls, steps) => {
      run(factors, from, controls, steps);
      return read();
    },
    advanceWithContacts: (from, controls, steps) => {
      run(factors, from, controls, steps);
      module.mj_rnePostConstraint(model, data);
      return { ...read(), contacts: contacts(data) };
    },
    rods: (pose) => {
      positions().set(pose);
      module.mj_kinematics(model, data);
      // The floor comes first.
      return Array.from({ length: model.ngeom - 1 }, (_, i) => rod(model, data, i + 1));
    },
  });
  return simulator(undefined);
};
