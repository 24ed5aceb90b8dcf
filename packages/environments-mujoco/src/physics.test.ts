import type { MainModule } from '@mujoco/mujoco';
import { mjcf, type Body, type Joint, type Model } from './mjcf';
import { antModel } from './models/ant';
import { halfCheetahModel } from './models/half-cheetah';
import { hopperModel } from './models/hopper';
import { swimmerModel } from './models/swimmer';
import { walker2dModel } from './models/walker2d';
import type { Mujoco } from './mujoco';
import type { Mechanics, Simulator } from './simulator';
import { rightOf, startedEngine } from './testing/engine';

let mujoco: Mujoco;
let engine: MainModule;
beforeAll(async () => {
  mujoco = await startedEngine();
  const { default: start } = await import('@mujoco/mujoco');
  engine = await start();
});

const simulatorOf = (model: Model): Simulator => rightOf(mujoco.simulator(model));

const atRest = (positions: readonly number[], { degreesOfFreedom }: Simulator): Mechanics => ({
  positions,
  velocities: new Float64Array(degreesOfFreedom),
  warmStart: new Float64Array(degreesOfFreedom),
});

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Poses within all limits and springs at rest, 10 m up; the coordinate of the height. */
const aloft: readonly (readonly [Model, readonly number[], number])[] = [
  [halfCheetahModel, [0, 10, 0.3, 0, 0, 0, 0, 0, 0], 1],
  [antModel, [0, 0, 10, 1, 0, 0, 0, 0, ...[50, 0, -50, 0, -50, 0, 50].map(radians)], 2],
  [walker2dModel, [0, 10, 0.3, ...[-20, -40, 10, -70, -10, -5].map(radians)], 1],
  [hopperModel, [0, 10, 0.3, ...[-20, -40, 10].map(radians)], 1],
];

describe.each(aloft.map(([model, pose, z]) => [model.name, model, pose, z] as const))(
  'the %s in the air',
  (_, model, pose, z) => {
    it('falls as a stone, limbs at rest', () => {
      const simulator = simulatorOf(model);
      const steps = 100;
      const { positions, velocities } = simulator.advance(
        atRest(pose, simulator),
        model.motors.map(() => 0),
        steps,
      );
      const time = steps * model.timeStep;
      // Semi-implicit Euler steps fall with the velocity at their end.
      const fallen = (9.81 * (time * time + (model.integrator === 'Euler' ? time * model.timeStep : 0))) / 2;
      expect(Array.from(positions)).toEqual(pose.map((x, i) => expect.closeTo(i === z ? x - fallen : x, 9)));
      expect(Array.from(velocities)).toEqual(
        Array.from(velocities, (__, i) => expect.closeTo(i === z ? -9.81 * time : 0, 9)),
      );
    });
  },
);

const withoutLoss = (joint: Joint): Joint => {
  if (joint.kind === 'free') return joint;
  const { kind, name, axis, at, reference, armature, stiffness } = joint;
  return { kind, name, axis, at, reference, armature, stiffness, damping: 0 };
};

const withoutLosses = (body: Body): Body => ({
  ...body,
  joints: body.joints.map(withoutLoss),
  parts: body.parts.map(withoutLosses),
});

/** In a vacuum, without floor, limits and dampers, with steps of another length. */
const conservative = (model: Model, timeStep: number): Model => ({
  ...model,
  timeStep,
  fluid: { density: 0, viscosity: 0 },
  surface: { ...model.surface, touchesFloor: false },
  root: withoutLosses(model.root),
});

/**
 * How much energy half a second of tumbling makes or loses, as a part of the kinetic energy at the
 * start.
 */
