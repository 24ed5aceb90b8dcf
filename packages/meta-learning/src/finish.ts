import { combineTasks } from '@sgmrl/estimators';
import { applyUpdate } from '@sgmrl/optimizers';
import { allFinite, norm } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { nonFiniteVector, type NonFinite } from './non-finite';
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
}

/**
 * The outer step: θ_{k+1} = θ_k + optimizer(mean over tasks of their meta-gradients), and what to report of it. Sums
 * follow task order, so it does not matter where or in which order the tasks were run.
 */
export const finish =
  <Task, State>({ optimizer }: Problem<Task, State>) =>
  (
    state: MetaState,
    contributions: readonly Contribution[],
  ): E.Either<NonFinite, readonly [MetaState, Metrics]> => {
    const gradient = combineTasks(contributions.map((task) => task.gradient));
    const [update, optimizerState] = optimizer.update(gradient, state.optimizer, state.parameters);
    const parameters = applyUpdate(state.parameters, update);
    const iteration = state.iteration + 1;
    if (!allFinite(gradient)) return E.left(nonFiniteVector('gradient', iteration, undefined));
    if (!allFinite(parameters)) return E.left(nonFiniteVector('parameters', iteration, undefined));
    const timesteps = contributions.reduce((sum, task) => sum + task.timesteps, state.timesteps);
    return E.right([
      { parameters, optimizer: optimizerState, key: state.key, iteration, timesteps },
      {
        iteration,
        timesteps,
        before: estimateReturns(contributions.map((task) => task.before)),
        after: estimateReturns(contributions.map((task) => task.after)),
        gradientNorm: norm(gradient),
        parameterNorm: norm(parameters),
      },
    ]);
  };
