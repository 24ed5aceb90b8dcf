import type { Differentials } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { adjoints, adjointsWith, fittingTrace } from './adjoints';
import type { TraceSettings } from './algorithm';
import type { Redraw } from './central-difference';
import { inFoldOrder } from './fold-backwards';
import { checkDrawsNothing } from './terms/draws-anew';
import type { AdaptationTrace } from './trace';

/**
 * The meta-gradient of one task, a right fold over its adaptation:
 *
 *     λ^ζ     = ĝ(θ^ζ, D_o)             outer policy gradient
 *     λ^{t−1} = λ^t + ⟦term⟧(λ^t)       what the term makes of inner step t
 *     meta-gradient = λ^0
 *
 * With the term `sum(curvature, value)`, ⟦term⟧(λ) = α ∇²ν(θ^{t−1}, D^t) λ + Ĵ(D_o) S(θ^{t−1},
 * D^t), this is Algorithm 1 of Fallah et al. (arXiv:2002.05135); with `curvature` alone it is MAML,
 * with nothing first-order MAML.
 *
 * Throws a RangeError if the term has no meaning (an unknown name, or pairs expected and something
 * else found), if it draws trajectories of its own ({@link metaGradientWith} lets it), if a leaf
 * gives other weights than one a row, if the settings do not fit, or the trace: a part that is
 * missing or of another length, a batch that is none (`checkBatch`) or has fewer trajectories than
 * the term takes (`leastTrajectories`), and, where the settings say them, another number of inner
 * steps (`innerSteps`) or of trajectories of an inner batch (`trajectories`).
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, metaGradient, type Term } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const adaptation = { stepSize: 1, discount: 1, innerWeights: rewardToGo } as const;
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
  settings: TraceSettings,
): ((trace: AdaptationTrace) => Vector) => {
  const fits = fittingTrace(policy, settings);
  checkDrawsNothing('metaGradient', settings.estimator, settings.names);
  const fold = adjoints(policy, settings);
  return (trace) => fold(fits(trace)).lambdas[0];
};

/** λ^0, and what was drawn for it, the last inner step first. */
export interface MetaGradient<Drawn> {
  /** λ^0 in R^d. */
  readonly gradient: Vector;
  /** What each {@link Redraw} said of its trajectories; empty where the term draws none. */
  readonly drawn: readonly Drawn[];
}

/**
 * {@link metaGradient} for terms that draw trajectories of their own, such as `coupled`: they ask
 * `redraw` for policy gradients at other parameters. Terms that do not never ask. Left as soon as
 * something cannot be drawn.
 *
 * @throws RangeError as `metaGradient` does.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { coupled, innerStep, metaGradientWith } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import * as E from 'fp-ts/lib/Either.js';
 * const settings = { estimator: coupled(0.5), stepSize: 1, discount: 1, innerWeights: rewardToGo } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const outer = { scale: 1, gradient: [-3, 4], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const steps = [innerStep(settings)([0, 0], batch)];
 * // Were E[g] = −2θ, its Jacobian would be −2 times the identity: λ^0 = ĝ + α (−2 ĝ).
 * const meta = metaGradientWith(tabularSoftmax(1, 2), settings)((t, theta: ArrayLike<number>) =>
 *   E.right({ gradient: Array.from(theta, (x) => -2 * x), drawn: t }))({ steps, outer });
 * if (E.isLeft(meta)) throw new Error('could not draw');
 * deepStrictEqual(Array.from(meta.right.gradient, (x) => Number(x.toFixed(9))), [3, -4]);
 * deepStrictEqual(meta.right.drawn, [0, 0]); // two sides of inner step 0
 * ```
 */
export const metaGradientWith = (policy: Differentials, settings: TraceSettings) => {
  const fits = fittingTrace(policy, settings);
  const fold = adjointsWith(policy, settings);
  return <Failure, Drawn>(
    redraw: Redraw<Failure, Drawn>,
  ): ((trace: AdaptationTrace) => E.Either<Failure, MetaGradient<Drawn>>) => {
    const foldBack = fold(redraw);
    return (trace) => {
      const folded = foldBack(fits(trace));
      if (E.isLeft(folded)) return folded;
      const { lambdas } = folded.right;
      return E.right({
        gradient: lambdas[0],
        drawn: inFoldOrder(folded.right).flatMap(({ drawn }) => drawn),
      });
    };
  };
};
