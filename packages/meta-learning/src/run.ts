import {
  metaGradientParts,
  metaGradientPartsWith,
  metaGradientWith,
  outerEstimate,
  stepSizeGradient,
  type AdaptationTrace,
  type Algorithm,
  type GradientParts,
  type MetaGradient,
  type Redraw,
  type SurrogateData,
} from '@sgmrl/estimators';
import { returns, timesteps, type TrajectoryBatch } from '@sgmrl/rollouts';
import { allFinite, zipWith, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adapting, type Adapting } from './adapting';
import { adaptTo, drawBatch, type Adaptation, type AdaptationError } from './adaptation';
import { checkProblem } from './check-problem';
import { checkJob } from './check-state';
import type { Job } from './job';
import { joined } from './joint-parameters';
import { nonFiniteAdaptation, nonFiniteVector, type NonFinite } from './non-finite';
import { observationMoments, type ObservationMoments } from './observation-moments';
import type { Problem } from './problem';
import { redrawFrom } from './redraw';
import { algorithmAt, spreadsOf, takesScales, type Spreads } from './scales';
import { shrunkAt, takesShrinkage } from './shrinkage';
import { returnsOf, type Returns } from './returns';

/** What a task gives to the outer step. */
export interface Contribution {
  /**
   * λ^0, the meta-gradient of the task; behind it the derivative in the logarithms of step sizes
   * where they are learned.
   */
  readonly gradient: Vector;
  /** Its parts, where they are measured and it has any (`metaGradientParts` of estimators). */
  readonly parts?: GradientParts | undefined;
  /**
   * Returns of the first batch, under θ_k: the first inner batch, or the outer batch if there
   * are no inner steps.
   */
  readonly before: Returns;
  /** Returns of the outer batch, under θ^ζ. */
  readonly after: Returns;
  /**
   * The discounted return of every trajectory, batch by batch, those included that the term drew.
   */
  readonly returns: readonly number[];
  /** Environment steps taken. */
  readonly timesteps: number;
  /** Of the batches, where the algorithm takes its scales from the state. */
  readonly spreads?: Spreads;
  /** Of the batches, where observations are normalised. */
  readonly observationMoments?: ObservationMoments;
  /** What the surrogate of an outer update is made of, if it has one. */
  readonly data: SurrogateData | undefined;
}

/**
 * Runs one task: ζ inner steps with fresh data, the outer batch at θ^ζ, and the task's
 * meta-gradient, for which some terms draw trajectories of their own (the body of the inner loop of
 * Algorithm 1, Fallah et al., arXiv:2002.05135). Pure: all randomness comes from the job's key.
 *
 * @throws RangeError if a part of the problem does not fit, or the algorithm has fewer trajectories
 *   than its estimator needs.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings, sgMrl } from '@sgmrl/estimators';
 * import { ascent, initialState, plan, run } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2),
 *   algorithm: { ...defaultSettings, ...sgMrl }, update: ascent(sgd(0.1)) };
 * const [job] = plan(problem)(initialState(problem)(key(1)));
 * const contribution = run(problem)(job);
 * if (contribution._tag === 'Left') throw new Error(contribution.left.what);
 * // ζN + M trajectories of H steps
 * strictEqual(contribution.right.timesteps, (1 * 20 + 20) * problem.tasks.horizon);
 * ```
 */
export const run = <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
): ((job: Job<Task>) => E.Either<NonFinite, Contribution>) => {
  checkProblem(problem);
  const { tasks } = problem;
  const adaptingTo = adapting(problem);
  return (job) => {
    checkJob(problem.policy, job);
    const algorithm = shrunkAt(algorithmAt(problem.algorithm, job.scales), job.shrinkageFactor);
    const at = adaptingTo(job);
    const environment = tasks.environment(job.task);
    const draw = drawBatch(environment, at.policy, job.key);
    const redraw = redrawFrom(environment, at.policy, algorithm, job.key);
    return pipe(
      adaptTo(at, algorithm, draw)(at.start, algorithm.innerSteps),
      E.bindTo('adaptation'),
      E.bind('outerBatch', ({ adaptation }) => draw(algorithm.evaluationTrajectories, adaptation)),
      E.let('trace', ({ adaptation: { steps, parameters }, outerBatch }) => ({
        steps,
        outer: outerEstimate(at.policy, algorithm)(parameters, outerBatch),
        adapted: parameters,
      })),
      E.chainFirst(({ trace: { outer } }) =>
        Number.isFinite(outer.scale) && allFinite(outer.gradient)
          ? E.right(undefined)
          : E.left<AdaptationError>({ batch: algorithm.innerSteps + 1, cause: 'gradient' }),
      ),
      E.bind('meta', ({ trace, adaptation }) =>
        gradientOf(
          at,
          algorithm,
          redraw,
          trace,
          adaptation.parameters,
          measuresParts(problem.algorithm, job.iteration),
        ),
      ),
      E.mapLeft(nonFiniteAdaptation(job.iteration, job.index, problem)),
      E.chain((found) => contribution(problem, algorithm, at, job, found)),
    );
  };
};

