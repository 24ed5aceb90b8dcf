import { holdsFor, type CoordinatorPatience } from './patience';

/** Who works in a session, and since when nothing was heard of it. */
export interface Roster {
  readonly heard: (worker: string, now: number) => void;
  /** It will not work for this session: it is not waited for. */
  readonly refuses: (worker: string) => void;
  /** It has done a job, or failed at one. */
  readonly works: (worker: string) => void;
  /** Whether it was heard of lately: for less than the broker waits. */
  readonly isAlive: (worker: string, now: number) => boolean;
  /** Those heard of lately who do not refuse. */
  readonly alive: (now: number) => readonly string[];
}

/** Nobody works yet. */
export const roster = (patience: Pick<CoordinatorPatience, 'ackWait'>): Roster => {
  const last = new Map<string, number>();
  const refusing = new Set<string>();
  const within = holdsFor(patience);
  const isAlive = (worker: string, now: number): boolean => now - (last.get(worker) ?? -Infinity) <= within;
  const forget = (worker: string): void => {
    last.delete(worker);
    refusing.delete(worker);
  };
  return {
    heard: (worker, now) => {
      last.set(worker, now);
    },
    refuses: (worker) => {
      refusing.add(worker);
    },
    works: (worker) => {
      refusing.delete(worker);
    },
    isAlive,
    alive: (now) => {
      for (const worker of last.keys()) if (!isAlive(worker, now)) forget(worker);
      return [...last.keys()].filter((worker) => !refusing.has(worker));
    },
  };
};
