import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What modules of the tool give, which are no TypeScript: `program` has them as `it`. */
const given = (program: string): unknown => {
  const modules = ['outcome', 'page', 'sources'].map((name) => join(__dirname, '../bin', `${name}.mjs`));
  const imports = modules
    .map((path, i) => `import * as m${String(i)} from ${JSON.stringify(path)};`)
    .join('\n');
  const code = `${imports}\nconst it = { ...m0, ...m1, ...m2 };\nconsole.log(JSON.stringify((${program})(it)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
};

const mutant = (
  status: string,
  from: readonly [number, number],
  to: readonly [number, number],
  replacement: string,
) => ({
  status,
  replacement,
  location: {
    start: { line: from[0], column: from[1] },
    end: { line: to[0], column: to[1] },
  },
});

const report = {
  files: {
    'packages/one/src/a.ts': {
      source: 'const f = (x) => {\n  return x < 3;\n};\n',
      mutants: [
        mutant('Killed', [2, 10], [2, 15], 'true'),
        mutant('Timeout', [2, 10], [2, 15], 'false'),
        mutant('CompileError', [2, 10], [2, 15], '<'),
        mutant('Ignored', [2, 10], [2, 15], '""'),
        mutant('Survived', [2, 10], [2, 15], 'x <= 3'),
        mutant('NoCoverage', [1, 18], [3, 2], '{}'),
      ],
    },
  },
};
const survivors = [
  { file: 'packages/one/src/a.ts', line: 'return x < 3;', from: 'x < 3', to: 'x <= 3' },
  {
    file: 'packages/one/src/a.ts',
    line: 'const f = (x) => {',
    from: '{\n  return x < 3;\n}',
    to: '{}',
    covered: false,
  },
];
const found = { 'packages/one/src/a.ts': { detected: 2, invalid: 1, survivors } };
const of = (outcome: unknown, files = ['packages/one/src/a.ts', 'packages/one/src/b.ts']) => [
  { name: 'one', files, outcome },
  { name: 'two', files: ['packages/two/src/c.ts'], outcome: {} },
];
const reasons = [{ reason: 'No x is 3.', mutants: [survivors[0]] }];
const gone = { ...survivors[0], to: 'x > 3' };

it('is read from the report, and names mutants by what does not move', () => {
  expect(given(`({ outcomeOf }) => outcomeOf(${JSON.stringify(report)})`)).toEqual(found);
});

it('keeps what is known of files that did not run, and forgets files that are gone', () => {
  const one = (detected: number) => ({ detected, invalid: 0, survivors: [] });
  const [known, anew] = [
    { a: one(1), b: one(2), gone: one(3) },
    { a: one(4), d: one(5) },
  ];
  const which = { has: ['a', 'b', 'c', 'd'], ran: ['a', 'c'] };
  expect(given(`({ updated }) => updated(...${JSON.stringify([known, anew, which])})`)).toEqual({
    a: one(4),
    b: one(2),
    c: one(0),
  });
});

it('runs what is named, packages and files in them, or everything', () => {
  const sources = {
    one: ['packages/one/src/a.ts', 'packages/one/src/ab.ts'],
    two: ['packages/two/src/a.ts'],
  };
  const chosen = (...named: readonly string[]) =>
    given(`({ chosen }) => chosen(...${JSON.stringify([sources, named])})`);
  const [one, two] = Object.entries(sources).map(([name, files]) => ({ name, files }));
  expect(chosen()).toEqual({ runs: [one, two] });
  expect(chosen('two')).toEqual({ runs: [two] });
  expect(chosen('two', 'one/src/a.ts')).toEqual({
    runs: [{ name: 'one', files: ['packages/one/src/a.ts'] }, two],
  });
  expect(chosen('one/src/b.ts')).toEqual({ unknown: 'one/src/b.ts' });
  expect(chosen('one', 'thr')).toEqual({ unknown: 'thr' });
});

it('changes no tests, nor what only helps them, nor lists of names', () => {
  const sources = given(
    `({ sourcesOf }) => sourcesOf(${JSON.stringify(join(__dirname, '../../..'))}, 'estimators')`,
  );
  expect(sources).toContain('packages/estimators/src/terms/leaf.ts');
  expect(sources).not.toContainEqual(expect.stringMatching(/\.test\.ts$|testing|\/index\.ts$/));
});

const problems = (given_: unknown) =>
  given(
    `({ explained, problemsOf }) => problemsOf(explained(${JSON.stringify(of(found))}, ${JSON.stringify(given_)}))`,
  );

it('has a problem for each survivor without a reason, and each reason without a survivor', () => {
  expect(problems([{ reason: 'No x is 3.', mutants: survivors }])).toEqual([]);
  expect(problems([{ reason: 'No x is 3.', mutants: [survivors[0], gone] }])).toEqual([
    'packages/one/src/a.ts: no test fails when {\n  return x < 3;\n} becomes {} in: const f = (x) => {',
    'packages/one/src/a.ts: a reason is given for a mutant that is gone or detected: x < 3 becomes x > 3',
  ]);
});

it('is written between the marks, with what was not run', () => {
  const document = 'Before.\n\n<!-- outcome -->\n\nold\n\n<!-- end of outcome -->\n\nAfter.\n';
  const text = given(
    `({ withOutcomes }) => withOutcomes(${[document, of(found), reasons].map((one) => JSON.stringify(one)).join()})`,
  );
  // Two of four, or of the three that are not the same program.
  expect(text).toContain('| `one` | 1 of 2 | 4 | 2 | 50.0 % | 1 | 66.7 % |\n| `two` | 0 of 1 | | | | | |\n');
  expect(text).toContain(
    '| `one/src/a.ts` | 4 | 2 | 1 |\n| `one/src/b.ts` | not run | | |\n| `two/src/c.ts` | not run | | |\n',
  );
  expect(text).toContain('No x is 3.\n\n- `one/src/a.ts`: in `return x < 3;`, `x < 3` becomes `x <= 3`\n');
  expect(text).toContain('No reason is given yet:\n\n- `one/src/a.ts`: in `const f = (x) => {`');
  expect(text).toMatch(/^Before\.\n[^]*\nAfter\.\n$/);
  expect(text).not.toContain('old');
});
