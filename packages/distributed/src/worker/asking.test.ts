import { testBroker, type TestBroker } from '@sgmrl/broker';
import type { NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo } from '../connection';
import { decodeWorkerMessage } from '../protocol/messages';
import { subjects } from '../protocol/subjects';
import { waiting } from '../waiting';
import { encode } from '../wire/encode';
import { askingAs } from './asking';

let broker: TestBroker;
let connection: NatsConnection;

beforeAll(async () => {
  broker = await testBroker();
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
  if (E.isLeft(made)) throw new Error(made.left);
  connection = made.right;
});
afterAll(async () => {
  await connection.close();
  await broker.dispose();
});

/** A coordinator that answers so; undefined is no answer. */
const coordinator = (session: string, answer: Uint8Array | undefined): readonly unknown[] => {
  const heard: unknown[] = [];
  connection.subscribe(subjects.lead(session), {
    callback: (_, message) => {
      heard.push(decodeWorkerMessage(message.data));
      if (answer !== undefined) message.respond(answer);
    },
  });
  return heard;
};

const begin = { kind: 'begin', job: 3 } as const;

it('says it under its own name, and brings the answer', async () => {
  const heard = coordinator('session-1', encode('go'));
  expect(await askingAs(connection, 'worker-1', waiting())('session-1', begin)).toBe('go');
  expect(heard).toEqual([E.right({ ...begin, worker: 'worker-1' })]);
});

it('knows at once that nobody listens', async () => {
  expect(await askingAs(connection, 'worker-1', waiting())('session-gone', begin)).toBe('gone');
});

it.each([
  ['none that it knows', encode('perhaps')],
  ['no message', Uint8Array.of(1, 2)],
])('takes an answer that is %s for silence', async (how, answer) => {
  const session = `session-${how.replaceAll(' ', '-')}`;
  coordinator(session, answer);
  expect(await askingAs(connection, 'worker-1', waiting())(session, begin)).toBe('silent');
});

it('waits for no answer of a connection that was lost', async () => {
  const heard = coordinator('session-lost', undefined);
  const untilBack = waiting();
  const asked = askingAs(connection, 'worker-1', untilBack)('session-lost', begin);
  while (heard.length === 0) await new Promise(setImmediate);
  untilBack.wake();
  expect(await asked).toBe('lost');
});

it('takes no answer for silence, and a connection that is closed for no answer of anybody', async () => {
  coordinator('session-silent', undefined);
  const ask = askingAs(connection, 'worker-1', waiting());
  expect(await ask('session-silent', begin)).toBe('silent');
  const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
  if (E.isLeft(made)) throw new Error(made.left);
  await made.right.close();
  expect(await askingAs(made.right, 'worker-1', waiting())('session-silent', begin)).toBe('lost');
});
