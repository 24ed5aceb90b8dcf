import type { Differentials } from '@sgmrl/policies';
import { add, axpy, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { adjoints, adjointsWith, fittingTrace } from './adjoints';
import type { TraceSettings } from './algorithm';
import { backThroughStep } from './back-through-step';
import type { Coupled, PassedTerm } from './back-through-term';
import type { Redraw } from './central-difference';
import { inFoldOrder, type Folded } from './fold-backwards';
import type { InnerStep } from './inner-step';
import type { MetaGradient } from './meta-gradient';
import { checkDrawsNothing } from './terms/draws-anew';
import { shrinks } from './terms/shrinks';
import type { AdaptationTrace } from './trace';

/** The meta-gradient of one task, and what it is the sum of. */
export interface MetaGradientParts {
  /** λ^0 */
  readonly gradient: Vector;
  /**
   * Undefined where the term has neither scores nor differences, all being the rest then, and where
   * it has differences beside what is shrunk.
   */
  readonly parts: GradientParts | undefined;
}

/** λ^0 = `rest` + w · `debiasing`, w the shrinkage factor where some part is `shrunk`, else 1. */
export interface GradientParts {
  /** λ^0 with w = 0; where no part is `shrunk`, what curvature alone gives: MAML's gradient. */
  readonly rest: Vector;
  /**
   * What the parts that are `shrunk` would add with w = 1; where none are, what all scores and
   * differences add.
   */
  readonly debiasing: Vector;
}

/**
 * {@link metaGradient} with its two parts. With `sum(curvature, PART)` the rest is the gradient of
 * MAML. The gradient has the bits of `metaGradient`. Its parts cost one more weighted score for
 * each inner step, and a Hessian-vector product for each but the last.
 *
 *     μ^ζ = 0,   μ^{t−1} = μ^t + k α ∇²ν(θ^{t−1}, D^t) μ^t + Σ_rows ω ∇log π,   debiasing = μ^0
 *
 * with k and ω what the term made of λ^t, ω before it was shrunk. It throws as `metaGradient` does.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, metaGradientParts } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const adaptation = { stepSize: 1, discount: 1, innerWeights: rewardToGo } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const outer = { scale: 1, gradient: [-1, 1], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const trace = { steps: [innerStep(adaptation)([0, 0], batch)], outer };
 * const sgMrl = metaGradientParts(tabularSoftmax(1, 2), { ...adaptation, estimator: 'sg-mrl' })(trace);
 * deepStrictEqual(Array.from(sgMrl.gradient), [-2, 2]);
 * deepStrictEqual(Array.from(sgMrl.parts?.rest ?? []), [-0.5, 0.5]); // ĝ + ∇²ν ĝ
 * deepStrictEqual(Array.from(sgMrl.parts?.debiasing ?? []), [-1.5, 1.5]); // 3 S
 * ```
 */
export const metaGradientParts = (
  policy: Differentials,
  settings: TraceSettings,
): ((trace: AdaptationTrace) => MetaGradientParts) => {
  const fits = fittingTrace(policy, settings);
  checkDrawsNothing('metaGradientParts', settings.estimator, settings.names);
  const fold = adjoints(policy, settings);
  const inParts = partsOf(policy, settings);
  return (trace) => inParts(fold(fits(trace)));
};

/**
 * {@link metaGradientParts} for terms that draw trajectories of their own. A difference is curvature
 * and debiasing together: its curvature on the data of the adaptation goes to `rest`, what is left
 * to `debiasing`. So with `coupled` alone `rest` is the gradient of MAML. There are no parts where
 * others are shrunk beside what is drawn: differences are not linear in them.
 *
 * @example See {@link metaGradientWith}.
 */
export const metaGradientPartsWith = (policy: Differentials, settings: TraceSettings) => {
  const fits = fittingTrace(policy, settings);
  const fold = adjointsWith(policy, settings);
  const inParts = partsOf(policy, settings);
  return <Failure, Drawn>(
    redraw: Redraw<Failure, Drawn>,
  ): ((trace: AdaptationTrace) => E.Either<Failure, MetaGradient<Drawn> & MetaGradientParts>) => {
    const foldBack = fold(redraw);
    return (trace) => {
      const folded = foldBack(fits(trace));
      if (E.isLeft(folded)) return folded;
      return E.right({
        ...inParts(folded.right),
        drawn: inFoldOrder(folded.right).flatMap(({ drawn }) => drawn),
      });
    };
  };
};

const partsOf = (policy: Differentials, settings: TraceSettings) => {
  const isShrunk = shrinks(settings.estimator, settings.names);
  const factor = isShrunk ? (settings.shrinkageFactor ?? 1) : 1;
  return <Drawn>({ lambdas, kept }: Folded<PassedTerm<Drawn>>): MetaGradientParts => {
    const gradient = lambdas[0];
    const areTold = !isShrunk || kept.every(({ drawn }) => drawn.length === 0);
    const debiasing = areTold ? debiasingOf(policy, kept) : undefined;
    return { gradient, parts: debiasing && { rest: axpy(-factor, debiasing, gradient), debiasing } };
  };
};

/** μ^0 */
const debiasingOf = <Drawn>(policy: Differentials, steps: readonly PassedTerm<Drawn>[]): Vector | undefined =>
  steps.reduceRight<Vector | undefined>((mu, passed) => {
    const onData = debiasingOnData(policy, passed)(mu);
    return passed.coupled === undefined
      ? onData
      : withCoupled(policy, passed.step, passed.coupled)(mu, onData);
  }, undefined);

/** What curvature and scores make of μ^t; undefined is 0. */
const debiasingOnData =
  <Drawn>(policy: Differentials, { step: { parameters, batch }, curvature, debiasing }: PassedTerm<Drawn>) =>
  (mu: Vector | undefined): Vector | undefined => {
    if (mu === undefined) return debiasing && policy.weightedScore(parameters, batch, debiasing);
    const scoreWeights = debiasing && (() => debiasing);
    return backThroughStep(policy)({ parameters, batch, curvature, scoreWeights })(mu);
  };

/** That, and the differences less their curvature at λ^t − μ^t, which the rest has. */
const withCoupled =
  (policy: Differentials, { parameters, batch }: InnerStep, { lambda, sum, curvature }: Coupled) =>
  (mu: Vector | undefined, onData: Vector | undefined): Vector => {
    const all = onData === undefined ? sum : add(onData, sum);
    if (curvature === undefined) return all;
    const rest = mu === undefined ? lambda : subtract(lambda, mu);
    return subtract(all, policy.hessianVectorProduct(parameters, batch, curvature, rest));
  };
