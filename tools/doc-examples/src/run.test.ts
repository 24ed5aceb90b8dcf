import { runExample } from './run';

const example = (code: string) => ({ file: 'docs/x.md', line: 7, code });

it('an example may import, await and have types', async () => {
  await runExample(
    example(`
      import { strictEqual } from 'node:assert';
      const four: number = await Promise.resolve(4);
      strictEqual(four, 2 + 2);
    `),
    require,
  );
});

it.each([
  [
    'an assertion fails',
    `import { ok } from 'node:assert'; ok(false, 'not so');`,
    'AssertionError [ERR_ASSERTION]: not so',
  ],
  ['a promise rejects', `await Promise.reject(new Error('too late'));`, 'Error: too late'],
  ['an import is missing', `import { x } from './nowhere'; x();`, `Error: Cannot find module './nowhere'`],
  ['the code does not parse', `const = 1;`, 'SyntaxError: Unexpected token'],
])('it fails with its place when %s', async (_, code, reason) => {
  await expect(runExample(example(code), require)).rejects.toThrow(`docs/x.md:7: ${reason}`);
});
