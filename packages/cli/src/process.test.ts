import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findAlgorithm } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { run, runInto, start } from './testing/command';

/** About ten milliseconds an iteration. */
const training = ['train', '--preset', 'tabular-quick', '--set', 'algorithm.metaBatchSize=4', '--iterations'];

/** An iteration of one task that computes for minutes. */
const oneLongTask = [
  '--preset',
  'tabular-quick',
  '--set',
  ...['algorithm.metaBatchSize=1', 'algorithm.trajectories=10000', 'algorithm.innerSteps=500'],
];

describe('the sgmrl process', () => {
  let folder = '';
  let reference = '';
  const fresh = (): string => join(mkdtempSync(join(folder, 'case-')), 'run');
  const bytesOf = (directory: string) => ({
    checkpoint: readFileSync(join(directory, 'checkpoint'), 'utf8'),
    config: readFileSync(join(directory, 'config.json'), 'utf8'),
    metrics: readFileSync(join(directory, 'metrics.jsonl'), 'utf8').replaceAll(/"seconds":\{[^}]*\}/g, ''),
    files: readdirSync(directory).sort(),
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-process-'));
    reference = fresh();
    expect((await run(folder, ...training, '60', '--out', reference)).code).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives runs of one name new folders', async () => {
    const first = await run(folder, ...training, '1');
    const second = await run(folder, ...training, '1');
    expect(first.out).toContain('runs/tabular-quick-seed1:');
    expect(second.out).toContain('runs/tabular-quick-seed1-2:');
  });

  it('learns the same bits with worker threads', async () => {
    const directory = fresh();
    const ended = await run(folder, ...training, '60', '--out', directory, '--workers', '2');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(bytesOf(directory)).toEqual(bytesOf(reference));
  });

  it.each([
    ['promp', 'optimizer.learningRate=0.01'],
    ['trpo-maml', 'optimizer={"kind":"sgd","learningRate":1}'],
  ])('learns the same bits with worker threads by %s', async (name, optimizer) => {
    const variant = findAlgorithm(name);
    const outerUpdate = E.isRight(variant) ? JSON.stringify(variant.right.outerUpdate) : '';
    const settings = ['--set', optimizer, `algorithm.outerUpdate=${outerUpdate}`, '--out'];
    const [one, two] = [fresh(), fresh()];
    for (const [directory, workers] of [
      [one, '1'],
      [two, '2'],
    ])
      expect(await run(folder, ...training, '3', ...settings, directory, '--workers', workers)).toMatchObject(
        {
          code: 0,
          err: '',
        },
      );
    expect(bytesOf(two)).toEqual(bytesOf(one));
    expect(bytesOf(one).metrics).toContain('"surrogate":{"gain":');
  });

  it('keeps the moments of observations: the same bits with threads, killed and resumed', async () => {
    const variant = findAlgorithm('trpo-maml');
    const outerUpdate = E.isRight(variant) ? JSON.stringify(variant.right.outerUpdate) : '';
    const settings = [
      ...['metaBatchSize=3', 'trajectories=4', 'evaluationTrajectories=4'].map((one) => `algorithm.${one}`),
      'environment.horizon=20',
      'algorithm.observationNormalisation={"clip":5}',
      'optimizer={"kind":"sgd","learningRate":1}',
      `algorithm.outerUpdate=${outerUpdate}`,
    ];
    const navigating = [
      'train',
      '--preset',
      'navigation-2d-quick',
      '--iterations',
      '4',
      '--set',
      ...settings,
    ];
    const directories = [fresh(), fresh(), fresh(), fresh()];
    for (const [i, workers] of ['0', '1', '2'].entries())
      expect(await run(folder, ...navigating, '--out', directories[i], '--workers', workers)).toMatchObject({
        code: 0,
        err: '',
      });
    const { child, ended, printed } = start(folder, ...navigating, '--out', directories[3]);
    await printed('iteration 1/');
    child.kill('SIGKILL');
    await ended;
    expect(await run(folder, 'train', '--resume', directories[3], '--workers', '2')).toMatchObject({
      code: 0,
    });
    const [first, ...others] = directories.map(bytesOf);
    for (const other of others) expect(other).toEqual(first);
    expect(first.checkpoint).toContain('"observationMoments":{"count":');
  });

  it('keeps learned step sizes: the same bits with threads, killed and resumed', async () => {
    const learning = [...training, '20', '--set', 'algorithm.learnStepSizes=true', '--out'];
    const directories = [fresh(), fresh(), fresh(), fresh()];
    for (const [i, workers] of ['0', '1', '2'].entries())
      expect(await run(folder, ...learning, directories[i], '--workers', workers)).toMatchObject({
        code: 0,
        err: '',
      });
    const { child, ended, printed } = start(folder, ...learning, directories[3]);
    await printed('iteration 2/');
    child.kill('SIGKILL');
    await ended;
    expect(await run(folder, 'train', '--resume', directories[3], '--workers', '2')).toMatchObject({
      code: 0,
    });
    const [first, ...others] = directories.map(bytesOf);
    for (const other of others) expect(other).toEqual(first);
    expect(first.checkpoint).toContain('"logStepSizes":');
  });

  it('ends in the same bytes however often it is killed and resumed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300), { minLength: 2, maxLength: 2 }), async (delays) => {
        const directory = fresh();
        let args: readonly string[] = [...training, '60', '--out', directory];
        for (const delay of delays) {
          const { child, ended, printed } = start(folder, ...args);
          await Promise.race([printed('iteration '), ended]).catch(() => undefined);
          await setTimeout(delay);
          child.kill('SIGKILL');
          await ended;
          args = ['train', '--resume', directory];
        }
        expect(await run(folder, ...args)).toMatchObject({ code: 0, err: '' });
        expect(bytesOf(directory)).toEqual(bytesOf(reference));
      }),
      { numRuns: 3 },
    );
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('finishes the iteration and saves at %s', async (signal, code) => {
    const directory = fresh();
    const { child, ended, printed } = start(folder, ...training, '100000', '--out', directory);
    await printed('iteration 3/');
    child.kill(signal);
    const stopped = await ended;
    expect(stopped).toMatchObject({
      code,
      err: expect.stringMatching(/^finishing this iteration/) as string,
    });
    expect(stopped.out).toMatch(/^Stopped after iteration (\d+) of 100000[^]*--resume/m);
    expect(readdirSync(directory).sort()).toEqual([
      'checkpoint',
      'config.json',
      'metrics.jsonl',
      'summary.json',
    ]);
  });

  it('goes on after Ctrl-C to the bytes of a run without it', async () => {
    const directory = fresh();
    const { child, ended, printed } = start(folder, ...training, '60', '--out', directory, '--workers', '2');
    await printed('iteration 2/');
    child.kill('SIGINT');
    await ended;
    await run(folder, 'train', '--resume', directory);
    expect(bytesOf(directory)).toEqual(bytesOf(reference));
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('quits at once at a second %s, whatever a task does', async (signal, code) => {
    const directory = fresh();
    const { child, ended } = start(folder, 'train', ...oneLongTask, '--out', directory);
    const announced = new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: string) => {
        if (chunk.includes('a second Ctrl-C or signal quits')) resolve();
      });
    });
    while (!existsSync(join(directory, 'config.json'))) await setTimeout(20);
    child.kill(signal);
    await announced;
    await setTimeout(200);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, out: '' });
    expect(readdirSync(directory).sort()).toEqual(['config.json']);
  });

  it('leaves no lock and no temporary file at a signal that comes before there is anything to save', async () => {
    const directory = fresh();
    const { child, ended } = start(folder, ...training, '1', '--out', directory);
    while (!existsSync(join(directory, 'lock'))) await setTimeout(1);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(readdirSync(directory).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  });

  it('says which module never finishes loading', async () => {
    const module = join(folder, 'never.mjs');
    writeFileSync(module, 'await new Promise(() => {}); export default {};');
    const { code, err } = await run(folder, 'train', '--with', module, '--preset', 'tabular-quick');
    const message = /^sgmrl: module .*never\.mjs: it cannot be loaded: .*it never finishes/;
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) as string });
  });

  it('ends at a signal while it waits for a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { child, ended } = start(folder, 'train', '--config', pipe);
    await setTimeout(2_000);
    child.kill('SIGTERM');
    // By the signal itself where nobody listened yet.
    expect([143, 'SIGTERM']).toContain((await ended).code);
  });

  it('tells in seconds that a first task has not ended', async () => {
    const { child, ended } = start(folder, 'train', ...oneLongTask, '--out', fresh());
    const told = new Promise<string>((resolve) => {
      child.stderr?.on('data', resolve);
    });
    expect(await Promise.race([told, ended])).toMatch(
      /^no task has ended for 1\d s: task 0 of iteration 1; the threads are computing$/m,
    );
    child.kill('SIGKILL');
    await ended;
  });

  it('saves and ends quietly when the reader of a run goes away, to be gone on with', async () => {
    const directory = fresh();
    const { child, ended, printed } = start(folder, ...training, '60', '--out', directory);
    await printed('iteration 1/');
    child.stdout?.destroy();
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 141, err: '' });
    expect(bytesOf(directory).files).toEqual(['checkpoint', 'config.json', 'metrics.jsonl', 'summary.json']);
    expect((await run(folder, 'train', '--resume', directory)).code).toBe(0);
    expect(bytesOf(directory)).toEqual(bytesOf(reference));
  });

  it('saves and ends quietly when the reader of a comparison goes away', async () => {
    const directory = fresh();
    const question = ['--preset', 'tabular-quick', '--algorithms', 'none', '--seeds', '1,2', '--iterations'];
    const { child, ended, printed } = start(folder, 'compare', ...question, '100000', '--out', directory);
    await printed('begins');
    child.stdout?.destroy();
    // Iterations are told ten times a run: the first of a hundred thousand is not.
    await setTimeout(500);
    child.kill('SIGTERM');
    const { code } = await ended;
    // By the signal itself where all was saved before, and nobody listens any more.
    expect([141, 143, 'SIGTERM']).toContain(code);
    expect(
      readdirSync(directory, { recursive: true }).filter((name) => String(name).endsWith('lock')),
    ).toEqual([]);
  });

  it.each([['presets'], ['presets', 'navigation-2d'], ['explain'], ['verify'], ['theory'], ['--help']])(
    'ends quietly when nobody reads %s %s',
    async (...args) => {
      const { child, ended } = start(folder, ...args);
      child.stdout?.destroy();
      const { code, err } = await ended;
      expect({ code, err }).toEqual({ code: 141, err: '' });
    },
  );

  it('ends with a message when its output cannot be written, and can be gone on with', async () => {
    const directory = fresh();
    const command = [...training, '60', '--out', directory];
    const full = await runInto('/dev/full', folder, ...command);
    expect(full.code).toBe(2);
    expect(full.err).toMatch(/^sgmrl: cannot write the output: .*no space left[^\n]*\n$/);
    expect((await run(folder, 'train', '--resume', directory)).code).toBe(0);
    expect(bytesOf(directory)).toEqual(bytesOf(reference));
  });

  it('keeps its exit code when nobody reads its complaints', async () => {
    const { child, ended } = start(folder, 'train', '--preset', 'none');
    child.stderr?.destroy();
    expect((await ended).code).toBe(2);
  });
});
