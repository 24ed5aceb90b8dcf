import type { Consumer, JsMsg } from '@nats-io/jetstream';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { workerBroker } from './broker';
import { split } from './parts';
import {
  cut,
  decodeJob,
  decodeReply,
  subjects,
  type JobMessage,
  type Reply,
  type WorkerMessage,
} from './protocol';
import { isBytes } from './typed-array';
import { decode, encode, type BlobReference } from './wire';

/** What does the jobs of a session. */
export interface Workshop {
  /** Does a job; rejected where it cannot. */
  readonly run: (job: unknown) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Something that happened to a worker. */
export type WorkerEvent =
  | { readonly kind: 'working'; readonly name: string }
  | { readonly kind: 'done'; readonly name: string; readonly seconds: number }
  | { readonly kind: 'failed'; readonly name: string; readonly problem: string }
  /** It will not do a job, or a message is none. */
  | { readonly kind: 'refused'; readonly problem: string };

/** How a worker works. */
export interface ServeOptions {
  readonly connection: NatsConnection;
  /** Its name begins with this. */
  readonly name: string;
  /** How many jobs at once. */
  readonly jobs: number;
  /**
   * Makes ready for a session by what its coordinator says; Left says why this worker will not work
   * for it.
   */
  readonly open: (setup: unknown) => Promise<E.Either<string, Workshop>>;
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
  /** Ends it: jobs that are not done are given back. */
  readonly stop: AbortSignal;
}

/** Milliseconds. */
const beat = 1000;
const pullFor = 5000;
const answerWithin = 3000;
const pause = 250;
const deliverFor = 10_000;
const refusalPause = 1000;
const idleSession = 60_000;

/** Sessions that are kept ready at most, and bytes of blobs. */
const mostSessions = 4;
const mostBlobBytes = 512 * 1024 * 1024;

interface Session {
  readonly workshop: Promise<E.Either<string, Workshop>>;
  used: number;
  busy: number;
}

interface Held {
  readonly message: JsMsg;
  readonly session: string;
  readonly job: number;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Blobs that were fetched, the least lately used of which go first. */
const blobCache = (
  fetch: (session: string, wanted: BlobReference) => Promise<Uint8Array | string | undefined>,
) => {
  const there = new Map<string, Uint8Array>();
  const coming = new Map<string, Promise<Uint8Array | string | undefined>>();
  let total = 0;
  const keep = (hash: string, bytes: Uint8Array): void => {
    there.delete(hash);
    there.set(hash, bytes);
    total += bytes.length;
    for (const [oldest, old] of there) {
      if (total <= mostBlobBytes || oldest === hash) return;
      there.delete(oldest);
      total -= old.length;
    }
  };
  return async (session: string, wanted: BlobReference): Promise<Uint8Array | string | undefined> => {
    const { hash } = wanted;
    const found = there.get(hash);
    if (found !== undefined) {
      total -= found.length;
      keep(hash, found);
      return found;
    }
    const fetched = coming.get(hash) ?? fetch(session, wanted);
    coming.set(hash, fetched);
    try {
      const bytes = await fetched;
      if (isBytes(bytes) && !there.has(hash)) keep(hash, bytes);
      return bytes;
    } finally {
      coming.delete(hash);
    }
  };
};

/** Who waits, and can be woken. */
interface Waiting {
  /** What a promise resolves to, or undefined if it is woken before. */
  readonly orWoken: <A>(promise: Promise<A>) => Promise<A | undefined>;
  readonly wake: () => void;
}

/** Unlike a race with one promise that lives on, nothing is kept of waits that are over. */
const waiting = (): Waiting => {
  const sleepers = new Set<() => void>();
  return {
    orWoken: (promise) =>
      new Promise((resolve, reject) => {
        const wake = (): void => {
          sleepers.delete(wake);
          resolve(undefined);
        };
        sleepers.add(wake);
        promise.then(resolve, reject).finally(() => sleepers.delete(wake));
      }),
    wake: () => {
      for (const wake of [...sleepers]) wake();
    },
  };
};

/**
 * Takes jobs from a broker and does them until stopped; it may join and leave at any time. Resolves
 * once it has stopped and given back what is not done. A job that is decoded is plain data; what it
 * means is for `open` and its workshop to check.
 *
 * @throws RangeError unless `jobs` is a whole number from 1.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { connectTo, remoteMap, serve } from '@sgmrl/distributed';
 * const connected = await connectTo({ url: 'nats://127.0.0.1:1', secure: false }, {}, 'squares')();
 * if (connected._tag === 'Right') {
 *   const connection = connected.right;
 *   const square = { run: async (x: unknown) => Number(x) * Number(x), close: async () => undefined };
 *   const [setup, stop] = ['squares', new AbortController()];
 *   const served = serve({ connection, name: 'worker', jobs: 2, stop: stop.signal,
 *     open: async (found) => found === setup ? { _tag: 'Right', right: square } : { _tag: 'Left', left: 'only squares' } });
 *   const { map, close } = await remoteMap<number, number>({ connection, setup, describe: String,
 *     decodeResult: (x) => typeof x === 'number' ? { _tag: 'Right', right: x } : { _tag: 'Left', left: 'no number' } });
 *   console.log(await map([1, 2, 3])); // [1, 4, 9]
 *   stop.abort();
 *   await Promise.all([close(), served]);
 * }
 * strictEqual(connected._tag, 'Left'); // there is no broker here
 * ```
 */
export const serve = async ({
  connection,
  name,
  jobs,
  open,
  onEvent = () => undefined,
  stop,
}: ServeOptions): Promise<void> => {
  if (!(Number.isInteger(jobs) && jobs >= 1))
    throw new RangeError(`jobs: expected a whole number from 1, found ${String(jobs)}`);
  const worker = `${name.replace(/[^\w-]/g, '-').slice(0, 40)}-${randomBytes(4).toString('hex')}`;
  const broker = await workerBroker(connection);
  const blob = blobCache(broker.blob);
  const sessions = new Map<string, Session>();
  const held = new Set<Held>();
  const [untilStop, untilReconnected] = [waiting(), waiting()];
  stop.addEventListener('abort', untilStop.wake);

  const ask = async (session: string, message: WorkerMessage): Promise<Reply | 'gone' | 'silent'> => {
    try {
      const reply = await connection.request(subjects.lead(session), encode(message), {
        timeout: answerWithin,
      });
      const decoded = decodeReply(reply.data);
      return E.isRight(decoded) ? decoded.right : 'silent';
    } catch (error) {
      return error instanceof errors.RequestError && error.isNoResponders() ? 'gone' : 'silent';
    }
  };

  /** The value that a message or a blob holds, once all that it refers to is there. */
  const value = async (
    session: string,
    work: Uint8Array | BlobReference,
  ): Promise<E.Either<string | 'missing', unknown>> => {
    const wanted = async (reference: BlobReference): Promise<Uint8Array | string> => {
      const found = await blob(session, reference);
      if (found !== undefined) return found;
      await ask(session, { kind: 'missing', worker, hash: reference.hash });
      return 'missing';
    };
    const bytes = isBytes(work) ? work : await wanted(work);
    if (typeof bytes === 'string') return E.left(bytes);
    const there = new Map<string, Uint8Array>();
    for (;;) {
      const decoded = decode(bytes, (hash) => there.get(hash));
      if (E.isRight(decoded)) return decoded;
      if (typeof decoded.left === 'string') return E.left(decoded.left);
      for (const reference of decoded.left.missing) {
        const found = await wanted(reference);
        if (typeof found === 'string') return E.left(found);
        there.set(reference.hash, found);
      }
    }
  };

  const forget = async (id: string, session: Session): Promise<void> => {
    sessions.delete(id);
    const workshop = await session.workshop;
    if (E.isRight(workshop)) await workshop.right.close();
  };

  const makeRoom = (): void => {
    const idle = [...sessions].filter(([, { busy }]) => busy === 0).sort(([, a], [, b]) => a.used - b.used);
    const now = performance.now();
    idle.forEach(([id, session], i) => {
      if (sessions.size - i > mostSessions || now - session.used > idleSession) void forget(id, session);
    });
  };

  const sessionOf = (id: string, setup: unknown): Session => {
    const found = sessions.get(id);
    if (found !== undefined) return found;
    const opened: Session = {
      workshop: open(setup).catch((error: unknown) => E.left(reason(error))),
      used: performance.now(),
      busy: 0,
    };
    sessions.set(id, opened);
    return opened;
  };

  /** Brings a result to the coordinator, part by part; false if it is gone. */
  const deliver = async (session: string, job: number, result: Uint8Array): Promise<boolean> => {
    const until = performance.now() + deliverFor;
    const parts = split(result);
    for (const [part, bytes] of parts.entries()) {
      for (;;) {
        const reply = await ask(session, { kind: 'result', worker, job, part, parts: parts.length, bytes });
        if (reply === 'drop' || reply === 'refused') return true;
        if (reply !== 'gone' && reply !== 'silent') break;
        if (performance.now() > until || stop.aborted) return false;
        await sleep(pause);
      }
    }
    return true;
  };

  const refuse = (message: JsMsg, problem: string): void => {
    message.term();
    onEvent({ kind: 'refused', problem });
  };

  /** Does a job that the coordinator wants done by this worker. */
  const work = async (
    message: JsMsg,
    { session, job, name: jobName, setup, work: packed }: JobMessage,
  ): Promise<void> => {
    const giveBack = async (after: number): Promise<void> => {
      await ask(session, { kind: 'back', worker, job });
      message.nak(after);
    };
    const failed = async (problem: string): Promise<void> => {
      await ask(session, { kind: 'failed', worker, job, problem: cut(problem) });
      message.nak(pause);
      onEvent({ kind: 'failed', name: jobName, problem });
    };
    const both = sequenceS(E.Apply)({
      about: await value(session, setup),
      wanted: await value(session, packed),
    });
    if (E.isLeft(both)) {
      await (both.left === 'missing' ? giveBack(pause) : failed(both.left));
      return;
    }
    const { about, wanted } = both.right;
    const opened = sessionOf(session, about);
    opened.busy += 1;
    try {
      const workshop = await opened.workshop;
      if (E.isLeft(workshop)) {
        await ask(session, { kind: 'refused', worker, job, problem: cut(workshop.left) });
        message.nak(refusalPause);
        onEvent({ kind: 'refused', problem: workshop.left });
        await untilStop.orWoken(sleep(refusalPause));
        return;
      }
      const began = performance.now();
      onEvent({ kind: 'working', name: jobName });
      const done = await untilStop.orWoken(workshop.right.run(wanted).then((result) => ({ result })));
      if (done === undefined) {
        await giveBack(0);
        return;
      }
      if (!(await deliver(session, job, encode(done.result)))) {
        message.nak(pause);
        return;
      }
      message.ack();
      onEvent({ kind: 'done', name: jobName, seconds: (performance.now() - began) / 1000 });
    } catch (error) {
      await failed(reason(error));
    } finally {
      opened.busy -= 1;
      opened.used = performance.now();
      makeRoom();
    }
  };

  const handle = async (message: JsMsg): Promise<void> => {
    const decoded = decodeJob(message.data);
    if (E.isLeft(decoded)) {
      refuse(message, decoded.left);
      return;
    }
    const { session, job } = decoded.right;
    if (message.subject !== subjects.job(session)) {
      refuse(message, `expected a job of the session in its subject, found another`);
      return;
    }
    if ([...held].some((mine) => mine.session === session && mine.job === job)) {
      message.term();
      return;
    }
    const reply = await ask(session, { kind: 'begin', worker, job });
    if (reply === 'later' || reply === 'silent') message.nak(pause);
    else if (reply !== 'go') message.term();
    else {
      const mine: Held = { message, session, job };
      held.add(mine);
      try {
        await work(message, decoded.right);
      } finally {
        held.delete(mine);
      }
    }
  };

  // One who works says so to the broker, so that it gives the job to nobody else, and to the
  // coordinator.
  const heart = setInterval(() => {
    const bySession = new Map<string, number[]>();
    for (const { message, session, job } of held) {
      message.working();
      bySession.set(session, [...(bySession.get(session) ?? []), job]);
    }
    for (const [session, all] of bySession)
      connection.publish(subjects.lead(session), encode({ kind: 'alive', worker, jobs: all }));
    makeRoom();
  }, beat);

  void (async () => {
    for await (const { type } of connection.status()) if (type === 'reconnect') untilReconnected.wake();
  })();

  let consumer: Consumer | undefined;
  /** The next job; undefined if there is none for a while, or the connection was lost meanwhile. */
  const pull = async (): Promise<JsMsg | undefined> => {
    consumer ??= await broker.consumer();
    const pulled = consumer.next({ expires: pullFor });
    const first = await untilStop.orWoken(untilReconnected.orWoken(pulled));
    if (first !== undefined) return first ?? undefined;
    // What still comes of it is for another.
    void pulled.then(
      (late) => late?.nak(),
      () => undefined,
    );
    return undefined;
  };

  const lane = async (): Promise<void> => {
    while (!stop.aborted && !connection.isClosed()) {
      try {
        const message = await pull();
        if (message !== undefined) await handle(message);
      } catch {
        // There is no stream, or no broker: both come back.
        consumer = undefined;
        await untilStop.orWoken(sleep(pause));
      }
    }
  };

  try {
    await Promise.all(Array.from({ length: jobs }, lane));
  } finally {
    clearInterval(heart);
    stop.removeEventListener('abort', untilStop.wake);
    await Promise.all([...sessions].map(([id, session]) => forget(id, session)));
    if (!connection.isClosed()) await connection.flush().catch(() => undefined);
  }
};
