import { checkFields } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkProblem } from './check-problem';
import { checkState } from './check-state';
import { conclude, meanGradient, type Metrics } from './conclude';
import { plan, type Job } from './job';
import { jointParameters } from './joint-parameters';
import { checkResults, inThisThread, type Maps } from './maps';
import type { NonFinite } from './non-finite';
import { settle } from './outer-update/settle';
import type { Problem } from './problem';
import type { MetaState } from './state';

/** The tasks' contributions, in task order. */
const runAll = async <Task>(maps: Maps<Task>, jobs: readonly Job<Task>[]) =>
  E.sequenceArray(checkResults('jobs', jobs.length, await maps.jobs(jobs)));

/**
 * One outer iteration (Fallah et al., arXiv:2002.05135, Algorithm 1): plan the tasks, run them
 * wherever the maps do, average their meta-gradients, let the outer update find its step, conclude
 * with the next state. Left names what is no longer finite.
 *
 * @throws RangeError at once if a part of the problem does not fit; the promise is rejected with
 *   one if the state does not: parameters or a memory of another size, say.
 *
 * @param maps in this thread unless given; a map elsewhere gives the same bits.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings, sgMrl } from '@sgmrl/estimators';
 * import { ascent, initialState, iterate } from '@sgmrl/meta-learning';
 * import { adam, chain, clipByGlobalNorm } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = {
 *   tasks: tabular(tabularDefault),
 *   policy: tabularSoftmax(3, 2),
 *   algorithm: { ...defaultSettings, ...sgMrl },
 *   update: ascent(chain(clipByGlobalNorm(1), adam(0.1))),
 * };
 * const next = await iterate(problem)(initialState(problem)(key(1)));
 * if (next._tag === 'Left') throw new Error(next.left.what);
 * const [state, metrics] = next.right;
 * deepStrictEqual(
 *   [state.iteration, metrics.timesteps],
 *   [1, 20 * (20 + 20) * problem.tasks.horizon],
 * );
 * ```
 */
export const iterate = <Task, State, Memory>(
  problem: Problem<Task, State, Memory>,
  maps: Maps<Task> = inThisThread(problem),
): ((state: MetaState<Memory>) => Promise<E.Either<NonFinite, readonly [MetaState<Memory>, Metrics]>>) => {
  checkProblem(problem);
  checkFields('maps', maps, { jobs: 'a function', probes: 'a function' });
  return async (state) => {
    checkState(problem, state);
    return pipe(
      TE.Do,
      TE.apS('tasks', () => runAll(maps, plan(problem)(state))),
      TE.bind('gradient', ({ tasks }) => TE.fromEither(meanGradient(state.iteration + 1, tasks))),
      TE.bind('step', ({ tasks, gradient }) =>
        settle(
          problem.policy,
          maps.probes,
          state.iteration + 1,
          tasks,
          state.observationMoments,
        )(
          problem.update.search({ parameters: jointParameters(state), optimizer: state.optimizer }, gradient),
        ),
      ),
      TE.chainEitherK(conclude(problem.policy, state)),
    )();
  };
};
