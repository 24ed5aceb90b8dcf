import { workerData } from 'node:worker_threads';
import type { Job, Probe } from '@sgmrl/meta-learning';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { configFrom } from './configuration/config-from';
import { describeError } from './errors/experiment-error';
import { learner, type HeldOutJob, type HeldOutResult, type JobResult } from './training/learner';

const orThrow = <A>(describe: (error: A) => string): (<B>(either: E.Either<A, B>) => B) =>
  E.getOrElseW((error) => {
    throw new Error(describe(error));
  });

/**
 * The problem whose configuration the thread was given. Failures of the thread itself are
 * exceptions.
 */
const problem = (async () => {
  const config = orThrow(describeError)(await configFrom('worker data')(workerData)());
  return orThrow(describeError)(await learner(config)());
})();

/**
 * What a worker thread of the pool does while a run trains: one job or one probe of the problem, or
 * a job on a held-out task. It is there when the backend of the thread is.
 */
export const run: Promise<(work: Job<unknown> | Probe | HeldOutJob) => JobResult | Vector | HeldOutResult> =
  problem.then(({ answer, runEncoded, measure: measured }) => (work) => {
    if ('adaptation' in work) return measured(work);
    return 'question' in work ? answer(work) : orThrow((wrong: string) => wrong)(runEncoded(work));
  });

/** The other thing that it does: measures how the parameters of a job adapt to a held-out task. */
export const measure: Promise<(job: HeldOutJob) => HeldOutResult> = problem.then(
  (learned) => learned.measure,
);
