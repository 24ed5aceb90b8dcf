import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { finish, type Metrics } from './finish';
import { plan, type Job } from './job';
import type { JobMap } from './job-map';
import type { NonFinite } from './non-finite';
import { probe, type Probe } from './outer-update/probe';
import { updateOuter } from './outer-update/update-outer';
import type { Problem } from './problem';
import type { Contribution } from './run';
import type { MetaState } from './state';

/**
 * One outer iteration (Algorithm 1): plan the tasks, run them wherever `map` does, finish with the outer step.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { sgMrl, type Algorithm } from '@sgmrl/estimators';
 * import { finish, initialState, iterate, plan, run } from '@sgmrl/meta-learning';
 * import { fromSpec } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * import { sequenceArray } from 'fp-ts/lib/Either.js';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.9, metaBatchSize: 2, trajectories: 4,
 *   evaluationTrajectories: 4, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm,
 *   optimizer: fromSpec({ kind: 'sgd', learningRate: 0.1 }) };
 * const start = initialState(problem)(key(1));
 * const next = await iterate(problem, async (jobs) => jobs.map(run(problem)))(start);
 * // The same by hand
 * const contributions = sequenceArray(plan(problem)(start).map(run(problem)));
 * if (contributions._tag === 'Left') throw new Error(contributions.left.what);
 * deepStrictEqual(next, finish(problem)(start, contributions.right));
 * ```
 */
export const iterate =
  <Task, State>(
    problem: Problem<Task, State>,
    map: JobMap<Job<Task>, E.Either<NonFinite, Contribution>>,
    mapProbes: JobMap<Probe, Vector> = here(problem),
  ) =>
  async (state: MetaState): Promise<E.Either<NonFinite, readonly [MetaState, Metrics]>> => {
    const contributions = E.sequenceArray(await map(plan(problem)(state)));
    return E.isLeft(contributions) || problem.algorithm.outerUpdate === undefined
      ? pipe(
          contributions,
          E.chain((tasks) => finish(problem)(state, tasks)),
        )
      : updateOuter(problem, problem.algorithm.outerUpdate, mapProbes)(state, contributions.right);
  };

/** Answers probes one after the other in this thread. */
const here =
  <Task, State>(problem: Problem<Task, State>): JobMap<Probe, Vector> =>
  (probes) =>
    Promise.resolve(probes.map(probe(problem)));

/**
 * Training as a lazy stream: the states and metrics of the iterations after `state`, without end. Take as many as wanted;
 * a failure ends the stream as its last element.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { sgMrl, type Algorithm } from '@sgmrl/estimators';
 * import { initialState, run, train } from '@sgmrl/meta-learning';
 * import { fromSpec } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.9, metaBatchSize: 2, trajectories: 4,
 *   evaluationTrajectories: 4, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm,
 *   optimizer: fromSpec({ kind: 'sgd', learningRate: 0.1 }) };
 * const iterations: number[] = [];
 * for await (const next of train(problem, async (jobs) => jobs.map(run(problem)))(initialState(problem)(key(1)))) {
 *   if (next._tag === 'Left') throw new Error(next.left.what);
 *   const [state] = next.right;
 *   iterations.push(state.iteration);
 *   if (state.iteration === 3) break;
 * }
 * deepStrictEqual(iterations, [1, 2, 3]);
 * ```
 */
export const train = <Task, State>(
  problem: Problem<Task, State>,
  map: JobMap<Job<Task>, E.Either<NonFinite, Contribution>>,
  mapProbes?: JobMap<Probe, Vector>,
) =>
  async function* (
    state: MetaState,
  ): AsyncGenerator<E.Either<NonFinite, readonly [MetaState, Metrics]>, void, undefined> {
    for (let current = state; ;) {
      const next = await iterate(problem, map, mapProbes)(current);
      yield next;
      if (E.isLeft(next)) return;
      current = next.right[0];
    }
  };
