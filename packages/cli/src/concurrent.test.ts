import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { call, start, type Started } from './testing/command';

const quick = ['--preset', 'tabular-quick', '--set', 'algorithm.metaBatchSize=2'];
const comparing = [
  '--algorithms',
  'none',
  '--seeds',
  '1',
  '--evaluation-tasks',
  '1',
  '--iterations',
  '100000',
];

/**
 * Several commands at once on one folder: each works, which it says by a text, or is refused. Those
 * that work are killed once there are metrics.
 */
const atOnce = async (
  folder: string,
  count: number,
  text: string,
  metrics: string,
  ...args: readonly string[]
): Promise<number> => {
  const started = Array.from({ length: count }, () => start(folder, ...args));
  const outcome = async ({ ended, printed }: Started): Promise<'works' | 'refused'> => {
    const works = printed(text).then(async () => {
      while (!existsSync(metrics)) await setTimeout(20);
      return 'works' as const;
    });
    const refused = ended.then(({ code, err }) => {
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringMatching(/^sgmrl: [^\n]*lock is held by process \d+ on [^\n]*\n$/) as string,
      });
      return 'refused' as const;
    });
    return Promise.race([works.catch(() => refused), refused]);
  };
  const outcomes = await Promise.all(started.map(outcome));
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  return outcomes.filter((each) => each === 'works').length;
};

describe('processes on one folder', () => {
  let folder = '';
  let stopped = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-concurrent-'));
    stopped = join(folder, 'stopped');
    expect((await call('train', ...quick, '--iterations', '2', '--out', stopped)).code).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const inOrder = (metrics: string): void => {
    const lines = readFileSync(metrics, 'utf8').split('\n').slice(0, -1);
    const iterations = lines.map((line) => (JSON.parse(line) as { readonly iteration: number }).iteration);
    expect(iterations).toEqual(iterations.map((_, i) => i + 1));
  };
  const stale = `${JSON.stringify({ pid: 4_194_000, host: hostname(), started: '1' })}\n`;

  it.each([
    ['the lock of a process that is gone', stale],
    ['no lock', undefined],
    ['an empty lock', ''],
    ['half a lock', '{"pid":'],
  ])('train one after the other, with %s before', async (_, lock) => {
    const run = mkdtempSync(join(folder, 'run-'));
    cpSync(stopped, run, { recursive: true });
    const metrics = join(run, 'metrics.jsonl');
    if (lock !== undefined) writeFileSync(join(run, 'lock'), lock);
    expect(
      await atOnce(folder, 4, 'iteration ', metrics, 'train', '--resume', run, '--iterations', '100000'),
    ).toBe(1);
    inOrder(metrics);
    // The one that trained was killed: its lock is the next that is stale.
    expect(
      await atOnce(folder, 3, 'iteration ', metrics, 'train', '--resume', run, '--iterations', '100000'),
    ).toBe(1);
    inOrder(metrics);
  });

  it('compare one after the other', async () => {
    const directory = join(folder, 'comparison');
    const metrics = join(directory, 'none', 'inner-steps-1', 'seed-1', 'metrics.jsonl');
    for (let round = 0; round < 2; round++)
      expect(
        await atOnce(folder, 3, 'seed 1: ', metrics, 'compare', ...quick, ...comparing, '--out', directory),
      ).toBe(1);
    inOrder(metrics);
  });
});
