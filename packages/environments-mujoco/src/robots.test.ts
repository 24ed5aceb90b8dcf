import type { Environment, TaskDistribution } from '@sgmrl/environments';
import { foldIn, key } from '@sgmrl/prng';
import type * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { antDirection, antDirectionDefault } from './ant-direction';
import { antGoal, antGoalDefault } from './ant-goal';
import { ant, type AntState } from './ant';
import { halfCheetahDirection, halfCheetahDirectionDefault } from './half-cheetah-direction';
import { halfCheetahVelocity, halfCheetahVelocityDefault } from './half-cheetah-velocity';
import { hopper } from './hopper';
import { hopperVelocity, hopperVelocityDefault } from './hopper-velocity';
import { hopperParams, hopperParamsDefault } from './hopper-params';
import type { Mujoco, MujocoError } from './mujoco';
import type { RobotState } from './robot';
import { swimmerVelocity, swimmerVelocityDefault } from './swimmer-velocity';
import type { DirectionTask } from './tasks';
import { rightOf, startedEngine } from './testing/engine';
import { walker2d } from './walker2d';
import { walker2dParams, walker2dParamsDefault } from './walker2d-params';
import { walker2dVelocity, walker2dVelocityDefault } from './walker2d-velocity';

let mujoco: Mujoco;
beforeAll(async () => {
  mujoco = await startedEngine();
});

const anyKey = key(0);

const built = <Task, State>(
  build: (engine: Mujoco) => E.Either<MujocoError, TaskDistribution<Task, State>>,
): TaskDistribution<Task, State> => rightOf(build(mujoco));

const actionsOf = (n: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n });

/** ‖u‖² for the controls u of an action. */
const squared = (a: readonly number[]): number =>
  a.reduce((sum, x) => sum + Math.min(1, Math.abs(x)) ** 2, 0);

describe('direction', () => {
  it('of the half-cheetah turns the sign of the velocity and leaves the cost', () => {
    const tasks = built(halfCheetahDirection(halfCheetahDirectionDefault));
    const [forward, backward] = ([1, -1] as const).map((direction) => tasks.environment({ direction }));
    fc.assert(
      fc.property(actionsOf(6), fc.integer(), (action, seed) => {
        const start = forward.reset(key(seed));
        const [there, back] = [forward, backward].map((each) => each.step(start, action, anyKey));
        expect(back.state).toEqual(there.state);
        const velocity = (there.state.positions[0] - start.positions[0]) / 0.05;
        expect(there.reward - back.reward).toBeCloseTo(2 * velocity, 12);
        expect(there.reward + back.reward).toBeCloseTo(-0.1 * squared(action), 12);
      }),
      { numRuns: 25 },
    );
  });

  it('of the ant turns the sign of the velocity and leaves bonus and costs', () => {
    const tasks = built(antDirection(antDirectionDefault));
    const [forward, backward] = ([1, -1] as const).map((direction) => tasks.environment({ direction }));
    const start = forward.reset(key(3));
    const action = [1, -0.5, 2, 0, 0.3, -1, 0.7, 0];
    const [there, back] = [forward, backward].map((each) => each.step(start, action, anyKey));
    const velocity = (there.state.contacts.root[0] - start.contacts.root[0]) / 0.05;
    expect(there.reward - back.reward).toBeCloseTo(2 * velocity, 12);
    // In the air nothing touches.
    expect(there.reward + back.reward).toBeCloseTo(2 - squared(action), 12);
  });
});

describe('actions', () => {
  const tasks = (actionScale: number) =>
    built(halfCheetahVelocity({ ...halfCheetahVelocityDefault, actionScale }));

  it('beyond ±1 pull no harder and cost no more', () => {
    const { reset, step } = tasks(1).environment({ velocity: 1 });
    const start = reset(key(1));
    const [strong, full] = [
      [9, -9, 1, 0.5, 1.01, -1e300],
      [1, -1, 1, 0.5, 1, -1],
    ].map((action) => step(start, action, anyKey));
    expect(strong).toEqual(full);
  });

  it('are multiplied by their scale', () => {
    const [whole, tenth] = [1, 0.1].map((scale) => tasks(scale).environment({ velocity: 1 }));
    const start = whole.reset(key(1));
    expect(tenth.reset(key(1))).toEqual(start);
    const action = [10, -5, 0, 15, 2.5, -1.25];
    const controls = [1, -0.5, 0, 1, 0.25, -0.125];
    expect(tenth.step(start, action, anyKey)).toEqual(whole.step(start, controls, anyKey));
    expect(tenth.actionSpace).toEqual(tasks(0.1).actionSpace);
    expect(tenth.actionSpace).toMatchObject({ low: [-10, -10, -10, -10, -10, -10] });
  });
});

