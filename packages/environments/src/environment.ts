import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Space } from './space';

/** What follows one action. */
export interface Transition<State> {
  readonly state: State;
  readonly reward: number;
  /** The task itself ended (goal reached, pole fallen): no reward can follow. */
  readonly terminated: boolean;
  /** The time limit cut the episode: rewards would have followed. */
  readonly truncated: boolean;
}

/** One task: a Markov decision process as a record of pure functions. States are immutable data. */
export interface Environment<State> {
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  /** Steps h = 0 … horizon − 1; the last one reports `truncated` (unless it terminated). */
  readonly horizon: number;
  readonly reset: (key: Key) => State;
  readonly observe: (state: State) => Vector;
  /** A discrete action is a vector of length one that holds its index. */
  readonly step: (state: State, action: Vector, key: Key) => Transition<State>;
}
