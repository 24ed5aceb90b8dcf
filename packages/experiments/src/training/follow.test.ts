import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { configurationHash } from '../configuration/configuration-hash';
import { encodeCheckpoint } from '../run/checkpoint';
import { readRun } from '../run/stored-run';
import { asItIs, config, problemOf, resumed, smallRuns, text, toTheEnd } from '../testing/small-runs';
import { resumeRun, startRun } from './train';
import type { TrainOptions } from './train-options';

describe('iterations', () => {
  const { fresh, stopped, reference, expectReference } = smallRuns();

  it('stop when another takes their lock, and write nothing more', async () => {
    const directory = fresh();
    const lock = join(directory, 'lock');
    const foreign = `${JSON.stringify({ pid: 5, host: 'elsewhere', started: null })}\n`;
    const result = await startRun(config, directory, {
      ...toTheEnd,
      onIteration: ({ iteration }) => {
        if (iteration === 2) writeFileSync(lock, foreign);
      },
    })();
    expect(problemOf(result)).toBe(
      `${lock} was taken over by process 5 on elsewhere while this process worked; it stops, and has written nothing since`,
    );
    expect(text(directory, 'metrics.jsonl').split('\n')).toHaveLength(3);
    expect(readdirSync(directory).sort()).toEqual(['checkpoint', 'config.json', 'lock', 'metrics.jsonl']);
    expect(text(directory, 'lock')).toBe(foreign);
    expect(problemOf(await resumed(directory))).toBe(
      `${lock} is held by process 5 on elsewhere, which cannot be seen from here; it counts as gone after 60 seconds without a sign of life, or with --take-over`,
    );
    expect(problemOf(await resumeRun(directory, asItIs, { ...toTheEnd, takeOver: true })())).toBe(
      'no problem',
    );
    expectReference(directory);
  });

  it('keep their last checkpoint when the disk is full, and end well once it is not', async () => {
    const directory = await stopped(2);
    const { open } = fs;
    jest
      .spyOn(fs, 'open')
      .mockImplementation((path, ...how) =>
        /checkpoint.*\.tmp$/.test(String(path)) ? open('/dev/full', 'w') : open(path, ...how),
      );
    const before = text(directory, 'checkpoint');
    expect(problemOf(await resumed(directory))).toMatch(
      /cannot write .*checkpoint: no space left on the disk/,
    );
    expect(text(directory, 'checkpoint')).toBe(before);
    expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({ status: 'failed', iterations: 2 });
    jest.restoreAllMocks();
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expectReference(directory);
  });

  it('fail where numbers stop being finite, with the last checkpoint kept', async () => {
    const directory = fresh();
    // Adam moves the logits by about 1e308 an iteration; the largest number is 1.8e308.
    const exploding: Config = { ...config, optimizer: { kind: 'adam', learningRate: 1e308 } };
    const result = await startRun(exploding, directory, toTheEnd)();
    if (E.isRight(result) || result.left.kind !== 'non-finite') throw new Error(problemOf(result));
    const { iteration } = result.left;
    expect(iteration).toBeGreaterThan(1);
    const kept = await readRun(directory)();
    expect(E.isRight(kept) && kept.right.state?.iteration).toBe(iteration - 1);
    expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({
      status: 'failed',
      iterations: iteration - 1,
      problem: problemOf(result),
    });
    // The norm of such parameters is infinite, which JSON cannot say; what is kept can be gone on
    // with nonetheless.
    expect(text(directory, 'metrics.jsonl')).toContain('"parameterNorm":null');
    expect(problemOf(await resumed(directory))).toBe(problemOf(result));
  });

  /** Ends with other bits after an iteration, of a worker that came in an earlier one. */
  const wrongAfter = (last: number, came: number): TrainOptions => {
    let since = NaN;
    return {
      ...toTheEnd,
      keeping: { checkpointsEvery: 1 },
      onIteration: ({ iteration }) => {
        if (iteration === came) since = performance.now();
        if (iteration === last)
          throw Object.assign(new Error('worker-1: other bits'), { name: 'WrongResultError', since });
      },
    };
  };

  it('are not gone on with where they may hold wrong results, but from a state before', async () => {
    const directory = fresh();
    expect(problemOf(await startRun(config, directory, wrongAfter(4, 2))())).toBe('worker-1: other bits');
    expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({ status: 'failed', wrongSince: 2 });
    const at = (name: string): string => join(directory, name);
    const refused = (iteration: number): string =>
      `${at('checkpoint')}: the state after iteration ${String(iteration)} may hold wrong results of a ` +
      `worker, taken since iteration 2 or later; end that worker, and train again in another folder with ` +
      `--config ${at('config.json')}; or put a state from before in its place, where ${at('checkpoints')} ` +
      `has one; or take it as it is: remove ${at('summary.json')}`;
    expect(problemOf(await resumed(directory))).toBe(refused(4));
    copyFileSync(at('checkpoints/iteration-2'), at('checkpoint'));
    expect(problemOf(await resumed(directory))).toBe(refused(2));
    copyFileSync(at('checkpoints/iteration-1'), at('checkpoint'));
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expect(text(directory, 'checkpoint')).toBe(text(reference(), 'checkpoint'));
  });

  it('may be wrong from the first on if they had been gone on with, and are taken as they are', async () => {
    const directory = await stopped(2);
    await resumeRun(directory, asItIs, wrongAfter(4, 3))();
    expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({ status: 'failed', wrongSince: 1 });
    expect(problemOf(await resumed(directory))).toMatch(/the state after iteration 4 may hold wrong results/);
    rmSync(join(directory, 'summary.json'));
    expect(problemOf(await resumed(directory))).toBe('no problem');
  });

  it('turn whatever is thrown while training into a message', async () => {
    const directory = await stopped(1);
    const run = await readRun(directory)();
    if (E.isLeft(run) || run.right.state === undefined) throw new Error('no run');
    const state = { ...run.right.state, parameters: [0] };
    writeFileSync(
      join(directory, 'checkpoint'),
      encodeCheckpoint({ configuration: configurationHash(config), state }),
    );
    expect(await resumed(directory)).toMatchObject(
      E.left({ kind: expect.stringMatching(/execution|non-finite/) as string }),
    );
  });
});
