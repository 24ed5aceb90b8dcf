import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { createRun } from './create-run';
import { keepIteration } from './keep-iteration';
import { addToChecksum, encodeRecord, noChecksum, type IterationRecord } from './metrics-file';
import { runPaths } from './run-paths';
import { readRun } from './stored-run';

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
