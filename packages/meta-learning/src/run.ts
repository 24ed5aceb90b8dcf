import {
  metaGradient,
  metaGradientParts,
  outerEstimate,
  surrogateData,
  type Algorithm,
  type GradientParts,
  type SurrogateData,
} from '@sgmrl/estimators';
import { returns, timesteps, type TrajectoryBatch } from '@sgmrl/rollouts';
import { allFinite, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adaptTo, drawBatch, type Adaptation } from './adaptation';
import { checkProblem } from './check-problem';
import type { Job } from './job';
import { nonFiniteAdaptation, nonFiniteVector, type NonFinite } from './non-finite';
import type { Problem } from './problem';
import { algorithmAt, spreadsOf, takesScales, type Spreads } from './scales';
import { shrunkAt, takesShrinkage } from './shrinkage';
import { returnsOf, type Returns } from './returns';

/** What a task gives to the outer step. */
export interface Contribution {
  /** λ^0, the meta-gradient of the task. */
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
  /** The discounted return of every trajectory, batch by batch. */
  readonly returns: readonly number[];
  /** Environment steps taken. */
  readonly timesteps: number;
  /** Of the batches, where the algorithm takes its scales from the state. */
  readonly spreads?: Spreads;
  /** What the surrogate of an outer update is made of, if it has one. */
  readonly data: SurrogateData | undefined;
}

/**
 * Runs one task: ζ inner steps with fresh data, the outer batch at θ^ζ, and the task's
 * meta-gradient (the body of the inner loop of Algorithm 1, Fallah et al., arXiv:2002.05135). Pure:
 * all randomness comes from the job's key.
 *
 * @throws RangeError if a part of the problem does not fit, or the algorithm has fewer trajectories than its estimator
 * needs.
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
  const { policy, tasks } = problem;
  return (job) => {
    const algorithm = shrunkAt(algorithmAt(problem.algorithm, job.scales), job.shrinkageFactor);
    const draw = drawBatch(tasks.environment(job.task), policy, job.key);
    return pipe(
      adaptTo({ policy, algorithm }, draw)(job.parameters, algorithm.innerSteps),
      E.bindTo('adaptation'),
      E.bind('outerBatch', ({ adaptation }) => draw(algorithm.evaluationTrajectories, adaptation)),
      E.mapLeft(nonFiniteAdaptation(job.iteration, job.index)),
      E.chain(({ adaptation, outerBatch }) => contribution(problem, algorithm, job, adaptation, outerBatch)),
    );
  };
};

/** One iteration in so many measures parts that nothing shrinks. */
const partsEvery = 10;

/** With ζ > 1 parts cost a quarter of an iteration: too much where they are only looked at. */
const measuresParts = (algorithm: Algorithm, iteration: number): boolean =>
  takesShrinkage(algorithm) || iteration % partsEvery === 1;

const contribution = <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
  algorithm: Algorithm,
  { iteration, index }: Job<Task>,
  { steps, parameters }: Adaptation,
  outerBatch: TrajectoryBatch,
): E.Either<NonFinite, Contribution> => {
  const { policy, update } = problem;
  const trace = { steps, outer: outerEstimate(policy, algorithm)(parameters, outerBatch) };
  const { gradient, parts } = measuresParts(problem.algorithm, iteration)
    ? metaGradientParts(policy, algorithm)(trace)
    : { gradient: metaGradient(policy, algorithm)(trace), parts: undefined };
  const batches = [...steps.map(({ batch }) => batch), outerBatch];
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
        data:
          update.surrogate === undefined
            ? undefined
            : surrogateData(policy, algorithm)(trace, parameters, outerBatch),
      })
    : E.left(nonFiniteVector('gradient', iteration, index));
};
