import type { Environment } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, key, type Key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { collect } from './collect';
import { collectTimesteps } from './collect-timesteps';
import { returns } from './returns';
import type { RolloutError } from './rollout-error';
import { timesteps } from './timesteps';
import type { TrajectoryBatch } from './trajectory-batch';

/** Counts its steps; ends with action 1, or at the horizon. Its reward tells the step. */
const counter = (horizon: number, reward = (step: number) => step + 1): Environment<number> => ({
  observationSpace: { kind: 'discrete', size: horizon },
  actionSpace: { kind: 'discrete', size: 2 },
  horizon,
  reset: () => 0,
  observe: (state) => [state],
  step: (state, action) => ({
    state: state + 1,
    reward: reward(state),
    terminated: action[0] === 1,
    truncated: action[0] !== 1 && state + 1 === horizon,
  }),
});

const horizon = 6;
const policy = tabularSoftmax(horizon, 2);
const theta = new Float64Array(policy.dimension);

const right = (result: E.Either<RolloutError, TrajectoryBatch>): TrajectoryBatch => {
  if (E.isLeft(result)) throw new Error(result.left.what);
  return result.right;
};

/**
 * What ends, tick by tick: every environment steps once a tick, and looks whether its trajectory is
 * over.
 */
const tickByTick = (environments: number, wanted: number, root: Key): readonly number[] => {
  const lengthOf = (environment: number, round: number): number =>
    right(collect(counter(horizon), policy)(theta, environments, foldIn(root, round))).lengths[environment];
  const running = Array.from({ length: environments }, () => ({ round: 0, steps: 0 }));
  const ended: number[] = [];
  let held = 0;
  while (held < wanted)
    running.forEach((each, environment) => {
      each.steps += 1;
      if (each.steps < lengthOf(environment, each.round)) return;
      ended.push(each.steps);
      held += each.steps;
      each.round += 1;
      each.steps = 0;
    });
  return ended;
};

const sorted = (lengths: readonly number[]): readonly number[] => [...lengths].sort((a, b) => a - b);

it('holds what has ended by the first time at which it is enough', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      (n, wanted, seed) => {
        const batch = right(collectTimesteps(counter(horizon), policy)(theta, n, wanted, key(seed)));
        expect(sorted(batch.lengths)).toEqual(sorted(tickByTick(n, wanted, key(seed))));
        expect(timesteps(batch)).toBeGreaterThanOrEqual(wanted);
        // Rewards 1, 2, …: every return is that of a whole trajectory.
        expect(Array.from(returns(batch, 1))).toEqual(
          batch.lengths.map((length) => (length * (length + 1)) / 2),
        );
        expect([batch.trajectories, batch.mask.length]).toEqual([
          batch.lengths.length,
          batch.lengths.length * horizon,
        ]);
      },
    ),
  );
});

it('is the batch of `collect` where trajectories end together and are enough', () => {
  const endless = tabularSoftmax(horizon, 2);
  const never = Float64Array.from({ length: endless.dimension }, (_, i) => (i % 2 === 0 ? 1000 : 0));
  const batch = right(collectTimesteps(counter(horizon), endless)(never, 4, 4 * horizon, key(3)));
  expect(batch).toEqual(right(collect(counter(horizon), endless)(never, 4, foldIn(key(3), 0))));
});

it('draws no round more than it needs', () => {
  const never = Float64Array.from({ length: policy.dimension }, (_, i) => (i % 2 === 0 ? 1000 : 0));
  let resets = 0;
  const environment = {
    ...counter(horizon),
    reset: () => {
      resets++;
      return 0;
    },
  };
  right(collectTimesteps(environment, policy)(never, 4, 8 * horizon, key(3)));
  expect(resets).toBe(8);
});

it('has more short trajectories than there are', () => {
  // Lengths 1 and 6 by a coin at step 0: half of all trajectories are short.
  const coin = Float64Array.from({ length: policy.dimension }, (_, i) => (i >= 2 && i % 2 === 0 ? 1000 : 0));
  const { lengths } = right(collectTimesteps(counter(horizon), policy)(coin, 400, 2400, key(1)));
  const short = lengths.filter((length) => length === 1).length / lengths.length;
  // P(share > 0.57) < 0.001 for 600 or more tosses of a fair coin.
  expect(lengths.length).toBeGreaterThan(600);
  expect(short).toBeGreaterThan(0.57);
});

it('fails with the environment', () => {
  const broken = counter(horizon, (step) => (step === 2 ? NaN : 1));
  expect(collectTimesteps(broken, policy)(theta, 20, 1000, key(1))).toMatchObject({
    left: { kind: 'non-finite-rollout', what: 'reward', step: 2 },
  });
});

it.each([0, -1, 2.5, NaN])('refuses %p environments or time steps', (wrong) => {
  const draw = collectTimesteps(counter(horizon), policy);
  const found = `expected a positive integer, found ${String(wrong)}`;
  expect(() => draw(theta, wrong, 10, key(1))).toThrow(
    new RangeError(`collectTimesteps: environments: ${found}`),
  );
  expect(() => draw(theta, 3, wrong, key(1))).toThrow(
    new RangeError(`collectTimesteps: timesteps: ${found}`),
  );
});
