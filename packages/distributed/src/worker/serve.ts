import type { JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { linkOf } from '../link';
import { decodeJob, type ForeignJob, type JobMessage } from '../protocol/messages';
import { subjects } from '../protocol/subjects';
import { encode } from '../wire/encode';
import { askingAs } from './asking';
import { blobCache, type FetchBlob } from './blob-cache';
import { deliveringBy } from './delivering';
import { fateBy, fates, settle, type Fate } from './fate';
import { lately } from './lately';
import { loadingFrom } from './loading';
import { pullingFrom } from './pulling';
import { sessionsOf, type OpenWorkshop } from './sessions';
import { spacing } from './spacing';
import { waiting } from '../waiting';
import { workerBroker } from './worker-broker';
import { refusingAt, workingAt, type Bringing, type WorkerEvent } from './working';

/** How a worker works. */
export interface ServeOptions {
  /**
   * To the broker of the coordinators; {@link connectTo} makes one for a worker. Coordinators answer
   * to inboxes that begin with `_INBOX.worker.`, or into another account of the broker, only.
   */
  readonly connection: NatsConnection;
  /** Its name begins with this. */
  readonly name: string;
  /** How many jobs at once. */
  readonly jobs: number;
  /**
   * Makes ready for a session by what its coordinator says; Left says why this worker will not work
   * for it.
   */
  readonly open: OpenWorkshop;
  /** Told of each job, for a log. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
  /** Ends it: jobs that are not done are given back. */
  readonly stop: AbortSignal;
}

/** Milliseconds. */
const beat = 1000;
const pullFor = 5000;
const pause = 250;
const flushFor = 1000;

/** Long enough to end thousands of jobs; a coordinator that was only slow sends them again soon. */
const silent = { rememberFor: 2000, most: 4096 };

/** A coordinator that is gone meanwhile is then noticed, and its jobs end. */
const refused = { rememberFor: 30_000, most: 4096 };

/**
 * Milliseconds between jobs of refused sessions that this worker puts off: it takes each again in
 * two or so, where nobody else does. The broker gives such jobs before those that are new.
 */
const refusals = { least: 100, apart: 20 };

/** A thread that waits for nobody takes its next job meanwhile. */
const keepUpFor = 1000;
const offerFor = 600_000;
const offersEach = 4;

const ready = { most: 4, idleFor: 60_000 };
const mostBlobBytes = 512 * 1024 * 1024;

interface Held {
  readonly message: JsMsg;
  readonly session: string;
  readonly job: number;
}

/** A name of this worker alone, of what a token may hold. */
const uniqueName = (name: string): string =>
  `${name.replace(/[^\w-]/g, '-').slice(0, 40)}-${randomBytes(4).toString('hex')}`;

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
 * const address = { url: 'nats://127.0.0.1:1', secure: false };
 * const ours = await connectTo(address, {}, 'coordinator')();
 * const theirs = await connectTo(address, {}, 'worker')();
 * if (ours._tag === 'Right' && theirs._tag === 'Right') {
 *   const square = {
 *     run: async (x: unknown) => Number(x) * Number(x),
 *     close: async () => undefined,
 *   };
 *   const [setup, stop] = ['squares', new AbortController()];
 *   const served = serve({
 *     connection: theirs.right,
 *     name: 'worker',
 *     jobs: 2,
 *     open: async (found) =>
 *       found === setup ? { _tag: 'Right', right: square } : { _tag: 'Left', left: 'only squares' },
 *     stop: stop.signal,
 *   });
 *   const { map, close } = await remoteMap<number, number>({
 *     connection: ours.right,
 *     setup,
 *     describe: String,
 *     decodeResult: (x) =>
 *       typeof x === 'number' ? { _tag: 'Right', right: x } : { _tag: 'Left', left: 'no number' },
 *   });
 *   console.log(await map([1, 2, 3])); // [1, 4, 9]
 *   stop.abort();
 *   await Promise.all([close(), served]);
 * }
 * strictEqual(theirs._tag, 'Left'); // there is no broker here
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
  const worker = uniqueName(name);
  const broker = await workerBroker(connection);
  const sessions = sessionsOf(open, ready);
  const held = new Set<Held>();
  const [silentLately, refusedLately] = [lately(silent), lately(refused)];
  const [untilStop, untilBack] = [waiting(), waiting()];
  const pulling = pullingFrom({ find: broker.consumer, expires: pullFor, untilStop, untilBack });
  const link = linkOf(connection, () => {
    pulling.lookAgain();
    // What was silent may have been this side.
    silentLately.forgetAll();
    untilBack.wake();
  });
  stop.addEventListener('abort', untilStop.wake);

  const ask = askingAs(connection, worker, untilBack);
  const fetchBlob: FetchBlob = (session, wanted) => untilBack.orWoken(broker.blob(session, wanted));
  const refusing = { ask, refused: refusedLately, putOff: spacing(refusals), onEvent };
  const refuseForeign = refusingAt(refusing);
  const work = workingAt({
    ...refusing,
    load: loadingFrom(blobCache(fetchBlob, mostBlobBytes), ask),
    deliver: deliveringBy(ask, { offerFor, pause, most: offersEach * jobs }, { isUp: link.isUp, stop }),
    sessions,
    untilStop,
    stop,
  });

  /** Asks for a job, and does it if it is to be done; what is left may be to bring its result. */
  const take = async (wanted: JobMessage | ForeignJob): Promise<Fate | Bringing> => {
    const { session, job } = wanted;
    if (silentLately.has(session)) return fateBy.silent;
    if (refusedLately.has(session)) return { kind: 'back', after: refusing.putOff() };
    const answer = await ask(session, { kind: 'begin', job });
    if (answer === 'go') return 'problem' in wanted ? refuseForeign(wanted, wanted.problem) : work(wanted);
    if (answer === 'silent') silentLately.add(session);
    return fateBy[answer];
  };

  const refuse = (message: JsMsg, problem: string): undefined => {
    settle(message, fates.ended);
    onEvent({ kind: 'refused', problem });
  };

  /** Results on their way. */
  const bringing = new Set<Promise<void>>();

  /** Resolves once the job needs no thread, to what comes true once it is held no more. */
  const handle = async (message: JsMsg): Promise<{ readonly brought: Promise<void> } | undefined> => {
    const wanted = E.toUnion(decodeJob(message.data));
    if (typeof wanted === 'string') return refuse(message, wanted);
    const { session, job } = wanted;
    if (message.subject !== subjects.job(session, job))
      return refuse(message, 'expected the job of its subject, found another');
    if ([...held].some((mine) => mine.session === session && mine.job === job)) {
      settle(message, fates.ended);
      return undefined;
    }
    const mine: Held = { message, session, job };
    held.add(mine);
    const letGo = (fate: Fate): void => {
      held.delete(mine);
      settle(message, fate);
    };
    const next = await take(wanted).catch((error: unknown) => {
      held.delete(mine);
      throw error;
    });
    if (typeof next === 'function') {
      const brought = next().then(letGo);
      bringing.add(brought);
      void brought.finally(() => bringing.delete(brought));
      return { brought };
    }
    letGo(next);
    if (next.kind === 'back' && next.restFor !== undefined)
      await untilStop.orWoken(sleep(randomInt(next.restFor)));
    return undefined;
  };

  // One who works says so to the broker, so that it gives the job to nobody else, and to the
  // coordinator. One who waits says so, too: a job that failed elsewhere is for it.
  const heart = setInterval(() => {
    const bySession = new Map<string, readonly number[]>(sessions.ids().map((id) => [id, []]));
    for (const { message, session, job } of held) {
      message.working();
      bySession.set(session, [...(bySession.get(session) ?? []), job]);
    }
    for (const [session, all] of bySession)
      connection.publish(subjects.lead(session), encode({ kind: 'alive', worker, jobs: all }));
    sessions.tidy();
  }, beat);

  // The result of a job is brought while the next is done, and while its coordinator is away.
  const lane = async (): Promise<void> => {
    let before = Promise.resolve();
    while (!stop.aborted && !connection.isClosed()) {
      try {
        const message = await pulling.next();
        const handled = message && (await handle(message));
        await Promise.race([before, sleep(keepUpFor, undefined, { ref: false })]);
        before = handled?.brought ?? before;
      } catch {
        // There is no stream, or no broker: both come back.
        await untilStop.orWoken(sleep(pause));
      }
    }
  };

  try {
    await Promise.all(Array.from({ length: jobs }, lane));
    await Promise.all(bringing);
  } finally {
    clearInterval(heart);
    stop.removeEventListener('abort', untilStop.wake);
    await sessions.close();
    // Where the broker is away nothing arrives, and nobody says when.
    if (link.isUp()) await Promise.race([connection.flush().catch(() => undefined), sleep(flushFor)]);
    link.stop();
  }
};
