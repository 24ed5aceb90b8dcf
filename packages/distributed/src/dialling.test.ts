import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { dialling } from './dialling';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.close();
});

const dial = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};

it('closes what was opened in vain, and nothing of others', async () => {
  let vain: Socket | undefined;
  let open: (() => void) | undefined;
  const others = new Promise<void>((resolve) => (open = resolve)).then(dial);
  await expect(
    dialling(async () => {
      vain = await dial();
      open?.();
      await others;
      throw new Error('timeout');
    }),
  ).rejects.toThrow('timeout');
  const other = await others;
  expect([vain?.destroyed, other.destroyed]).toEqual([true, false]);
  other.destroy();
});

it('leaves open what it brings', async () => {
  const socket = await dialling(dial);
  expect(socket.destroyed).toBe(false);
  socket.destroy();
});
