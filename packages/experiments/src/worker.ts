import { workerData } from 'node:worker_threads';
import type { Job, Probe } from '@sgmrl/meta-learning';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { decodeConfig } from './config';
import { describeError } from './experiment-error';
import { learner, type JobResult } from './learner';

const orThrow = <A>(describe: (error: A) => string): (<B>(either: E.Either<A, B>) => B) =>
  E.getOrElseW((error) => {
    throw new Error(describe(error));
  });

/**
 * What a worker thread of the pool does: one job or one probe of the problem, whose configuration the thread was given. It is there
 * when the backend of the thread is. Failures of the thread itself are exceptions.
 */
export const run: Promise<(work: Job<unknown> | Probe) => JobResult | Vector> = (async () => {
  const config = orThrow(describeError)(decodeConfig('worker data')(workerData));
  const { answer, runEncoded } = orThrow(describeError)(await learner(config)());
  return (work) =>
    'question' in work ? answer(work) : orThrow((problem: string) => problem)(runEncoded(work));
})();
