import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from './port';

/** What lies between a program and a port, until disposed of. */
export interface Cable {
  /** The near end, for programs that speak NATS. */
  readonly url: string;
  /** Nothing passes from now on, and neither side hears that: what is sent waits. */
  readonly cut: () => void;
  /** What waits passes, and what is sent. */
  readonly mend: () => void;
  /** Ends all connections, of which both sides hear; new ones pass. */
  readonly reset: () => void;
  readonly dispose: () => Promise<void>;
}

/** A cable from a port of its own to another on the loopback. */
export const cable = async (to: number): Promise<Cable> => {
  const ends = new Set<Socket>();
  let whole = true;

  const join = (from: Socket, into: Socket): void => {
    ends.add(from);
    from.on('error', () => from.destroy());
    from.on('data', (chunk) => {
      if (!into.write(chunk)) from.pause();
    });
    into.on('drain', () => {
      if (whole) from.resume();
    });
    from.on('close', () => {
      ends.delete(from);
      into.destroy();
    });
    if (!whole) from.pause();
  };

  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    join(near, far);
    join(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `nats://127.0.0.1:${String(portOf(server))}`,
    cut: () => {
      whole = false;
      for (const end of ends) end.pause();
    },
    mend: () => {
      whole = true;
      for (const end of ends) end.resume();
    },
    reset: () => {
      for (const end of ends) end.destroy();
    },
    dispose: async () => {
      for (const end of ends) end.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
