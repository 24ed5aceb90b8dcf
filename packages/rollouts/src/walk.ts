import { vectorLength, type Environment } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, split, type Key } from '@sgmrl/prng';
import { allFinite, type Vector } from '@sgmrl/vector';
import * as O from 'fp-ts/lib/Option.js';
import { checkActions } from './check-actions';
import { checkDrawing } from './check-drawing';
import { checkTransition } from './check-transition';
import { checkParameters, firstNotFinite } from './check-parameters';
import { checkObservation, firstBeyondFloat32 } from './check-observation';

/** One trajectory as the states that it visits, for pictures. */
export interface Walk<State> {
  /** s_0, s_1, … to the state that ends it: one more than there are rewards. */
  readonly states: readonly State[];
  /** r_0, r_1, …: what the step from each state but the last earned. */
  readonly rewards: readonly number[];
}

/**
 * The trajectory that `collect` draws alone with the same key, with its states. It stops before a
 * step whose observation, action or reward is not finite, and takes none under parameters that are
 * not.
 *
 * @throws RangeError if the parameters are not as many numbers as the policy has, an observation or
 *   an action is not as long as its space says, or the environment does not say whether the episode
 *   goes on.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularEnvironment } from '@sgmrl/environments';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * import { walk } from '@sgmrl/rollouts';
 * const environment = tabularEnvironment({ initial: [1], transitions: [[[1]]], rewards: [[0.5]], horizon: 2 });
 * const { states, rewards } = walk(environment, tabularSoftmax(1, 1))([0], key(0));
 * deepStrictEqual(states.map(({ step }) => step), [0, 1, 2]);
 * deepStrictEqual(rewards, [0.5, 0.5]);
 * ```
 */
export const walk =
  <State>(environment: Environment<State>, policy: Policy) =>
  (parameters: Vector, key: Key): Walk<State> => {
    checkDrawing(environment, policy);
    checkParameters(policy, parameters);
    const [policyKey, environmentKey] = split(key, 2);
    const [trajectoryKey] = split(environmentKey, 1);
    const observationSize = vectorLength(environment.observationSpace);
    const actionSize = vectorLength(environment.actionSpace);
    const states = [environment.reset(foldIn(trajectoryKey, 0))];
    const rewards: number[] = [];
    if (O.isSome(firstNotFinite(policy, parameters))) return { states, rewards };
    for (let h = 0; h < environment.horizon; h++) {
      const data = environment.observe(states[h]);
      checkObservation(data, observationSize);
      if (O.isSome(firstBeyondFloat32(data))) break;
      const observation = { rows: 1, columns: observationSize, data };
      const sampled = policy.sample(parameters, observation, foldIn(policyKey, h));
      checkActions(policy, h, sampled, 1, actionSize);
      const action = sampled.data;
      if (!allFinite(action)) break;
      const next = environment.step(states[h], action, foldIn(trajectoryKey, h + 1));
      checkTransition(next, h);
      if (!Number.isFinite(next.reward)) break;
      states.push(next.state);
      rewards.push(next.reward);
      if (next.terminated || next.truncated) break;
    }
    return { states, rewards };
  };
