import { sizeOf, type TabularMdp } from '@sgmrl/environments';
import { costOf, drawsAnew, exchangeableUpTo, type CatalogueEntry, type Names } from '@sgmrl/estimators';
import { norm, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adaptedValue } from '../exact/adapted-value';
import { fieldFor, traceEstimator } from '../exact/trace-estimator';
import { deterministicObjective } from '../exact/deterministic-objective';
import type { ValueAndGradient } from '../exact/dynamic-programming';
import { countedTraces, exactMoments } from '../exact/exact-moments';
import type { ExactMoments } from '../exact/moment-sum';
import type { Setting } from '../setting';
import type { TooLarge } from '../theory-error';
import { countTraces, drawsFor } from '../exact/traces';
import { trajectorySupport, type TrajectorySupport } from '../exact/trajectory-support';

/** What is exactly true of one estimator. */
export interface EstimatorReport {
  /** The name of the estimator. */
  readonly name: string;
  /** E[Ĝ], flat, state-major. */
  readonly expectation: readonly number[];
  /** ‖E[Ĝ] − ∇V_ζ‖ / ‖∇V_ζ‖ */
  readonly bias: number;
  /** The same for the objective of deterministic adaptation, J(θ + α∇J(θ)). */
  readonly deterministicBias: number;
  /**
   * Σ_i Var(Ĝ_i) of one task. Undefined for an estimator that draws trajectories of its own: what
   * is enumerated is its expectation over these, as if M were infinite.
   */
  readonly totalVariance: number | undefined;
  /**
   * Trajectories that one estimate costs: ζN for adaptation, M for evaluation, and those that it
   * draws itself.
   */
  readonly trajectories: number;
}

/** The exact answers about one MDP. */
export interface Verification {
  /** V_ζ(θ) */
  readonly objective: number;
  /** ∇V_ζ(θ), flat, state-major. */
  readonly gradient: readonly number[];
  /** In the order in which they were given. */
  readonly estimators: readonly EstimatorReport[];
}

/**
 * Computes the bias and variance of estimators on a finite MDP, by enumeration: no sampling and no
 * seed. Relative errors are absolute where the gradient they are relative to is zero. Left when the
 * sums would not end.
 *
 * @param names what the strings in the terms stand for; those of `estimators` unless given.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/estimators';
 * import { verify } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = {
 *   innerSteps: 1,
 *   stepSize: 1,
 *   discount: 1,
 *   trajectories: 2,
 *   evaluationTrajectories: 2,
 *   innerWeights: rewardToGo,
 * };
 * const verification = verify(coin, setting, [0, 0])(catalogue);
 * if (verification._tag === 'Left') throw new Error('too large');
 * const bias = Object.fromEntries(
 *   verification.right.estimators.map(({ name, bias }) => [name, bias]),
 * );
 * ok(bias['algorithm-1'] < 1e-12 && bias['leave-one-out'] < 1e-12 && bias.maml > 0.1);
 * ```
 */
export const verify =
  (mdp: TabularMdp, setting: Setting, logits: Vector, names?: Names) =>
  (entries: readonly CatalogueEntry[]): E.Either<TooLarge, Verification> =>
    pipe(
      trajectorySupport(mdp),
      E.chain((support) => feasible(support, setting, entries, names)),
      E.chain(() => adaptedValue(mdp, setting)),
      E.map((objective) => objective(logits)),
      E.bindTo('exact'),
      E.bind('field', () => fieldFor(mdp, setting, entries, names)),
      E.chain(({ exact, field }) => {
        const size = sizeOf(mdp);
        return pipe(
          entries.map((entry) => traceEstimator(entry, size, setting, names, field)),
          exactMoments(mdp, setting, logits),
          E.map((moments) => {
            const deterministic = deterministicObjective(mdp, setting)(logits);
            return {
              objective: exact.value,
              gradient: [...exact.gradient],
              estimators: entries.map((entry, e) =>
                report(entry, moments[e], setting, exact, deterministic, names),
              ),
            };
          }),
        );
      }),
    );

/** Steps that one batch may hold. */
const batchLimit = 1_000_000;

/** A thousand million of these take about a minute. */
const workLimit = 1_000_000_000;

/**
 * Whether the enumeration ends soon: each estimator meets each trace, for which every trajectory is
 * weighed anew.
 */
const feasible = (
  support: TrajectorySupport,
  setting: Setting,
  entries: readonly CatalogueEntry[],
  names: Names | undefined,
): E.Either<TooLarge, TrajectorySupport> => {
  const { rows } = support.batch.observations;
  const batch = setting.trajectories * support.batch.steps;
  if (batch > batchLimit)
    return E.left({ kind: 'too-large', what: 'steps in a batch', count: batch, limit: batchLimit });
  const overhead = 100 * setting.innerSteps;
  const draws = entries.map(({ estimator }) => drawsFor(exchangeableUpTo(estimator, names), setting));
  const traces = draws.map((drawn) => countTraces(support, setting, drawn));
  const work = traces.reduce((sum, count) => sum + count, 0) * (rows + overhead);
  return work > workLimit
    ? E.left({ kind: 'too-large', what: 'operations', count: work, limit: workLimit })
    : pipe(
        draws,
        // What `exactMoments` would refuse, before the sums of V take their time.
        E.traverseArray((drawn) => countedTraces(support, setting, drawn)),
        E.map(() => support),
      );
};

const report = (
  { name, estimator }: CatalogueEntry,
  { expectation, totalVariance }: ExactMoments,
  { innerSteps, trajectories, evaluationTrajectories }: Setting,
  exact: ValueAndGradient,
  deterministic: ValueAndGradient,
  names: Names | undefined,
): EstimatorReport => ({
  name,
  expectation: [...expectation],
  bias: relativeDistance(expectation, exact.gradient),
  deterministicBias: relativeDistance(expectation, deterministic.gradient),
  totalVariance: drawsAnew(estimator, names) ? undefined : totalVariance,
  trajectories:
    costOf(estimator, { innerSteps, trajectories }, names).trajectories +
    innerSteps * trajectories +
    evaluationTrajectories,
});

const relativeDistance = (x: Vector, y: Vector): number => {
  const size = norm(y);
  return norm(subtract(x, y)) / (size > 0 ? size : 1);
};

/**
 * The heading and the rows of a table of a verification, as text.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { verificationTable } from '@sgmrl/theory';
 * const maml = {
 *   name: 'maml',
 *   expectation: [0.5],
 *   bias: 0.25,
 *   deterministicBias: 0,
 *   totalVariance: 2,
 *   trajectories: 30,
 * };
 * const [, row] = verificationTable({ objective: 1, gradient: [0.4], estimators: [maml] });
 * deepStrictEqual(row, ['maml', '2.50e-1', '0.00e+0', '2.000', '30']);
 * ```
 */
export const verificationTable = ({ estimators }: Verification): readonly (readonly string[])[] => [
  ['estimator', 'bias for ∇V', 'bias for ∇J(θ+α∇J)', 'total variance', 'trajectories'],
  ...estimators.map(({ name, bias, deterministicBias, totalVariance, trajectories }) => [
    name,
    bias.toExponential(2),
    deterministicBias.toExponential(2),
    totalVariance?.toPrecision(4) ?? '–',
    String(trajectories),
  ]),
];
