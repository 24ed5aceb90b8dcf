import { checkFields } from '@sgmrl/codecs';
import { zeros } from '@sgmrl/vector';
import { fromThree, type ThreeDifferentials } from './from-three';
import type { Differentials, Policy } from './policy';

/**
 * log π and what differentiates it, by three operations or more; and in what they compute, float64
 * unless said.
 */
export type DifferentiableLogProbability = ThreeDifferentials &
  Pick<Policy, 'dimension' | 'logProbability'> &
  Partial<Pick<Policy, 'weightedScores' | 'curvatureAndScore' | 'precision'>>;

/** What a policy is beside its derivatives. It begins at θ = 0 unless it says where. */
export type ActingPart = Pick<Policy, 'name' | 'observationSpace' | 'actionSpace' | 'sample'> &
  Partial<Pick<Policy, 'initialize' | 'mode' | 'blocks'>>;

const completed = ({
  weightedScore,
  directionalDerivative,
  hessianVectorProduct,
  weightedScores,
  curvatureAndScore,
}: DifferentiableLogProbability): Differentials => ({
  ...fromThree({ weightedScore, directionalDerivative, hessianVectorProduct }),
  ...(weightedScores && { weightedScores }),
  ...(curvatureAndScore && { curvatureAndScore }),
});

/**
 * A whole policy from log π with its derivatives and from what else a policy is: a name, the spaces
 * that it observes and acts in, and how it draws θ and actions. {@link fromThree} adds the operations
 * that are left out.
 *
 * @throws RangeError if a part is missing, or d is no whole number ≥ 0. Whether derivatives and
 *   samples are those of log π is for the `policyLaws` of `@sgmrl/laws` to say.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { asPolicy, realVectors } from '@sgmrl/policies';
 * import { key, normal } from '@sgmrl/prng';
 * import { dot, map, total } from '@sgmrl/vector';
 *
 * // a ~ N(θ, 1) whatever is observed, up to a constant: ∇log π = a − θ, ∇²log π = −1
 * const unitNormal = asPolicy(
 *   {
 *     dimension: 1,
 *     logProbability: (theta, { actions }) => map(actions.data, (a) => -((a - theta[0]) ** 2) / 2),
 *     weightedScore: (theta, { actions }, w) => [dot(w, map(actions.data, (a) => a - theta[0]))],
 *     directionalDerivative: (theta, { actions }, v) => map(actions.data, (a) => (a - theta[0]) * v[0]),
 *     hessianVectorProduct: (_theta, _data, w, v) => [-total(w) * v[0]],
 *   },
 *   {
 *     name: 'unit-normal',
 *     observationSpace: realVectors(2),
 *     actionSpace: realVectors(1),
 *     sample: (theta, { rows }, key) => ({
 *       rows,
 *       columns: 1,
 *       data: map(normal(key, rows), (z) => theta[0] + z),
 *     }),
 *   },
 * );
 * deepStrictEqual(Array.from(unitNormal.initialize(key(1))), [0]);
 * ```
 */
export const asPolicy = (differentials: DifferentiableLogProbability, acting: ActingPart): Policy => {
  checkFields('asPolicy', differentials, {
    dimension: 'a number',
    logProbability: 'a function',
    weightedScore: 'a function',
    directionalDerivative: 'a function',
    hessianVectorProduct: 'a function',
  });
  const { dimension, logProbability, precision = 'float64' } = differentials;
  if (!(Number.isSafeInteger(dimension) && dimension >= 0))
    throw new RangeError(`asPolicy: dimension: expected a whole number ≥ 0, found ${String(dimension)}`);
  const {
    name,
    observationSpace,
    actionSpace,
    initialize = () => zeros(dimension),
    sample,
    mode,
    blocks,
  } = acting;
  const policy = {
    name,
    dimension,
    precision,
    observationSpace,
    actionSpace,
    initialize,
    sample,
    logProbability,
    ...(mode && { mode }),
    ...(blocks && { blocks }),
  };
  checkFields('asPolicy', policy, {
    name: 'a text',
    observationSpace: 'a record',
    actionSpace: 'a record',
    initialize: 'a function',
    sample: 'a function',
  });
  return { ...policy, ...completed(differentials) };
};
