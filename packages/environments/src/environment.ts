import type { Key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import type { Space } from './space';

/** What follows one action. */
export interface Transition<State> {
  /** The state after the action, from which the next one is chosen. */
  readonly state: State;
  /** r of this step: a finite number. */
  readonly reward: number;
  /** The task itself ended (goal reached, pole fallen): no reward can follow. */
  readonly terminated: boolean;
  /** The time limit cut the episode: rewards would have followed. */
  readonly truncated: boolean;
}

/** One task: a Markov decision process as a record of pure functions. States are immutable data. */
export interface Environment<State> {
  /** What holds every observation. */
  readonly observationSpace: Space;
  /** What an action must be an element of. */
  readonly actionSpace: Space;
  /** Steps h = 0 … horizon − 1; the last one reports `truncated` (unless it terminated). */
  readonly horizon: number;
  /** The first state of an episode, drawn by the key. */
  readonly reset: (key: Key) => State;
  /** What a policy sees of a state: an element of the observation space. */
  readonly observe: (state: State) => Vector;
  /** A discrete action is a vector of length one that holds its index. */
  readonly step: (state: State, action: Vector, key: Key) => Transition<State>;
}
