import { testBroker, type TestBroker } from '@sgmrl/broker';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo } from '../connection';
import { partBytes } from '../protocol/sizes';
import { streams, subjects } from '../protocol/subjects';
import { leadBroker, type LeadBroker } from './lead-broker';

let broker: TestBroker;
let connection: NatsConnection;
let lead: LeadBroker;

beforeAll(async () => {
  broker = await testBroker();
});
beforeEach(async () => {
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'coordinator')();
  if (E.isLeft(made)) throw new Error(made.left);
  connection = made.right;
  lead = await leadBroker(connection, 3000);
  await lead.prepare();
});
afterEach(async () => {
  const manager = await jetstreamManager(connection);
  for (const stream of [streams.jobs, streams.blobs]) await manager.streams.delete(stream);
  await connection.close();
});
afterAll(() => broker.dispose());

const [ours, others] = ['session-1', 'session-2'];
const bytes = Uint8Array.of(1);

const next = async () =>
  (await jetstream(connection).consumers.get(streams.jobs, streams.consumer)).next({ expires: 1000 });

/** What the broker has of a blob, in bytes. */
const lengthOf = async (session: string, hash: string): Promise<number> => {
  const manager = await jetstreamManager(connection);
  const parts = [0, 1].map((i) =>
    manager.direct
      .getMessage(streams.blobs, { last_by_subj: subjects.part(session, hash, i) })
      .catch(() => null),
  );
  return (await Promise.all(parts)).reduce((sum, part) => sum + (part?.data.length ?? 0), 0);
};

it('can be made ready again and again', async () => {
  await lead.publish(ours, 1, bytes);
  await lead.prepare();
  expect(await lead.held(ours)).toEqual({ jobs: new Set([1]), tracked: true });
});

it('holds the jobs of a session, those that are being done included, until they are acknowledged', async () => {
  for (const job of [1, 2, 10]) await lead.publish(ours, job, bytes);
  await lead.publish(others, 3, bytes);
  const taken = await next();
  expect(taken?.subject).toBe(subjects.job(ours, 1));
  expect(await lead.held(ours)).toEqual({ jobs: new Set([1, 2, 10]), tracked: true });
  await taken?.ackAck();
  expect(await lead.held(ours)).toEqual({ jobs: new Set([2, 10]), tracked: true });
  expect(await lead.held('session-3')).toEqual({ jobs: new Set(), tracked: true });
});

it('is told where there is no consumer, and no stream', async () => {
  const manager = await jetstreamManager(connection);
  await manager.consumers.delete(streams.jobs, streams.consumer);
  await expect(lead.held(ours)).rejects.toThrow('consumer not found');
  await manager.streams.delete(streams.jobs);
  await expect(lead.held(ours)).rejects.toThrow('stream not found');
  await lead.prepare();
  expect(await lead.held(ours)).toEqual({ jobs: new Set(), tracked: true });
});

it('gives jobs of which the consumer has lost track once it is made anew', async () => {
  await lead.publish(others, 1, bytes);
  await lead.publish(ours, 2, bytes);
  const manager = await jetstreamManager(connection);
  await manager.streams.purge(streams.jobs, { filter: subjects.jobsOf(others) });
  // A broker of 2.9 has lost track here, a newer one has not.
  expect((await lead.held(ours)).jobs).toEqual(new Set([2]));
  await lead.renewConsumer();
  expect(await lead.held(ours)).toEqual({ jobs: new Set([2]), tracked: true });
  expect((await next())?.subject).toBe(subjects.job(ours, 2));
});

it('keeps long blobs, once each, until they are dropped or the session is cleared', async () => {
  const long = new Uint8Array(partBytes + 7);
  for (const [session, hash] of [
    [ours, 'a'],
    [ours, 'a'],
    [ours, 'b'],
    [others, 'a'],
  ])
    await lead.putBlob(session, hash, long);
  const manager = await jetstreamManager(connection);
  expect((await manager.streams.info(streams.blobs)).state.messages).toBe(6);
  await lead.dropBlob(ours, 'a');
  const lengths = () => Promise.all([lengthOf(ours, 'a'), lengthOf(ours, 'b'), lengthOf(others, 'a')]);
  expect(await lengths()).toEqual([0, long.length, long.length]);
  await lead.publish(ours, 1, bytes);
  await lead.clear(ours);
  expect(await lengths()).toEqual([0, 0, long.length]);
  expect((await lead.held(ours)).jobs).toEqual(new Set([1]));
});
