import { combineTasks, type SurrogateValue } from '@sgmrl/estimators';
import { allFinite, norm, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { nonFiniteVector, type NonFinite } from './non-finite';
import { gradientStep } from './outer-update/gradient-step';
import type { OuterStep } from './outer-update/search';
import type { Problem } from './problem';
import { estimateReturns, type ReturnEstimates } from './returns';
import type { Contribution } from './run';
import type { MetaState } from './state';

/** What one outer iteration reports. */
export interface Metrics {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Environment steps taken so far. */
  readonly timesteps: number;
  /** Returns of the first batch, under θ_k: the first inner batch, or the evaluation batch if there are no inner steps. */
  readonly before: ReturnEstimates;
  /** Returns of the evaluation batch, under θ^ζ. */
  readonly after: ReturnEstimates;
  /** Norm of the mean meta-gradient, before the optimizer. */
  readonly gradientNorm: number;
  /** ‖θ_{k+1}‖ */
  readonly parameterNorm: number;
  /** What the surrogate says of θ_{k+1}, where the outer update has one: a divergence of zero means that no step was taken. */
  readonly surrogate?: SurrogateValue | undefined;
}

/** The mean meta-gradient of the tasks, in task order. */
export const metaGradientOf =
  (state: MetaState) =>
  (contributions: readonly Contribution[]): E.Either<NonFinite, Vector> =>
    pipe(
      combineTasks(contributions.map((task) => task.gradient)),
      E.fromPredicate(allFinite, () => nonFiniteVector('gradient', state.iteration + 1, undefined)),
    );

/** The next state, once the outer step is known, and what to report of the iteration. */
export const conclude = (
  state: MetaState,
  contributions: readonly Contribution[],
  gradient: Vector,
  { parameters, optimizer, surrogate }: OuterStep,
): E.Either<NonFinite, readonly [MetaState, Metrics]> => {
  const iteration = state.iteration + 1;
  if (!allFinite(parameters)) return E.left(nonFiniteVector('parameters', iteration, undefined));
  const timesteps = contributions.reduce((sum, task) => sum + task.timesteps, state.timesteps);
  return E.right([
    { parameters, optimizer, key: state.key, iteration, timesteps },
    {
      iteration,
      timesteps,
      before: estimateReturns(contributions.map((task) => task.before)),
      after: estimateReturns(contributions.map((task) => task.after)),
      gradientNorm: norm(gradient),
      parameterNorm: norm(parameters),
      surrogate,
    },
  ]);
};

/**
 * The outer step along the meta-gradient: θ_{k+1} = θ_k + optimizer(mean over tasks of their meta-gradients), and what to
 * report of it. Sums follow task order, so it does not matter where or in which order the tasks were run.
 */
export const finish =
  <Task, State>({ optimizer }: Problem<Task, State>) =>
  (
    state: MetaState,
    contributions: readonly Contribution[],
  ): E.Either<NonFinite, readonly [MetaState, Metrics]> =>
    pipe(
      metaGradientOf(state)(contributions),
      E.chain((gradient) =>
        conclude(state, contributions, gradient, {
          ...gradientStep(optimizer)(state, gradient),
          surrogate: undefined,
        }),
      ),
    );
