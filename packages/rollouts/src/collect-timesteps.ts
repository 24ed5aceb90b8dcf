import type { Environment } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { checkCount } from './check-count';
import { collect } from './collect';
import type { RolloutError } from './rollout-error';
import { concatenate, select } from './select';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * When each trajectory ends: trajectory r·N + i is the r-th of environment i, which begins when the
 * one before it ends.
 */
const endsOf = (lengths: readonly number[], environments: number): readonly number[] => {
  const ends: number[] = [];
  lengths.forEach((length, n) => ends.push(length + (n < environments ? 0 : ends[n - environments])));
  return ends;
};

/** The first time by which trajectories of so many steps have ended. */
const stopTime = (lengths: readonly number[], ends: readonly number[], timesteps: number): number => {
  const byEnd = lengths.map((_, n) => n).sort((a, b) => ends[a] - ends[b]);
  let held = 0;
  return ends[byEnd.find((n) => (held += lengths[n]) >= timesteps) ?? -1] ?? Infinity;
};

/**
 * Collects by time steps: some environments run side by side, each begins anew when its trajectory
 * ends, until the trajectories that have ended hold `timesteps` steps; those that still run are
 * dropped. **Short trajectories are over-represented**, so means over such a batch estimate no
 * expectation under q(τ; θ). Programs of the field sample so (Duan et al., arXiv:1604.06778, and
 * Finn et al., arXiv:1703.03400): it serves to measure what they published.
 *
 * @param environments how many run side by side, from 1
 * @returns the trajectories that have ended, the first of each environment before the second of
 *   each, or the {@link RolloutError} of the round in which an environment failed.
 * @throws RangeError unless both numbers are positive integers.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularEnvironment } from '@sgmrl/environments';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * import { collectTimesteps } from '@sgmrl/rollouts';
 * const environment = tabularEnvironment({ initial: [1], transitions: [[[1]]], rewards: [[0.5]], horizon: 3 });
 * const collected = collectTimesteps(environment, tabularSoftmax(1, 1))([0], 2, 7, key(0));
 * if (collected._tag === 'Left') throw new Error(`the ${collected.left.what} is not finite`);
 * deepStrictEqual(collected.right.lengths, [3, 3, 3, 3]); // 6 steps have ended at time 3, 12 at time 6
 * ```
 */
export const collectTimesteps =
  <State>(environment: Environment<State>, policy: Policy) =>
  (
    parameters: Vector,
    environments: number,
    timesteps: number,
    key: Key,
  ): E.Either<RolloutError, TrajectoryBatch> => {
    checkCount('collectTimesteps: environments', environments);
    checkCount('collectTimesteps: timesteps', timesteps);
    const rounds: TrajectoryBatch[] = [];
    for (;;) {
      const round = collect(environment, policy)(parameters, environments, foldIn(key, rounds.length));
      if (E.isLeft(round)) return round;
      rounds.push(round.right);
      const lengths = rounds.flatMap((each) => each.lengths);
      const ends = endsOf(lengths, environments);
      const stop = stopTime(lengths, ends, timesteps);
      // What is not drawn yet begins when an environment is free, and ends later.
      if (ends.slice(-environments).every((end) => stop <= end))
        return E.right(
          select(
            concatenate(rounds),
            ends.flatMap((end, n) => (end <= stop ? [n] : [])),
          ),
        );
    }
  };
