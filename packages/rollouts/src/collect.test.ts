import type { Environment } from '@sgmrl/environments';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { checkBatch } from './check-batch';
import { collect } from './collect';
import { countingVectors, echo } from './testing/vectors';

/**
 * Walks 0, 1, 2, … ; terminates when the action 1 meets an odd state; rewards 10·state + action.
 */
const walk = (
  horizon: number,
  rewardOf = (state: number, action: number) => 10 * state + action,
): Environment<number> => ({
  observationSpace: { kind: 'discrete', size: horizon },
  actionSpace: { kind: 'discrete', size: 2 },
  horizon,
  reset: () => 0,
  observe: (state) => [state],
  step: (state, action) => {
    const terminated = state % 2 === 1 && action[0] === 1;
    return {
      state: state + 1,
      reward: rewardOf(state, action[0]),
      terminated,
      truncated: !terminated && state + 1 === horizon,
    };
  },
});

const policy = tabularSoftmax(6, 2);
const theta = new Float64Array(policy.dimension);
const draw = (environment: Environment<number>, seed: number) =>
  collect(environment, policy)(theta, 50, key(seed));

it('records each step, ends where the environment says, and pads with zeros', () => {
  const result = draw(walk(6), 1);
  if (E.isLeft(result)) throw new Error('expected a batch');
  const batch = result.right;
  expect([batch.trajectories, batch.steps, batch.observations.rows]).toEqual([50, 6, 300]);
  expect(new Set(batch.lengths)).toEqual(new Set([2, 4, 6]));
  for (let n = 0; n < 50; n++) {
    for (let h = 0; h < 6; h++) {
      const row = n * 6 + h;
      const running = h < batch.lengths[n];
      const action = batch.actions.data[row];
      expect(batch.mask[row]).toBe(running ? 1 : 0);
      expect(batch.observations.data[row]).toBe(running ? h : 0);
      expect(batch.rewards[row]).toBe(running ? 10 * h + action : 0);
      if (!running) expect(action).toBe(0);
    }
    const end = Array.from(batch.actions.data)
      .slice(6 * n, 6 * (n + 1))
      .findIndex((action, state) => state % 2 === 1 && action === 1);
    expect(batch.lengths[n]).toBe(end === -1 ? 6 : end + 1);
  }
});

it('is a pure function of its key', () => {
  expect(draw(walk(6), 3)).toEqual(draw(walk(6), 3));
  expect(draw(walk(6), 3)).not.toEqual(draw(walk(6), 4));
});

it('takes fair actions: the count of ones at step 0 of 2,000 trajectories lies within 4.5 deviations', () => {
  const result = collect(walk(1), tabularSoftmax(1, 2))([0, 0], 2000, foldIn(key(11), 0));
  if (E.isLeft(result)) throw new Error('expected a batch');
  const ones = Array.from(result.right.actions.data).reduce((sum, a) => sum + a, 0);
  expect(Math.abs(ones - 1000) / Math.sqrt(500)).toBeLessThan(4.5);
});

it.each([NaN, Infinity, -Infinity])('names the trajectory and step of a reward that is %p', (found) => {
  const result = draw(
    walk(6, (state) => (state === 2 ? found : 0)),
    5,
  );
  expect(result).toMatchObject({
    _tag: 'Left',
    left: { kind: 'non-finite-rollout', what: 'reward', step: 2, found },
  });
});

it.each([
  ['cut', [1, 0]],
  ['filled with NaN', []],
])('refuses an observation of the wrong length, which would be %s', (_how, wrong) => {
  const broken: Environment<number> = { ...walk(6), observe: (state) => (state === 1 ? wrong : [state]) };
  expect(() => draw(broken, 5)).toThrow(
    new RangeError(`expected an observation of length 1, found one of length ${String(wrong.length)}`),
  );
});

it('names an observation that is not finite', () => {
  const broken: Environment<number> = { ...walk(6), observe: (state) => [state === 1 ? NaN : state] };
  expect(draw(broken, 5)).toMatchObject({
    left: { what: 'observation', trajectory: 0, step: 1, found: NaN },
  });
});

