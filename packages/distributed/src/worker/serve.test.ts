import { testBroker, type TestBroker } from '@sgmrl/broker';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo } from '../connection';
import { asBlob } from '../coordinator/packing';
import { leadBroker, type LeadBroker } from '../coordinator/lead-broker';
import { decodeWorkerMessage, protocolVersion, type Reply, type WorkerMessage } from '../protocol/messages';
import { subjects } from '../protocol/subjects';
import { encode } from '../wire/encode';
import { serve, type ServeOptions } from './serve';
import type { WorkerEvent } from './working';

let broker: TestBroker;
let connection: NatsConnection;
let lead: LeadBroker;

const { reference: setup, bytes } = asBlob('squares');
let sessions = 0;

beforeAll(async () => {
  broker = await testBroker();
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
  if (E.isLeft(made)) throw new Error(made.left);
  connection = made.right;
  lead = await leadBroker(connection, 3000);
  await lead.prepare();
});
afterAll(async () => {
  await connection.close();
  await broker.dispose();
});

const job = (session: string, number: number): Uint8Array =>
  encode({ version: protocolVersion, session, job: number, name: 'a square', setup, work: encode(3) });

/**
 * A coordinator that hears everything, and answers so to who asks for a job, not at all if undefined;
 * to who brings a result only if it `hears`.
 */
const session = async (answer: () => Reply | undefined, hears = () => true) => {
  const id = `session-${String((sessions += 1))}`;
  const heard: WorkerMessage[] = [];
  await lead.putBlob(id, setup.hash, bytes);
  const subscription = connection.subscribe(subjects.lead(id), {
    callback: (_, message) => {
      const said = decodeWorkerMessage(message.data);
      if (E.isLeft(said)) throw new Error(said.left);
      heard.push(said.right);
      if (said.right.kind === 'result' && !hears()) return;
      const reply = said.right.kind === 'begin' ? answer() : 'ok';
      if (reply !== undefined) message.respond(encode(reply));
    },
  });
  const until = async (kind: WorkerMessage['kind'], times = 1): Promise<void> => {
    while (heard.filter((said) => said.kind === kind).length < times) await sleep(5);
  };
  return { id, heard, until, end: () => subscription.unsubscribe() };
};

const start = (options: Partial<ServeOptions> = {}) => {
  const abort = new AbortController();
  const events: WorkerEvent[] = [];
  const ended = serve({
    connection,
    name: 'my machine!',
    jobs: 1,
    open: () =>
      Promise.resolve(
        E.right({ run: (x) => Promise.resolve(Number(x) ** 2), close: () => Promise.resolve() }),
      ),
    onEvent: (event) => events.push(event),
    stop: abort.signal,
    ...options,
  });
  return {
    events,
    stop: async () => {
      abort.abort();
      await ended;
    },
  };
};

it.each([0, 1.5, NaN])('does not do %d jobs at once', async (jobs) => {
  await expect(
    serve({
      connection,
      name: 'x',
      jobs,
      open: () => Promise.reject(new Error()),
      stop: AbortSignal.abort(),
    }),
  ).rejects.toThrow(new RangeError(`jobs: expected a whole number from 1, found ${String(jobs)}`));
});

it('asks before it begins, brings the result, and leaves nothing with the broker', async () => {
  const { id, heard, until, end } = await session(() => 'go');
  await lead.publish(id, 1, job(id, 1));
  const { stop, events } = start();
  await until('result');
  await stop();
  const said = heard.filter(({ kind }) => kind !== 'alive');
  expect(said).toEqual([
    { kind: 'begin', worker: expect.stringMatching(/^my-machine--[\da-f]{8}$/) as unknown, job: 1 },
    expect.objectContaining({ kind: 'result', job: 1, part: 0, parts: 1, bytes: encode(9) }),
  ]);
  expect(events.map(({ kind }) => kind)).toEqual(['working', 'done']);
  expect((await lead.held(id)).jobs.size).toBe(0);
  end();
});

it('tells a coordinator of another version that it refuses, and leaves the job to others', async () => {
  const { id, heard, until, end } = await session(() => 'go');
  await lead.publish(id, 1, encode({ version: protocolVersion + 1, session: id, job: 1, more: 'of it' }));
  const { stop, events } = start();
  await until('refused');
  await stop();
  const problem = 'expected version 1 of the messages, found 2';
  expect(heard.filter(({ kind }) => kind !== 'alive')).toEqual([
    { kind: 'begin', worker: expect.any(String) as unknown, job: 1 },
    { kind: 'refused', worker: expect.any(String) as unknown, job: 1, problem },
  ]);
  expect(events).toEqual([{ kind: 'refused', problem }]);
  expect((await lead.held(id)).jobs.size).toBe(1);
  end();
  const last = start();
  while ((await lead.held(id)).jobs.size > 0) await sleep(20);
  await last.stop();
});

