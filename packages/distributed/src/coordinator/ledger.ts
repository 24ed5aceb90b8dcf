import type { Reply } from '../protocol/messages';
import type { Pace } from './pace';
import { holdsFor, type CoordinatorPatience } from './patience';
import type { Roster } from './roster';

/** What became of a result. */
export type Outcome = 'counted' | 'late';

/** A job that a worker has had for long. */
export interface LongJob {
  /** What the coordinator calls the job. */
  readonly name: string;
  /** What the worker calls itself. */
  readonly worker: string;
  /** For how long, rounded down to 1, 2, 4 and so on. */
  readonly minutes: number;
}

/** Milliseconds. */
const minute = 60_000;

/** The jobs of one map: who does which, and what went wrong. */
export interface Ledger {
  /** A worker asks for a job. */
  readonly begin: (job: number, worker: string, now: number) => Reply;
  /** A worker shows that it still does a job. */
  readonly keep: (job: number, worker: string, now: number) => void;
  /** A worker says which jobs it does: it does no others. */
  readonly keepOnly: (jobs: readonly number[], worker: string, now: number) => void;
  /** A worker has done a job: the first result counts. */
  readonly finish: (job: number) => Outcome;
  /** Whether a worker was once told to do the job. */
  readonly hasBegun: (job: number, worker: string) => boolean;
  /** Whether a worker has the job now. */
  readonly holds: (job: number, worker: string) => boolean;
  /** A job failed on a worker; a text says that it has failed for good. */
  readonly fail: (job: number, worker: string, problem: string, now: number) => string | undefined;
  /** A worker gives a job back. */
  readonly back: (job: number, worker: string) => void;
  /**
   * Takes jobs from those who no longer say that they do them; a text names a job that was lost with
   * too many workers.
   */
  readonly collectLost: (now: number) => string | undefined;
  /** Nobody could be heard until now: all are taken to do what they did. */
  readonly renew: (now: number) => void;
  /** Jobs that nobody does. */
  readonly waiting: () => readonly number[];
  readonly inFlight: () => number;
  /** Jobs that the same worker has had for longer than jobs take. */
  readonly inFlightForLong: (now: number) => readonly LongJob[];
  readonly left: () => number;
  /** How often a worker was told to do a job. */
  readonly begun: () => number;
  /** How often a job was begun again. */
  readonly retries: () => number;
}

/** Who does a job, since when, and when it last said so. */
interface Holder {
  readonly worker: string;
  readonly since: number;
  heard: number;
}

interface Failure {
  readonly problem: string;
  readonly at: number;
}

interface Entry {
  readonly name: string;
  holder: Holder | undefined;
  done: boolean;
  readonly failures: Map<string, Failure>;
  /** Failures, those on the same worker counted. */
  tries: number;
  readonly lost: Set<string>;
  readonly begun: Set<string>;
}

const fresh = (name: string): Entry => ({
  name,
  holder: undefined,
  done: false,
  failures: new Map(),
  tries: 0,
  lost: new Set(),
  begun: new Set(),
});

const namesOf = (workers: Iterable<string>): string => [...workers].join(' and ');

const failedForGood = ({ name, tries, failures }: Entry): string => {
  const problems = new Set(Array.from(failures.values(), ({ problem }) => problem));
  return `${name} failed ${String(tries)} times, on ${namesOf(failures.keys())}: ${[...problems].join(', then ')}`;
};

