import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { finish, type Metrics } from './finish';
import { plan, type Job } from './job';
import type { NonFinite } from './non-finite';
import type { Problem } from './problem';
import type { Contribution } from './run';
import type { MetaState } from './state';

/** Applies a pure function to jobs, somewhere; results come in the order of the jobs. */
export type JobMap<J, R> = (jobs: readonly J[]) => Promise<readonly R[]>;

/** One outer iteration (Algorithm 1): plan the tasks, run them wherever `map` does, finish with the outer step. */
export const iterate =
  <Task, State>(problem: Problem<Task, State>, map: JobMap<Job<Task>, E.Either<NonFinite, Contribution>>) =>
  async (state: MetaState): Promise<E.Either<NonFinite, readonly [MetaState, Metrics]>> =>
    pipe(
      E.sequenceArray(await map(plan(problem)(state))),
      E.chain((contributions) => finish(problem)(state, contributions)),
    );

/**
 * Training as a lazy stream: the states and metrics of the iterations after `state`, without end. Take as many as wanted;
 * a failure ends the stream as its last element.
 */
export const train = <Task, State>(
  problem: Problem<Task, State>,
  map: JobMap<Job<Task>, E.Either<NonFinite, Contribution>>,
) =>
  async function* (
    state: MetaState,
  ): AsyncGenerator<E.Either<NonFinite, readonly [MetaState, Metrics]>, void, undefined> {
    for (let current = state; ;) {
      const next = await iterate(problem, map)(current);
      yield next;
      if (E.isLeft(next)) return;
      current = next.right[0];
    }
  };
