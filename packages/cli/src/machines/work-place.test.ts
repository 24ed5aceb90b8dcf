import { testBroker, type TestBroker } from '@sgmrl/broker';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { call, run, start, type Started } from '../testing/command';

let folder = '';
let broker: TestBroker;
let sequential = '';
const training = [
  'train',
  '--preset',
  'tabular-quick',
  '--set',
  'algorithm.metaBatchSize=6',
  '--iterations',
  '40',
];

const checkpoint = (directory: string): string => readFileSync(join(folder, directory, 'checkpoint'), 'utf8');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-machines-'));
  broker = await testBroker();
  const { code, err } = await run(folder, ...training, '--out', 'sequential', '--workers', '0');
  if (code !== 0) throw new Error(err);
  sequential = checkpoint('sequential');
});
afterAll(async () => {
  await broker.dispose();
  rmSync(folder, { recursive: true });
});

const worker = async (...args: readonly string[]): Promise<Started> => {
  const started = start(folder, 'worker', broker.url, ...args);
  await started.printed('ready');
  return started;
};

const elsewhere = (directory: string, ...more: readonly string[]): Started =>
  start(folder, ...training, '--out', directory, '--workers', broker.url, ...more);

const end = async (...workers: readonly Started[]): Promise<void> => {
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
};

it('trains on other machines to the same bits, part of it verified', async () => {
  const workers = [await worker(), await worker('--threads', '2')];
  const { code, err } = await elsewhere('remote', '--verify-share', '0.1').ended;
  expect([code, err]).toEqual([0, expect.stringMatching(/workers? at work/)]);
  expect(checkpoint('remote')).toBe(sequential);
  expect(readdirSync(join(folder, 'remote')).sort()).toEqual(readdirSync(join(folder, 'sequential')).sort());
  await end(...workers);
  expect((await workers[0].ended).code).toBe(143);
});

it('compares on other machines to the same bits', async () => {
  const comparing = [
    ...['compare', '--preset', 'tabular-quick', '--algorithms', 'none,leave-one-out', '--seeds', '1-2'],
    ...['--iterations', '3', '--set', 'algorithm.metaBatchSize=4'],
  ];
  const workers = [await worker(), await worker('--threads', '2')];
  const compare = (out: string, place: string) => run(folder, ...comparing, '--out', out, '--workers', place);
  const [here, remote] = [await compare('here', '0'), await compare('there', broker.url)];
  expect([here.code, remote.code, remote.err]).toEqual([0, 0, expect.stringMatching(/at work/)]);
  const checkpoints = (directory: string): readonly (readonly [string, string])[] =>
    readdirSync(join(folder, directory), { recursive: true, encoding: 'utf8' })
      .filter((file) => basename(file) === 'checkpoint')
      .sort()
      .map((file) => [file, checkpoint(join(directory, dirname(file)))]);
  expect(checkpoints('here')).toHaveLength(4);
  expect(checkpoints('there')).toEqual(checkpoints('here'));
  await end(...workers);
});

it('ends at the first signal when the broker is gone, and goes on to the same bits', async () => {
  const own = await testBroker();
  const one = start(folder, 'worker', own.url);
  await one.printed('ready');
  const stopped = start(folder, ...training, '--out', 'gone', '--workers', own.url);
  await stopped.printed('iteration 3/40');
  await own.dispose();
  for (const [child, signal] of [
    [stopped.child, 'SIGTERM'],
    [one.child, 'SIGINT'],
  ] as const)
    child.kill(signal);
  const [{ code, out, err }, { code: codeOfWorker }] = await Promise.all([stopped.ended, one.ended]);
  expect([code, codeOfWorker, err]).toEqual([143, 130, expect.stringContaining('finishing this iteration')]);
  expect(out).toMatch(/^Stopped after iteration \d+ of 40/m);
  expect(out).toContain(`train --resume gone --workers ${own.url}\n`);
  const { code: resumed } = await run(folder, 'train', '--resume', 'gone', '--workers', '0');
  expect([resumed, checkpoint('gone')]).toEqual([0, sequential]);
});

