import { holdsFor, type CoordinatorPatience } from './patience';

/** Who works, and since when nothing was heard of it. */
export interface Roster {
  readonly heard: (worker: string, now: number) => void;
  /** Whether it was heard of lately: for less than the broker waits. */
  readonly isAlive: (worker: string, now: number) => boolean;
  readonly alive: (now: number) => readonly string[];
}

/** Nobody works yet. */
export const roster = (patience: Pick<CoordinatorPatience, 'ackWait'>): Roster => {
  const last = new Map<string, number>();
  const within = holdsFor(patience);
  const isAlive = (worker: string, now: number): boolean => now - (last.get(worker) ?? -Infinity) <= within;
  return {
    heard: (worker, now) => {
      last.set(worker, now);
    },
    isAlive,
    alive: (now) => {
      for (const worker of last.keys()) if (!isAlive(worker, now)) last.delete(worker);
      return [...last.keys()];
    },
  };
};
