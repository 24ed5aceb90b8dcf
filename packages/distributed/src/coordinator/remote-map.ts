import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { randomBytes } from 'node:crypto';
import type * as E from 'fp-ts/lib/Either.js';
import { linkOf } from '../link';
import { isForWorker, subjects } from '../protocol/subjects';
import { waiting } from '../waiting';
import { encode } from '../wire/encode';
import { brokerSilence } from './broker-silence';
import { beginCall, type Call } from './call';
import { inbox } from './inbox';
import { leadBroker } from './lead-broker';
import { asBlob } from './packing';
import { pace } from './pace';
import { patience as usual, type CoordinatorPatience } from './patience';
import { onChange, sumOver, type RemoteStatus } from './remote-status';
import { roster as emptyRoster } from './roster';
import { sending } from './sending';
import { shelf } from './shelf';
import { verification, type ResultCheck } from './verification';

/** What is done elsewhere, and how. */
export interface RemoteMapOptions<J, R> {
  /**
   * To a broker that has JetStream; {@link connectTo} makes one for a coordinator. It stays open
   * when the map is closed.
   */
  readonly connection: NatsConnection;
  /** What a worker needs to know before it does jobs; plain data. */
  readonly setup: unknown;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
  /** Checks what came back for a job; Left says what is wrong with it. */
  readonly decodeResult: (value: unknown, job: J) => E.Either<string, R>;
  /** Which part of the results is computed again here; none unless given. */
  readonly verify?: ResultCheck<J, R> | undefined;
  /**
   * Whether this program is to stop. What is being worked at is waited for even then; what nobody
   * works at is given up: `map` is rejected with an error whose name is `AbortError`.
   */
  readonly stopRequested?: (() => boolean) | undefined;
  /** Is told whenever the status has changed, a few times a second at most. */
  readonly onStatus?: ((status: RemoteStatus) => void) | undefined;
  /** Three seconds, two failures and three lost workers unless given. */
  readonly patience?: CoordinatorPatience | undefined;
}

/** A map whose jobs are done by whoever takes them, until closed. */
export interface RemoteMap<J, R> {
  /**
   * Brings the results of jobs in their order, whoever did them and however often. Rejected with an
   * `Error` that names the job when one failed on two workers or was lost with three, when a worker
   * returned other bits, or when closed. For other bits, its name is `WrongResultError`. Its `since`
   * is when the first result of that worker was taken, by `performance.now()`: those after it may be
   * wrong, too.
   */
  readonly map: (jobs: readonly J[]) => Promise<readonly R[]>;
  /** Takes back what is not done. The connection stays open. */
  readonly close: () => Promise<void>;
}

const givenUp = (): Error =>
  Object.assign(new Error('given up: nobody works at it, and this program is to stop'), {
    name: 'AbortError',
  });

/** Milliseconds between two looks at the books, and between two looks at what the broker holds. */
const lookEvery = 250;
const auditEvery = 500;

/**
 * Has jobs done by the workers of a broker (NATS with JetStream). Nothing that the broker or a
 * worker holds is needed to go on: what is lost is sent again, results count once, and their order
 * is that of the jobs. So the results are those of a map in this thread, bit for bit, if `R` is
 * computed by the same arithmetic.
 *
 * Rejected if the broker does not let this program make its streams.
 *
 * @throws RangeError unless the share to verify is from 0 to 1.
 *
 * @example See {@link serve}.
 */
