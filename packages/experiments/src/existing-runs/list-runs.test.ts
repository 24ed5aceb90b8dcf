import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { startRun } from '../training/train';
import { listRuns } from './list-runs';

const { config } = presets['tabular-quick'];

describe('listRuns', () => {
  let folder = '';
  const at = (...names: readonly string[]) => join(folder, ...names);
  const returns: number[] = [];
  const train = (directory: string, changed: Partial<Config>, stopAfter = Infinity) => {
    let done = 0;
    return startRun({ ...config, ...changed }, directory, {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: ({ after }) => {
        done += 1;
        returns.push(after.undiscounted.mean);
      },
      stopRequested: () => done >= stopAfter,
    })();
  };
  const list = async (directory: string) => {
    const found = await listRuns(directory)();
    if (E.isLeft(found)) throw new Error(describeError(found.left));
    return found.right;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-list-'));
    await train(at('runs', 'below', 'run-10'), { iterations: 3, seed: 10 }, 2);
    await train(at('runs', 'below', 'run-9'), { iterations: 0, seed: 9 });
    await train(at('runs', 'other'), {
      iterations: 0,
      algorithm: { ...config.algorithm, estimator: 'maml', stepSize: 0.123 },
    });
    utimesSync(at('runs', 'below', 'run-10', 'checkpoint'), 1e9, 1e9);
    cpSync(at('runs', 'below', 'run-10'), at('runs', 'damaged'), { recursive: true });
    truncateSync(at('runs', 'damaged', 'checkpoint'), 10);
    for (const hidden of ['.hidden', 'node_modules', join('other', 'copy')])
      cpSync(at('runs', 'below'), at('runs', hidden), { recursive: true });
    symlinkSync(at('runs'), at('runs', 'loop'));
    mkdirSync(at('runs', 'foreign'));
    writeFileSync(at('runs', 'foreign', 'config.json'), '{"theirs": true}');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds runs at any depth, by name, and says how far they are', async () => {
    const { runs } = await list(at('runs'));
    expect(runs.map(({ directory }) => directory)).toEqual([
      at('runs', 'below', 'run-9'),
      at('runs', 'below', 'run-10'),
      at('runs', 'other'),
    ]);
    expect(runs[1]).toEqual({
      directory: at('runs', 'below', 'run-10'),
      preset: 'tabular-quick',
      environment: 'tabular',
      algorithm: 'leave-one-out-linear',
      innerSteps: config.algorithm.innerSteps,
      seed: 10,
      done: 2,
      iterations: 3,
      lastReturn: returns[1],
      written: '2001-09-09T01:46:40.000Z',
    });
    expect(runs[0]).toMatchObject({ done: 0, lastReturn: null });
    expect(Math.abs(Date.now() - Date.parse(runs[0].written))).toBeLessThan(600_000);
    expect(runs[2]).toMatchObject({ preset: null, algorithm: 'none' });
  });

  it('names what cannot be read', async () => {
    expect((await list(at('runs'))).damaged).toEqual([
      {
        directory: at('runs', 'damaged'),
        problem: expect.stringMatching(/^checkpoint: it is truncated/) as string,
      },
    ]);
  });

  it('lists a run whose module has changed or is gone, and says so', async () => {
    const run = at('own', 'run');
    await train(run, { iterations: 2, seed: 4 });
    const [whole] = (await list(run)).runs;
    expect(whole).toMatchObject({ preset: 'tabular-quick', done: 2 });
    expect(whole).not.toHaveProperty('module');
    const module = at('own.mjs');
    writeFileSync(module, 'export default {};');
    const kept = JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')) as Config;
    const named = { ...kept, with: [{ module, sha256: '0'.repeat(64) }] };
    writeFileSync(join(run, 'config.json'), JSON.stringify(named));
    const changed = { ...whole, preset: null, module: 'changed' };
    expect(await list(at('own'))).toEqual({ runs: [changed], damaged: [] });
    const own = { ...named, algorithm: { ...kept.algorithm, estimator: 'mine' } };
    writeFileSync(join(run, 'config.json'), JSON.stringify(own));
    expect((await list(run)).runs).toEqual([{ ...changed, algorithm: 'mine' }]);
    rmSync(module);
    writeFileSync(join(run, 'config.json'), JSON.stringify(named));
    expect(await list(at('own'))).toEqual({ runs: [{ ...changed, module: 'gone' }], damaged: [] });
    // What is damaged is still told.
    truncateSync(join(run, 'checkpoint'), 10);
    expect(await list(at('own'))).toMatchObject({ runs: [], damaged: [{ directory: run }] });
  });

  it('takes a run itself, and nothing from a folder without runs', async () => {
    expect((await list(at('runs', 'other'))).runs).toHaveLength(1);
    expect(await list(at('runs', 'foreign'))).toEqual({ runs: [], damaged: [] });
  });

  it('says that a folder is not there', async () => {
    const none = await listRuns(at('nowhere'))();
    expect(E.isLeft(none) && describeError(none.left)).toBe(
      `cannot read ${at('nowhere')}: it does not exist`,
    );
  });
});
