import { checkDifferentials, type Differentials } from '@sgmrl/policies';
import { scale, type Vector } from '@sgmrl/vector';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { EstimatorSettings } from './algorithm';
import { backThroughStep } from './back-through-step';
import { checkAdaptation } from './check-settings';
import { checkTrace } from './check-trace';
import { lazy } from './lazy';
import { leastTrajectories } from './terms/least-trajectories';
import { rowsOf } from './terms/numbers';
import type { AdaptationTrace } from './trace';

/**
 * The meta-gradient of one task, a right fold over its adaptation:
 *
 *     λ^ζ     = ĝ(θ^ζ, D_o)             outer policy gradient
 *     λ^{t−1} = λ^t + ⟦term⟧(λ^t)       what the term makes of inner step t
 *     meta-gradient = λ^0
 *
 * With the term `sum(curvature, value)`, ⟦term⟧(λ) = α ∇²ν(θ^{t−1}, D^t) λ + Ĵ(D_o) S(θ^{t−1}, D^t), this is Algorithm 1 of
 * Fallah et al. (arXiv:2002.05135); with `curvature` alone it is MAML, with nothing first-order MAML.
 *
 * Throws a RangeError if the term has no meaning (an unknown name, or pairs expected and something else found), if the settings do
 * not fit, or the trace: a part that is missing or of another length, a batch that is none (`checkBatch`) or has fewer trajectories
 * than the term takes (`leastTrajectories`).
 *
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, metaGradient, type Term } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const adaptation = { stepSize: 1, discount: 1, innerWeights: { kind: 'reward-to-go' } } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // Action 1 of two was taken at θ = 0 and earned 1: S = (−½, ½), ∇²ν λ = −½ λ for λ₀ = −λ₁.
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * // What the outer batch said: ĝ = (−1, 1), Ĵ = 3.
 * const outer = { scale: 1, gradient: [-1, 1], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const steps = [innerStep(adaptation)([0, 0], batch)];
 * const gradientOf = (estimator: Term) =>
 *   Array.from(metaGradient(tabularSoftmax(1, 2), { ...adaptation, estimator })({ steps, outer }));
 * deepStrictEqual(gradientOf('fomaml'), [-1, 1]); // ĝ
 * deepStrictEqual(gradientOf('maml'), [-0.5, 0.5]); // ĝ + ∇²ν ĝ
 * deepStrictEqual(gradientOf('sg-mrl'), [-2, 2]); // ĝ + ∇²ν ĝ + 3 S
 * deepStrictEqual(gradientOf({ op: 'sum', of: ['maml', { op: 'times', by: 2, of: 'value' }] }), [-3.5, 3.5]);
 * ```
 */
export const metaGradient = (
  policy: Differentials,
  settings: EstimatorSettings,
): ((trace: AdaptationTrace) => Vector) => {
  checkDifferentials(policy);
  checkAdaptation(settings);
  const least = leastTrajectories(settings.estimator, settings.names);
  const fold = adjoints(policy, settings);
  return (trace) => {
    checkTrace(trace, least);
    return RNEA.head(fold(trace));
  };
};

/** λ^0, …, λ^ζ of a trace that fits; with fewer trajectories than a term takes, what its maps make of them. */
export const adjoints = (
  policy: Differentials,
  settings: EstimatorSettings,
): ((trace: AdaptationTrace) => RNEA.ReadonlyNonEmptyArray<Vector>) => {
  const rowsAt = rowsOf(settings.estimator, settings.names);
  return (trace) => {
    // λ^1, …, λ^ζ of MAML: no term asks for λ^0.
    const ofMaml = lazy(() =>
      adjoints(policy, { ...settings, estimator: 'curvature' })({ ...trace, steps: trace.steps.slice(1) }),
    );
    return pipe(
      trace.steps,
      RA.reduceRightWithIndex(RNEA.of(trace.outer.gradient), (t, { parameters, batch, weights }, lambdas) => {
        const { curvature, score } = rowsAt({ policy, adaptation: settings, trace, t });
        const unchained = lazy(() => policy.directionalDerivative(parameters, batch, ofMaml()[t]));
        const lambda = backThroughStep(policy)({
          parameters,
          batch,
          curvature: curvatureRows(curvature, settings.stepSize / batch.trajectories, weights.values),
          scoreWeights: score && ((chained) => score({ chained, unchained })),
        })(lambdas[0]);
        return [lambda, ...lambdas] as const;
      }),
    );
  };
};

/** k (α/N) w: what multiplies ∇²log π of each row where curvature counts k times. */
const curvatureRows = (times: number, perTrajectory: number, weights: Vector): Vector | undefined =>
  times === 0 ? undefined : scale(times * perTrajectory, weights);
