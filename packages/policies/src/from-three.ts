import { checkFields } from '@sgmrl/codecs';
import { add } from '@sgmrl/vector';
import type { Differentials } from './policy';

/** The three operations a policy cannot do without; {@link fromThree} adds the others. */
export type ThreeDifferentials = Omit<Differentials, 'weightedScores' | 'curvatureAndScore'>;

/**
 * Completes the three differential operations by weighted scores for many weights, one after
 * another, and by the combined one, Σ_k w_k ∇²log π_k v + Σ_k ω_k ∇log π_k with ω =
 * scoreWeights(⟨∇log π, v⟩), computed as the sum of its parts: the reference for policies that do
 * these in one pass.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fromThree } from '@sgmrl/policies';
 * // log π(a|s; θ) = −(a − θ)²/2, the normal distribution with mean θ and unit variance, up to a constant
 * const unitNormal = fromThree({
 *   weightedScore: (theta, { actions }, w) => [w[0] * (actions.data[0] - theta[0])],
 *   directionalDerivative: (theta, { actions }, v) => [(actions.data[0] - theta[0]) * v[0]],
 *   hessianVectorProduct: (_theta, _data, w, v) => [-w[0] * v[0]],
 * });
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const data = { observations: one(0), actions: one(3) };
 * // d = (3 − 1)·5 = 10, ω = 10; −7·5 + 10·(3 − 1) = −15
 * deepStrictEqual([...Array.from(unitNormal.curvatureAndScore([1], data, [7], [5], (d) => d))], [-15]);
 * ```
 */
export const fromThree = (three: ThreeDifferentials): Differentials => {
  checkFields('fromThree', three, {
    weightedScore: 'a function',
    directionalDerivative: 'a function',
    hessianVectorProduct: 'a function',
  });
  return {
    ...three,
    weightedScores: (parameters, data, weights) =>
      weights.map((w) => three.weightedScore(parameters, data, w)),
    curvatureAndScore: (parameters, data, weights, direction, scoreWeights) =>
      add(
        three.hessianVectorProduct(parameters, data, weights, direction),
        three.weightedScore(
          parameters,
          data,
          scoreWeights(three.directionalDerivative(parameters, data, direction)),
        ),
      ),
  };
};