const drift = (model: Model): number => {
  const compiled = engine.MjModel.from_xml_string(mjcf(model));
  const data = new engine.MjData(compiled);
  const energy = (): readonly number[] => {
    engine.mj_energyPos(compiled, data);
    engine.mj_energyVel(compiled, data);
    const [potential, kinetic]: Float64Array = data.energy;
    return [potential + kinetic, kinetic];
  };
  const velocities: Float64Array = data.qvel;
  velocities.forEach((__, i) => {
    velocities[i] = 2 * Math.sin(1 + 3 * i);
  });
  engine.mj_forward(compiled, data);
  const [start, scale] = energy();
  for (let i = 0; i < Math.round(0.5 / model.timeStep); i++) engine.mj_step(compiled, data);
  engine.mj_forward(compiled, data);
  const [end] = energy();
  data.delete();
  compiled.delete();
  return Math.abs(end - start) / scale;
};

/**
 * Halving the steps divides the drift by 2^order: 1 for Euler, 4 for Runge and Kutta. Where a body
 * turns freely in space, the average of the four angular velocities, each in a frame of its own, is
 * right to second order only.
 */
it.each([
  ['half-cheetah', halfCheetahModel, 1, 0.05],
  ['ant', antModel, 2, 1e-4],
  ['swimmer', swimmerModel, 4, 1e-6],
  ['walker2d', walker2dModel, 4, 1e-6],
  ['hopper', hopperModel, 4, 1e-6],
] as const)('the %s keeps its energy without friction, up to its integrator', (_, model, order, small) => {
  const [coarse, fine] = [0.005, 0.0025].map((step) => drift(conservative(model, step)));
  expect(coarse).toBeLessThan(small);
  expect(Math.log2(coarse / fine)).toBeGreaterThan(order - 0.4);
});

/** Joints with a range, with the place of their coordinate. */
const limited = ({ root }: Model) => {
  const joints = (body: Body): readonly Joint[] => [...body.joints, ...body.parts.flatMap(joints)];
  let place = 0;
  return joints(root).flatMap((joint) => {
    const at = place;
    place += joint.kind === 'free' ? 7 : 1;
    return joint.kind === 'free' || joint.range === undefined ? [] : [{ at, range: joint.range }];
  });
};

it.each([
  ['half-cheetah', halfCheetahModel, 0.05],
  ['ant', antModel, 0.01],
  ['walker2d', walker2dModel, 0.3],
  ['hopper', hopperModel, 0.3],
  ['swimmer', swimmerModel, 0.01],
] as const)('the joints of the %s stay near their ranges under full torque', (_, model, yielding) => {
  const simulator = simulatorOf(model);
  let worst = 0;
  for (const sign of [1, -1]) {
    let state = atRest(Array.from(simulator.initialPositions), simulator);
    const controls = model.motors.map((__, i) => (i % 2 === 0 ? sign : -sign));
    for (let h = 0; h < 200; h++) {
      state = simulator.advance(state, controls, 5);
      for (const { at, range } of limited(model)) {
        if (h < 20) continue;
        worst = Math.max(worst, range[0] - state.positions[at], state.positions[at] - range[1]);
      }
    }
  }
  expect(worst).toBeLessThan(yielding);
});

it('the swimmer swims alike on both sides: a mirrored start with mirrored actions is the mirrored course', () => {
  const simulator = simulatorOf(swimmerModel);
  const mirrored = (x: ArrayLike<number>): readonly number[] =>
    Array.from(x, (value, i) => (i === 0 ? value : -value));
  const start = {
    positions: [0, 0, 0.2, -0.5, 0.7],
    velocities: [0.1, -0.2, 0.3, 0.4, -0.5],
    warmStart: [0, 0, 0, 0, 0],
  };
  let here: Mechanics = start;
  let there: Mechanics = {
    ...start,
    positions: mirrored(start.positions),
    velocities: mirrored(start.velocities),
  };
  for (let h = 0; h < 50; h++) {
    const action = [Math.sin(h), Math.cos(2 * h)];
    here = simulator.advance(here, action, 4);
    there = simulator.advance(
      there,
      action.map((a) => -a),
      4,
    );
    mirrored(there.positions).forEach((x, i) => {
      expect(x).toBeCloseTo(here.positions[i], 10);
    });
  }
});
