import { square } from '@sgmrl/elementary';
import type { TabularMdp } from '@sgmrl/environments';
import { type AdaptationTrace, type CatalogueEntry, maml, metaGradient, type Names } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, key as keyOf } from '@sgmrl/prng';
import { meanOf, norm, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { outerExpectation } from '../exact/exact-moments';
import { fitPower, type PowerFit } from './power-fit';
import { sampledTrace } from '../exact/sampled-trace';
import { asAlgorithm, type Setting } from '../setting';
import type { TooLarge } from '../theory-error';
import { trajectorySupport, type TrajectorySupport } from '../exact/trajectory-support';

/**
 * What to measure: estimators at batch sizes N, with independent repetitions that follow from the
 * seed.
 */
export interface VarianceStudy {
  /** What is compared with MAML. */
  readonly estimators: readonly CatalogueEntry[];
  /** Each N; two or more that differ, for the fits. */
  readonly sizes: readonly number[];
  /** Independent draws of all data for each N; from 2 on. */
  readonly repetitions: number;
  /** The same seed gives the same draws. */
  readonly seed: number;
}

/** A total variance with the standard error of its measurement. */
export interface MeasuredVariance {
  /** Σ_i Var of the i-th entry. */
  readonly totalVariance: number;
  /** Its standard error over the repetitions. */
  readonly stderr: number;
}

/** The noise that one estimator adds to MAML's at one N. */
export interface VariancePoint {
  /** N */
  readonly trajectories: number;
  /** From all data: ζ batches of N trajectories and M outer trajectories. */
  readonly all: MeasuredVariance;
  /** From the adaptation data alone: what is left for M → ∞. */
  readonly adaptation: MeasuredVariance;
}

/** The noise that one estimator adds to MAML's as the number N of trajectories grows. */
export interface VarianceCurve {
  /** The name of the estimator. */
  readonly name: string;
  /** One for each N, in the order of the sizes. */
  readonly points: readonly VariancePoint[];
  /** The fits of variance ∝ N^exponent. */
  readonly fit: {
    /** Of the noise from all data. */
    readonly all: PowerFit;
    /** Of that from the adaptation data alone. */
    readonly adaptation: PowerFit;
  };
}

/**
 * Measures how the noise of estimators depends on the number N of trajectories that adaptation
 * uses: the total variance of the difference between an estimator and MAML's meta-gradient, over
 * independent draws of all data, the number M of outer trajectories being held fixed; and the
 * same with exact evaluation, as M → ∞.
 *
 * @param names what the strings in the terms stand for; those of `estimators` unless given.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/estimators';
 * import { varianceCurves } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = {
 *   innerSteps: 1,
 *   stepSize: 1,
 *   discount: 1,
 *   evaluationTrajectories: 2,
 *   innerWeights: rewardToGo,
 * };
 * const estimators = catalogue.filter(({ name }) =>
 *   ['algorithm-1', 'first-order'].includes(name),
 * );
 * const study = { estimators, sizes: [2, 16], repetitions: 200, seed: 1 };
 * const curves = varianceCurves(coin, setting, [0, 0], study);
 * if (curves._tag === 'Left') throw new Error('too large');
 * const [algorithm1, firstOrder] = curves.right;
 * // More data: more noise, less noise.
 * ok(algorithm1.fit.all.exponent > 0 && firstOrder.fit.all.exponent < 0);
 * ```
 */
export const varianceCurves = (
  mdp: TabularMdp,
  setting: Omit<Setting, 'trajectories'>,
  logits: Vector,
  study: VarianceStudy,
  names?: Names,
): E.Either<TooLarge, readonly VarianceCurve[]> =>
  pipe(
    trajectorySupport(mdp),
    E.filterOrElse(
      (support) => stepsHeld(support, setting, study) <= stepLimit,
      (support): TooLarge => ({
        kind: 'too-large',
        what: 'steps of drawn trajectories at once',
        count: stepsHeld(support, setting, study),
        limit: stepLimit,
      }),
    ),
    E.map((support) => {
      const bySize = study.sizes.map((n) =>
        pointsAt(mdp, support, { ...setting, trajectories: n }, logits, study, names),
      );
      return study.estimators.map(({ name }, e) =>
        curve(
          name,
          bySize.map((row) => row[e]),
        ),
      );
    }),
  );

/** Steps that may be held in memory at once. */
const stepLimit = 5_000_000;

/** The largest N is drawn for all repetitions, which are then compared. */
const stepsHeld = (
  { batch: { steps } }: TrajectorySupport,
  { innerSteps, evaluationTrajectories }: Omit<Setting, 'trajectories'>,
  { sizes, repetitions }: VarianceStudy,
): number => repetitions * (innerSteps * Math.max(...sizes) + evaluationTrajectories) * steps;

const curve = (name: string, points: readonly VariancePoint[]): VarianceCurve => {
  const fit = (of: (point: VariancePoint) => MeasuredVariance): PowerFit =>
    fitPower(
      points.map(({ trajectories }) => trajectories),
      points.map((point) => of(point).totalVariance),
    );
  return {
    name,
    points,
    fit: { all: fit(({ all }) => all), adaptation: fit(({ adaptation }) => adaptation) },
  };
};

/** One point for each estimator, all from the same data. */
const pointsAt = (
  mdp: TabularMdp,
  support: TrajectorySupport,
  setting: Setting,
  logits: Vector,
  { estimators, repetitions, seed }: VarianceStudy,
  names: Names | undefined,
): readonly VariancePoint[] => {
  const policy = tabularSoftmax(support.states, support.actions);
  const algorithm = { ...asAlgorithm(setting, maml), ...(names && { names }) };
  const draw = sampledTrace(support, policy, algorithm);
  const exact = outerExpectation(mdp, setting.discount);
  const key = foldIn(keyOf(seed), setting.trajectories);
  const sampled = Array.from({ length: repetitions }, (_, i) => draw(logits, foldIn(key, i)));
  const certain = sampled.map(({ steps, parameters }) => ({ steps, outer: exact(parameters) }));
  const measure = (traces: readonly AdaptationTrace[]): ((entry: CatalogueEntry) => MeasuredVariance) => {
    const plain = traces.map(metaGradient(policy, algorithm));
    return ({ estimator }) =>
      spreadOf(
        traces.map(metaGradient(policy, { ...algorithm, estimator })).map((x, i) => subtract(x, plain[i])),
      );
  };
  const [all, adaptation] = [measure(sampled), measure(certain)];
  return estimators.map((entry) => ({
    trajectories: setting.trajectories,
    all: all(entry),
    adaptation: adaptation(entry),
  }));
};

const spreadOf = (parts: readonly Vector[]): MeasuredVariance => {
  const count = parts.length;
  const centre = meanOf(parts);
  const squares = parts.map((part) => square(norm(subtract(part, centre))));
  const average = squares.reduce((sum, x) => sum + x, 0) / count;
  const deviation = Math.sqrt(squares.reduce((sum, x) => sum + square(x - average), 0) / count);
  return { totalVariance: (average * count) / (count - 1), stderr: deviation / Math.sqrt(count) };
};
