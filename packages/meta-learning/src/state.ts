import type { OptimizerState } from '@sgmrl/optimizers';
import { foldIn, type Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Problem } from './problem';

/** Everything that the next iteration depends on. */
export interface MetaState {
  /** θ_k */
  readonly parameters: Vector;
  readonly optimizer: OptimizerState;
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

/** Before the first iteration: fresh parameters and a fresh optimizer. */
export const initialState =
  <Task, State>({ policy, optimizer }: Problem<Task, State>) =>
  (key: Key): MetaState => {
    const parameters = policy.initialize(streamKey(key, 'initialization'));
    return { parameters, optimizer: optimizer.init(parameters), key, iteration: 0, timesteps: 0 };
  };

/** The key of iteration k of training. */
export const iterationKey = ({ key, iteration }: MetaState): Key =>
  foldIn(streamKey(key, 'training'), iteration);

/** The root of held-out evaluation under a seed: no task or trajectory of training is drawn from it. */
export const evaluationKey = (key: Key): Key => streamKey(key, 'evaluation');
