import { vectorLength, type Environment } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, split, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as O from 'fp-ts/lib/Option.js';
import * as E from 'fp-ts/lib/Either.js';
import { checkActions } from './check-actions';
import { checkCount } from './check-count';
import { checkDrawing } from './check-drawing';
import { checkTransition } from './check-transition';
import { checkParameters, firstNotFinite } from './check-parameters';
import { checkObservation, firstBeyondFloat32 } from './check-observation';
import type { RolloutError } from './rollout-error';
import type { TrajectoryBatch } from './trajectory-batch';

/**
 * Draws N trajectories τ ~ q(·; θ) in lock-step: at every step one batched policy call for all of
 * them. Trajectories that have ended keep their place and are masked; the batch stops early when
 * all have ended.
 *
 * Randomness: trajectory n resets and steps with keys folded from `key` and n, the policy samples
 * step h with a key folded from `key` and h; so the result is a pure function of its arguments.
 *
 * The policy must observe and do what the environment's spaces say; a RangeError tells where it
 * does not.
 *
 * @returns the batch, or a {@link RolloutError} that names trajectory and step when the environment
 *   returns a reward that is not finite, or an observation that is not finite in float32, in which
 *   networks compute, or the policy an action that is not finite; or where a parameter is not
 *   finite in what the policy computes in.
 * @throws RangeError if the parameters are not as many numbers as the policy has, an observation is
 *   not as long as the observation space says, the policy's actions are not one a row, the
 *   environment does not say whether the episode goes on, or `trajectories` is no positive integer.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularEnvironment } from '@sgmrl/environments';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * import { collect } from '@sgmrl/rollouts';
 * // One state, one action, reward ½, three steps
 * const environment = tabularEnvironment({ initial: [1], transitions: [[[1]]], rewards: [[0.5]], horizon: 3 });
 * const collected = collect(environment, tabularSoftmax(1, 1))([0], 2, key(0));
 * if (collected._tag === 'Left') throw new Error(`the ${collected.left.what} is not finite`);
 * deepStrictEqual(Array.from(collected.right.rewards), [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
 * ```
 */
export const collect =
  <State>(environment: Environment<State>, policy: Policy) =>
  (parameters: Vector, trajectories: number, key: Key): E.Either<RolloutError, TrajectoryBatch> => {
    checkDrawing(environment, policy);
    checkCount('collect: trajectories', trajectories);
    checkParameters(policy, parameters);
    const diverged = firstNotFinite(policy, parameters);
    if (O.isSome(diverged)) return E.left(rolloutError('parameters', 0, 0, diverged.value));
    const steps = environment.horizon;
    const observationSize = vectorLength(environment.observationSpace);
    const actionSize = vectorLength(environment.actionSpace);
    const rows = trajectories * steps;
    const observations = new Float64Array(rows * observationSize);
    const actions = new Float64Array(rows * actionSize);
    const rewards = new Float64Array(rows);
    const mask = new Float64Array(rows);
    const lengths = new Array<number>(trajectories).fill(0);
    const running = new Array<boolean>(trajectories).fill(true);

    const [policyKey, environmentKey] = split(key, 2);
    const trajectoryKeys = split(environmentKey, trajectories);
    const states = trajectoryKeys.map((trajectoryKey) => environment.reset(foldIn(trajectoryKey, 0)));

    for (let h = 0; h < steps && running.includes(true); h++) {
      const current = new Float64Array(trajectories * observationSize);
      for (let n = 0; n < trajectories; n++) {
        if (!running[n]) continue;
        const observation = environment.observe(states[n]);
        checkObservation(observation, observationSize);
        const bad = firstBeyondFloat32(observation);
        if (O.isSome(bad))
          return E.left(rolloutError('observation', n, h, observation[bad.value], bad.value));
        for (let i = 0; i < observationSize; i++) {
          current[n * observationSize + i] = observation[i];
          observations[(n * steps + h) * observationSize + i] = observation[i];
        }
      }
      const sampled = policy.sample(
        parameters,
        { rows: trajectories, columns: observationSize, data: current },
        foldIn(policyKey, h),
      );
      checkActions(policy, h, sampled, trajectories, actionSize);
      for (let n = 0; n < trajectories; n++) {
        if (!running[n]) continue;
        const row = n * steps + h;
        // A plain array: several times cheaper to make than a typed one of a few numbers.
        const action = new Array<number>(actionSize);
        for (let i = 0; i < actionSize; i++) {
          action[i] = sampled.data[n * actionSize + i];
          if (!Number.isFinite(action[i])) return E.left(rolloutError('action', n, h, action[i], i));
          actions[row * actionSize + i] = action[i];
        }
        const next = environment.step(states[n], action, foldIn(trajectoryKeys[n], h + 1));
        checkTransition(next, h);
        if (!Number.isFinite(next.reward)) return E.left(rolloutError('reward', n, h, next.reward));
        rewards[row] = next.reward;
        mask[row] = 1;
        lengths[n] = h + 1;
        states[n] = next.state;
        running[n] = !next.terminated && !next.truncated;
      }
    }
    return E.right({
      trajectories,
      steps,
      observations: { rows, columns: observationSize, data: observations },
      actions: { rows, columns: actionSize, data: actions },
      rewards,
      mask,
      lengths,
    });
  };

const rolloutError = (
  what: RolloutError['what'],
  trajectory: number,
  step: number,
  found: number,
  entry?: number,
): RolloutError => ({
  kind: 'non-finite-rollout',
  what,
  trajectory,
  step,
  found,
  ...(entry !== undefined && { entry }),
});
