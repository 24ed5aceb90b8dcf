import { checkDifferentials, type Differentials } from '@sgmrl/policies';
import { add, axpy, scale, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { TraceSettings } from './algorithm';
import { backThroughStep } from './back-through-step';
import { centralDifference, type Redraw } from './central-difference';
import { checkAdaptation, checkShrinkageFactor } from './check-settings';
import { checkTrace } from './check-trace';
import type { InnerStep } from './inner-step';
import { lazy } from './lazy';
import { checkDrawsNothing } from './terms/draws-anew';
import { rowsOf, weighScores } from './terms/numbers';
import { shrinks } from './terms/shrinks';
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
 * else found), if it draws trajectories of its own ({@link metaGradientWith} lets it), if the
 * settings do not fit, or the trace: a part that is missing or of another length, a batch that is
 * none (`checkBatch`) or has fewer trajectories than the term takes (`leastTrajectories`), and,
 * where the settings say them, another number of inner steps (`innerSteps`) or of trajectories of
 * an inner batch (`trajectories`).
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
  settings: TraceSettings,
): ((trace: AdaptationTrace) => Vector) => {
  const fold = foldOf(policy, settings);
  checkDrawsNothing('metaGradient', settings.estimator, settings.names);
  return (trace) => RNEA.head(right(fold(nothingDrawn)(trace)).lambdas);
};

/** The meta-gradient of one task, and what it is the sum of. */
export interface MetaGradientParts {
  /** λ^0 */
  readonly gradient: Vector;
  /** Undefined where the term has no scores: all is the rest then. */
  readonly parts: GradientParts | undefined;
}

/** λ^0 = `rest` + w · `debiasing`, w the shrinkage factor where some part is `shrunk`, else 1. */
export interface GradientParts {
  readonly rest: Vector;
  /** What the parts that are `shrunk` would add with w = 1; where none are, what all scores add. */
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
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, metaGradientParts } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const adaptation = { stepSize: 1, discount: 1, innerWeights: { kind: 'reward-to-go' } } as const;
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
  const fold = metaGradientPartsWith(policy, settings);
  checkDrawsNothing('metaGradientParts', settings.estimator, settings.names);
  return (trace) => {
    const { gradient, parts } = right(fold(nothingDrawn)(trace));
    return { gradient, parts };
  };
};

/** λ^0, and what was drawn for it. */
export interface MetaGradient<Drawn> {
  readonly gradient: Vector;
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
 * import { deepStrictEqual } from 'node:assert';
 * import { coupled, innerStep, metaGradientWith } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import * as E from 'fp-ts/lib/Either.js';
 * const settings = { estimator: coupled(0.5), stepSize: 1, discount: 1, innerWeights: { kind: 'reward-to-go' } } as const;
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
  const fold = foldOf(policy, settings);
  return <Failure, Drawn>(
    redraw: Redraw<Failure, Drawn>,
  ): ((trace: AdaptationTrace) => E.Either<Failure, MetaGradient<Drawn>>) => {
    const foldBack = fold(redraw);
    return (trace) =>
      pipe(
        foldBack(trace),
        E.map(({ lambdas, drawn }) => ({ gradient: RNEA.head(lambdas), drawn })),
      );
  };
};

/**
 * {@link metaGradientParts} for terms that draw trajectories of their own. With what they draw, the
 * meta-gradient has no parts: a central difference is curvature and debiasing together.
 *
 * @example See {@link metaGradientWith}.
 */
export const metaGradientPartsWith = (policy: Differentials, settings: TraceSettings) => {
  const fold = foldOf(policy, settings);
  const factor = shrinks(settings.estimator, settings.names) ? (settings.shrinkageFactor ?? 1) : 1;
  return <Failure, Drawn>(
    redraw: Redraw<Failure, Drawn>,
  ): ((trace: AdaptationTrace) => E.Either<Failure, MetaGradient<Drawn> & MetaGradientParts>) => {
    const foldBack = fold(redraw);
    return (trace) =>
      pipe(
        foldBack(trace),
        E.map(({ lambdas, drawn, steps }) => {
          const gradient = RNEA.head(lambdas);
          const debiasing = drawn.length === 0 ? debiasingOf(policy, steps) : undefined;
          const parts = debiasing && { rest: axpy(-factor, debiasing, gradient), debiasing };
          return { gradient, drawn, parts };
        }),
      );
  };
};

/** The fold over traces that fit. */
const foldOf = (policy: Differentials, settings: TraceSettings) => {
  checkDifferentials(policy);
  checkAdaptation(settings);
  checkShrinkageFactor(settings);
  const checked = checkTrace(settings);
  const fold = foldBackwards(policy, settings);
  return <Failure, Drawn>(redraw: Redraw<Failure, Drawn>) => {
    const foldBack = fold(redraw);
    return (trace: AdaptationTrace): E.Either<Failure, Folded<Drawn>> => {
      checked(trace);
      return foldBack(trace);
    };
  };
};

