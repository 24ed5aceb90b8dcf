import { testBroker, type TestBroker } from '@sgmrl/broker';
import type { NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo } from './connection';
import { linkOf } from './link';

let broker: TestBroker;
let connection: NatsConnection;

beforeEach(async () => {
  broker = await testBroker();
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
  if (E.isLeft(made)) throw new Error(made.left);
  connection = made.right;
});
afterEach(async () => {
  await connection.close();
  await broker.dispose();
});

/** Comes true when the connection says so. */
const heard = async (wanted: string): Promise<void> => {
  for await (const { type } of connection.status()) if (type === wanted) return;
};

it('is up, down while the broker is away, and tells when it is up again', async () => {
  let back = 0;
  const { isUp } = linkOf(connection, () => (back += 1));
  expect([isUp(), back]).toEqual([true, 0]);
  const lost = heard('disconnect');
  await broker.kill();
  await lost;
  expect([isUp(), back]).toEqual([false, 0]);
  const found = heard('reconnect');
  await broker.start();
  await found;
  expect([isUp(), back]).toEqual([true, 1]);
});

it('is down once the connection is closed', async () => {
  const { isUp } = linkOf(connection, () => undefined);
  await connection.close();
  expect(isUp()).toBe(false);
});

it('tells nothing once it is stopped', async () => {
  let back = 0;
  const { stop } = linkOf(connection, () => (back += 1));
  stop();
  const found = heard('reconnect');
  await broker.kill();
  await broker.start();
  await found;
  expect(back).toBe(0);
});
