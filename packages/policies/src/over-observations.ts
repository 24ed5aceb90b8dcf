import { checkFields } from '@sgmrl/codecs';
import type { Matrix } from '@sgmrl/vector';
import type { Policy, StateActions } from './policy';
import type { PolicySpace } from './policy-spaces';

/** What is observed, and what a policy sees of it. */
export interface ObservationMap {
  /** Stands before the name of the policy. */
  readonly name: string;
  /** Where the observations before the map come from. */
  readonly observationSpace: PolicySpace;
  /**
   * What the policy sees of some rows of observations: row k of row k alone, the same bits for the
   * same numbers. Throws a RangeError where they are not of the space.
   */
  readonly seen: (observations: Matrix) => Matrix;
}

/**
 * The policy π(a | f(o); θ), of a policy π and a map f of observations that does not depend on θ:
 * it observes o, and π sees f(o).
 *
 * Nothing else changes: the parameters, their initialisation and the bits of all results are those
 * of the policy on f(o). What a policy remembers of a batch it remembers here too.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { overObservations, tabularSoftmax } from '@sgmrl/policies';
 * // Of four states, the policy sees whether the number is odd.
 * const policy = overObservations(tabularSoftmax(2, 2), {
 *   name: 'parity',
 *   observationSpace: { kind: 'discrete', size: 4 },
 *   seen: ({ data, ...shape }) => ({ ...shape, data: Array.from(data, (state) => state % 2) }),
 * });
 * const column = (index: number) => ({ rows: 1, columns: 1, data: [index] });
 * // The table's second row is (0, log 3).
 * const data = { observations: column(3), actions: column(1) };
 * strictEqual(Math.exp(policy.logProbability([0, 0, 0, Math.log(3)], data)[0]).toFixed(6), '0.750000');
 * ```
 */
export const overObservations = (policy: Policy, map: ObservationMap): Policy => {
  checkFields('overObservations', map, {
    name: 'anything',
    observationSpace: 'a record',
    seen: 'a function',
  });
  const { name, observationSpace, seen } = map;

  /**
   * A policy knows a batch again by being the same object, so a batch becomes the same one each
   * time.
   */
  const made = new WeakMap<Matrix, Matrix>();
  const through = ({ observations, actions }: StateActions): StateActions => {
    const known = made.get(observations) ?? seen(observations);
    made.set(observations, known);
    return { observations: known, actions };
  };

  const { mode } = policy;
  return {
    ...policy,
    ...(mode && { mode: (parameters, observations) => mode(parameters, seen(observations)) }),
    name: `${name} ${policy.name}`,
    observationSpace,
    sample: (parameters, observations, key) => policy.sample(parameters, seen(observations), key),
    logProbability: (parameters, data) => policy.logProbability(parameters, through(data)),
    weightedScore: (parameters, data, weights) => policy.weightedScore(parameters, through(data), weights),
    weightedScores: (parameters, data, weights) => policy.weightedScores(parameters, through(data), weights),
    directionalDerivative: (parameters, data, direction) =>
      policy.directionalDerivative(parameters, through(data), direction),
    hessianVectorProduct: (parameters, data, weights, direction) =>
      policy.hessianVectorProduct(parameters, through(data), weights, direction),
    curvatureAndScore: (parameters, data, weights, direction, scoreWeights) =>
      policy.curvatureAndScore(parameters, through(data), weights, direction, scoreWeights),
  };
};
