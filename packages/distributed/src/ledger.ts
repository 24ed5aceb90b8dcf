import type { Reply } from './protocol';

/** How long the coordinator waits, in milliseconds, and how often it tries. */
export interface CoordinatorPatience {
  /** The broker gives a job to another worker when its worker has been silent for so long. */
  readonly ackWait: number;
  /** A job ends the run when it has failed on so many workers. */
  readonly failures: number;
  /** A job ends the run when so many workers were lost while they did it. */
  readonly losses: number;
}

/**
 * A worker that dies takes 3 s; one that dies of what it does takes others with it, but so do
 * evictions.
 */
export const patience: CoordinatorPatience = { ackWait: 3000, failures: 2, losses: 3 };

/** Who works, and since when nothing was heard of it. */
export interface Roster {
  readonly heard: (worker: string, now: number) => void;
  /** Whether it was heard of lately: for less than the broker waits. */
  readonly isAlive: (worker: string, now: number) => boolean;
  readonly alive: (now: number) => readonly string[];
}

/** Nobody works yet. */
export const roster = ({ ackWait }: Pick<CoordinatorPatience, 'ackWait'>): Roster => {
  const last = new Map<string, number>();
  // A little less, so that the broker never gives a job away while its worker counts as alive.
  const within = 0.8 * ackWait;
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

interface Entry {
  readonly name: string;
  holder: string | undefined;
  done: boolean;
  readonly failures: Map<string, string>;
  /** Failures, those on the same worker counted. */
  tries: number;
  readonly lost: Set<string>;
  readonly begun: Set<string>;
}

/** What became of a result, or of a failure. */
export type Outcome = 'counted' | 'late';

/** The jobs of one map: who does which, and what went wrong. */
export interface Ledger {
  /** A worker asks for a job. */
  readonly begin: (job: number, worker: string, now: number) => Reply;
  /** A worker has done a job: the first result counts. */
  readonly finish: (job: number) => Outcome;
  /** Whether a worker was once told to do the job. */
  readonly hasBegun: (job: number, worker: string) => boolean;
  /** A job failed on a worker; a text says that it has failed for good. */
  readonly fail: (job: number, worker: string, problem: string) => string | undefined;
  /** A worker gives a job back. */
  readonly back: (job: number, worker: string) => void;
  /** Jobs whose workers are lost, which nobody does now; a text says that a job ended too many. */
  readonly collectLost: (now: number) => { readonly jobs: readonly number[]; readonly poison?: string };
  /** Jobs that nobody does. */
  readonly waiting: () => readonly number[];
  readonly inFlight: () => number;
  readonly left: () => number;
  /** How often a job was begun again. */
  readonly retries: () => number;
}

const namesOf = (workers: Iterable<string>): string => [...workers].join(' and ');

/** Keeps the books of jobs that are numbered from `first`. */
export const ledger = (
  first: number,
  names: readonly string[],
  { isAlive, alive }: Roster,
  { failures: mostFailures, losses }: CoordinatorPatience,
): Ledger => {
  const entries = names.map((name): Entry => ({
    name,
    holder: undefined,
    done: false,
    failures: new Map(),
    tries: 0,
    lost: new Set(),
    begun: new Set(),
  }));
  let left = entries.length;
  let retries = 0;
  const at = (job: number): Entry | undefined => entries.at(job < first ? entries.length : job - first);
  const lose = (entry: Entry, worker: string): void => {
    entry.lost.add(worker);
    entry.holder = undefined;
    retries += 1;
  };
  return {
    begin: (job, worker, now) => {
      const entry = at(job);
      if (entry === undefined || entry.done) return 'drop';
      // Who asks again for what it has does it no more: it could not bring the result.
      if (entry.holder !== undefined && entry.holder !== worker) {
        if (isAlive(entry.holder, now)) return 'drop';
        lose(entry, entry.holder);
      }
      const others = alive(now).some((each) => each !== worker && !entry.failures.has(each));
      if (entry.failures.has(worker) && others) return 'later';
      entry.holder = worker;
      entry.begun.add(worker);
      return 'go';
    },
    finish: (job) => {
      const entry = at(job);
      if (entry === undefined || entry.done) return 'late';
      entry.done = true;
      entry.holder = undefined;
      left -= 1;
      return 'counted';
    },
    hasBegun: (job, worker) => at(job)?.begun.has(worker) ?? false,
    fail: (job, worker, problem) => {
      const entry = at(job);
      if (entry?.holder !== worker) return undefined;
      entry.holder = undefined;
      entry.failures.set(worker, problem);
      entry.tries += 1;
      retries += 1;
      if (entry.tries < mostFailures) return undefined;
      const problems = [...new Set(entry.failures.values())].join(', then ');
      return `${entry.name} failed ${String(entry.tries)} times, on ${namesOf(entry.failures.keys())}: ${problems}`;
    },
    back: (job, worker) => {
      const entry = at(job);
      if (entry?.holder === worker) entry.holder = undefined;
    },
    collectLost: (now) => {
      const gone = entries.flatMap((entry, i) =>
        !entry.done && entry.holder !== undefined && !isAlive(entry.holder, now)
          ? [{ entry, job: first + i }]
          : [],
      );
      for (const { entry } of gone) if (entry.holder !== undefined) lose(entry, entry.holder);
      const poison = entries.find(({ lost, done }) => !done && lost.size >= losses);
      return {
        jobs: gone.map(({ job }) => job),
        ...(poison && {
          poison: `${poison.name} was lost with ${String(losses)} workers, one after the other: ${namesOf(poison.lost)}`,
        }),
      };
    },
    waiting: () =>
      entries.flatMap(({ done, holder }, i) => (done || holder !== undefined ? [] : [first + i])),
    inFlight: () => entries.filter(({ holder }) => holder !== undefined).length,
    left: () => left,
    retries: () => retries,
  };
};