export const remoteMap = async <J, R>({
  connection,
  setup,
  describe,
  decodeResult,
  verify,
  stopRequested = () => false,
  onStatus = () => undefined,
  patience = usual,
}: RemoteMapOptions<J, R>): Promise<RemoteMap<J, R>> => {
  const verified = verify && verification(verify);
  const session = randomBytes(12).toString('hex');
  const broker = await leadBroker(connection, patience.ackWait);
  await broker.prepare();

  const calls = new Set<Call>();
  const roster = emptyRoster(patience);
  const untilBack = waiting();
  const { insist, send, audit, problem, stop } = sending({
    broker,
    session,
    calls,
    untilBack,
    pause: lookEvery,
  });
  const blobs = shelf({
    put: (hash, bytes) => insist(() => broker.putBlob(session, hash, bytes)),
    drop: (hash) => broker.dropBlob(session, hash),
  });
  const common = asBlob(setup);
  const setupIsThere = blobs.hold(new Map([[common.reference.hash, common.bytes]]));

  const { answer, refuse, discarded } = inbox({ calls, roster, putAgain: blobs.putAgain });
  const subscription = connection.subscribe(subjects.lead(session), {
    callback: (error: Error | null, message: Msg) => {
      if (error !== null) return;
      const { data, reply = '' } = message;
      if (reply === '') answer(data, performance.now());
      else if (isForWorker(reply)) message.respond(encode(answer(data, performance.now())));
      else refuse('expected a message that is answered to a worker, found one for another place');
    },
  });

  const silence = brokerSilence(() => connection.flush());
  let retriesBefore = 0;
  const tell = onChange(onStatus, () => ({
    workers: roster.alive(performance.now()),
    inFlight: sumOver(calls, ({ inFlight }) => inFlight()),
    inFlightForLong: [...calls].flatMap(({ books }) => books.inFlightForLong(performance.now())),
    left: sumOver(calls, ({ left }) => left()),
    retries: retriesBefore + sumOver(calls, ({ retries }) => retries()),
    problem: problem() ?? (silence.lasts() > patience.ackWait ? 'it does not answer' : undefined),
    ...discarded(),
  }));

  const renew = (): void => {
    for (const { books } of calls) books.renew(performance.now());
  };
  const link = linkOf(connection, () => {
    renew();
    untilBack.wake();
  });
  const isWorkedAt = (now: number): boolean =>
    link.isUp() && problem() === undefined && roster.alive(now).length > 0;
  let lastLook = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    // A program that was stopped has heard nobody meanwhile, and their words are yet to be read. Nor
    // has one whose broker hangs.
    if (now - lastLook > patience.ackWait / 2 || silence.lasts() > patience.ackWait / 4) renew();
    if (link.isUp()) silence.ask();
    lastLook = now;
    for (const { books, reject } of link.isUp() ? calls : []) {
      const poison = books.collectLost(now);
      if (poison !== undefined) reject(new Error(poison));
    }
    if (stopRequested() && !isWorkedAt(now)) for (const { reject } of calls) reject(givenUp());
    tell();
  }, lookEvery);
  const audits = setInterval(() => {
    if (!connection.isClosed()) void audit();
  }, auditEvery);

  let next = 0;
  let closed = false;
  const options = {
    session,
    setup: common.reference,
    describe,
    decodeResult,
    verify: verified,
    roster,
    patience,
    pace: pace(),
  };

  const map = async (jobs: readonly J[]): Promise<readonly R[]> => {
    if (closed) throw new Error('the map is closed');
    if (jobs.length === 0) return [];
    const { call, results } = beginCall(options, jobs, next);
    next += jobs.length;
    calls.add(call);
    const sendAll = async (): Promise<void> => {
      await setupIsThere;
      await blobs.hold(call.blobs);
      await send(call);
    };
    try {
      await Promise.race([call.done, sendAll().then(() => call.done)]);
      return results;
    } finally {
      retriesBefore += call.books.retries();
      calls.delete(call);
      blobs.release(call.blobs);
      tell();
    }
  };

  return {
    map,
    close: async () => {
      closed = true;
      stop();
      link.stop();
      clearInterval(look);
      clearInterval(audits);
      subscription.unsubscribe();
      for (const { reject } of calls) reject(new Error('the map is closed'));
      // A broker that is away may have lost all; what it still has goes with time.
      if (link.isUp() && problem() === undefined) await broker.clear(session).catch(() => undefined);
    },
  };
};
