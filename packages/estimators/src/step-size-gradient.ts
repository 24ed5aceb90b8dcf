import type { Differentials } from '@sgmrl/policies';
import { subtract, zeros, type Vector } from '@sgmrl/vector';
import { adjoints, fittingTrace } from './adjoints';
import type { TraceSettings } from './algorithm';
import { checkDrawsNothing } from './terms/draws-anew';
import type { AdaptationTrace } from './trace';

/** Estimates of both derivatives of V(θ, α), α a vector of a step size for each parameter. */
export interface StepSizeGradient {
  /** ∂V/∂θ = λ^0, the meta-gradient. */
  readonly parameters: Vector;
  /** ∂V/∂log α_i, at α_i = α for all. */
  readonly logStepSizes: Vector;
}

/**
 * The meta-gradient of one task with respect to its parameters and the logarithms of its inner step
 * sizes, one for each parameter (Meta-SGD; Li et al., arXiv:1707.03141). With λ^t of the fold in
 * {@link metaGradient}, entry by entry,
 *
 *     ∂V/∂log α  ≈  Σ_t (θ^t − θ^{t−1}) ∘ λ^t
 *
 * for docs/theory/step-sizes.md: without bias for one inner step whatever the term, and for more
 * where the term has none for fewer.
 *
 * @param adapted θ^ζ
 *
 * @throws RangeError as {@link metaGradient}, and if θ^ζ is of another length.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { adapt, innerStep, stepSizeGradient } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { estimator: 'maml', stepSize: 2, discount: 1, innerWeights: rewardToGo } as const;
 * const policy = tabularSoftmax(1, 2);
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const step = innerStep(settings)([0, 0], batch);
 * const adapted = adapt(policy, settings)(step); // 2·(−½, ½)
 * const outer = { scale: 1, gradient: [-3, 3], value: 0, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const { logStepSizes } = stepSizeGradient(policy, settings)({ steps: [step], outer }, adapted);
 * deepStrictEqual(Array.from(logStepSizes), [3, 3]); // (−1, 1) ∘ (−3, 3)
 * ```
 */
export const stepSizeGradient = (
  policy: Differentials,
  settings: TraceSettings,
): ((trace: AdaptationTrace, adapted: Vector) => StepSizeGradient) => {
  const fits = fittingTrace(policy, settings);
  checkDrawsNothing('stepSizeGradient', settings.estimator, settings.names);
  const fold = adjoints(policy, settings);
  return (trace, adapted) => {
    const { lambdas } = fold(fits(trace));
    const path = [...trace.steps.map(({ parameters }) => parameters), adapted];
    const logStepSizes = zeros(adapted.length);
    for (let t = 1; t < path.length; t += 1) {
      const step = subtract(path[t], path[t - 1]);
      for (let i = 0; i < step.length; i += 1) logStepSizes[i] += step[i] * lambdas[t][i];
    }
    return { parameters: lambdas[0], logStepSizes };
  };
};