/** A term that draws is refused before. */
const nothingDrawn: Redraw<never, never> = () => {
  throw new RangeError('metaGradient: expected an estimator that draws no trajectories of its own');
};

const right = <A>(either: E.Either<never, A>): A => E.toUnion(either);

/**
 * λ^0, …, λ^ζ of a trace that fits and a term that draws nothing; with fewer trajectories than it
 * takes, what its maps make of them.
 */
export const adjoints = (
  policy: Differentials,
  settings: TraceSettings,
): ((trace: AdaptationTrace) => RNEA.ReadonlyNonEmptyArray<Vector>) => {
  const fold = foldBackwards(policy, settings)(nothingDrawn);
  return (trace) => right(fold(trace)).lambdas;
};

/** What the fold has made of an inner step. */
interface SeenStep {
  readonly step: InnerStep;
  /** What multiplies ∇²log π of each row, if anything. */
  readonly curvature: Vector | undefined;
  /** ω of what is shrunk before it is, or of all where nothing is. */
  readonly debiasing: Vector | undefined;
}

/** λ^t, …, λ^ζ, the steps behind them, and what was drawn on the way. */
interface Folded<Drawn> {
  readonly steps: readonly SeenStep[];
  readonly lambdas: RNEA.ReadonlyNonEmptyArray<Vector>;
  readonly drawn: readonly Drawn[];
}

const foldBackwards = (policy: Differentials, settings: TraceSettings) => {
  const { estimator, names, stepSize, shrinkageFactor = 1 } = settings;
  const rowsAt = rowsOf(estimator, names);
  const part = shrinks(estimator, names) ? 'shrunk' : 'score';
  return <Failure, Drawn>(redraw: Redraw<Failure, Drawn>) =>
    (trace: AdaptationTrace): E.Either<Failure, Folded<Drawn>> => {
      // λ^1, …, λ^ζ of MAML: no term asks for λ^0.
      const ofMaml = lazy(() =>
        adjoints(policy, { ...settings, estimator: 'curvature' })({ ...trace, steps: trace.steps.slice(1) }),
      );
      const back = (t: number, step: InnerStep, { lambdas, steps, drawn }: Folded<Drawn>) => {
        const { parameters, batch, weights } = step;
        const rows = rowsAt({ policy, adaptation: settings, trace, t });
        const weigh = weighScores(rows, shrinkageFactor);
        const curvature = curvatureRows(rows.curvature, stepSize / batch.trajectories, weights.values);
        // What the policy asks for in the middle of its sweep.
        const seen: (Vector | undefined)[] = [];
        const unchained = lazy(() => policy.directionalDerivative(parameters, batch, ofMaml()[t]));
        const onData = backThroughStep(policy)({
          parameters,
          batch,
          curvature,
          scoreWeights:
            weigh &&
            ((chained) => {
              const scores = weigh({ chained, unchained });
              seen.push(scores[part]);
              return scores.omega;
            }),
        })(lambdas[0]);
        return pipe(
          rows.differences,
          RA.traverse(E.Applicative)((difference) =>
            centralDifference(policy, settings)(difference, step, (theta) => redraw(t, theta))(lambdas[0]),
          ),
          E.map((added): Folded<Drawn> => ({
            lambdas: [added.reduce((sum, { vector }) => add(sum, vector), onData), ...lambdas],
            steps: [{ step, curvature, debiasing: seen[0] }, ...steps],
            drawn: [...drawn, ...added.flatMap((one) => one.drawn)],
          })),
        );
      };
      return pipe(
        trace.steps,
        RA.reduceRightWithIndex(
          E.right<Failure, Folded<Drawn>>({ lambdas: RNEA.of(trace.outer.gradient), steps: [], drawn: [] }),
          (t, step, soFar) =>
            pipe(
              soFar,
              E.chain((folded) => back(t, step, folded)),
            ),
        ),
      );
    };
};

/** μ^0 */
const debiasingOf = (policy: Differentials, steps: readonly SeenStep[]): Vector | undefined =>
  steps.reduceRight<Vector | undefined>((mu, { step: { parameters, batch }, curvature, debiasing }) => {
    if (mu === undefined) return debiasing && policy.weightedScore(parameters, batch, debiasing);
    const scoreWeights = debiasing && (() => debiasing);
    return backThroughStep(policy)({ parameters, batch, curvature, scoreWeights })(mu);
  }, undefined);

/** k (α/N) w: what multiplies ∇²log π of each row where curvature counts k times. */
const curvatureRows = (times: number, perTrajectory: number, weights: Vector): Vector | undefined =>
  times === 0 ? undefined : scale(times * perTrajectory, weights);
