import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './program';

const cwd = mkdtempSync(join(tmpdir(), 'sgmrl-program-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const start = (code: string, env = {}) => {
  const script = join(cwd, 'script.cjs');
  writeFileSync(script, code);
  return startProgram(script, { cwd, args: ['given'], env });
};

it('says what a program prints, and how it ends', async () => {
  const { printed, ended } = start(
    'console.log(process.argv[2], process.env.SAID); console.error("beside"); process.exit(3)',
    { SAID: 'hello' },
  );
  await printed('given hello');
  expect(await ended).toEqual({ code: 3, out: 'given hello\n', err: 'beside\n' });
});

it('does not wait for what is never printed', async () => {
  await expect(start('console.error("no")').printed('yes')).rejects.toThrow(
    'ended with 0 and never printed yes: no',
  );
});

it('kills', async () => {
  const { printed, kill, ended } = start('console.log("up"); setInterval(() => undefined, 1000)');
  await printed('up');
  await kill();
  expect((await ended).code).toBe('SIGKILL');
});
