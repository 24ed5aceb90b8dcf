import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { addToChecksum, encodeRecord, noChecksum, type IterationRecord } from './metrics-file';
import { createRun, freshDirectory, keepIteration, readRun } from './run-directory';
import { runPaths } from './run-paths';

const { config } = presets['tabular-quick'];
const state = {
  parameters: Float64Array.of(1, 2),
  optimizer: { step: 1, moments: [Float64Array.of(0.5, -0.5)] },
  key: [1, 0] as const,
  iteration: 1,
  timesteps: 80,
};
const returns = { discounted: { mean: 1, stderr: 0.1 }, undiscounted: { mean: 2, stderr: 0.2 } };
const record: IterationRecord = {
  iteration: 1,
  timesteps: 80,
  before: returns,
  after: returns,
  gradientNorm: 3,
  parameterNorm: 4,
  seconds: { plan: 0, run: 1, finish: 0 },
};

describe('run directory', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-directory-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives back what was kept', async () => {
    const paths = runPaths(folder);
    const created = await createRun(paths, config, {})();
    expect(created).toEqual(E.right({ paths, config, state: undefined }));
    expect(await readRun(folder)()).toEqual(created);
    const run = { paths, config, state: undefined, checksum: undefined };
    const kept = await keepIteration(run, noChecksum, state, record)();
    const checksum = addToChecksum(noChecksum, encodeRecord(record));
    expect(kept).toEqual(E.right(checksum));
    expect(await readRun(folder)()).toEqual(E.right({ paths, config, state, checksum }));
  });

  it('never has a checkpoint without its line of metrics', async () => {
    const paths = { ...runPaths(folder), metrics: join(folder, 'missing', 'metrics.jsonl') };
    const run = { paths, config, state: undefined, checksum: undefined };
    expect(await keepIteration(run, noChecksum, state, record)()).toMatchObject(
      E.left({ kind: 'file', path: paths.metrics }),
    );
    expect(existsSync(paths.checkpoint)).toBe(false);
  });

  it.each(['config.json', 'metrics.jsonl', 'checkpoint', 'summary.json'])(
    'is not taken for a new run if there is a %s',
    async (name) => {
      writeFileSync(join(folder, name), 'precious');
      writeFileSync(join(folder, 'notes.txt'), '');
      expect(await createRun(runPaths(folder), config, {})()).toMatchObject(E.left({ kind: 'unusable-run' }));
      expect(readFileSync(join(folder, name), 'utf8')).toBe('precious');
    },
  );

  it('is taken for a new run if it only holds other files', async () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(E.isRight(await createRun(runPaths(folder), config, {})())).toBe(true);
  });

  const summary = (status: string, iterations: number) =>
    JSON.stringify({ status, problem: 'a module throws', iterations });
  const withModule = (sha256: string) => ({ ...config, with: [{ module: '/mine.mjs', sha256 }] });

  it.each<readonly [string, string | undefined, object]>([
    ['failed in its first iteration, whatever it was', summary('failed', 0), { ...config, seed: 5 }],
    ['was ended without a word, its module another then', undefined, withModule('0'.repeat(64))],
  ])('is begun anew where a run %s', async (_, text, before) => {
    const paths = runPaths(folder);
    writeFileSync(paths.config, JSON.stringify(before, null, 2));
    if (text !== undefined) writeFileSync(paths.summary, text);
    const now = withModule('1'.repeat(64));
    expect(E.isRight(await createRun(paths, now, {})())).toBe(true);
    expect(JSON.parse(readFileSync(paths.config, 'utf8'))).toEqual(now);
    expect(existsSync(paths.summary)).toBe(false);
  });

  it.each<readonly [string, object, Readonly<Record<string, string>>]>([
    ['of other settings', { ...config, seed: 5 }, {}],
    ['that has done iterations', config, { 'summary.json': summary('failed', 1) }],
    ['that has finished', config, { 'summary.json': summary('finished', 0) }],
    ['whose checkpoint is gone', config, { 'summary.json': summary('failed', 0), 'metrics.jsonl': '' }],
    ['whose checkpoint is there', config, { 'summary.json': summary('failed', 0), checkpoint: '' }],
  ])('is not begun anew over a run %s', async (_, before, files) => {
    const paths = runPaths(folder);
    const text = JSON.stringify(before);
    writeFileSync(paths.config, text);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    expect(await createRun(paths, config, {})()).toMatchObject(E.left({ kind: 'unusable-run' }));
    expect(readFileSync(paths.config, 'utf8')).toBe(text);
    expect(existsSync(paths.summary)).toBe('summary.json' in files);
  });

  it('gets the first free name', async () => {
    const parent = join(folder, 'runs');
    mkdirSync(join(parent, 'a-2'), { recursive: true });
    expect(await freshDirectory(parent, 'a')()).toEqual(E.right(join(parent, 'a')));
    expect(await freshDirectory(parent, 'a')()).toEqual(E.right(join(parent, 'a-3')));
    writeFileSync(join(folder, 'file'), '');
    expect(await freshDirectory(join(folder, 'file'), 'a')()).toMatchObject(E.left({ kind: 'file' }));
  });
});
