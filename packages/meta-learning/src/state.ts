import type { OptimizerState } from '@sgmrl/optimizers';
import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Problem } from './problem';

/** Everything that the next iteration depends on. */
export interface MetaState<Memory = OptimizerState> {
  /** θ_k */
  readonly parameters: Vector;
  /** What the outer update remembers. */
  readonly optimizer: Memory;
  /** The run's root key; iteration k draws from `iterationKey`. */
  readonly key: Key;
  /** k, the number of iterations done. */
  readonly iteration: number;
  /** Environment steps taken so far, all tasks and batches counted. */
  readonly timesteps: number;
}

/** What the streams of one root key are for. They never meet: each purpose folds its own number in. */
const purposes = { initialization: 0, training: 1, evaluation: 2 } as const;

const streamKey = (key: Key, purpose: keyof typeof purposes): Key => foldIn(key, purposes[purpose]);

/**
 * Before the first iteration: fresh parameters and a fresh optimizer.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { ascent, initialState } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const begin = initialState({ policy: tabularSoftmax(3, 2), update: ascent(sgd(0.1)) });
 * const state = begin(key(1));
 * deepStrictEqual([state.iteration, state.timesteps], [0, 0]);
 * deepStrictEqual(state, begin(key(1))); // a run is its key
 * ```
 */
export const initialState =
  <Memory>({ policy, update }: Pick<Problem<unknown, unknown, Memory>, 'policy' | 'update'>) =>
  (key: Key): MetaState<Memory> => {
    const parameters = policy.initialize(streamKey(key, 'initialization'));
    return { parameters, optimizer: update.init(parameters), key, iteration: 0, timesteps: 0 };
  };

/** The key of iteration k of training. */
export const iterationKey = ({ key, iteration }: Pick<MetaState, 'key' | 'iteration'>): Key =>
  foldIn(streamKey(key, 'training'), iteration);

/** The root of held-out evaluation under a seed: no task or trajectory of training is drawn from it. */
export const evaluationKey = (key: Key): Key => streamKey(key, 'evaluation');
