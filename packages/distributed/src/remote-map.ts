import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { randomBytes, randomInt } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { inWindow, leadBroker } from './broker';
import { ledger, patience as usual, roster, type Ledger, type CoordinatorPatience } from './ledger';
import { asBlob, packer } from './packing';
import { assembly, type Assembly } from './parts';
import { decodeWorkerMessage, protocolVersion, subjects, type Reply, type WorkerMessage } from './protocol';
import { decode, encode } from './wire';

/** Doing some jobs once more, here, to see that workers are right. */
export interface ResultCheck<J, R> {
  /** The share of jobs, from 0 to 1. */
  readonly share: number;
  readonly run: (job: J) => Promise<R>;
}

/** How the work goes. */
export interface RemoteStatus {
  /** Workers that were heard of in the last seconds. */
  readonly workers: readonly string[];
  readonly inFlight: number;
  /** Jobs of the present maps that are not done. */
  readonly left: number;
  /** How often a job was begun again, because it failed or its worker was lost. */
  readonly retries: number;
  /** Results that came twice or too late. */
  readonly duplicates: number;
  /** Messages that made no sense, and workers that will not work for this program. */
  readonly refused: number;
  /** Why the last of them was. */
  readonly lastRefusal: string | undefined;
}

/** What is done elsewhere, and how. */
export interface RemoteMapOptions<J, R> {
  readonly connection: NatsConnection;
  /** What a worker needs to know before it does jobs; plain data. */
  readonly setup: unknown;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
  /** Checks what came back; Left says what is wrong with it. */
  readonly decodeResult: (value: unknown) => E.Either<string, R>;
  readonly verify?: ResultCheck<J, R> | undefined;
  /** Is told whenever the status has changed, a few times a second at most. */
  readonly onStatus?: ((status: RemoteStatus) => void) | undefined;
  /** {@link CoordinatorPatience} of three seconds, two failures and three lost workers unless given. */
  readonly patience?: CoordinatorPatience | undefined;
}

/** A map whose jobs are done by whoever takes them, until closed. */
export interface RemoteMap<J, R> {
  /**
   * Brings the results of jobs in their order, whoever did them and however often. Rejected with an
   * `Error` that names the job when one failed on two workers or was lost with three, when a worker
   * returned other bits, or when closed.
   */
  readonly map: (jobs: readonly J[]) => Promise<readonly R[]>;
  /** Takes back what is not done. The connection stays open. */
  readonly close: () => Promise<void>;
}

/** Milliseconds between two looks at the books, and between two looks at what the broker holds. */
const lookEvery = 250;
const auditEvery = 500;

/** One call of the map. */
interface Running {
  readonly books: Ledger;
  readonly first: number;
  readonly size: number;
  readonly message: (job: number) => Uint8Array;
  /** Takes a result; Left says what is wrong with it. */
  readonly take: (job: number, worker: string, value: unknown) => E.Either<string, void>;
  readonly reject: (error: Error) => void;
  /** Results whose parts are coming. */
  readonly assemblies: Map<string, Assembly>;
  /** The jobs of this call are being sent for the first time. */
  sending: boolean;
}

const sameBits = (a: unknown, b: unknown): boolean => Buffer.compare(encode(a), encode(b)) === 0;

const isShare = (share: number): boolean => share >= 0 && share <= 1;

const draws = 0x1_0000_0000;

