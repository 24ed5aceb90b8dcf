import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decodeWorkerMessage, type Reply, type ResultPart, type WorkerMessage } from '../protocol/messages';
import type { Call } from './call';
import type { Roster } from './roster';
import type { Shelf } from './shelf';
import { mostUnfinished } from './unfinished';

/** What came that was of no use. */
export interface Discarded {
  /** Results that came twice or too late. */
  readonly duplicates: number;
  /** Messages that made no sense, and workers that will not work for this program. */
  readonly refused: number;
  /** Why the last of them was. */
  readonly lastRefusal: string | undefined;
}

/** Answers what workers say. */
export interface Inbox {
  readonly answer: (message: Uint8Array, now: number) => Reply;
  /** Counts a message that makes no sense, and why. */
  readonly refuse: (problem: string) => Reply;
  readonly discarded: () => Discarded;
}

/** What messages are about. */
export interface InboxOptions {
  readonly calls: ReadonlySet<Call>;
  readonly roster: Roster;
  readonly putAgain: Shelf['putAgain'];
}

/** Nothing has come yet. */
export const inbox = ({ calls, roster, putAgain }: InboxOptions): Inbox => {
  let duplicates = 0;
  let refused = 0;
  let lastRefusal: string | undefined;

  const refuse = (problem: string): Reply => {
    refused += 1;
    lastRefusal = problem;
    return 'refused';
  };

  const ownerOf = (job: number): Call | undefined => [...calls].find(({ owns }) => owns(job));

  const fail = (owner: Call, job: number, worker: string, problem: string, now: number): void => {
    const poison = owner.books.fail(job, worker, problem, now);
    if (poison !== undefined) owner.reject(new Error(poison));
  };

  const take = (owner: Call, part: ResultPart, now: number): Reply => {
    const taken = owner.take(part);
    if (E.isLeft(taken)) {
      fail(owner, part.job, part.worker, `its result is none: ${taken.left}`, now);
      return refuse(`${part.worker}: ${taken.left}`);
    }
    if (taken.right === 'late') duplicates += 1;
    if (taken.right === 'full') {
      refuse(
        `${part.worker}: expected unfinished results of at most ${String(mostUnfinished)} parts, found more`,
      );
      return 'later';
    }
    // Parts come slowly where they are many; who sends them has the job.
    owner.books.keep(part.job, part.worker, now);
    return 'ok';
  };

  /** Of a job that a worker was told to do. */
  const hear = (owner: Call, message: AboutJob, now: number): Reply => {
    const { job, worker } = message;
    if (!owner.books.hasBegun(job, worker))
      return refuse(`${worker}: it was not told to do job ${String(job)}`);
    switch (message.kind) {
      case 'result':
        roster.works(worker);
        return take(owner, message, now);
      case 'failed':
        roster.works(worker);
        fail(owner, job, worker, message.problem, now);
        return 'ok';
      case 'refused':
        owner.books.back(job, worker);
        roster.refuses(worker);
        refuse(`${worker} refuses: ${message.problem}`);
        return 'ok';
      case 'back':
        owner.books.back(job, worker);
        return 'ok';
    }
  };

  const decide = (message: WorkerMessage, now: number): Reply => {
    const { worker } = message;
    roster.heard(worker, now);
    switch (message.kind) {
      case 'alive':
        for (const { books } of calls) books.keepOnly(message.jobs, worker, now);
        return 'ok';
      case 'missing':
        return putAgain(message.hash) ? 'ok' : 'drop';
      case 'begin':
        return ownerOf(message.job)?.books.begin(message.job, worker, now) ?? 'drop';
    }
    const owner = ownerOf(message.job);
    if (owner !== undefined) return hear(owner, message, now);
    if (message.kind === 'result') duplicates += 1;
    return 'drop';
  };

  return {
    answer: (message, now) =>
      pipe(
        decodeWorkerMessage(message),
        E.match(
          (wrong) => refuse(`a message that is none: ${wrong}`),
          (said) => decide(said, now),
        ),
      ),
    refuse,
    discarded: () => ({ duplicates, refused, lastRefusal }),
  };
};

type AboutJob = Exclude<WorkerMessage, { readonly kind: 'alive' | 'missing' | 'begin' }>;
