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

/** The problem of the configuration that the thread was given. */
const ready = async () => {
  const config = orThrow(describeError)(decodeConfig('worker data')(workerData));
  return orThrow(describeError)(await learner(config)());
};

const started = ready();

/** What a worker thread of the pool does: one job or one probe of the problem. Failures of the thread itself are exceptions. */
export const run = async (work: Job<unknown> | Probe): Promise<JobResult | Vector> => {
  const { answer, runEncoded } = await started;
  return 'question' in work ? answer(work) : orThrow((problem: string) => problem)(runEncoded(work));
};