it('drops what its coordinator does not want, and what no coordinator wants', async () => {
  const { id, heard, until, end } = await session(() => 'drop');
  await lead.publish('session-of-nobody', 0, job('session-of-nobody', 0));
  await lead.publish(id, 1, job(id, 1));
  const { stop } = start();
  await until('begin');
  await stop();
  expect(heard.some(({ kind }) => kind === 'result')).toBe(false);
  expect([(await lead.held(id)).jobs.size, (await lead.held('session-of-nobody')).jobs.size]).toEqual([0, 0]);
  end();
});

it('ends the jobs of a coordinator that does not answer, asks it once, and goes on with others', async () => {
  const stopped = await session(() => undefined);
  const other = await session(() => 'go');
  const [stale, wanted] = [Array.from({ length: 20 }, (_, i) => i), [1, 2, 3]];
  for (const number of stale) await lead.publish(stopped.id, number, job(stopped.id, number));
  for (const number of wanted) await lead.publish(other.id, number, job(other.id, number));
  const { stop, events } = start();
  const began = performance.now();
  await other.until('result', wanted.length);
  expect(performance.now() - began).toBeLessThan(5000);
  while (events.filter(({ kind }) => kind === 'done').length < wanted.length) await sleep(5);
  await stop();
  expect(stopped.heard.filter(({ kind }) => kind === 'begin')).toHaveLength(1);
  expect((await lead.held(stopped.id)).jobs.size).toBe(0);
  for (const { end } of [stopped, other]) end();
}, 15_000);

it('puts back what is for another, and takes it when it is for it', async () => {
  let asked = 0;
  const { id, until, end } = await session(() => ((asked += 1) < 3 ? 'later' : 'go'));
  await lead.publish(id, 1, job(id, 1));
  const { stop } = start();
  await until('result');
  await stop();
  expect(asked).toBe(3);
  end();
});

it('refuses what is no job, and a job under the subject of another', async () => {
  const { id, until, end } = await session(() => 'go');
  await jetstream(connection).publish(subjects.job(id, 1), 'nonsense');
  await lead.publish(id, 2, job(id, 3));
  await lead.publish(id, 4, job(id, 4));
  const { stop, events } = start();
  await until('result');
  await stop();
  expect(events.slice(0, 2)).toEqual([
    { kind: 'refused', problem: 'expected a message of format 1, found other bytes' },
    { kind: 'refused', problem: 'expected the job of its subject, found another' },
  ]);
  end();
});

it('keeps a result for who does not hear it, and does other jobs meanwhile', async () => {
  let [hears, computed] = [false, 0];
  const away = await session(
    () => 'go',
    () => hears,
  );
  const other = await session(() => 'go');
  await lead.publish(away.id, 1, job(away.id, 1));
  const run = (x: unknown) => Promise.resolve(Number(x) + (computed += 1));
  const { stop, events } = start({
    open: () => Promise.resolve(E.right({ run, close: () => Promise.resolve() })),
  });
  await away.until('result');
  for (const number of [1, 2]) await lead.publish(other.id, number, job(other.id, number));
  await other.until('result', 2);
  await away.until('alive');
  expect((await lead.held(away.id)).jobs).toEqual(new Set([1]));
  hears = true;
  await away.until('result', 2);
  while (events.filter(({ kind }) => kind === 'done').length < 3) await sleep(5);
  await stop();
  // The same result: it was not computed again.
  const brought = away.heard.filter((said) => said.kind === 'result');
  expect(brought.map(({ bytes }) => bytes)).toEqual(brought.map(() => encode(4)));
  expect([computed, (await lead.held(away.id)).jobs.size]).toEqual([3, 0]);
  for (const { end } of [away, other]) end();
}, 15_000);

it('says each second what it does, and gives it back when it is stopped', async () => {
  const { id, heard, until, end } = await session(() => 'go');
  await lead.publish(id, 1, job(id, 1));
  const run = () => new Promise(() => undefined);
  const { stop } = start({
    open: () => Promise.resolve(E.right({ run, close: () => Promise.resolve() })),
  });
  await until('alive', 2);
  await stop();
  await until('back');
  const alive = heard.filter((said) => said.kind === 'alive');
  expect(alive.map(({ jobs }) => jobs)).toEqual(alive.map(() => [1]));
  expect((await lead.held(id)).jobs).toEqual(new Set([1]));
  end();
});