/** One iteration in so many measures parts that nothing shrinks. */
const partsEvery = 10;

/** With ζ > 1 parts cost a quarter of an iteration: too much where they are only looked at. */
const measuresParts = (algorithm: Algorithm, iteration: number): boolean =>
  takesShrinkage(algorithm) || iteration % partsEvery === 1;

/** The meta-gradient of a task, its parts where they are measured, and what was drawn for it. */
interface TaskGradient extends MetaGradient<TrajectoryBatch> {
  readonly parts?: GradientParts | undefined;
}

/**
 * The derivative in θ, and behind it that in ρ where step sizes are learned: a term that draws is
 * refused there.
 */
const gradientOf = (
  { policy, scale }: Adapting,
  algorithm: Algorithm,
  redraw: Redraw<AdaptationError, TrajectoryBatch>,
  trace: AdaptationTrace,
  adapted: Vector,
  measured: boolean,
): E.Either<AdaptationError, TaskGradient> => {
  if (scale === undefined)
    return measured
      ? metaGradientPartsWith(policy, algorithm)(redraw)(trace)
      : metaGradientWith(policy, algorithm)(redraw)(trace);
  const inTheta = (x: Vector): Vector => zipWith(x, scale, (entry, s) => entry / s);
  const { parameters, logStepSizes } = stepSizeGradient(policy, algorithm)(trace, adapted);
  const { parts } = measured ? metaGradientParts(policy, algorithm)(trace) : { parts: undefined };
  return E.right({
    gradient: joined(inTheta(parameters), logStepSizes),
    parts: parts && { rest: inTheta(parts.rest), debiasing: inTheta(parts.debiasing) },
    drawn: [],
  });
};

/** What one task has come to. */
interface Found {
  readonly adaptation: Adaptation;
  readonly outerBatch: TrajectoryBatch;
  readonly trace: AdaptationTrace;
  readonly meta: TaskGradient;
}

const contribution = <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
  algorithm: Algorithm,
  at: Adapting,
  { iteration, index }: Job<Task>,
  { adaptation: { steps, parameters }, outerBatch, trace, meta: { gradient, parts, drawn } }: Found,
): E.Either<NonFinite, Contribution> => {
  const { update, observationNormalisation } = problem;
  const { policy } = at;
  const batches = [...steps.map(({ batch }) => batch), outerBatch, ...drawn];
  return allFinite(gradient)
    ? E.right({
        gradient,
        parts,
        before: returnsOf(batches[0], algorithm.discount),
        after: returnsOf(outerBatch, algorithm.discount),
        returns: batches.flatMap((batch) => Array.from(returns(batch, algorithm.discount))),
        timesteps: batches.reduce((sum, batch) => sum + timesteps(batch), 0),
        ...(takesScales(problem.algorithm) && {
          spreads: spreadsOf(
            problem.algorithm,
            steps.map(({ batch }) => batch),
            outerBatch,
          ),
        }),
        ...(observationNormalisation && {
          observationMoments: observationMoments(outerBatch.observations.columns, [
            ...steps.map(({ batch }) => batch),
            outerBatch,
          ]),
        }),
        data:
          update.surrogate === undefined
            ? undefined
            : update.surrogate.data(policy, algorithm)(trace, parameters, outerBatch),
      })
    : E.left(nonFiniteVector('gradient', iteration, index));
};
