import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const program = `
  import { testFilesOf, testsOf } from ${JSON.stringify(join(__dirname, '../bin/tests.mjs'))};
  const root = ${JSON.stringify(join(__dirname, '../../..'))};
  const [file] = testFilesOf(root, 'prng').filter((name) => name.startsWith('permutation'));
  const load = await testsOf(root, 'prng');
  const tests = load(file);
  for (const { run } of tests) await run();
  console.log(JSON.stringify([file, tests.map(({ id }) => id), load(file).length]));
`;

it('are those of the file by name, run outside Jest, as often as they are loaded', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  const [file, ids, again]: readonly [string, readonly string[], number] = JSON.parse(output);
  expect(file).toBe('permutation.test.ts');
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) expect(id).toMatch(/^permutation\.test\.ts: ./);
  expect(again).toBe(ids.length);
});
