import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { acquireLock, confirmLock, releaseLock, whileLocked, type Lock } from './lock';
import { describeMyself } from './lock-holder';

const asItIs = { takeOver: false };
const byForce = { takeOver: true };

describe('lock', () => {
  let folder = '';
  let path = '';
  let held: Lock[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-lock-'));
    path = join(folder, 'lock');
    held = [];
  });
  afterEach(async () => {
    for (const lock of held) await releaseLock(lock)();
    rmSync(folder, { recursive: true });
  });

  const acquire = async (options = asItIs) => {
    const result = await acquireLock(path, options)();
    if (E.isRight(result)) held.push(result.right);
    return result;
  };
  const acquired = async (options = asItIs): Promise<Lock> => {
    const result = await acquire(options);
    if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
    return result.right;
  };
  const hold = (holder: object) => {
    writeFileSync(path, `${JSON.stringify(holder)}\n`);
  };
  const silentForAnHour = () => {
    const time = new Date(Date.now() - 3_600_000);
    utimesSync(path, time, time);
  };
  const endedProcess = async (): Promise<number> => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    return child.pid ?? 0;
  };

  it('is held by a running process, and not taken over from it', async () => {
    const lock = await acquired();
    const { pid } = process;
    for (const options of [asItIs, byForce])
      expect(await acquire(options)).toEqual(
        E.left({ kind: 'locked', path, pid, host: hostname(), seen: true }),
      );
    expect(readFileSync(path, 'utf8')).toBe(lock.text);
    expect(await confirmLock(lock)()).toEqual(E.right(undefined));
  });

  it('is gone when it is released', async () => {
    await releaseLock(await acquired())();
    expect(readdirSync(folder)).toEqual([]);
    await acquired();
  });

  it('is taken over from a process that is gone', async () => {
    hold({ pid: await endedProcess(), host: hostname(), started: null });
    await acquired();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.each(['', '{"pid": 1', '\n', '{}', Buffer.from([0xff, 0xfe])])(
    'is taken over if it holds %j',
    async (text) => {
      writeFileSync(path, text);
      const lock = await acquired();
      expect(readFileSync(path, 'utf8')).toBe(lock.text);
    },
  );

  it('is taken over from a process that cannot be seen when it is silent, or by force', async () => {
    const elsewhere = { pid: await endedProcess(), host: 'elsewhere', started: null };
    const refused = E.left({ kind: 'locked', path, pid: elsewhere.pid, host: 'elsewhere', seen: false });
    hold(elsewhere);
    expect(await acquire()).toEqual(refused);
    const lock = await acquired(byForce);
    expect(readFileSync(path, 'utf8')).toBe(lock.text);
    await releaseLock(lock)();
    hold(elsewhere);
    silentForAnHour();
    await acquired();
  });

  it('is kept by a holder that gives signs of life, whatever its process looks like from here', async () => {
    await acquired();
    // Of the same length, as what gives the signs holds this file open.
    const unseen = readFileSync(path, 'utf8').replace(/"system":"[^"]{7}/, '"system":"another');
    writeFileSync(path, unseen);
    silentForAnHour();
    expect(await acquire()).toMatchObject(E.left({ kind: 'locked', seen: false }));
  });

  it('is refused in the name of who took it while a silent holder was watched', async () => {
    hold({ pid: 5, host: 'elsewhere', started: null });
    silentForAnHour();
    const refused = acquire();
    await setTimeout(1_000);
    const successor = join(folder, 'successor');
    writeFileSync(successor, await describeMyself());
    renameSync(successor, path);
    const { pid } = process;
    expect(await refused).toEqual(E.left({ kind: 'locked', path, pid, host: hostname(), seen: true }));
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('goes to one of those that watch a silent holder, and the others are told of that one', async () => {
    hold({ pid: 5, host: 'elsewhere', started: null });
    silentForAnHour();
    const ended = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        await setTimeout(100 * i);
        return acquire();
      }),
    );
    expect(ended.filter(E.isRight)).toHaveLength(1);
    const { pid } = process;
    expect(ended.filter(E.isLeft)).toEqual(
      Array.from({ length: 5 }, () => E.left({ kind: 'locked', path, pid, host: hostname(), seen: true })),
    );
  });

  it('is lost when another takes it over or somebody removes it, and left to who holds it then', async () => {
    const lock = await acquired();
    rmSync(path);
    expect(await confirmLock(lock)()).toEqual(E.left({ kind: 'lost-lock', path, holder: undefined }));
    hold({ pid: 5, host: 'elsewhere', started: null });
    expect(await confirmLock(lock)()).toMatchObject(
      E.left({ kind: 'lost-lock', holder: { pid: 5, host: 'elsewhere' } }),
    );
    await releaseLock(lock)();
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('removes what killed processes left beside it, and nothing else', async () => {
    const gone = String(await endedProcess());
    const parent = String(process.ppid);
    const left = [`checkpoint.${gone}-0123456789ab.tmp`, 'checkpoint.tmp', 'lock.0123456789abcdef'];
    const kept = [`checkpoint.${parent}-0123456789ab.tmp`, 'lock.notes', 'mine.tmp'];
    for (const name of [...left, ...kept]) writeFileSync(join(folder, name), '');
    await acquired();
    expect(readdirSync(folder).sort()).toEqual([...kept, 'lock'].sort());
  });

  it.each([
    [
      'a link that leads nowhere',
      () => {
        symlinkSync(join(folder, 'nowhere'), path);
      },
      /a link that leads nowhere/,
    ],
    [
      'a link that leads to itself',
      () => {
        symlinkSync(path, path);
      },
      /too many links/,
    ],
    ['a pipe', () => execFileSync('mkfifo', [path]), /it is a pipe or a device, not a file/],
    [
      'a device',
      () => {
        symlinkSync('/dev/zero', path);
      },
      /it is a pipe or a device, not a file/,
    ],
    [
      'a folder',
      () => {
        mkdirSync(path);
      },
      /it is a folder, not a file/,
    ],
  ] as const)(
    'is refused in the place of %s, which is for a person to decide',
    async (_what, put, reason) => {
      put();
      const refused = await acquire();
      expect(refused).toMatchObject(
        E.left({ kind: 'file', action: 'read', path, reason: expect.stringMatching(reason) as string }),
      );
      expect(E.isLeft(refused) && 'reason' in refused.left && refused.left.reason).toMatch(
        /; if no process works in this folder, move it away$/,
      );
      expect(readdirSync(folder)).toEqual(['lock']);
    },
  );

  it('says why it cannot be written', async () => {
    expect(await acquireLock(join(folder, 'missing', 'lock'), asItIs)()).toMatchObject(
      E.left({ kind: 'file', action: 'write', reason: 'it does not exist' }),
    );
  });

  it('is held while an effect runs, and given back however that ends', async () => {
    const failing = whileLocked(path, asItIs, () => {
      expect(readdirSync(folder)).toEqual(['lock']);
      return TE.left('some');
    });
    expect(await failing()).toEqual(E.left('some'));
    expect(readdirSync(folder)).toEqual([]);
  });
});
