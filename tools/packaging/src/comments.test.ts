import { saidOf } from './testing/said-of';

/** Each case: what it is, a package's entry file, lines and names of what lacks a comment. */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['a function', 'export const f = () => 1;', ['1: f']],
  ['a constant', '\nexport const a = 1;', ['2: a']],
  ['a type', 'export type A = 1;', ['1: A']],
  ['a comment of tags alone', '/** @internal */\nexport type A = 1;', ['2: A']],
  ['a comment of another kind', '// A.\nexport type A = 1;', ['2: A']],
  ['a field', '/** A. */\nexport interface A {\n  /** B. */\n  b: string;\n  c: string;\n}', ['5: A.c']],
  ['a method', '/** A. */\nexport interface A {\n  f(): void;\n}', ['3: A.f']],
  ['a field within a field', '/** A. */\nexport type A = {\n  /** B. */\n  b: { c: string }\n};', ['4: A.c']],
  [
    'the value of a name that is a type, too',
    '/** A. */\nexport interface A {}\nexport const A = 1;',
    ['3: A'],
  ],
  [
    'types that an exported type shows',
    '/** A. */\nexport type A = readonly B[];\ninterface B extends C {}\n/** C. */\ninterface C {\n  d: string;\n}',
    ['3: B', '6: C.d'],
  ],
  [
    'types that an exported function shows',
    '/** F. */\nexport const f = (a: A) => (): B => 1;\ntype A = 1;\ntype B = 1;\n/** G. */\nexport function g(c: C): void {}\ntype C = 1;',
    ['3: A', '4: B', '7: C'],
  ],
  [
    'cases of a union',
    "/** A. */\nexport type A =\n  | { kind: 'b' }\n  | {\n    /** C. */\n    kind: 'c';\n    d: string\n  };",
    ['3: A.kind', '7: A.d'],
  ],
  [
    'cases of a union that have more',
    "/** A. */\nexport type A = 1 | (B & { kind: 'b' });\n/** B. */\ntype B = 1;",
    ['2: A.kind'],
  ],
  [
    'what picks cases of a union',
    "/** A. */\nexport type A = { [K in 'b']: Extract<B, { kind: K }> };\ntype B = 1;",
    ['3: B'],
  ],
  ['what is not exported', '/** A. */\nexport const a = 1;\nconst b = 1;\ntype C = 1;', []],
  [
    'what stands inside a function',
    '/** F. */\nexport const f = () => {\n  const g = (c: C) => c;\n  return 1;\n};\ntype C = 1;',
    [],
  ],
  ['records of one function', '/** F: of `a`. */\nexport const f = (x: { a: string }) => x;', []],
  ['the one literal of a record', "/** A. */\nexport interface A {\n  kind: 'a'\n}", []],
  [
    'an implementation of overloads',
    '/** F. */\nexport function f(a: 1): void;\nexport function f(a: unknown) {}',
    [],
  ],
];

const folder = (what: string): string => what.replaceAll(/\W+/g, '-');
const said = saidOf(
  'comments.mjs',
  Object.fromEntries(cases.map(([what, code]) => [`${folder(what)}/src/index.ts`, code])),
);

it.each(cases)('asks for comments on what users see: %s', async (what, _, missing) => {
  const place = `packages/${folder(what)}/src/index.ts:`;
  const lines = (await said).split('\n').filter((line) => line.startsWith(place));
  expect(lines).toEqual(missing.map((one) => `${place}${one}: expected a comment, found none`));
});

it('names what two packages export once, where it is declared, in a namespace too', async () => {
  const files = {
    'one/src/index.ts': "export { a } from './a';\nexport * as all from './b';",
    'one/src/a.ts': 'export const a = 1;',
    'one/src/b.ts': "export { a } from './a';\nexport const b = 1;",
    'two/src/index.ts': "export { a } from '@sgmrl/one';",
  };
  expect(await saidOf('comments.mjs', files)).toBe(
    'packages/one/src/a.ts:1: a: expected a comment, found none\n' +
      'packages/one/src/b.ts:2: b: expected a comment, found none\n',
  );
});
