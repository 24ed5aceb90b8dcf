import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { adapting } from './adapting';
import { adaptTo, drawBatch } from './adaptation';
import { checkAdapting } from './check-problem';
import { checkJob } from './check-state';
import type { Job } from './job';
import { nonFiniteAdaptation, type NonFinite } from './non-finite';
import type { AdaptationProblem } from './problem';
import { adaptationAt } from './scales';

/**
 * θ^0, θ^1, …, θ^K: the parameters before and after each of K = `innerSteps` inner steps on one
 * task, on the data that `evaluateTask` draws for the same job.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings as algorithm } from '@sgmrl/estimators';
 * import { adaptationPath, planEvaluation } from '@sgmrl/meta-learning';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm };
 * const [job] = planEvaluation(problem)(
 *   { parameters: problem.policy.initialize(key(0)) },
 *   1,
 *   key(7),
 * );
 * const path = adaptationPath(problem, 2)(job);
 * if (path._tag === 'Left') throw new Error(path.left.what);
 * strictEqual(path.right.length, 3); // after 0, 1 and 2 inner steps
 * strictEqual(path.right[0], job.parameters);
 * ```
 */
export const adaptationPath = <Task, State>(
  problem: AdaptationProblem<Task, State>,
  innerSteps: number,
): ((job: Job<Task>) => E.Either<NonFinite, readonly Vector[]>) => {
  checkAdapting(problem, innerSteps);
  const { tasks } = problem;
  const adaptingTo = adapting(problem);
  return (job) => {
    checkJob(problem.policy, job);
    const { iteration, index, task, scales, key } = job;
    const at = adaptingTo(job);
    const draw = drawBatch(tasks.environment(task), at.policy, key);
    return pipe(
      adaptTo(at, adaptationAt(problem.algorithm, scales), draw)(at.start, innerSteps),
      E.bimap(nonFiniteAdaptation(iteration, index, problem), ({ steps, parameters }) =>
        [...steps.map((step) => step.parameters), parameters].map(at.parametersAt),
      ),
    );
  };
};
