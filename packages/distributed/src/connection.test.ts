import { testBroker } from '@sgmrl/broker';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { connectTo, parseAddress } from './connection';

it.each([
  ['nats://broker:4000', { url: 'nats://broker:4000', secure: false }],
  ['nats://broker', { url: 'nats://broker:4222', secure: false }],
  ['NATS://Broker:4000', { url: 'nats://Broker:4000', secure: false }],
  ['tls://[::1]:4222/', { url: 'tls://[::1]:4222', secure: true }],
])('reads %s', (text, address) => {
  expect(parseAddress(text)).toEqual(E.right(address));
});

it.each([
  ['broker:4222', 'expected nats://host:port or tls://host:port, found "broker:4222"'],
  ['http://broker', 'expected nats://host:port or tls://host:port, found "http://broker"'],
  ['nats://', 'expected nats://host:port or tls://host:port'],
  ['nats://broker:99999', 'found another address'],
  ['nats://broker/jobs', 'found "nats://broker/jobs"'],
])('refuses %s', (text, problem) => {
  const read = parseAddress(text);
  expect(E.isLeft(read) ? read.left : 'read').toContain(problem);
});

it.each(['nats://me:secret@broker', 'NATS://me:secret@broker', 'Tls://me:secret@broker'])(
  'says of %s that it has a password, and does not repeat it',
  (text) => {
    const read = parseAddress(text);
    expect(E.isLeft(read) ? read.left : 'read').toMatch(
      /found a name or password in it: give them by environment/,
    );
    expect(JSON.stringify(read)).not.toContain('secret');
  },
);

it.each([
  'http://me:secret@broker',
  'nats:me:secret@broker',
  'me:secret@broker:4222',
  ' nats://me:secret@broker',
  'nats://me:secret@broker:99999',
  'nats://me:sec/ret@secret/',
  'nats://broker/?password=secret',
  'nats://broker/#secret',
  'nats://broker/secret@x',
])('repeats no secret of %j', (text) => {
  expect(JSON.stringify(parseAddress(text))).not.toContain('secret');
});

it('says why it cannot connect', async () => {
  const broker = await testBroker({ configuration: 'authorization { user: me, password: "secret" }' });
  try {
    const address = { url: broker.url, secure: false };
    const none = await connectTo(address, {}, 'worker')();
    expect(E.isLeft(none) ? none.left : '').toMatch(/^cannot reach nats:.*Authorization/i);
    const wrong = await connectTo(address, { user: 'me', password: 'wrong' }, 'worker')();
    expect(E.isLeft(wrong) ? wrong.left : 'wrong').not.toContain('wrong');
    const right = await connectTo(address, { user: 'me', password: 'secret' }, 'worker')();
    expect(E.isRight(right)).toBe(true);
    if (E.isRight(right)) await right.right.close();
    // Nothing is said in the clear to who should have TLS.
    const plain = await connectTo(
      { url: broker.url.replace('nats', 'tls'), secure: true },
      { user: 'me', password: 'secret' },
      'worker',
    )();
    expect(E.isLeft(plain) ? plain.left : '').toMatch(/does not support 'tls'/);
  } finally {
    await broker.dispose();
  }
});

it('wants a broker with JetStream', async () => {
  const broker = await testBroker({ jetStream: false });
  try {
    for (const role of ['coordinator', 'worker'] as const)
      expect(await connectTo({ url: broker.url, secure: false }, {}, role)()).toEqual(
        E.left(
          `${broker.url}: expected a broker with JetStream, found one without: start it with nats-server -js`,
        ),
      );
  } finally {
    await broker.dispose();
  }
});

it('wants a broker that takes a part in a message', async () => {
  const broker = await testBroker({ configuration: 'max_payload: 1000' });
  try {
    const made = await connectTo({ url: broker.url, secure: false }, {}, 'worker')();
    expect(E.isLeft(made) ? made.left : '').toMatch(/max_payload is at least 528384 bytes, found 1000$/);
  } finally {
    await broker.dispose();
  }
});

/** Who takes connections and says this, and nothing more. */
const mute = async (greeting: string) => {
  const accepted: Socket[] = [];
  const server = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined).resume();
    socket.write(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closed = once(server, 'close');
  return {
    place: `127.0.0.1:${String(port)}`,
    /** Whether those who came went of themselves. */
    left: async (): Promise<boolean> => {
      server.close();
      const left = await Promise.race([closed.then(() => true), sleep(2000, false, { ref: false })]);
      for (const socket of accepted) socket.destroy();
      return left;
    },
  };
};

it('leaves nothing open where nobody answers', async () => {
  const begun = 'INFO {"max_payload":1048576,"tls_required":true,"headers":true}\r\n';
  const cases = [
    ['nats', ''],
    ['tls', ''],
    ['tls', begun],
  ] as const;
  await Promise.all(
    cases.map(async ([protocol, greeting]) => {
      const { place, left } = await mute(greeting);
      const url = `${protocol}://${place}`;
      const none = await connectTo({ url, secure: protocol === 'tls' }, {}, 'worker')();
      expect(none).toEqual(E.left(`cannot reach ${url}: timeout`));
      expect(await left()).toBe(true);
    }),
  );
});
