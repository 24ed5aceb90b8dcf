import type { SurrogateValue } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { nearlyEqual } from '@sgmrl/rollouts';
import { allFinite, meanOf, norm, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { areFiniteFor } from './finite-parameters';
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
  /**
   * Given where the meta-gradient tells nothing, so that the step is not worth taking: it is zero,
   * or all trajectories of all tasks returned the same (`nearlyEqual` of rollouts).
   */
  readonly uninformative?: true | undefined;
}

/** The mean meta-gradient of the tasks, in task order. */
export const metaGradientOf =
  (state: MetaState) =>
  (contributions: readonly Contribution[]): E.Either<NonFinite, Vector> =>
    pipe(
      meanOf(contributions.map((task) => task.gradient)),
      E.fromPredicate(allFinite, () => nonFiniteVector('gradient', state.iteration + 1, undefined)),
    );

/** Of a single trajectory there is nothing to compare. */
const returnedTheSame = (contributions: readonly Contribution[]): boolean => {
  const all = contributions.flatMap((task) => task.returns);
  return all.length > 1 && nearlyEqual(all);
};

/** The next state, once the outer step is known, and what to report of the iteration. */
export const conclude = (
  policy: Policy,
  state: MetaState,
  contributions: readonly Contribution[],
  gradient: Vector,
  { parameters, optimizer, surrogate }: OuterStep,
): E.Either<NonFinite, readonly [MetaState, Metrics]> => {
  const iteration = state.iteration + 1;
  if (!areFiniteFor(policy, parameters)) return E.left(nonFiniteVector('parameters', iteration, undefined));
  const gradientNorm = norm(gradient);
  const timesteps = contributions.reduce((sum, task) => sum + task.timesteps, state.timesteps);
  return E.right([
    { parameters, optimizer, key: state.key, iteration, timesteps },
    {
      iteration,
      timesteps,
      before: estimateReturns(contributions.map((task) => task.before)),
      after: estimateReturns(contributions.map((task) => task.after)),
      gradientNorm,
      parameterNorm: norm(parameters),
      surrogate,
      uninformative: gradientNorm === 0 || returnedTheSame(contributions) ? true : undefined,
    },
  ]);
};

/**
 * The outer step along the meta-gradient: θ_{k+1} = θ_k + optimizer(mean over tasks of their meta-gradients), and what to
 * report of it. Sums follow task order, so it does not matter where or in which order the tasks were run.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { sgMrl, type Algorithm } from '@sgmrl/estimators';
 * import { finish, initialState, plan, run } from '@sgmrl/meta-learning';
 * import { fromSpec } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * import { axpy, meanOf } from '@sgmrl/vector';
 * import { sequenceArray } from 'fp-ts/lib/Either.js';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.9, metaBatchSize: 2, trajectories: 4,
 *   evaluationTrajectories: 4, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm,
 *   optimizer: fromSpec({ kind: 'sgd', learningRate: 0.1 }) };
 * const start = initialState(problem)(key(1));
 * const contributions = sequenceArray(plan(problem)(start).map(run(problem)));
 * if (contributions._tag === 'Left') throw new Error(contributions.left.what);
 * const next = finish(problem)(start, contributions.right);
 * if (next._tag === 'Left') throw new Error(next.left.what);
 * // Plain ascent: θ_1 = θ_0 + β · the mean meta-gradient
 * const gradient = meanOf(contributions.right.map((task) => task.gradient));
 * deepStrictEqual(next.right[0].parameters, axpy(0.1, gradient, start.parameters));
 * ```
 */
export const finish =
  <Task, State>({ policy, optimizer }: Problem<Task, State>) =>
  (
    state: MetaState,
    contributions: readonly Contribution[],
  ): E.Either<NonFinite, readonly [MetaState, Metrics]> =>
    pipe(
      metaGradientOf(state)(contributions),
      E.chain((gradient) =>
        conclude(policy, state, contributions, gradient, {
          ...gradientStep(optimizer)(state, gradient),
          surrogate: undefined,
        }),
      ),
    );
