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

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5);
};

it('passes what is sent, and once it is mended what was sent while it was cut', async () => {
  const before = await speaker();
  before.socket.write('one');
  await until(() => before.heard() === 'one');
  line.cut();
  before.socket.write('two');
  const between = await speaker();
  between.socket.write('three');
  await sleep(50);
  expect([before.heard(), between.heard()]).toEqual(['one', '']);
  line.mend();
  await until(() => before.heard() === 'onetwo' && between.heard() === 'three');
});

it('ends connections, and takes new ones', async () => {
  const before = await speaker();
  line.reset();
  await before.closed;
  const after = await speaker();
  after.socket.write('four');
  await until(() => after.heard() === 'four');
});
