import type { Policy } from '@sgmrl/policies';
import { checkBatch } from '@sgmrl/rollouts';
import { scale, zeros, type Vector } from '@sgmrl/vector';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Algorithm } from './algorithm';
import { backThroughStep } from './back-through-step';
import { checkAlgorithm } from './check-algorithm';
import type { DebiasingPart, ScoreWeights } from './debiasing/part';
import { debiasingNamed } from './debiasing/registry';
import type { InnerStep } from './inner-step';
import type { OuterEstimate } from './outer-estimate';

/** One task's adaptation: its inner steps, and what the evaluation data say of where they led. */
export interface AdaptationTrace {
  readonly steps: readonly InnerStep[];
  readonly outer: OuterEstimate;
}

/**
 * The meta-gradient of one task, a right fold over its adaptation:
 *
 *     λ^ζ     = ĝ(θ^ζ, D_o)                          outer policy gradient
 *     λ^{t−1} = λ^t + α ∇²ν(θ^{t−1}, D^t) λ^t        Jacobian part
 *                   + c^t                            debiasing part
 *     meta-gradient = λ^0
 *
 * With the full Jacobian part and c^t = Ĵ(D_o) S(θ^{t−1}, D^t) this is Algorithm 1 of Fallah et al. (arXiv:2002.05135).
 *
 * Throws a RangeError if the algorithm does not fit (`checkAlgorithm`; {@link metaGradientWith}
 * takes a debiasing part of your own), or the batch of a step (`checkBatch`).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fomaml, innerStep, maml, metaGradient, sgMrl, type Algorithm, type Variant } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { innerSteps: 1, stepSize: 1, discount: 1, metaBatchSize: 1, trajectories: 1,
 *   evaluationTrajectories: 1, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // Action 1 of two was taken at θ = 0 and earned 1: S = (−½, ½), ∇²ν λ = −½ λ for λ₀ = −λ₁.
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * // What evaluation said: ĝ = (−1, 1), Ĵ = 3.
 * const outer = { scale: 1, gradient: [-1, 1], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const gradientOf = (variant: Variant) => {
 *   const algorithm: Algorithm = { ...settings, ...variant };
 *   const steps = [innerStep(algorithm)([0, 0], batch)];
 *   return Array.from(metaGradient(tabularSoftmax(1, 2), algorithm)({ steps, outer }));
 * };
 * deepStrictEqual(gradientOf(fomaml), [-1, 1]); // ĝ
 * deepStrictEqual(gradientOf(maml), [-0.5, 0.5]); // ĝ + ∇²ν ĝ
 * deepStrictEqual(gradientOf(sgMrl), [-2, 2]); // ĝ + ∇²ν ĝ + 3 S
 * ```
 */
export const metaGradient = (policy: Policy, algorithm: Algorithm): ((trace: AdaptationTrace) => Vector) =>
  metaGradientWith(debiasingNamed(algorithm.debiasing))(policy, algorithm);

/**
 * {@link metaGradient} with a debiasing part that need not be registered, in the place of the one that `algorithm.debiasing` names.
 * Of a part only the weights ω of c^t = Σ_rows ω ∇log π count here.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, maml, metaGradientWith, type Algorithm, type DebiasingContext } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { scale } from '@sgmrl/vector';
 * // c = (Ĵ − 1) S
 * const aboveOne = {
 *   scoreWeights: ({ trace: { steps, outer }, t }: DebiasingContext) => {
 *     const weights = scale(outer.value - outer.scale, steps[t].batch.mask);
 *     return () => weights;
 *   },
 * };
 * const algorithm: Algorithm = { ...maml, innerSteps: 1, stepSize: 1, discount: 1, metaBatchSize: 1, trajectories: 1,
 *   evaluationTrajectories: 1, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const steps = [innerStep(algorithm)([0, 0], batch)];
 * const outer = { scale: 1, gradient: [-1, 1], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const gradient = metaGradientWith(aboveOne)(tabularSoftmax(1, 2), algorithm)({ steps, outer });
 * deepStrictEqual(Array.from(gradient), [-1.5, 1.5]); // MAML's (−½, ½) + (3 − 1) (−½, ½)
 * ```
 */
export const metaGradientWith =
  (part: Pick<DebiasingPart, 'scoreWeights'>) =>
  (policy: Policy, algorithm: Algorithm): ((trace: AdaptationTrace) => Vector) => {
    const lambdas = adjoints(part)(policy, algorithm);
    return (trace) => lambdas(trace)[0];
  };

/** λ^0, …, λ^ζ of {@link metaGradientWith}. */
export const adjoints =
  ({ scoreWeights }: Pick<DebiasingPart, 'scoreWeights'>) =>
  (
    policy: Policy,
    algorithm: Algorithm,
  ): ((trace: AdaptationTrace) => RNEA.ReadonlyNonEmptyArray<Vector>) => {
    const fold = foldBack(policy, algorithm);
    return (trace) =>
      fold(trace.steps, trace.outer.gradient, (t) => scoreWeights({ policy, algorithm, trace, t }));
  };

/**
 * Σ_t A^1…A^{t−1} S^t: the scores of all inner steps, seen from θ. The same fold with λ^ζ = 0 and c^t = S^t.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, propagatedScore, sgMrl, type Algorithm } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 1, discount: 1, metaBatchSize: 1, trajectories: 1,
 *   evaluationTrajectories: 1, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const steps = [innerStep(algorithm)([0, 0], batch)];
 * deepStrictEqual(Array.from(propagatedScore(tabularSoftmax(1, 2), algorithm)(steps)), [-0.5, 0.5]); // one step: S
 * ```
 */
export const propagatedScore = (
  policy: Policy,
  algorithm: Algorithm,
): ((steps: readonly InnerStep[]) => Vector) => {
  const fold = foldBack(policy, algorithm);
  return (steps) => fold(steps, zeros(policy.dimension), (t) => () => steps[t].batch.mask)[0];
};

/** λ^0, …, λ^ζ */
const foldBack = (
  policy: Policy,
  algorithm: Algorithm,
): ((
  steps: readonly InnerStep[],
  last: Vector,
  debias: (t: number) => ScoreWeights | undefined,
) => RNEA.ReadonlyNonEmptyArray<Vector>) => {
  checkAlgorithm(algorithm);
  return (steps, last, debias) => {
    steps.forEach(({ batch }) => {
      checkBatch(batch);
    });
    return pipe(
      steps,
      RA.reduceRightWithIndex(
        RNEA.of(last),
        (t, { parameters, batch, weights }, lambdas): RNEA.ReadonlyNonEmptyArray<Vector> => [
          backThroughStep(
            policy,
            algorithm.jacobian,
          )({
            parameters,
            batch,
            curvature: scale(algorithm.stepSize / batch.trajectories, weights.values),
            scoreWeights: debias(t),
          })(lambdas[0]),
          ...lambdas,
        ],
      ),
    );
  };
};
