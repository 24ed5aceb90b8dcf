import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { createRun } from './create-run';
import { runPaths } from './run-paths';

const { config } = presets['tabular-quick'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-directory-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
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