/** Whether a thing that happens to so large a share happens now; no worker can know. */
const chosen = (share: number): boolean => randomInt(draws) < share * draws;

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
  onStatus,
  patience = usual,
}: RemoteMapOptions<J, R>): Promise<RemoteMap<J, R>> => {
  if (verify !== undefined && !isShare(verify.share))
    throw new RangeError(`verify: expected a share from 0 to 1, found ${String(verify.share)}`);
  const session = randomBytes(12).toString('hex');
  const broker = await leadBroker(connection, patience.ackWait);
  await broker.prepare();

  const common = asBlob(setup);
  /** All that jobs refer to; those of the last call stay, since the next may refer to them. */
  let blobs: ReadonlyMap<string, Uint8Array> = new Map([[common.reference.hash, common.bytes]]);
  await broker.putBlob(session, common.reference.hash, common.bytes);

  const known = roster(patience);
  const running = new Set<Running>();
  let next = 0;
  let closed = false;
  let retriesBefore = 0;
  let duplicates = 0;
  let refused = 0;
  let lastRefusal: string | undefined;

  const refuse = (problem: string): Reply => {
    refused += 1;
    lastRefusal = problem;
    return 'refused';
  };
  const ownerOf = (job: number): Running | undefined =>
    [...running].find(({ first, size }) => job >= first && job < first + size);

  const fail = (owner: Running, job: number, worker: string, problem: string): void => {
    const poison = owner.books.fail(job, worker, problem);
    if (poison !== undefined) owner.reject(new Error(poison));
  };

  const takePart = (owner: Running, message: Extract<WorkerMessage, { readonly kind: 'result' }>): Reply => {
    const { job, worker, part, parts, bytes } = message;
    const place = `${String(job)} ${worker}`;
    const parted = owner.assemblies.get(place) ?? assembly();
    owner.assemblies.set(place, parted);
    const whole = parted.add(part, parts, bytes);
    if (whole === undefined) return 'ok';
    owner.assemblies.delete(place);
    const taken = pipe(
      typeof whole === 'string' ? E.left(whole) : decode(whole),
      E.mapLeft((wrong) => (typeof wrong === 'string' ? wrong : 'expected no reference, found one')),
      E.chain((value) => owner.take(job, worker, value)),
    );
    if (E.isRight(taken)) return 'ok';
    fail(owner, job, worker, `its result is none: ${taken.left}`);
    return refuse(`${worker}: ${taken.left}`);
  };

  const answer = (message: WorkerMessage): Reply => {
    const now = performance.now();
    const { worker } = message;
    known.heard(worker, now);
    switch (message.kind) {
      case 'alive':
        return 'ok';
      case 'missing': {
        const bytes = blobs.get(message.hash);
        if (bytes === undefined) return 'drop';
        void broker.putBlob(session, message.hash, bytes).catch(() => undefined);
        return 'ok';
      }
    }
    const { job } = message;
    const owner = ownerOf(job);
    if (message.kind === 'begin') return owner?.books.begin(job, worker, now) ?? 'drop';
    if (owner === undefined) {
      if (message.kind === 'result') duplicates += 1;
      return 'drop';
    }
    if (!owner.books.hasBegun(job, worker))
      return refuse(`${worker}: it was not told to do job ${String(job)}`);
    switch (message.kind) {
      case 'result':
        return takePart(owner, message);
      case 'failed':
        fail(owner, job, worker, message.problem);
        return 'ok';
      case 'refused':
        owner.books.back(job, worker);
        refuse(`${worker} works for another program: ${message.problem}`);
        return 'ok';
      case 'back':
        owner.books.back(job, worker);
        return 'ok';
    }
  };

  const subscription = connection.subscribe(subjects.lead(session), {
    callback: (error: Error | null, message: Msg) => {
      if (error !== null || closed) return;
      const reply = pipe(
        decodeWorkerMessage(message.data),
        E.match((wrong) => refuse(`a message that is none: ${wrong}`), answer),
      );
      message.respond(encode(reply));
    },
  });

  const status = (): RemoteStatus => {
    const sum = (of: (books: Ledger) => number): number =>
      Array.from(running, ({ books }) => of(books)).reduce((a, b) => a + b, 0);
    return {
      workers: known.alive(performance.now()),
      inFlight: sum(({ inFlight }) => inFlight()),
      left: sum(({ left }) => left()),
      retries: retriesBefore + sum(({ retries }) => retries()),
      duplicates,
      refused,
      lastRefusal,
    };
  };

  let told = '';
  const tell = (): void => {
    if (onStatus === undefined) return;
    const now = status();
    const text = JSON.stringify(now);
    if (text !== told) onStatus(now);
    told = text;
  };

  const look = setInterval(() => {
    for (const { books, reject } of running) {
      const { poison } = books.collectLost(performance.now());
      if (poison !== undefined) reject(new Error(poison));
    }
    tell();
  }, lookEvery);

  const send = ({ message }: Running, jobs: readonly number[]): Promise<void> =>
    inWindow(jobs, (job) => broker.publish(session, message(job)));

  /** What nobody does and the broker does not hold was lost with a broker; it is sent again. */
  const audit = async (): Promise<void> => {
    const idle = [...running].filter(({ sending, books }) => !sending && books.waiting().length > 0);
    if (idle.length === 0) return;
    const held = await broker.held(session).catch(async () => {
      await broker.prepare();
      return broker.held(session);
    });
    if (held > 0) return;
    for (const each of idle) await send(each, each.books.waiting());
  };
  let auditing = false;
  const audits = setInterval(() => {
    if (auditing || connection.isClosed()) return;
    auditing = true;
    // What cannot be asked now is asked again.
    void audit()
      .catch(() => undefined)
      .finally(() => {
        auditing = false;
      });
  }, auditEvery);

  /** Sends all that a broker can lose until it has been sent. */
  const insist = async (effect: () => Promise<void>): Promise<void> => {
    for (;;) {
      if (closed) return;
      try {
        await effect();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, lookEvery));
        await broker.prepare().catch(() => undefined);
      }
    }
  };

  const map = async (jobs: readonly J[]): Promise<readonly R[]> => {
    if (closed) throw new Error('the map is closed');
    if (jobs.length === 0) return [];
    const pack = packer();
    const packed = jobs.map(pack);
    const first = next;
    next += jobs.length;
    const names = jobs.map(describe);
    const results: R[] = Array.from({ length: jobs.length });
    let verifying = 0;
    let settle: (error?: Error) => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = (error) => {
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    done.catch(() => undefined);
    const books = ledger(first, names, known, patience);
    const whenAll = (): void => {
      if (books.left() === 0 && verifying === 0) settle();
    };
    const check = async (i: number, worker: string, run: (job: J) => Promise<R>): Promise<void> => {
      verifying += 1;
      try {
        const here = await run(jobs[i]);
        if (!sameBits(here, results[i]))
          settle(new Error(`${names[i]}: ${worker} returned other bits than are computed here`));
      } catch (error) {
        settle(new Error(`${names[i]} could not be verified here: ${String(error)}`, { cause: error }));
      }
      verifying -= 1;
      whenAll();
    };
    const self: Running = {
      books,
      first,
      size: jobs.length,
      message: (job) =>
        encode({
          version: protocolVersion,
          session,
          job,
          name: names[job - first],
          setup: common.reference,
          work: packed[job - first].work,
        }),
      take: (job, worker, value) =>
        pipe(
          decodeResult(value),
          E.map((result) => {
            if (books.finish(job) === 'late') {
              duplicates += 1;
              return;
            }
            results[job - first] = result;
            if (verify !== undefined && chosen(verify.share)) void check(job - first, worker, verify.run);
            whenAll();
          }),
        ),
      reject: (error) => {
        settle(error);
      },
      assemblies: new Map(),
      sending: true,
    };
    const before = blobs;
    const wanted = new Map([
      [common.reference.hash, common.bytes],
      ...packed.flatMap((each) => [...each.blobs]),
    ]);
    blobs = new Map([...before, ...wanted]);
    running.add(self);
    const sendAll = async (): Promise<void> => {
      for (const [hash, bytes] of wanted)
        if (!before.has(hash)) await insist(() => broker.putBlob(session, hash, bytes));
      await insist(() => send(self, books.waiting()));
      self.sending = false;
    };
    try {
      await Promise.race([done, sendAll().then(() => done)]);
      return results;
    } finally {
      retriesBefore += books.retries();
      running.delete(self);
      blobs = wanted;
      for (const hash of before.keys())
        if (!wanted.has(hash)) void broker.dropBlob(session, hash).catch(() => undefined);
      tell();
    }
  };

  return {
    map: (jobs) => map(jobs),
    close: async () => {
      closed = true;
      clearInterval(look);
      clearInterval(audits);
      subscription.unsubscribe();
      for (const { reject } of running) reject(new Error('the map is closed'));
      await broker.clear(session).catch(() => undefined);
    },
  };
};
