import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { isSilent, startHeartbeat } from './heartbeat';

const text = '{"some":"text"}\n';

describe('heartbeat', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-heartbeat-'));
    path = join(folder, 'lock');
    writeFileSync(path, text);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const sinceMinutes = (file: string, minutes: number): void => {
    const time = new Date(Date.now() - minutes * 60_000);
    utimesSync(file, time, time);
  };

  it('is given while this thread computes, and leaves the text as it is', async () => {
    sinceMinutes(path, 10);
    const before = statSync(path).mtimeMs;
    const stop = startHeartbeat(path);
    const end = performance.now() + 20_000;
    while (statSync(path).mtimeMs === before && performance.now() < end);
    await stop();
    expect(statSync(path).mtimeMs).not.toBe(before);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is not given in a file that took the place of another', async () => {
    const stop = startHeartbeat(path);
    sinceMinutes(path, 10);
    const before = statSync(path).mtimeMs;
    while (statSync(path).mtimeMs === before) await setTimeout(20);
    const successor = join(folder, 'successor');
    writeFileSync(successor, text);
    sinceMinutes(successor, 10);
    const { mtimeMs } = statSync(successor);
    renameSync(successor, path);
    await setTimeout(5_000);
    await stop();
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
  });

  it('harms nobody where it cannot be given', async () => {
    const stop = startHeartbeat(join(folder, 'missing', 'lock'));
    await setTimeout(300);
    await stop();
  });

  it('tells who is silent from who is not', async () => {
    expect(await isSilent(path)()).toEqual(E.right(false));
    // For a minute, and while it is watched.
    sinceMinutes(path, 2);
    expect(await isSilent(path)()).toEqual(E.right(true));
    // Also by a clock that is ahead.
    sinceMinutes(path, -60);
    expect(await isSilent(path)()).toEqual(E.right(true));
    sinceMinutes(path, 2);
    const stop = startHeartbeat(path);
    expect(await isSilent(path)()).toEqual(E.right(false));
    await stop();
    rmSync(path);
    expect(await isSilent(path)()).toEqual(E.right(true));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says why it cannot be looked for', async () => {
    expect(await isSilent(join(path, 'below'))()).toMatchObject(E.left({ kind: 'file', code: 'ENOTDIR' }));
  });
});
