import { setTimeout as sleep } from 'node:timers/promises';
import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { cut, type JobMessage } from '../protocol/messages';
import { encode } from '../wire/encode';
import type { Ask } from './asking';
import type { deliveringBy } from './delivering';
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

/** What the broker is told of a job. */
export interface Token {
  readonly ack: () => void;
  /** Gives it to whoever asks next after so many milliseconds. */
  readonly nak: (after: number) => void;
}

/** What it takes to do a job. */
export interface Bench {
  readonly ask: Ask;
  readonly load: ReturnType<typeof loadingFrom>;
  readonly deliver: ReturnType<typeof deliveringBy>;
  readonly sessions: Sessions;
  readonly untilStop: Waiting;
  /** Whether it is to stop: what has not begun by then is given back. */
  readonly stop: AbortSignal;
  readonly onEvent: (event: WorkerEvent) => void;
}

/** Milliseconds until a job is offered again, and until one who refuses takes another. */
const pause = 250;
const refusalPause = 1000;

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Computed {
  readonly bytes: Uint8Array;
  readonly began: number;
}

/** Brings what there is to bring; never rejected. */
export type Bringing = () => Promise<void>;

const nothing: Bringing = () => Promise.resolve();

/** Leaves a job to others, tells its coordinator why, and waits a little before it takes more. */
export const refusingAt =
  ({ ask, untilStop, onEvent }: Pick<Bench, 'ask' | 'untilStop' | 'onEvent'>) =>
  async (
    token: Token,
    { session, job }: Pick<JobMessage, 'session' | 'job'>,
    problem: string,
  ): Promise<Bringing> => {
    await ask(session, { kind: 'refused', job, problem: cut(problem) });
    token.nak(refusalPause);
    onEvent({ kind: 'refused', problem });
    await untilStop.orWoken(sleep(refusalPause));
    return nothing;
  };

/**
 * Does a job that its coordinator wants done by this worker, and tells it and the broker. Resolves
 * once the job needs no thread any more, to what brings the result.
 */
export const workingAt = (bench: Bench) => {
  const { ask, load, deliver, sessions, untilStop, stop, onEvent } = bench;
  const refuse = refusingAt(bench);

  const giveBack = async (token: Token, { session, job }: JobMessage, after: number): Promise<void> => {
    await ask(session, { kind: 'back', job });
    token.nak(after);
  };

  const fail = async (token: Token, { session, job, name }: JobMessage, problem: string): Promise<void> => {
    await ask(session, { kind: 'failed', job, problem: cut(problem) });
    token.nak(pause);
    onEvent({ kind: 'failed', name, problem });
  };

  /** The result of a job, and when it was begun; undefined if it was given back instead. */
  const compute = async (
    token: Token,
    message: JobMessage,
    { run }: Workshop,
    work: unknown,
  ): Promise<Computed | undefined> => {
    if (!stop.aborted) {
      const began = performance.now();
      onEvent({ kind: 'working', name: message.name });
      const done = await untilStop.orWoken(run(work).then((result) => ({ result })));
      if (done !== undefined) return { bytes: encode(done.result), began };
    }
    await giveBack(token, message, 0);
    return undefined;
  };

  const bring = (token: Token, message: JobMessage, { bytes, began }: Computed): Bringing => {
    const { session, job, name } = message;
    return async () => {
      try {
        if (!(await deliver(session, job, bytes))) {
          token.nak(pause);
          return;
        }
        token.ack();
        onEvent({ kind: 'done', name, seconds: (performance.now() - began) / 1000 });
      } catch (error) {
        await fail(token, message, reason(error));
      }
    };
  };

  return async (token: Token, message: JobMessage): Promise<Bringing> => {
    const { session } = message;
    const both = sequenceS(E.Apply)({
      setup: await load(session, message.setup),
      work: await load(session, message.work),
    });
    if (E.isLeft(both)) {
      await (both.left === 'missing' ? giveBack(token, message, pause) : fail(token, message, both.left));
      return nothing;
    }
    const { setup, work } = both.right;
    try {
      const computed = await sessions.using(session, setup, async (workshop) => {
        if (E.isRight(workshop)) return compute(token, message, workshop.right, work);
        await refuse(token, message, workshop.left);
        return undefined;
      });
      return computed === undefined ? nothing : bring(token, message, computed);
    } catch (error) {
      await fail(token, message, reason(error));
      return nothing;
    }
  };
};
