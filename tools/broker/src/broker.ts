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
  /** Where it says over HTTP how it is. */
  readonly monitoring: string;
  /** The number of its process; undefined while it does not run. */
  readonly pid: () => number | undefined;
  readonly start: () => Promise<void>;
  /** As the kernel ends it, without a word. */
  readonly kill: () => Promise<void>;
  /** It hangs: its connections stay, and nothing passes until it is resumed. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it and removes what it wrote. */
  readonly dispose: () => Promise<void>;
}

/** What a broker is told beside where it listens. */
export interface TestBrokerOptions {
  /** A file with its configuration, which alone says whether and where it has JetStream. */
  readonly file?: string;
  /** Or the configuration itself. */
  readonly configuration?: string;
  /** Variables that the configuration names. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it has JetStream: yes, unless told otherwise. */
  readonly jetStream?: boolean;
}

/** A broker that listens on the loopback only, whatever its configuration says. */
export const testBroker = async ({
  file,
  configuration = '',
  env = {},
  jetStream = true,
}: TestBrokerOptions = {}): Promise<TestBroker> => {
  if (!existsSync(program))
    throw new Error(
      `these tests need a NATS server: install Debian's nats-server, or set NATS_SERVER (${program})`,
    );
  const [port, monitoringPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-broker-'));
  const own = join(folder, 'nats.conf');
  writeFileSync(own, configuration);
  const stored = jetStream ? ['-js', '-sd', join(folder, 'store')] : [];
  const configured = file === undefined ? ['-c', own, ...stored] : ['-c', file];
  const args = [...configured, '-a', '127.0.0.1'];
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  const start = async (): Promise<void> => {
    const started = spawn(program, [...args, '-p', String(port), '-m', String(monitoringPort)], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    });
    child = started;
    let said = '';
    started.stderr.on('data', (chunk: Buffer) => (said = chunk.toString()));
    while (!(await accepts(port))) {
      if (started.exitCode !== null)
        throw new Error(`${program} ended at once with ${String(started.exitCode)}: ${said}`);
      await sleep(20);
    }
  };
  await start();
  return {
    port,
    url: `nats://127.0.0.1:${String(port)}`,
    monitoring: `http://127.0.0.1:${String(monitoringPort)}`,
    pid: () => child?.pid,
    start,
    kill,
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    dispose: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
