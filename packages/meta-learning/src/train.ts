import * as E from 'fp-ts/lib/Either.js';
import type { Metrics } from './conclude';
import { iterate } from './iterate';
import type { Maps } from './maps';
import type { NonFinite } from './non-finite';
import type { Problem } from './problem';
import type { MetaState } from './state';

/**
 * Training as a lazy stream: the states and metrics of the iterations after `state`, without end.
 * Take as many as wanted; a failure ends the stream as its last element.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings, sgMrl } from '@sgmrl/estimators';
 * import { ascent, initialState, train } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2),
 *   algorithm: { ...defaultSettings, ...sgMrl }, update: ascent(sgd(0.1)) };
 * const iterations: number[] = [];
 * for await (const next of train(problem)(initialState(problem)(key(1)))) {
 *   if (next._tag === 'Left') throw new Error(next.left.what);
 *   const [state] = next.right;
 *   iterations.push(state.iteration);
 *   if (state.iteration === 3) break;
 * }
 * deepStrictEqual(iterations, [1, 2, 3]);
 * ```
 */
export const train = <Task, State, Memory>(problem: Problem<Task, State, Memory>, maps?: Maps<Task>) =>
  async function* (
    state: MetaState<Memory>,
  ): AsyncGenerator<E.Either<NonFinite, readonly [MetaState<Memory>, Metrics]>, void, undefined> {
    for (let current = state; ;) {
      const next = await iterate(problem, maps)(current);
      yield next;
      if (E.isLeft(next)) return;
      current = next.right[0];
    }
  };
