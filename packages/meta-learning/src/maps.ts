import type { Vector } from '@sgmrl/vector';
import type * as E from 'fp-ts/lib/Either.js';
import type { Job } from './job';
import type { JobMap } from './job-map';
import type { NonFinite } from './non-finite';
import { probe, type Probe } from './outer-update/probe';
import type { Problem } from './problem';
import { run, type Contribution } from './run';

/** Where the work of an iteration is done. */
export interface Maps<Task> {
  /** Runs tasks. */
  readonly jobs: JobMap<Job<Task>, E.Either<NonFinite, Contribution>>;
  /** Answers the questions of outer updates that ask. */
  readonly probes: JobMap<Probe, Vector>;
}

/** Throws a RangeError unless a map gave a result for each of its jobs. */
export const checkResults = <R>(
  map: keyof Maps<unknown>,
  expected: number,
  results: readonly R[],
): readonly R[] => {
  if (Array.isArray(results) && results.length === expected) return results;
  throw new RangeError(
    `maps.${map}: expected ${String(expected)} results, one a job, found ${String(Array.isArray(results) ? results.length : results)}`,
  );
};

/**
 * One after the other, in this thread. Throws the RangeErrors of {@link run} at once.
 *
 * @example See {@link iterate}.
 */
export const inThisThread = <Task, State, Memory>(problem: Problem<Task, State, Memory>): Maps<Task> => {
  const [runHere, answer] = [run(problem), probe(problem)];
  return {
    jobs: (jobs) => Promise.resolve(jobs.map(runHere)),
    probes: (probes) => Promise.resolve(probes.map(answer)),
  };
};
