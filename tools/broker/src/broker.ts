import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './port';

/** Where Debian puts it; NATS_SERVER says where it is elsewhere. */
const program = process.env.NATS_SERVER ?? '/usr/sbin/nats-server';

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/** A broker on the loopback. */
export interface TestBroker {
  readonly port: number;
  readonly url: string;
  readonly start: () => Promise<void>;
  /** As the kernel ends it, without a word. */
  readonly kill: () => Promise<void>;
  /** Ends it and removes what it wrote. */
  readonly dispose: () => Promise<void>;
}

/** A broker that listens on the loopback only; `configuration` is added to its own. */
export const testBroker = async (configuration = ''): Promise<TestBroker> => {
  if (!existsSync(program))
    throw new Error(
      `these tests need a NATS server: install Debian's nats-server, or set NATS_SERVER (${program})`,
    );
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-broker-'));
  const file = join(folder, 'nats.conf');
  writeFileSync(
    file,
    `listen: "127.0.0.1:${String(port)}"\njetstream { store_dir: "${folder}/store" }\n${configuration}\n`,
  );
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  const start = async (): Promise<void> => {
    child = spawn(program, ['-c', file], { stdio: 'ignore' });
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`${program} ended at once with ${String(child.exitCode)}`);
      await sleep(20);
    }
  };
  await start();
  return {
    port,
    url: `nats://127.0.0.1:${String(port)}`,
    start,
    kill,
    dispose: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
