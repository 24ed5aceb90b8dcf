import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { acquireLock } from './lock';

describe('acquireLock', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const hold = (holder: object) => {
    writeFileSync(path, JSON.stringify(holder));
  };
  const endedProcess = async (): Promise<number> => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    return child.pid ?? 0;
  };

  it('is held by a running process', async () => {
    expect(await acquireLock(path)()).toEqual(E.right(undefined));
    expect(await acquireLock(path)()).toEqual(
      E.left({ kind: 'locked', path, pid: process.pid, host: hostname() }),
    );
  });

  it('is taken over from a process that is gone', async () => {
    hold({ pid: await endedProcess(), host: hostname(), started: null });
    expect(await acquireLock(path)()).toEqual(E.right(undefined));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over if the number belongs to a later process, on systems that tell', async () => {
    hold({ pid: process.pid, host: hostname(), started: 'earlier' });
    expect(E.isRight(await acquireLock(path)())).toBe(process.platform === 'linux');
  });

  it('is taken over if it was left half-written', async () => {
    writeFileSync(path, '{"pid": 1');
    expect(await acquireLock(path)()).toEqual(E.right(undefined));
  });

  it('is not taken over from another machine, whose processes cannot be seen', async () => {
    hold({ pid: await endedProcess(), host: 'elsewhere', started: null });
    expect(await acquireLock(path)()).toMatchObject(E.left({ kind: 'locked', host: 'elsewhere' }));
  });

  it('says why it cannot be written', async () => {
    expect(await acquireLock(join(folder, 'missing', 'lock'))()).toMatchObject(
      E.left({ kind: 'file', action: 'write', reason: 'it does not exist' }),
    );
  });
});
