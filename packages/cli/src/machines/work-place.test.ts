import { testBroker, type TestBroker } from '@sgmrl/broker';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, start, type Started } from '../testing/command';

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

it('goes on to the same bits when a worker is killed, another hangs, and the broker is killed', async () => {
  const [killed, hung] = [await worker(), await worker()];
  const training = elsewhere('faults');
  await training.printed('iteration 3/40');
  killed.child.kill('SIGKILL');
  const late = await worker();
  hung.child.kill('SIGSTOP');
  await training.printed('iteration 10/40');
  await broker.kill();
  await sleep(200);
  await broker.start();
  hung.child.kill('SIGCONT');
  expect((await training.ended).code).toBe(0);
  expect(checkpoint('faults')).toBe(sequential);
  await end(hung, late);
});

it('goes on with a run whose coordinator was killed', async () => {
  const workers = [await worker(), await worker()];
  const { child, printed, ended } = elsewhere('resumed');
  await printed('iteration 5/40');
  child.kill('SIGKILL');
  await ended;
  const { code } = await run(folder, 'train', '--resume', 'resumed', '--workers', broker.url, '--take-over');
  expect([code, checkpoint('resumed')]).toEqual([0, sequential]);
  await end(...workers);
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
