import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { cut, type JobMessage } from '../protocol/messages';
import { encode } from '../wire/encode';
import type { Ask } from './asking';
import type { deliveringBy } from './delivering';
import { fates, type Fate } from './fate';
import type { Lately } from './lately';
import type { loadingFrom } from './loading';
import type { Sessions, Workshop } from './sessions';
import type { Waiting } from '../waiting';

/** Something that happened to a worker. */
export type WorkerEvent =
  | {
      /** It begins a job. */
      readonly kind: 'working';
      /** What the coordinator calls the job. */
      readonly name: string;
    }
  | {
      /** It has done a job, and the coordinator needs no more of it. */
      readonly kind: 'done';
      /** What the coordinator calls the job. */
      readonly name: string;
      /** From the beginning of the job until then. */
      readonly seconds: number;
    }
  | {
      /** A job failed; another worker may try it. */
      readonly kind: 'failed';
      /** What the coordinator calls the job. */
      readonly name: string;
      /** Why, for a person. */
      readonly problem: string;
    }
  | {
      /** It will not do a job, or a message is none. */
      readonly kind: 'refused';
      /** Why, for a person. */
      readonly problem: string;
    };

/** What it takes to do a job. */
export interface Bench {
  readonly ask: Ask;
  readonly load: ReturnType<typeof loadingFrom>;
  readonly deliver: ReturnType<typeof deliveringBy>;
  readonly sessions: Sessions;
  /** Those that this worker will not work for. */
  readonly refused: Lately;
  /** In how many milliseconds a job that it refuses is offered again. */
  readonly putOff: () => number;
  readonly untilStop: Waiting;
  /** Whether it is to stop: what has not begun by then is given back. */
  readonly stop: AbortSignal;
  readonly onEvent: (event: WorkerEvent) => void;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Computed {
  readonly bytes: Uint8Array;
  readonly began: number;
}

/** Brings a result, and then knows what becomes of its job; never rejected. */
export type Bringing = () => Promise<Fate>;

/** What a worker needs to refuse a job. */
export type Refusing = Pick<Bench, 'ask' | 'refused' | 'putOff' | 'onEvent'>;

/** Leaves a job to others, tells its coordinator why, and remembers its session. */
export const refusingAt =
  ({ ask, refused, putOff, onEvent }: Refusing) =>
  async ({ session, job }: Pick<JobMessage, 'session' | 'job'>, problem: string): Promise<Fate> => {
    await ask(session, { kind: 'refused', job, problem: cut(problem) });
    refused.add(session);
    onEvent({ kind: 'refused', problem });
    return { kind: 'back', after: putOff() };
  };

/**
 * Does a job that its coordinator wants done by this worker, and tells it so. Resolves once the job
 * needs no thread any more, to what becomes of it, or to what brings the result.
 */
export const workingAt = (bench: Bench) => {
  const { ask, load, deliver, sessions, untilStop, stop, onEvent } = bench;
  const refuse = refusingAt(bench);

  const giveBack = async ({ session, job }: JobMessage, fate: Fate): Promise<Fate> => {
    await ask(session, { kind: 'back', job });
    return fate;
  };

  const fail = async ({ session, job, name }: JobMessage, problem: string): Promise<Fate> => {
    await ask(session, { kind: 'failed', job, problem: cut(problem) });
    onEvent({ kind: 'failed', name, problem });
    return fates.backSoon;
  };

  const bring = (message: JobMessage, { bytes, began }: Computed): Bringing => {
    const { session, job, name } = message;
    return async () => {
      try {
        if (!(await deliver(session, job, bytes))) return fates.backSoon;
        onEvent({ kind: 'done', name, seconds: (performance.now() - began) / 1000 });
        return fates.done;
      } catch (error) {
        return fail(message, reason(error));
      }
    };
  };

  const compute = async (message: JobMessage, { run }: Workshop, work: unknown): Promise<Fate | Bringing> => {
    if (!stop.aborted) {
      const began = performance.now();
      onEvent({ kind: 'working', name: message.name });
      const done = await untilStop.orWoken(run(work).then((result) => ({ result })));
      if (done !== undefined) return bring(message, { bytes: encode(done.result), began });
    }
    return giveBack(message, fates.backNow);
  };

  return async (message: JobMessage): Promise<Fate | Bringing> => {
    const { session } = message;
    const both = sequenceS(E.Apply)({
      setup: await load(session, message.setup),
      work: await load(session, message.work),
    });
    if (E.isLeft(both))
      return both.left === 'missing' ? giveBack(message, fates.backSoon) : fail(message, both.left);
    const { setup, work } = both.right;
    try {
      return await sessions.using<Fate | Bringing>(session, setup, (workshop) =>
        E.isRight(workshop) ? compute(message, workshop.right, work) : refuse(message, workshop.left),
      );
    } catch (error) {
      return fail(message, reason(error));
    }
  };
};
