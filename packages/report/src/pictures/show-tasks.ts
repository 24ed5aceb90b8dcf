import type { TaskDistribution } from '@sgmrl/environments';
import {
  adaptationPath,
  planEvaluation,
  policyAt,
  type AdaptationProblem,
  type Job,
  type Learned,
  type NonFinite,
} from '@sgmrl/meta-learning';
import { foldIn, key } from '@sgmrl/prng';
import { walk, type Walk } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';

/** What a policy is asked to show. */
export interface Showing<Task, State> extends AdaptationProblem<Task, State> {
  readonly learned: Learned;
  /** Chooses the tasks and all chance. */
  readonly seed: number;
}

/** One task, and an episode after each of 0, 1, …, K inner steps, with the same random numbers. */
export interface ShownTask<Task, State> {
  readonly task: Task;
  readonly walks: readonly Walk<State>[];
}

/** Data of the key from which shown episodes are drawn: no batch of an adaptation has it. */
const shown = -1;

/** Tasks to choose from, so that those shown differ. */
const considered = 20;

/** The first jobs whose tasks differ. */
const different = <Task, State>(
  { task }: TaskDistribution<Task, State>,
  jobs: readonly Job<Task>[],
): readonly Job<Task>[] => {
  const texts = jobs.map((job) => JSON.stringify(task.encode(job.task)));
  return jobs.filter((_, i) => texts.indexOf(texts[i]) === i);
};

/** How a policy acts on the first `count` different tasks of its held-out evaluation. */
export const showTasks =
  (count: number, innerSteps: number) =>
  <Task, State>({
    learned,
    seed,
    ...problem
  }: Showing<Task, State>): E.Either<NonFinite, readonly ShownTask<Task, State>[]> =>
    pipe(
      different(problem.tasks, planEvaluation(problem)(learned, considered, key(seed))).slice(0, count),
      RA.traverse(E.Applicative)((job) =>
        pipe(
          adaptationPath(problem, innerSteps)(job),
          E.map((path) => ({
            task: job.task,
            walks: path.map((theta) =>
              walk(problem.tasks.environment(job.task), policyAt(problem)(job.observationMoments))(
                theta,
                foldIn(job.key, shown),
              ),
            ),
          })),
        ),
      ),
    );
