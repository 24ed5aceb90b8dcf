import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { command } from './testing/command';

/**
 * As an interactive shell does, it passes on the signal that the system sends to the leader of a
 * terminal's session alone, or, like one whose job was disowned, does not.
 */
const shell = `
stty cols 100
"$@" < /dev/tty &
job=$!
trap 'test "$PASS_ON" = no || kill -HUP $job' HUP
wait $job
trap '' HUP
wait $job
echo $? > "$CODE"
`;

const training = [
  '--preset',
  'tabular-quick',
  '--set',
  'algorithm.metaBatchSize=4',
  '--iterations',
  '100000',
];
const train = ['train', ...training];
const compare = ['compare', ...training, '--algorithms', 'none', '--seeds', '1,2'];

interface Closed {
  readonly code: string;
  /** The files of the folder and of those below it. */
  readonly files: readonly string[];
}

describe('a terminal that is closed', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-closed-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const waitFor = async (what: string, there: () => boolean): Promise<void> => {
    const end = performance.now() + 60_000;
    while (!there()) {
      if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
      await setTimeout(50);
    }
  };

  /**
   * Runs the command on a terminal of its own, and closes that once the first iterations are kept.
   */
  const closeOn = async (args: readonly string[], redirected = '', passOn = 'yes'): Promise<Closed> => {
    const place = mkdtempSync(join(folder, 'case-'));
    const [program, code, out] = ['shell', 'code', 'run'].map((name) => join(place, name));
    writeFileSync(program, shell.replace('"$@"', `"$@" ${redirected}`));
    const quoted = ['sh', program, ...command, ...args, '--out', out].map((word) => `'${word}'`);
    // Of util-linux, which is part of every Debian. It holds the other end of the terminal.
    const terminal = spawn('script', ['-q', '-c', `exec ${quoted.join(' ')}`, join(place, 'shown')], {
      cwd: place,
      env: { ...process.env, TERM: 'xterm', SHELL: '/bin/sh', CODE: code, PASS_ON: passOn },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const filesIn = (): readonly string[] =>
      existsSync(out) ? readdirSync(out, { recursive: true }).map(String) : [];
    await waitFor('a first iteration', () => filesIn().some((name) => name.endsWith('checkpoint')));
    terminal.kill('SIGKILL');
    await waitFor('the exit code', () => existsSync(code) && readFileSync(code, 'utf8').endsWith('\n'));
    return { code: readFileSync(code, 'utf8').trim(), files: filesIn() };
  };

  it.each([
    ['train', [...train, '--workers', '1'], ''],
    ['train in the thread that watches', [...train, '--workers', '0'], ''],
    ['compare', [...compare, '--workers', '2'], ''],
    ['train, its output going to a file', train, '> log'],
    ['train, all of its output going to a file', train, '> log 2>&1'],
  ])('ends %s in good order', async (_, args, redirected) => {
    const { code, files } = await closeOn(args, redirected);
    expect(code).toBe('129');
    expect(files.filter((name) => /checkpoint$/.test(name)).length).toBeGreaterThan(0);
    expect(files.filter((name) => /lock/.test(name))).toEqual([]);
  });

  it('ends train in good order when nobody passes the signal on', async () => {
    expect(await closeOn(train, '', 'no')).toEqual({
      code: '129',
      files: expect.arrayContaining(['checkpoint', 'summary.json']) as string[],
    });
  });
});
