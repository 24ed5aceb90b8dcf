import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../bin/run-example.mjs');
const root = join(__dirname, '../../..');

const run = (cwd: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: cwd },
  });
  return { status, stdout, stderr };
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-example-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('runs the example of the README as it stands', () => {
  expect(run(root, 'README.md')).toEqual({
    status: 0,
    stdout: `${join(root, 'README.md')}: example 1 ran to its end\n`,
    stderr: '',
  });
});

it('runs a file of your own with what it imports, and fails where it does, at its line', () => {
  writeFileSync(join(folder, 'other.ts'), 'export const two: number = 2;\n');
  const mine = (expected: string) => {
    writeFileSync(
      join(folder, 'mine.ts'),
      `import { mean } from '@sgmrl/vector';\nimport { two } from './other';\n\nif (mean([1, 3]) !== ${expected}) throw new Error('no');\n`,
    );
    return run(folder, 'mine.ts');
  };
  expect(mine('two')).toMatchObject({ status: 0, stderr: '' });
  const failed = mine('two + 1');
  expect([failed.status, failed.stdout]).toEqual([1, '']);
  expect(failed.stderr).toContain('mine.ts:4:');
});

it('says what it wants', () => {
  writeFileSync(join(folder, 'empty.md'), 'Nothing here.\n');
  for (const [args, message] of [
    [[], 'expected a file'],
    [['gone.ts'], 'there is no file'],
    [['empty.md'], 'holds no block of TypeScript'],
  ] as const) {
    const { status, stderr } = run(folder, ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});
