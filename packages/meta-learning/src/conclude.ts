import type { SurrogateValue } from '@sgmrl/estimators';
import { areFiniteFor, type Policy } from '@sgmrl/policies';
import { nearlyEqual } from '@sgmrl/rollouts';
import { allFinite, meanOf, norm, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { coordinateScale } from './adapting';
import { apart } from './joint-parameters';
import { nonFiniteVector, type NonFinite } from './non-finite';
import type { OuterStep } from './outer-update/search';
import { withObservations } from './observation-moments';
import { estimateReturns, type ReturnEstimates } from './returns';
import type { Contribution } from './run';
import { nextScales } from './scales';
import { nextShrinkage, shrinkageFactorOf } from './shrinkage';
import { gradientStatistics, type GradientStatistics } from './signal-and-noise';
import type { MetaState } from './state';

/** What one outer iteration reports. */
export interface Metrics {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Environment steps taken so far. */
  readonly timesteps: number;
  /**
   * Returns of the first batch, under θ_k: the first inner batch, or the outer batch if there
   * are no inner steps.
   */
  readonly before: ReturnEstimates;
  /** Returns of the outer batch, under θ^ζ. */
  readonly after: ReturnEstimates;
  /** Norm of the mean meta-gradient, before the outer update. */
  readonly gradientNorm: number;
  /** Signal and noise of the mean meta-gradient; not of a single task. */
  readonly gradientStatistics?: GradientStatistics | undefined;
  /** What multiplied the parts of the estimator that are shrunk, where the state says it. */
  readonly shrinkageFactor?: number | undefined;
  /** ‖θ_{k+1}‖ */
  readonly parameterNorm: number;
  /**
   * What the surrogate says of θ_{k+1}, where the outer update has one: a divergence of zero means
   * that no step was taken.
   */
  readonly surrogate?: SurrogateValue | undefined;
  /**
   * Given where the meta-gradient tells nothing, so that the step is not worth taking: it is zero,
   * or all trajectories of all tasks returned the same (`nearlyEqual` of rollouts).
   */
  readonly uninformative?: true | undefined;
}

/**
 * The mean meta-gradient of the tasks, in task order: it does not matter where or in which order
 * they were run.
 *
 * @example See {@link iterate}.
 */
export const meanGradient = (
  iteration: number,
  tasks: readonly Contribution[],
): E.Either<NonFinite, Vector> =>
  pipe(
    meanOf(tasks.map(({ gradient }) => gradient)),
    E.fromPredicate(allFinite, () => nonFiniteVector('gradient', iteration, undefined)),
  );

/** Of a single trajectory there is nothing to compare. */
const returnedTheSame = (tasks: readonly Contribution[]): boolean => {
  const all = tasks.flatMap(({ returns }) => returns);
  return all.length > 1 && nearlyEqual(all);
};

/** What an iteration has come to. */
export interface Iterated<Memory> {
  /** What each task of the meta-batch found, in task order. */
  readonly tasks: readonly Contribution[];
  /** Their mean meta-gradient in R^d, before the outer update. */
  readonly gradient: Vector;
  /** θ_{k+1}, and what the outer update remembers. */
  readonly step: OuterStep<Memory>;
}

const scalesAfter = <Memory>(
  { scales }: MetaState<Memory>,
  tasks: readonly Contribution[],
): Pick<MetaState<Memory>, 'scales'> =>
  scales === undefined
    ? {}
    : {
        scales: nextScales(
          scales,
          tasks.flatMap(({ spreads }) => spreads ?? []),
        ),
      };

const shrinkageAfter = <Memory>(
  { shrinkage }: MetaState<Memory>,
  statistics: GradientStatistics | undefined,
): Pick<MetaState<Memory>, 'shrinkage'> =>
  shrinkage === undefined ? {} : { shrinkage: nextShrinkage(shrinkage, statistics?.parts) };

const arePositive = (xs: Float64Array): boolean => xs.every((x) => x > 0 && x < Infinity);

const momentsAfter = <Memory>(
  { observationMoments }: MetaState<Memory>,
  tasks: readonly Contribution[],
): Pick<MetaState<Memory>, 'observationMoments'> =>
  observationMoments === undefined
    ? {}
    : {
        observationMoments: withObservations(
          observationMoments,
          tasks.flatMap((task) => task.observationMoments ?? []),
        ),
      };

/**
 * The next state, once the outer step is known, and what to report of the iteration.
 *
 * @example See {@link iterate}.
 */
export const conclude =
  <Memory>(policy: Pick<Policy, 'precision'>, state: MetaState<Memory>) =>
  ({
    tasks,
    gradient,
    step: { parameters: moved, optimizer, surrogate },
  }: Iterated<Memory>): E.Either<NonFinite, readonly [MetaState<Memory>, Metrics]> => {
    const iteration = state.iteration + 1;
    const { parameters, logStepSizes } = apart(state, moved);
    if (!areFiniteFor(policy, parameters)) return E.left(nonFiniteVector('parameters', iteration, undefined));
    if (logStepSizes !== undefined && !arePositive(coordinateScale(logStepSizes)))
      return E.left(nonFiniteVector('step size', iteration, undefined));
    const gradientNorm = norm(gradient);
    const factor = state.shrinkage && shrinkageFactorOf(state.shrinkage, state.iteration);
    const statistics = gradientStatistics(tasks);
    const timesteps = tasks.reduce((sum, task) => sum + task.timesteps, state.timesteps);
    return E.right([
      {
        parameters,
        ...(logStepSizes && { logStepSizes }),
        optimizer,
        ...scalesAfter(state, tasks),
        ...momentsAfter(state, tasks),
        ...shrinkageAfter(state, statistics),
        key: state.key,
        iteration,
        timesteps,
      },
      {
        iteration,
        timesteps,
        before: estimateReturns(tasks.map(({ before }) => before)),
        after: estimateReturns(tasks.map(({ after }) => after)),
        gradientNorm,
        parameterNorm: norm(parameters),
        gradientStatistics: statistics,
        shrinkageFactor: factor,
        surrogate,
        uninformative: gradientNorm === 0 || returnedTheSame(tasks) ? true : undefined,
      },
    ]);
  };
