import { checkFields } from '@sgmrl/codecs';
import type { Matrix } from '@sgmrl/vector';
import { checkIndices, checkRows } from './checks';
import { overObservations } from './over-observations';
import type { Policy } from './policy';
import { indices } from './policy-spaces';

/** Row k is the unit vector of the index in row k. */
const unitVectors = (size: number, { rows, data: index }: Matrix): Matrix => {
  const data = new Float64Array(rows * size);
  for (let k = 0; k < rows; k += 1) data[k * size + index[k]] = 1;
  return { rows, columns: size, data };
};

/**
 * A policy that observes vectors of length n, as one that observes the indices 0, …, n − 1: index i
 * comes as the unit vector e_i. So a network can play bandits and finite MDPs. An affine network,
 * without hidden layers, is a softmax over a table whose logits at state s are row s of its weights
 * plus its biases.
 *
 * Nothing else changes: the parameters, their initialisation and the bits of all results are those
 * of the policy on unit vectors. What a policy remembers of a batch it remembers here too.
 *
 * Throws a RangeError where the policy does not observe vectors; later, where an observation is no
 * index.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { oneHot } from '@sgmrl/policies';
 * import { categoricalMlp, initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const policy = oneHot(
 *   categoricalMlp(backend.right)({ observationSize: 3, actions: 2, hidden: [], activation: 'tanh' }),
 * );
 * const column = (index: number) => ({ rows: 1, columns: 1, data: [index] });
 * // Row 1 of the weights is (0, log 3): at state 1, the second action is three times as likely.
 * const theta = [0, 0, 0, Math.log(3), 0, 0, 0, 0];
 * const data = { observations: column(1), actions: column(1) };
 * strictEqual(Math.exp(policy.logProbability(theta, data)[0]).toFixed(6), '0.750000');
 * ```
 */
export const oneHot = (policy: Policy): Policy => {
  checkFields('oneHot', policy, { observationSpace: 'a record' });
  const { observationSpace } = policy;
  if (observationSpace.kind !== 'box')
    throw new RangeError(`oneHot: expected a policy that observes vectors, found ${policy.name}`);
  const size = observationSpace.low.length;

  return overObservations(policy, {
    name: 'one-hot',
    observationSpace: indices(size),
    seen: (observations) => {
      checkRows('observations', observations, 1);
      checkIndices('observations', observations.data, size);
      return unitVectors(size, observations);
    },
  });
};
