import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseAtExit } from './release-at-exit';

describe('a lock at the end of its process', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-exit-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const lock = () => join(folder, 'lock');
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  /** What is left by a process that ends while it has a lock. */
  const end = (): readonly string[] => {
    const forget = releaseAtExit(lock(), 'mine');
    const release = process.listeners('exit').at(-1);
    release?.(0);
    forget();
    return readdirSync(folder).sort();
  };
  const checkpoint = `checkpoint.${String(process.pid)}-0123456789ab.tmp`;
  const others = `checkpoint.${String(process.ppid)}-0123456789ab.tmp`;

  it('is given back, and what was being written goes', () => {
    write('lock', 'mine');
    write('lock.0123456789abcdef', 'mine');
    write('lock.fedcba9876543210', 'of another');
    for (const name of [checkpoint, others, 'config.json']) write(name, '');
    expect(end()).toEqual([others, 'config.json', 'lock.fedcba9876543210']);
  });

  it('is given back though a file beside it cannot be read, as one that is being removed', () => {
    write('lock', 'mine');
    const unreadable = `lock.${String(process.pid)}-0123456789ab.tmp`;
    symlinkSync('nowhere', join(folder, unreadable));
    expect(end()).toEqual([]);
  });

  it('is left to another, with all that is there', () => {
    write('lock', 'of another');
    write(checkpoint, '');
    write(`lock.${String(process.pid)}-0123456789ab.tmp`, 'mine');
    expect(end()).toEqual([checkpoint, 'lock']);
  });

  it('is no listener more afterwards', () => {
    const before = [process.listenerCount('exit'), process.getMaxListeners()];
    end();
    releaseAtExit(lock(), 'mine')();
    expect([process.listenerCount('exit'), process.getMaxListeners()]).toEqual(before);
  });
});
