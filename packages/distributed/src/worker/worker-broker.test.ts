import { testBroker, type TestBroker } from '@sgmrl/broker';
import type { NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo } from '../connection';
import { leadBroker, type LeadBroker } from '../coordinator/lead-broker';
import { longest, partBytes } from '../protocol/sizes';
import { subjects } from '../protocol/subjects';
import { hashOf } from '../wire/hash';
import { workerBroker, type WorkerBroker } from './worker-broker';

let broker: TestBroker;
let connection: NatsConnection;
let lead: LeadBroker;
let worker: WorkerBroker;

beforeAll(async () => {
  broker = await testBroker();
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
  if (E.isLeft(made)) throw new Error(made.left);
  connection = made.right;
  lead = await leadBroker(connection, 3000);
  worker = await workerBroker(connection);
});
afterAll(async () => {
  await connection.close();
  await broker.dispose();
});

const session = 'session-1';
const long = Uint8Array.from({ length: 2 * partBytes + 9 }, (_, i) => i % 251);
const hash = hashOf(long);

it('finds no consumer before a coordinator has made it', async () => {
  await expect(worker.consumer()).rejects.toThrow('stream not found');
  await lead.prepare();
  await lead.publish(session, 4, Uint8Array.of(7));
  const message = await (await worker.consumer()).next({ expires: 1000 });
  expect([message?.subject, [...(message?.data ?? [])]]).toEqual([subjects.job(session, 4), [7]]);
});

it('brings a blob of many parts', async () => {
  await lead.putBlob(session, hash, long);
  const found = await worker.blob(session, { hash, length: long.length });
  expect(Buffer.compare(Buffer.from(found ?? []), long)).toBe(0);
  expect(await worker.blob('session-2', { hash, length: long.length })).toBeUndefined();
});

it.each([
  ['shorter', long.length - 1],
  ['of fewer parts', partBytes],
  ['of more parts', 3 * partBytes + 1],
])('brings none that is said to be %s', async (_, length) => {
  const found = await worker.blob(session, { hash, length });
  // A prefix is whole, and another than its name says.
  expect(found).toBe(length === partBytes ? `expected the blob ${hash}, found other bytes` : undefined);
});

it('says that a blob is another than its name says, or too long', async () => {
  const name = 'ab'.repeat(32);
  await connection.request(subjects.part(session, name, 0), Uint8Array.of(1));
  expect(await worker.blob(session, { hash: name, length: 1 })).toBe(
    `expected the blob ${name}, found other bytes`,
  );
  expect(await worker.blob(session, { hash: name, length: longest + 1 })).toBe(
    `expected a blob of at most ${String(longest)} bytes, found ${String(longest + 1)}`,
  );
});

it('brings none that was dropped', async () => {
  await lead.dropBlob(session, hash);
  expect(await worker.blob(session, { hash, length: long.length })).toBeUndefined();
});