const anyBody = <Task, State>({ environment, sample }: TaskDistribution<Task, State>) =>
  environment(sample(key(4)));

/** Everything of an environment whose tasks and states are of no interest. */
const environments: Readonly<Record<string, () => Environment<RobotState> | Environment<AntState>>> = {
  'half-cheetah-direction': () =>
    built(halfCheetahDirection(halfCheetahDirectionDefault)).environment({ direction: 1 }),
  'half-cheetah-velocity': () =>
    built(halfCheetahVelocity(halfCheetahVelocityDefault)).environment({ velocity: 1 }),
  'ant-direction': () => built(antDirection(antDirectionDefault)).environment({ direction: 1 }),
  'ant-goal': () => built(antGoal(antGoalDefault)).environment({ goal: [1, 1] }),
  'swimmer-velocity': () => built(swimmerVelocity(swimmerVelocityDefault)).environment({ velocity: 0.1 }),
  'walker2d-velocity': () => built(walker2dVelocity(walker2dVelocityDefault)).environment({ velocity: 1 }),
  'walker2d-params': () => anyBody(built(walker2dParams(walker2dParamsDefault))),
  'hopper-params': () => anyBody(built(hopperParams(hopperParamsDefault))),
  'hopper-velocity': () => built(hopperVelocity(hopperVelocityDefault)).environment({ velocity: 1 }),
};

/** Does with an environment what can be done with any. */
const withEnvironment = <R>(
  name: string,
  use: <State extends RobotState>(environment: Environment<State>) => R,
): R => {
  const environment = environments[name]();
  return use(environment as Environment<RobotState>);
};

describe.each(Object.keys(environments))('%s', (name) => {
  it('refuses a broken action', () => {
    withEnvironment(name, ({ actionSpace, reset, step }) => {
      const n = actionSpace.kind === 'box' ? actionSpace.low.length : 0;
      const start = reset(key(2));
      const whole = Array.from({ length: n }, () => 0.1);
      expect(step(start, whole, anyKey).reward).toBeLessThan(20);
      for (const broken of [whole.with(0, Number.NaN), whole.slice(1), [...whole, 0], []])
        expect(() => step(start, broken, anyKey)).toThrow(
          new RangeError(
            `${name}: action: expected ${String(n)} finite numbers, found [${broken.join(', ')}]`,
          ),
        );
    });
  });

  it.each([
    ['an infinite velocity', Number.POSITIVE_INFINITY],
    ['a huge velocity', 1e8],
    ['no velocity', Number.NaN],
  ])('shows a state with %s in the reward, and hides no other by it', (_, velocity) => {
    withEnvironment(name, ({ actionSpace, reset, step }) => {
      const action = Array.from(actionSpace.kind === 'box' ? actionSpace.high : []);
      const start = reset(key(2));
      const sound = step(start, action, anyKey);
      const wild = { ...start, velocities: Array.from(start.velocities).with(1, velocity) };
      expect(step(wild, action, anyKey).reward).toBeNaN();
      expect(step(start, action, anyKey)).toEqual(sound);
    });
  });

  it('counts its steps and is cut at the horizon', () => {
    withEnvironment(name, ({ actionSpace, horizon, reset, step }) => {
      const action = Array.from(actionSpace.kind === 'box' ? actionSpace.high : [], () => 0);
      const start = reset(key(2));
      expect(start.step).toBe(0);
      const before = step({ ...start, step: horizon - 2 }, action, anyKey);
      expect([before.state.step, before.terminated, before.truncated]).toEqual([horizon - 1, false, false]);
      expect(step(before.state, action, anyKey)).toMatchObject({ terminated: false, truncated: true });
    });
  });
});

/** Mean and standard deviation of draws. */
const moments = (xs: readonly number[]): readonly [number, number] => {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return [mean, Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / xs.length)];
};

