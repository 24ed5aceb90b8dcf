import { fromMarkdown, fromSource } from './extract';

const fence = '```';
const text = (...lines: readonly string[]): string => lines.join('\n');

it('fromMarkdown finds every ts block with the line of its first statement', () => {
  const document = text(
    '# Title',
    '',
    `${fence}ts`,
    'a();',
    '',
    'b();',
    fence,
    'text',
    ` ${fence}ts `,
    '',
    fence,
  );
  expect(fromMarkdown('x.md', document)).toEqual([
    { file: 'x.md', line: 4, code: 'a();\n\nb();' },
    { file: 'x.md', line: 10, code: '' },
  ]);
});

it('blocks of other languages are passed over, with whatever they contain', () => {
  const document = text(
    `${fence}sh`,
    'npm ci',
    fence,
    `${fence}\``,
    `${fence}ts`,
    'never();',
    fence,
    `${fence}\``,
    fence,
    'tsx',
    fence,
    `${fence}ts`,
    'run();',
    fence,
  );
  expect(fromMarkdown('x.md', document)).toEqual([{ file: 'x.md', line: 13, code: 'run();' }]);
});

it('a block that is never closed is an error with its place', () => {
  expect(() => fromMarkdown('x.md', text('', `${fence}ts`, 'a();'))).toThrow(
    'x.md:2: this block is never closed',
  );
});

it.each(['ts no-run', 'typescript', 'TS', 'ts {1,3}'])(
  'a block marked %p is an error with its place',
  (mark) => {
    expect(() => fromMarkdown('x.md', text(`${fence}${mark}`, fence))).toThrow(
      `x.md:1: expected a block marked "ts" (all of them run), found "${mark}"`,
    );
  },
);

it('fromSource reads doc comments only and strips their stars', () => {
  const source = text(
    'export const a = 1;',
    '/** One line. */',
    `const quoted = '${fence}ts';`,
    '/**',
    ' * What b is.',
    ' * @example',
    ` * ${fence}ts`,
    ' * if (b) {',
    ' *   c();',
    ' * }',
    ' *',
    ` * ${fence}`,
    ' */',
    'export const b = 2;',
    `// ${fence}ts`,
    '  /**',
    `   * ${fence}ts`,
    '   * d(2 ** 3);',
    `   * ${fence}`,
    '   */',
  );
  expect(fromSource('b.ts', source)).toEqual([
    { file: 'b.ts', line: 8, code: 'if (b) {\n  c();\n}\n' },
    { file: 'b.ts', line: 18, code: 'd(2 ** 3);' },
  ]);
});
