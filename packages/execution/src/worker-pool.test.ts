import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { patience, workerPool, type Silence, type WorkerPool, type WorkerPoolOptions } from './worker-pool';

interface TestJob {
  readonly kind: string;
  readonly x?: number;
  readonly vector?: Float64Array;
  readonly marker?: string;
  readonly until?: string;
  readonly milliseconds?: number;
}

describe('workerPool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-pool-'));
  const marker = (name: string) => join(folder, name);
  const poolOf = (workers: number, options: Partial<WorkerPoolOptions<TestJob>> = {}) =>
    workerPool<(job: TestJob) => unknown>({
      workers,
      module: join(__dirname, 'testing', 'worker.cjs'),
      data: { offset: 7 },
      describe: (job) => `job "${job.kind}"`,
      // Long enough for a replacement to start on a busy machine.
      patience: { ...patience, working: () => 2.0004 },
      ...options,
    });
  let pool: WorkerPool<TestJob, unknown>;
  beforeAll(() => {
    pool = poolOf(2);
  });
  afterAll(async () => {
    await pool.close();
    rmSync(folder, { recursive: true });
  });

  it('gives results in the order of the jobs, from several threads', async () => {
    const slowFirst = [200, 1, 1, 1].map((milliseconds) => ({ kind: 'slow', milliseconds }));
    expect(await pool.map(slowFirst)).toEqual([200, 1, 1, 1]);
    const squares = await pool.map(Array.from({ length: 40 }, (_, x) => ({ kind: 'square', x })));
    expect(squares).toMatchObject(Array.from({ length: 40 }, (_, x) => ({ value: x * x, offset: 7 })));
    expect(await pool.map([])).toEqual([]);
  });

  it('carries vectors bit for bit', async () => {
    const vector = Float64Array.of(1, -0, 1e-310, Math.PI);
    expect(await pool.map([{ kind: 'vector', vector }])).toEqual([vector.map((x) => x / 3)]);
  });

  it.each(['crash once', 'hang once'])(
    'replaces a worker that does %s and runs its job again',
    async (kind) => {
      const jobs = [
        { kind: 'square', x: 2 },
        { kind, marker: marker(kind) },
        { kind: 'square', x: 3 },
      ];
      expect(await pool.map(jobs)).toMatchObject([{ value: 4 }, 'survived', { value: 9 }]);
    },
  );

  it.each([
    ['crash', /^job "crash" failed twice in a worker: .*3/],
    ['hang', /^job "hang" failed twice in a worker: it hangs$/],
    ['throw', /^job "throw" failed twice in a worker: no such luck$/],
  ])('fails, naming the job, when it does %s again', async (kind, message) => {
    await expect(pool.map([{ kind: 'square', x: 1 }, { kind }])).rejects.toThrow(message);
    expect(await pool.map([{ kind: 'square', x: 5 }])).toMatchObject([{ value: 25 }]);
  });

  it('replaces a thread that crashes, and keeps one on which a job throws', async () => {
    const one = poolOf(1);
    const where = async (): Promise<unknown> => (await one.map([{ kind: 'square', x: 1 }]))[0];
    const before = await where();
    const again = await one.map([{ kind: 'throw once', marker: marker('thrown') }]);
    expect(before).toMatchObject(again[0] as object);
    expect(await where()).toEqual(before);
    await one.map([{ kind: 'crash once', marker: marker('crashed') }]);
    expect(await where()).not.toEqual(before);
    await one.close();
  });

  it.each(['note', 'note and throw'])('begins no job after a map has failed: %s', async (kind) => {
    const [begun, until] = [marker(`begun with ${kind}`), marker(`go on with ${kind}`)];
    const jobs = [
      { kind: 'throw' },
      { kind, x: 1, marker: begun, until },
      { kind: 'note', x: 2, marker: begun, until },
    ];
    await expect(pool.map(jobs)).rejects.toThrow('no such luck');
    writeFileSync(until, '');
    // On both threads and long enough that what is begun in vain is begun before these end.
    const others = { kind: 'slow', milliseconds: 300 };
    expect(await pool.map([others, others])).toEqual([300, 300]);
    expect(readFileSync(begun, 'utf8')).toBe('1;');
  });

  it('rejects what is not done when it is closed, and all that comes later', async () => {
    const one = poolOf(1);
    const begun = marker('begun before the end');
    const job = { kind: 'note', x: 1, marker: begun, until: marker('never') };
    const map = one.map([job, job]);
    const rejected = expect(map).rejects.toThrow(/^the pool is closed$/);
    while (!existsSync(begun)) await setTimeout(10);
    await one.close();
    await rejected;
    await expect(one.map([job])).rejects.toThrow(/^the pool is closed$/);
    expect(readFileSync(begun, 'utf8')).toBe('1;');
  });

  it.each([NaN, 0, -1, 1.5])('refuses %p threads', (workers) => {
    expect(() => poolOf(workers)).toThrow(
      new RangeError(`workers: expected a whole number from 1, found ${String(workers)}`),
    );
  });

  it('takes the URL of a module', async () => {
    const module = pathToFileURL(join(__dirname, 'testing', 'worker.cjs'));
    for (const one of [module, module.href]) {
      const other = poolOf(1, { module: one });
      try {
        expect(await other.map([{ kind: 'slow', milliseconds: 1 }])).toEqual([1]);
      } finally {
        await other.close();
      }
    }
  });

  it.each<[string | URL, string]>([
    [new URL('https://example.org/jobs.js'), 'https://example.org/jobs.js'],
    ['data:text/javascript,0', 'data:text/javascript,0'],
    ['', ''],
  ])('refuses %p as a module', (module, found) => {
    expect(() => poolOf(1, { module })).toThrow(
      new RangeError(`module: expected a path or a file URL, found ${found}`),
    );
  });

  it('fails if the module cannot be loaded', async () => {
    const broken = workerPool<(job: TestJob) => unknown>({
      workers: 1,
      module: marker('missing.cjs'),
      data: {},
      describe: ({ kind }) => kind,
    });
    await expect(broken.map([{ kind: 'square', x: 1 }])).rejects.toThrow(
      /no worker can be started: Cannot find module/,
    );
    await broken.close();
  });

  const promised = (start: 'well' | 'broken' | 'never' | 'exit', patient = patience) =>
    workerPool<(job: TestJob) => unknown>({
      workers: 1,
      module: join(__dirname, 'testing', 'promised.cjs'),
      data: { start },
      describe: ({ kind }) => kind,
      patience: patient,
    });

  it('waits for a module that is not ready at once, and fails if it never will be', async () => {
    const ready = promised('well');
    expect(await ready.map([{ kind: 'next', x: 1 }])).toEqual([2]);
    await ready.close();
    const broken = promised('broken');
    await expect(broken.map([{ kind: 'next', x: 1 }])).rejects.toThrow(
      /no worker can be started: out of order/,
    );
    await broken.close();
  });

  it('does not end a first job that computes for long, but says that none has ended', async () => {
    const told: Silence[] = [];
    const silent = { ...patience, silent: () => 0.5, idle: 0.5 };
    const one = poolOf(1, { patience: silent, onSilence: (silence) => told.push(silence) });
    expect(await one.map([{ kind: 'busy', milliseconds: 2500 }])).toEqual(['computed']);
    await one.close();
    expect(told.map(({ jobs }) => jobs)).toEqual(told.map(() => ['job "busy"']));
    // After half a second, one and two.
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told[1].seconds).toBeGreaterThanOrEqual(2 * told[0].seconds);
    expect(told.map(({ idle }) => idle < 0.5)).toEqual(told.map(() => true));
  });

  it('notices a first job that waits for ever, whatever it waits for', async () => {
    for (const kind of ['wait for a promise', 'wait for memory']) {
      const one = poolOf(1, { patience: { ...patience, idle: 1 } });
      await expect(one.map([{ kind }])).rejects.toThrow(
        `job "${kind}" failed twice in a worker: it hangs: it waits for something and computes nothing`,
      );
      await one.close();
    }
  });

  it('notices a thread that never is ready', async () => {
    const stuck = promised('never', { ...patience, idle: 1 });
    await expect(stuck.map([{ kind: 'next', x: 1 }])).rejects.toThrow(/it hangs: it waits for something/);
    await stuck.close();
  });

  it('notices at once that threads exit while they start, also before there is a job', async () => {
    const gone = promised('exit');
    await setTimeout(1000);
    await expect(gone.map([{ kind: 'next', x: 1 }])).rejects.toThrow(
      'no worker can be started: they exit at once',
    );
    await gone.close();
  });

  it('measures a first job that hangs by those that other threads end meanwhile', async () => {
    const working = (longest: number | undefined): number => (longest === undefined ? Infinity : 1.5);
    const two = poolOf(2, { patience: { ...patience, working } });
    await expect(two.map([{ kind: 'hang' }, { kind: 'square', x: 1 }])).rejects.toThrow(
      'job "hang" failed twice in a worker: it hangs',
    );
    await two.close();
  });

  it('lets a first job compute, and later ones in proportion to what was seen', () => {
    expect([undefined, 0.1, 60].map(patience.working)).toEqual([Infinity, 30, 1200]);
    expect([undefined, 0.1, 60].map(patience.silent)).toEqual([10, 10, 180]);
  });
});