it.each([
  ['more states', tabularSoftmax(7, 2), /observations are indices below 6, found indices below 7 in tabular/],
  [
    'one action for two',
    tabularSoftmax(6, 1),
    /actions are indices below 2, found indices below 1 in tabular/,
  ],
])('refuses a policy with %s', (_what, other, message) => {
  const collecting = () => collect(walk(6), other)(new Float64Array(other.dimension), 5, key(1));
  expect(collecting).toThrow(RangeError);
  expect(collecting).toThrow(message);
});

it('names an observation that a network, which computes in float32, would see as infinite', () => {
  const broken: Environment<number> = { ...walk(6), observe: (state) => [state === 1 ? 1e39 : state] };
  expect(draw(broken, 5)).toMatchObject({
    left: { what: 'observation', trajectory: 0, step: 1, found: 1e39 },
  });
});

it.each([NaN, Infinity, -Infinity])('names an action of %p, before any environment meets it', (found) => {
  const asked: number[] = [];
  const environment: Environment<number> = {
    ...walk(6),
    step: (state, action, stepKey) => {
      asked.push(action[0]);
      return { ...walk(6).step(state, action, stepKey), terminated: false };
    },
  };
  const diverged: Policy = {
    ...policy,
    sample: (_parameters, { rows, data }) => ({
      rows,
      columns: 1,
      data: Array.from({ length: rows }, (_, n) => (n === 3 && data[n] === 2 ? found : 0)),
    }),
  };
  expect(collect(environment, diverged)(theta, 5, key(1))).toMatchObject({
    left: { kind: 'non-finite-rollout', what: 'action', trajectory: 3, step: 2, found },
  });
  expect(new Set(asked)).toEqual(new Set([0]));
});

it.each([0, -1, 2.5, NaN, Infinity])('refuses to draw %p trajectories', (trajectories) => {
  expect(() => collect(walk(6), policy)(theta, trajectories, key(1))).toThrow(
    new RangeError(`collect: trajectories: expected a positive integer, found ${String(trajectories)}`),
  );
});

describe('observations and actions of several numbers', () => {
  const drawn = collect(countingVectors(4), echo)([0], 3, key(1));
  if (E.isLeft(drawn)) throw new Error(drawn.left.what);
  const batch = drawn.right;
  const places = [0, 1, 2].flatMap((n) => [0, 1, 2, 3].map((h) => [n, h] as const));

  it('stand row by row', () => {
    expect(Array.from(batch.observations.data)).toEqual(places.flatMap(([n, h]) => [n, h, n + 10 * h]));
    expect(Array.from(batch.actions.data)).toEqual(places.flatMap(([n, h]) => [n + 10 * h, -n - 10 * h]));
  });

  it('end with the horizon where the environment does not end them', () => {
    expect(batch.lengths).toEqual([4, 4, 4]);
    expect(() => {
      checkBatch(batch);
    }).not.toThrow();
  });
});

it('asks for no two draws with the same key', () => {
  const seen: string[] = [];
  const environment = countingVectors(4, (given) => {
    seen.push(JSON.stringify(given));
  });
  collect(environment, echo)([0], 3, key(1));
  expect(seen).toHaveLength(3 * 5);
  expect(new Set(seen).size).toBe(seen.length);
});

it('names the entry of a vector that is not finite, and none of a reward', () => {
  const environment = countingVectors(4);
  const error = { kind: 'non-finite-rollout', trajectory: 0, step: 1, found: NaN };
  const broken = { ...environment, observe: ([, h]: readonly [number, number]) => [0, 0, h === 1 ? NaN : 0] };
  expect(collect(broken, echo)([0], 1, key(1))).toStrictEqual(
    E.left({ ...error, what: 'observation', entry: 2 }),
  );
  const unpaid: Environment<readonly [number, number]> = {
    ...environment,
    step: (state, ...rest) => ({ ...environment.step(state, ...rest), reward: state[1] === 1 ? NaN : 0 }),
  };
  expect(collect(unpaid, echo)([0], 1, key(1))).toStrictEqual(E.left({ ...error, what: 'reward' }));
});