describe('the start', () => {
  const uniformDeviation = (w: number): number => w / Math.sqrt(3);

  it.each([
    ['half-cheetah-direction', 0.1, uniformDeviation(0.1), 0.1],
    ['ant-direction', 0.1, uniformDeviation(0.1), 0.1],
    ['swimmer-velocity', 0.1, uniformDeviation(0.1), uniformDeviation(0.1)],
    ['walker2d-velocity', 0.005, uniformDeviation(0.005), uniformDeviation(0.005)],
    ['hopper-velocity', 0.005, uniformDeviation(0.005), uniformDeviation(0.005)],
  ])('of %s has the noise of Gymnasium', (name, width, deviationOfPositions, deviationOfVelocities) => {
    withEnvironment(name, ({ reset }) => {
      const n = 2000;
      const starts = Array.from({ length: n }, (_, i) => reset(foldIn(key(5), i)));
      const described = reset(key(0)).positions.length;
      const standing =
        name === 'ant-direction' ? [0, 0, 0.75, 1] : /^walker2d|^hopper/.test(name) ? [0, 1.25] : [];
      for (let i = 0; i < described; i++) {
        const noise = starts.map(({ positions }) => positions[i] - (standing[i] ?? 0));
        expect(Math.max(...noise.map(Math.abs))).toBeLessThanOrEqual(width + 1e-12);
        const [mean, deviation] = moments(noise);
        // Four standard errors of the mean, and of the deviation (at most 0.71/√n of it for these
        // distributions).
        expect(Math.abs(mean)).toBeLessThan((4 * deviationOfPositions) / Math.sqrt(n));
        expect(Math.abs(deviation / deviationOfPositions - 1)).toBeLessThan((4 * 0.71) / Math.sqrt(n));
      }
      for (let i = 0; i < starts[0].velocities.length; i++) {
        const [mean, deviation] = moments(starts.map(({ velocities }) => velocities[i]));
        expect(Math.abs(mean)).toBeLessThan((4 * deviationOfVelocities) / Math.sqrt(n));
        expect(Math.abs(deviation / deviationOfVelocities - 1)).toBeLessThan((4 * 0.71) / Math.sqrt(n));
      }
    });
  });
});

describe('health', () => {
  const still = (n: number): readonly number[] => Array.from({ length: n }, () => 0);

  it.each([
    [0.199, false],
    [0.2, true],
    [1, true],
    [1.001, false],
    [Number.NaN, false],
  ])('the ant at a height of %d m: %p', (z, healthy) => {
    const robot = rightOf(ant(mujoco));
    const start = robot.reset(key(1));
    expect(robot.healthy({ ...start, positions: Array.from(start.positions).with(2, z) })).toBe(healthy);
  });

  it.each([
    [0.8, 0, false],
    [0.801, 0, true],
    [1.999, 0, true],
    [2, 0, false],
    [1.25, 1, false],
    [1.25, -1, false],
    [1.25, 0.999, true],
    [Number.NaN, 0, false],
  ])('the walker at %d m, leaning by %d: %p', (z, pitch, healthy) => {
    const robot = rightOf(walker2d(mujoco));
    expect(robot.healthy({ ...robot.reset(key(1)), positions: [0, z, pitch, 0, 0, 0, 0, 0, 0] })).toBe(
      healthy,
    );
  });

  it.each([
    [0.7, 0, 0, false],
    [0.701, 0, 0, true],
    [9, 0, 0, true],
    [Infinity, 0, 0, false],
    [1.25, 0.2, 0, false],
    [1.25, -0.2, 0, false],
    [1.25, 0.199, 99, true],
    [1.25, 0, 100, false],
    [1.25, 0, -100, false],
    [1.25, 0, Number.NaN, false],
  ])('the hopper at %d m, leaning by %d, its knee turning by %d rad/s: %p', (z, pitch, turning, healthy) => {
    const robot = rightOf(hopper(mujoco));
    const state = {
      ...robot.reset(key(1)),
      positions: [500, z, pitch, 0, 0, 0],
      velocities: [0, 0, 0, 0, turning, 0],
    };
    expect(robot.healthy(state)).toBe(healthy);
  });

  it('lost, ends the episode and the bonus', () => {
    const { environment } = built(walker2dVelocity(walker2dVelocityDefault));
    const { reset, step } = environment({ velocity: 0 });
    const leaning = { ...reset(key(1)), positions: [0, 1.4, 1.1, 0, 0, 0, 0, 0, 0], velocities: still(9) };
    expect(step(leaning, still(6), anyKey)).toMatchObject({ terminated: true, truncated: false });
    expect(step(leaning, still(6), anyKey).reward).toBeLessThan(0);
    const high = { ...reset(key(1)), velocities: still(9) };
    expect(step(high, still(6), anyKey)).toMatchObject({ terminated: false });
    expect(step(high, still(6), anyKey).reward).toBeGreaterThan(14);
  });

  it('is no matter to the ant with a goal, which goes on lying on its back', () => {
    const { reset, step } = built(antGoal(antGoalDefault)).environment({ goal: [0, 0] });
    const start = reset(key(1));
    const overturned = { ...start, positions: [0, 0, 1.4, 0, 1, 0, 0, ...still(8)] };
    expect(step(overturned, still(8), anyKey).terminated).toBe(false);
  });
});

it('the tasks of a direction are both', () => {
  const { sample } = built(halfCheetahDirection(halfCheetahDirectionDefault));
  const drawn = Array.from({ length: 400 }, (_, i): DirectionTask => sample(foldIn(key(8), i)));
  const forward = drawn.filter(({ direction }) => direction === 1).length;
  // Four standard deviations of a binomial count.
  expect(Math.abs(forward - 200)).toBeLessThan(4 * Math.sqrt(400 / 4));
});
