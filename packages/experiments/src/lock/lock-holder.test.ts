import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { describeMyself, exists, lifeOf, parseHolder, type Holder } from './lock-holder';

const myself = async (): Promise<Holder> => {
  const holder = parseHolder(await describeMyself());
  if (holder === undefined) throw new Error('no holder');
  return holder;
};
/** On systems that tell when a process started. */
const whereTold = process.platform === 'linux';

describe('holder of a lock', () => {
  it('is this process, under another text each time', async () => {
    expect(await myself()).toMatchObject({ pid: process.pid, host: hostname() });
    expect(await describeMyself()).not.toBe(await describeMyself());
    expect(await describeMyself()).toMatch(/^[^\n]*\n$/);
  });

  it('runs, if it is this process', async () => {
    expect(await lifeOf(await myself())()).toBe(whereTold ? 'runs' : 'unseen');
  });

  it('is gone when its process has ended, or its number belongs to a later one', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    const holder = await myself();
    expect(await lifeOf({ ...holder, pid: child.pid ?? 0 })()).toBe('gone');
    expect(exists(child.pid ?? 0)).toBe(false);
    expect(await lifeOf({ ...holder, started: 'earlier' })()).toBe(whereTold ? 'gone' : 'unseen');
  });

  it('is gone when it was killed, also before anybody has waited for it', async () => {
    // The shell becomes a program that does not wait for its children: the first of them stays as a
    // zombie.
    const shell = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const holder = { ...(await myself()), pid: Number(line.toString()), started: null };
    while ((await lifeOf(holder)()) !== 'gone') await new Promise(setImmediate);
    shell.kill('SIGKILL');
    await once(shell, 'close');
  });

  it('cannot be seen on another machine, in another container, or where nothing tells its number from a later one', async () => {
    const holder = await myself();
    expect(await lifeOf({ ...holder, system: 'another boot, other numbers' })()).toBe('unseen');
    expect(await lifeOf({ ...holder, system: null, host: 'elsewhere' })()).toBe('unseen');
    expect(await lifeOf({ ...holder, started: null })()).toBe('unseen');
  });

  it.each([
    '',
    '{"pid": 1',
    'null',
    '{"pid":0,"host":"a","started":null}',
    '{"pid":-1,"host":"a","started":null}',
    '{"pid":1.5,"host":"a","started":null}',
    '{"pid":1,"host":2,"started":null}',
  ])('is none in %j', (text) => {
    expect(parseHolder(text)).toBeUndefined();
  });

  it('is read from locks of old, which tell less', () => {
    const old = { pid: 7, host: 'a', started: '1' };
    expect(parseHolder(JSON.stringify(old))).toEqual(old);
  });
});
