import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { cut, protocolVersion, type ResultPart } from '../protocol/messages';
import { decode, type BlobReference } from '../wire/decode';
import { encode } from '../wire/encode';
import { ledger, type Ledger, type Outcome } from './ledger';
import { packer, type Blobs } from './packing';
import type { Pace } from './pace';
import type { CoordinatorPatience } from './patience';
import type { Roster } from './roster';
import { settlement } from './settlement';
import { unfinishedResults } from './unfinished';
import type { verification } from './verification';

/** What stays the same from one call of the map to the next. */
export interface CallOptions<J, R> {
  readonly session: string;
  readonly setup: BlobReference;
  readonly describe: (job: J) => string;
  readonly decodeResult: (value: unknown, job: J) => E.Either<string, R>;
  readonly verify: ReturnType<typeof verification<J, R>> | undefined;
  readonly roster: Roster;
  readonly patience: CoordinatorPatience;
  readonly pace: Pace;
}

/** One call of the map: jobs of its own, numbered on from those of the calls before. */
export interface Call {
  readonly books: Ledger;
  readonly owns: (job: number) => boolean;
  /** What jobs refer to. */
  readonly blobs: Blobs;
  /** A job as it is sent. */
  readonly message: (job: number) => Uint8Array;
  /**
   * Takes a part of a result; Left says what is wrong with it. Where it is `full`, the part was not
   * taken, and may come later.
   */
  readonly take: (part: ResultPart) => E.Either<string, Outcome | 'incomplete' | 'full'>;
  /** It will not be done. */
  readonly reject: (error: Error) => void;
  /** Settles when all is done, or when it will not be. */
  readonly done: Promise<void>;
}

const decodeWhole = (whole: Uint8Array): E.Either<string, unknown> =>
  pipe(
    decode(whole),
    E.mapLeft((wrong) => (typeof wrong === 'string' ? wrong : 'expected no reference, found one')),
  );

/**
 * Begins a call whose first job has the number `first`; its results stand in `results` when it is
 * done. Throws a RangeError for a job that cannot be sent.
 */
export const beginCall = <J, R>(
  { session, setup, describe, decodeResult, verify, roster, patience, pace }: CallOptions<J, R>,
  jobs: readonly J[],
  first: number,
): { readonly call: Call; readonly results: readonly R[] } => {
  const packed = jobs.map(packer());
  const names = jobs.map(describe);
  const results: R[] = Array.from({ length: jobs.length });
  const books = ledger(first, names, roster, patience, pace);
  const { done, resolve, reject } = settlement();
  const unfinished = unfinishedResults(books.holds);
  let verifying = 0;

  const endIfDone = (): void => {
    if (books.left() === 0 && verifying === 0) resolve();
  };

  const count = async (job: number, worker: string, result: R): Promise<void> => {
    const i = job - first;
    results[i] = result;
    verifying += 1;
    const problem = await verify?.(names[i], jobs[i], worker, result);
    verifying -= 1;
    if (problem !== undefined) reject(problem);
    endIfDone();
  };

  const finish = (job: number, worker: string, result: R): Outcome => {
    const outcome = books.finish(job);
    unfinished.forget(job);
    if (outcome === 'counted') void count(job, worker, result);
    return outcome;
  };

  const call: Call = {
    books,
    owns: (job) => job >= first && job < first + jobs.length,
    blobs: new Map(packed.flatMap((each) => [...each.blobs])),
    message: (job) =>
      encode({
        version: protocolVersion,
        session,
        job,
        name: cut(names[job - first]),
        setup,
        work: packed[job - first].work,
      }),
    take: (part) =>
      pipe(
        unfinished.take(part),
        E.chain((bytes) =>
          typeof bytes !== 'object'
            ? E.right<string, 'incomplete' | 'full'>(bytes ?? 'incomplete')
            : pipe(
                decodeWhole(bytes),
                E.chain((value) => decodeResult(value, jobs[part.job - first])),
                E.map((result): Outcome | 'incomplete' | 'full' => finish(part.job, part.worker, result)),
              ),
        ),
      ),
    reject,
    done,
  };
  return { call, results };
};
