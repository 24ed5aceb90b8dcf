import { testBroker } from '@sgmrl/broker';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as t from 'io-ts';
import type { Calibration } from './calibration';
import { ratios, summarize } from '../statistics';

/** Iterations of a run; every thread compiles its loops in the first two. */
const iterations = 6;
const warmUps = 2;

const metrics = t.type({ seconds: t.type({ plan: t.number, run: t.number, finish: t.number }) });

const hasTaskset = spawnSync('taskset', ['--version']).status === 0;

/** Starts the command on some processors only, where the machine can. */
const start = (script: string, processors: string, cwd: string, args: readonly string[]): ChildProcess => {
  const line = [process.execPath, script, ...args];
  const [program, ...rest] = hasTaskset ? ['taskset', '-c', processors, ...line] : line;
  return spawn(program, rest, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
};

const untilReady = (worker: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) resolve();
    });
    worker.once('exit', () => {
      reject(new Error('a worker ended before it was ready'));
    });
  });

/** Where the iterations of a run are done. */
interface Entry {
  readonly workers: string;
  readonly processors: string;
}

/** Seconds of an iteration, the median of a run. */
const secondsOf = async (
  script: string,
  folder: string,
  run: string,
  { workers, processors }: Entry,
): Promise<number> => {
  const child = start(script, processors, folder, [
    ...['train', '--preset', 'navigation-2d', '--iterations', String(iterations)],
    ...['--out', run, '--workers', workers, '--quiet'],
  ]);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`a run with --workers ${workers} ended with ${String(code)}`);
  const lines = readFileSync(join(folder, run, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const seconds = lines.slice(warmUps).map((line) => {
    const found: unknown = JSON.parse(line);
    if (!metrics.is(found)) throw new Error(`expected the seconds of an iteration, found ${line}`);
    return found.seconds.plan + found.seconds.run + found.seconds.finish;
  });
  return summarize(seconds).median;
};

/**
 * Iterations of `navigation-2d` on one and two worker threads, and on as many remote workers of one
 * thread, each on a processor of its own. They take turns, run by run.
 */
export const speed = async (script: string, rounds: number): Promise<Calibration['iterations']> => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-speed-'));
  const [one, two] = [await testBroker(), await testBroker()];
  const workers = [
    start(script, '0', folder, ['worker', one.url]),
    start(script, '0', folder, ['worker', two.url]),
    start(script, '1', folder, ['worker', two.url]),
  ];
  try {
    await Promise.all(workers.map(untilReady));
    const entries = {
      oneThread: { workers: '1', processors: '0' },
      twoThreads: { workers: '2', processors: '0,1' },
      oneRemote: { workers: one.url, processors: '0,1' },
      twoRemote: { workers: two.url, processors: '0,1' },
    } as const;
    const names = ['oneThread', 'twoThreads', 'oneRemote', 'twoRemote'] as const;
    const found: Record<(typeof names)[number], number[]> = {
      oneThread: [],
      twoThreads: [],
      oneRemote: [],
      twoRemote: [],
    };
    for (let round = 0; round < rounds; round++)
      for (const name of names)
        found[name].push(await secondsOf(script, folder, `${name}-${String(round)}`, entries[name]));
    return {
      oneThread: summarize(found.oneThread),
      twoThreads: summarize(found.twoThreads),
      oneRemote: summarize(found.oneRemote),
      twoRemote: summarize(found.twoRemote),
      remoteToThreads: ratios(found.twoThreads, found.twoRemote),
      speedup: ratios(found.oneRemote, found.twoRemote),
    };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all([one.dispose(), two.dispose()]);
    rmSync(folder, { recursive: true, force: true });
  }
};
