import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderState } from './folder-state';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-state-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('is another one when a run begins or goes on, at any depth, and the same when nothing of it changes', async () => {
  const state = folderState([join(folder, 'runs'), join(folder, 'gone')]);
  const seen = [await state()];
  const run = join(folder, 'runs/none/inner-steps-1/seed-1');
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'config.json'), '{}');
  seen.push(await state());
  writeFileSync(join(run, 'metrics.jsonl'), 'one\n');
  seen.push(await state());
  appendFileSync(join(run, 'metrics.jsonl'), 'two\n');
  seen.push(await state());
  expect(new Set(seen).size).toBe(4);
  writeFileSync(join(run, 'lock'), '');
  expect(await state()).toBe(seen[3]);
});
