import { checkFields } from '@sgmrl/codecs';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { Policy } from './policy';

/**
 * The most probable of finitely many actions for each row; of those that are level, the first; NaN
 * where none has a probability.
 */
const mostProbable = (
  { logProbability }: Pick<Policy, 'logProbability'>,
  actions: number,
  parameters: Vector,
  observations: Matrix,
): Matrix => {
  const { rows } = observations;
  const best = new Float64Array(rows).fill(NaN);
  const greatest = new Float64Array(rows).fill(-Infinity);
  for (let action = 0; action < actions; action += 1) {
    const data = new Float64Array(rows).fill(action);
    const log = logProbability(parameters, { observations, actions: { rows, columns: 1, data } });
    for (let k = 0; k < rows; k += 1) if (log[k] > greatest[k]) [greatest[k], best[k]] = [log[k], action];
  }
  return { rows, columns: 1, data: best };
};

/**
 * The mode of π(·|s; θ) for each row of observations: the mean of a Gaussian, the most probable
 * index (of those that are level the first).
 *
 * @throws RangeError where actions are vectors and the policy does not say its mode.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { modeOf, tabularSoftmax } from '@sgmrl/policies';
 * const observations = { rows: 2, columns: 1, data: [0, 1] };
 * const { data } = modeOf(tabularSoftmax(2, 3))([0, 5, 1, 2, 2, 2], observations);
 * deepStrictEqual(Array.from(data), [1, 0]);
 * ```
 */
export const modeOf =
  (policy: Pick<Policy, 'name' | 'actionSpace' | 'logProbability' | 'mode'>) =>
  (parameters: Vector, observations: Matrix): Matrix => {
    checkFields('policy', policy, { actionSpace: 'a record', logProbability: 'a function' });
    const { name, mode, actionSpace } = policy;
    if (mode !== undefined) return mode(parameters, observations);
    if (actionSpace.kind === 'discrete')
      return mostProbable(policy, actionSpace.size, parameters, observations);
    throw new RangeError(
      `${name}: expected a policy that says its mode, found none: give it one as \`mode\``,
    );
  };
