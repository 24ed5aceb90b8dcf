import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cable, type Cable } from './cable';
import { portOf } from './port';

const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
let line: Cable;
const near: Socket[] = [];

beforeAll(async () => {
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  line = await cable(portOf(echo));
});
afterAll(async () => {
  for (const socket of near) socket.destroy();
  await line.dispose();
  echo.close();
});

/** What comes back through the cable, as it comes. */
const speaker = async () => {
  const socket = connect(Number(new URL(line.url).port), '127.0.0.1').on('error', () => undefined);
  near.push(socket);
  await once(socket, 'connect');
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  return { socket, heard: () => heard, closed: once(socket, 'close') };
};

it('passes what is sent, nothing while it is cut, and new connections once it is mended', async () => {
  const before = await speaker();
  before.socket.write('one');
  while (before.heard() !== 'one') await sleep(5);
  line.cut();
  before.socket.write('two');
  await sleep(50);
  expect(before.heard()).toBe('one');
  const between = await speaker();
  await between.closed;
  line.mend();
  await before.closed;
  expect(before.heard()).toBe('one');
  const after = await speaker();
  after.socket.write('three');
  while (after.heard() !== 'three') await sleep(5);
});
