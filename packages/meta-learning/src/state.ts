import type { OptimizerState } from '@sgmrl/optimizers';
import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { checkBeginning, checkLearning } from './check-problem';
import { firstScales } from './first-scales';
import type { Problem } from './problem';
import { takesScales, type Scales } from './scales';
import { noShrinkage, takesShrinkage, type Shrinkage } from './shrinkage';

/** What has been learned: all that adapting to a new task needs beside the problem. */
export interface Learned {
  /** θ_k */
  readonly parameters: Vector;
  /**
   * What scales advantages in the next iteration, where the algorithm takes its scales from the
   * state.
   */
  readonly scales?: Scales;
}

/** Everything that the next iteration depends on. */
export interface MetaState<Memory = OptimizerState> extends Learned {
  /** What the outer update remembers. */
  readonly optimizer: Memory;
  /** Where the algorithm takes its shrinkage factor from the state, what it is made of. */
  readonly shrinkage?: Shrinkage;
  /** The run's root key; iteration k draws from `iterationKey`. */
  readonly key: Key;
  /** k, the number of iterations done. */
  readonly iteration: number;
  /** Environment steps taken so far, all tasks and batches counted. */
  readonly timesteps: number;
}

/**
 * What the streams of one root key are for. They never meet: each purpose folds its own number in.
 */
const purposes = { initialization: 0, training: 1, evaluation: 2, scales: 3 } as const;

const streamKey = (key: Key, purpose: keyof typeof purposes): Key => foldIn(key, purposes[purpose]);

/**
 * Before the first iteration: fresh parameters and a fresh optimizer; and where the algorithm takes
 * its scales from the state, the first ones, from batches under the fresh parameters.
 *
 * @throws RangeError if the policy observes or does anything else than the spaces of the tasks say,
 * or a part of the problem is missing or does not fit.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { ascent, initialState } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), update: ascent(sgd(0.1)) };
 * const state = initialState(problem)(key(1));
 * deepStrictEqual([state.iteration, state.timesteps], [0, 0]);
 * deepStrictEqual(state, initialState(problem)(key(1))); // a run is its key
 * ```
 */
export const initialState =
  <Task, State, Memory>({
    tasks,
    policy,
    update,
    algorithm,
  }: Pick<Problem<Task, State, Memory>, 'tasks' | 'policy' | 'update'> &
    Partial<Pick<Problem<Task, State, Memory>, 'algorithm'>>) =>
  (key: Key): MetaState<Memory> => {
    checkBeginning({ tasks, policy, update });
    if (algorithm !== undefined) checkLearning(algorithm);
    const parameters = policy.initialize(streamKey(key, 'initialization'));
    const state = {
      parameters,
      optimizer: update.init(parameters),
      ...(algorithm !== undefined && takesShrinkage(algorithm) && { shrinkage: noShrinkage }),
      key,
      iteration: 0,
      timesteps: 0,
    };
    return algorithm !== undefined && takesScales(algorithm)
      ? { ...state, ...firstScales({ tasks, policy, algorithm })(parameters, streamKey(key, 'scales')) }
      : state;
  };

/** The key of iteration k of training. */
export const iterationKey = ({ key, iteration }: Pick<MetaState, 'key' | 'iteration'>): Key =>
  foldIn(streamKey(key, 'training'), iteration);

/**
 * The root of held-out evaluation under a seed: no task or trajectory of training is drawn from it.
 */
export const evaluationKey = (key: Key): Key => streamKey(key, 'evaluation');
