import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { withStream } from './with-stream';

const preset = presets['tabular-quick'].config;
const config = { ...preset, algorithm: { ...preset.algorithm, metaBatchSize: 2 } };

describe('withStream', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-stream-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    { threads: 1, started: 1 },
    { threads: 2, started: 2 },
    { threads: 5, started: 2 },
  ])('starts $started of $threads threads for two tasks', async ({ threads, started }) => {
    const module = join(folder, 'worker.cjs');
    cpSync(join(__dirname, '../testing', 'noting-worker.cjs'), module);
    const found = () => readdirSync(folder).filter((name) => name.startsWith('thread-')).length;
    const use = withStream(
      { threads, module },
      config,
      (map) => map,
    )(() => async () => {
      while (found() < started) await setTimeout(10);
      // Time for those that should not be there
      await setTimeout(200);
      return found();
    });
    expect(await use()).toEqual(E.right(started));
  });
});