it('ends at the first signal when no worker has come', async () => {
  const waiting = start(folder, ...training, '--out', 'alone', '--workers', broker.url);
  await new Promise<void>((resolve) =>
    waiting.child.stderr?.on('data', (chunk: string) => {
      if (chunk.includes('no worker takes jobs')) resolve();
    }),
  );
  waiting.child.kill('SIGINT');
  expect(await waiting.ended).toMatchObject({
    code: 130,
    out: expect.stringContaining('Stopped') as unknown,
  });
  const comparing = ['compare', '--preset', 'tabular-quick', '--algorithms', 'none', '--seeds', '1'];
  const compared = start(folder, ...comparing, '--out', 'compared', '--workers', broker.url);
  await new Promise<void>((resolve) =>
    compared.child.stderr?.on('data', (chunk: string) => {
      if (chunk.includes('no worker takes jobs')) resolve();
    }),
  );
  compared.child.kill('SIGTERM');
  expect(await compared.ended).toMatchObject({
    code: 143,
    out: expect.stringContaining('Stopped with 0 of 1 runs done') as unknown,
  });
});

it('starts no worker of no threads', async () => {
  const { code, err } = await run(folder, 'worker', broker.url, '--threads', '0');
  expect([code, err]).toEqual([2, expect.stringContaining('Expected a whole number from 1 to 256')]);
});

it('says how to start a broker that has no JetStream', async () => {
  const plain = await testBroker({ jetStream: false });
  try {
    for (const args of [
      ['worker', plain.url],
      [...training, '--out', 'refused', '--workers', plain.url],
    ]) {
      const { code, out, err } = await run(folder, ...args);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining('start it with nats-server -js')]);
    }
  } finally {
    await plain.dispose();
  }
});

it('ends where something takes the connection and says nothing', async () => {
  const mute = createServer((socket) => socket.on('error', () => undefined).resume());
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const url = `nats://127.0.0.1:${String((mute.address() as AddressInfo).port)}`;
  try {
    const [working, trained] = await Promise.all([
      run(folder, 'worker', url),
      run(folder, ...training, '--out', 'refused', '--workers', url),
    ]);
    for (const { code, err } of [working, trained])
      expect([code, err]).toEqual([2, expect.stringContaining(`cannot reach ${url}: timeout`)]);
  } finally {
    mute.close();
  }
});

it('says how to say who one is where the broker asks', async () => {
  const asking = await testBroker({ configuration: 'authorization { user: me, password: "s3cret" }' });
  try {
    const { code, err } = await call('worker', asking.url);
    const advice = 'say who you are by SGMRL_NATS_USER and SGMRL_NATS_PASSWORD_FILE';
    expect([code, err]).toEqual([2, expect.stringContaining(`Authorization Violation; ${advice}\n`)]);
  } finally {
    await asking.dispose();
  }
});

it('says that a port may have no TLS', async () => {
  const mute = createServer((socket) => socket.on('error', () => undefined).resume());
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const url = `tls://127.0.0.1:${String((mute.address() as AddressInfo).port)}`;
  try {
    const { code, err } = await call('worker', url);
    expect([code, err]).toEqual([2, expect.stringContaining('timeout; the port may have no TLS\n')]);
  } finally {
    mute.close();
  }
});

it('sends nothing in the clear where there is a file for TLS', async () => {
  process.env.SGMRL_NATS_CA_FILE = '/ca.pem';
  try {
    for (const args of [
      ['worker', broker.url],
      [...training, '--out', 'refused', '--workers', broker.url],
    ]) {
      const { code, err } = await call(...args);
      const problem = `expected tls://… where SGMRL_NATS_CA_FILE is set, found ${broker.url}`;
      expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
    }
  } finally {
    delete process.env.SGMRL_NATS_CA_FILE;
  }
});

it('refuses what cannot be', async () => {
  for (const [args, problem] of [
    [['--workers', 'nats://127.0.0.1:1'], '--workers: cannot reach nats://127.0.0.1:1'],
    [['--workers', 'http://broker'], '--workers: expected nats://host:port or tls://host:port'],
    [['--workers', 'nats://me:s3cret@broker'], 'found a name or password in it'],
    [['--workers', '1', '--verify-share', '0.5'], '--verify-share goes with --workers nats://'],
  ] as const) {
    const { code, err } = await run(folder, ...training, '--out', 'refused', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
    expect(err).not.toContain('s3cret');
  }
});