/** Keeps the books of jobs that are numbered from `first`. */
export const ledger = (
  first: number,
  names: readonly string[],
  { isAlive, alive }: Roster,
  patience: CoordinatorPatience,
  { took, isLong }: Pace,
): Ledger => {
  const entries = names.map(fresh);
  const within = holdsFor(patience);
  let left = entries.length;
  let begun = 0;
  let retries = 0;
  const heldBy = new Map<string, Set<Entry>>();
  const at = (job: number): Entry | undefined => entries.at(job < first ? entries.length : job - first);

  const isSilent = ({ heard }: Holder, now: number): boolean => now - heard > within;
  const free = (entry: Entry): void => {
    if (entry.holder === undefined) return;
    const held = heldBy.get(entry.holder.worker);
    held?.delete(entry);
    if (held?.size === 0) heldBy.delete(entry.holder.worker);
    entry.holder = undefined;
  };
  const give = (entry: Entry, worker: string, now: number): void => {
    free(entry);
    entry.holder = { worker, since: now, heard: now };
    heldBy.set(worker, (heldBy.get(worker) ?? new Set()).add(entry));
    entry.begun.add(worker);
  };
  const lose = (entry: Entry, { worker }: Holder, now: number): void => {
    // Who lives and yet does it no more was not lost with it.
    if (!isAlive(worker, now)) entry.lost.add(worker);
    free(entry);
    retries += 1;
  };

  /** Another should try where one may: of one who has no job yet nothing is known. */
  const isForAnother = ({ failures }: Entry, worker: string, now: number): boolean => {
    const mine = failures.get(worker);
    return (
      mine !== undefined &&
      (now - mine.at < patience.ackWait || alive(now).some((each) => each !== worker && !failures.has(each)))
    );
  };

  return {
    begin: (job, worker, now) => {
      const entry = at(job);
      if (entry === undefined || entry.done) return 'drop';
      // Who asks again for what it has does it no more: it could not bring the result.
      if (entry.holder !== undefined && entry.holder.worker !== worker) {
        if (!isSilent(entry.holder, now)) return 'drop';
        lose(entry, entry.holder, now);
      }
      if (isForAnother(entry, worker, now)) return 'later';
      give(entry, worker, now);
      begun += 1;
      return 'go';
    },
    keep: (job, worker, now) => {
      const holder = at(job)?.holder;
      if (holder?.worker === worker) holder.heard = now;
    },
    keepOnly: (jobs, worker, now) => {
      const said = new Set(jobs.map(at));
      for (const entry of [...(heldBy.get(worker) ?? [])]) {
        const { holder } = entry;
        if (holder === undefined) continue;
        if (said.has(entry)) holder.heard = now;
        else lose(entry, holder, now);
      }
    },
    finish: (job) => {
      const entry = at(job);
      if (entry === undefined || entry.done) return 'late';
      entry.done = true;
      // Who has a job says so each second.
      if (entry.holder !== undefined) took(entry.holder.heard - entry.holder.since);
      free(entry);
      left -= 1;
      return 'counted';
    },
    hasBegun: (job, worker) => at(job)?.begun.has(worker) ?? false,
    holds: (job, worker) => at(job)?.holder?.worker === worker,
    fail: (job, worker, problem, now) => {
      const entry = at(job);
      if (entry?.holder?.worker !== worker) return undefined;
      free(entry);
      entry.failures.set(worker, { problem, at: now });
      entry.tries += 1;
      retries += 1;
      return entry.tries < patience.failures ? undefined : failedForGood(entry);
    },
    back: (job, worker) => {
      const entry = at(job);
      if (entry?.holder?.worker === worker) free(entry);
    },
    collectLost: (now) => {
      for (const entry of entries)
        if (entry.holder !== undefined && isSilent(entry.holder, now)) lose(entry, entry.holder, now);
      const poison = entries.find(({ lost, done }) => !done && lost.size >= patience.losses);
      return (
        poison &&
        `${poison.name} was lost with ${String(poison.lost.size)} workers, one after the other: ${namesOf(poison.lost)}`
      );
    },
    renew: (now) => {
      for (const { holder } of entries) if (holder !== undefined) holder.heard = now;
    },
    waiting: () =>
      entries.flatMap(({ done, holder }, i) => (done || holder !== undefined ? [] : [first + i])),
    inFlight: () => entries.filter(({ holder }) => holder !== undefined).length,
    inFlightForLong: (now) =>
      entries.flatMap(({ name, holder }) => {
        if (holder === undefined || !isLong(now - holder.since)) return [];
        const minutes = 1 << (31 - Math.clz32((now - holder.since) / minute));
        return [{ name, worker: holder.worker, minutes }];
      }),
    left: () => left,
    begun: () => begun,
    retries: () => retries,
  };
};
