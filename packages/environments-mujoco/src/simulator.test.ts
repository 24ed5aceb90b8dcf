import type { Model } from './mjcf';
import { antModel } from './models/ant';
import { halfCheetahModel } from './models/half-cheetah';
import { hopperModel } from './models/hopper';
import { swimmerModel } from './models/swimmer';
import { walker2dModel } from './models/walker2d';
import type { Mujoco } from './mujoco';
import { diverged } from './robot';
import type { Mechanics, Simulator } from './simulator';
import { rightOf, startedEngine } from './testing/engine';

let mujoco: Mujoco;
beforeAll(async () => {
  mujoco = await startedEngine();
});

const models: readonly Model[] = [halfCheetahModel, antModel, swimmerModel, walker2dModel, hopperModel];

const simulatorOf = (model: Model, engine = mujoco): Simulator => rightOf(engine.simulator(model));

/** The described pose at rest, moved up. */
const raised = (
  { initialPositions, degreesOfFreedom }: Simulator,
  height: number,
  coordinate: number,
): Mechanics => ({
  positions: Array.from(initialPositions, (x, i) => (i === coordinate ? x + height : x)),
  velocities: new Float64Array(degreesOfFreedom),
  warmStart: new Float64Array(degreesOfFreedom),
});

/** Reproducible controls that move every motor its own way. */
const wave = (model: Model, h: number): readonly number[] =>
  model.motors.map((_, i) => Math.sin(0.7 * h + 2 * i));

const trajectory = (
  simulator: Simulator,
  start: Mechanics,
  steps: number,
  phase: number,
): readonly Mechanics[] => {
  const states = [start];
  for (let h = 0; h < steps; h++)
    states.push(simulator.advance(states[h], wave(simulator.model, h + phase), 5));
  return states;
};

describe.each(models.map((model) => [model.name, model] as const))('the simulator of the %s', (_, model) => {
  it('gives the same bits whatever was stepped before and in between', () => {
    const simulator = simulatorOf(model);
    const [a, b] = [raised(simulator, 0, 0), raised(simulator, 0.3, 2)];
    const alone = [trajectory(simulator, a, 40, 0), trajectory(simulator, b, 40, 9)];
    const together: [Mechanics[], Mechanics[]] = [[a], [b]];
    for (let h = 0; h < 40; h++) {
      const order = h % 3 === 0 ? [1, 0] : [0, 1];
      for (const n of order) {
        together[n].push(simulator.advance(together[n][h], wave(model, h + 9 * n), 5));
        simulator.rods(b.positions);
      }
    }
    expect(together).toEqual(alone);
  });

  it('gives the same bits in another engine', async () => {
    const [here, there] = [simulatorOf(model), simulatorOf(model, await startedEngine())];
    const start = raised(here, 0, 0);
    expect(trajectory(there, start, 30, 3)).toEqual(trajectory(here, start, 30, 3));
  });

  it('is as it was after a trajectory that came apart', () => {
    const simulator = simulatorOf(model);
    const start = raised(simulator, 0, 0);
    const before = trajectory(simulator, start, 10, 0);
    const wild = {
      ...start,
      velocities: new Float64Array(simulator.degreesOfFreedom).fill(1e9),
    };
    const broken = simulator.advance(wild, wave(model, 0), 5);
    expect(diverged(broken)).toBe(true);
    simulator.advance(
      { ...start, positions: new Float64Array(start.positions.length).fill(Number.NaN) },
      wave(model, 0),
      5,
    );
    expect(trajectory(simulator, start, 10, 0)).toEqual(before);
  });

  it('leaves what it is given as it is', () => {
    const simulator = simulatorOf(model);
    const start = raised(simulator, 0, 0);
    const copy = structuredClone(start);
    simulator.advance(start, wave(model, 0), 5);
    expect(start).toEqual(copy);
  });
});

it('keeps its simulators when the memory of the engine grows', async () => {
  const engine = await startedEngine();
  const simulator = simulatorOf(halfCheetahModel, engine);
  const start = raised(simulator, 0, 0);
  const before = trajectory(simulator, start, 20, 0);
  // Equal models that are not the same each get a simulator of their own.
  for (let i = 0; i < 200; i++) simulatorOf({ ...halfCheetahModel, name: `herd ${String(i)}` }, engine);
  expect(trajectory(simulator, start, 20, 0)).toEqual(before);
});

describe('a body of other figures', () => {
  const ones = (n: number): readonly number[] => Array.from({ length: n }, () => 1);
  const plain = { masses: ones(4), dampings: ones(6), frictions: ones(5) };
  const standingPose = ({ initialPositions, degreesOfFreedom }: Simulator): Mechanics => ({
    positions: initialPositions,
    velocities: Float64Array.from({ length: degreesOfFreedom }, (_, i) => (i === 0 ? 2 : -0.1 * i)),
    warmStart: new Float64Array(degreesOfFreedom),
  });
  const pushed = (simulator: Simulator): Mechanics =>
    simulator.advance(standingPose(simulator), [0.3, -0.2, 0.1], 200);

  it('moves as the described one where all factors are 1, and leaves that as it was', async () => {
    const described = simulatorOf(hopperModel, await startedEngine());
    const before = pushed(described);
    expect(pushed(described.scaledBy(plain))).toEqual(before);
    for (const [name, factors] of Object.entries(plain)) {
      const other = described.scaledBy({ ...plain, [name]: factors.map((one) => 0.1 * one) });
      const after = pushed(other);
      expect(after).not.toEqual(before);
      expect(pushed(described)).toEqual(before);
      expect(pushed(other)).toEqual(after);
      expect(pushed(other.scaledBy(plain))).toEqual(before);
    }
  });

  it('moves as a body that is described with these figures', () => {
    const denser: Model = { ...hopperModel, name: 'denser', density: 2000 };
    const expected = pushed(simulatorOf(denser));
    const found = pushed(simulatorOf(hopperModel).scaledBy({ ...plain, masses: [2, 2, 2, 2] }));
    for (const of of ['positions', 'velocities'] as const)
      Array.from(found[of]).forEach((x, i) => {
        expect(x).toBeCloseTo(expected[of][i], 6);
      });
  });

  it('has a factor for everything', () => {
    expect(() => simulatorOf(hopperModel).scaledBy({ ...plain, masses: ones(5) })).toThrow(
      new RangeError('scaledBy: masses: expected 4 factors, found 5'),
    );
    expect(() => simulatorOf(hopperModel).scaledBy({ ...plain, dampings: ones(3) })).toThrow(
      new RangeError('scaledBy: dampings: expected 6 factors, found 3'),
    );
    expect(() => simulatorOf(hopperModel).scaledBy({ ...plain, frictions: [] })).toThrow(
      new RangeError('scaledBy: frictions: expected 5 factors, found 0'),
    );
  });
});
