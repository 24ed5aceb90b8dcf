import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** Where Node tells of each socket of a client. */
const channel = 'net.client.socket';

const socketIn = (message: unknown): Socket | undefined =>
  typeof message === 'object' && message !== null && 'socket' in message && message.socket instanceof Socket
    ? message.socket
    : undefined;

/**
 * What `dial` brings. If it is rejected, the sockets that it opened are closed: the client of NATS
 * leaves one open where nobody answers in time, and an open socket keeps the program from ending.
 */
export const dialling = async <A>(dial: () => Promise<A>): Promise<A> => {
  // Others may open sockets meanwhile.
  const ours = new AsyncLocalStorage<true>();
  const opened: Socket[] = [];
  const note = (message: unknown): void => {
    const socket = socketIn(message);
    if (socket !== undefined && ours.getStore() === true) opened.push(socket);
  };
  subscribe(channel, note);
  try {
    return await ours.run(true, dial);
  } catch (error) {
    for (const socket of opened) socket.destroy();
    throw error;
  } finally {
    unsubscribe(channel, note);
  }
};
