import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collectExamples } from './collect';

const block = '```ts\ncode\n```\n';
const comment = '/**\n * ```ts\n * code\n * ```\n */\n';

it('examples come from Markdown files and doc comments, in order, without installed, built or test files', () => {
  const root = mkdtempSync(join(tmpdir(), 'doc-examples-'));
  const files: readonly (readonly [string, string])[] = [
    ['README.md', block],
    ['docs/guides/a.md', block],
    ['packages/p/README.md', block],
    ['packages/p/src/index.ts', comment],
    ['packages/p/src/deep/b.ts', comment + comment],
    ['packages/p/src/b.test.ts', comment],
    ['packages/p/config.ts', comment],
    ['packages/p/dist/README.md', block],
    ['node_modules/q/README.md', block],
    ['.hidden/README.md', block],
    ['runs/r/README.md', block],
    ['docs/api/p.api.md', block],
  ];
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    expect(collectExamples(root).map(({ file, line }) => `${file}:${String(line)}`)).toEqual([
      'README.md:2',
      'docs/guides/a.md:2',
      'packages/p/README.md:2',
      'packages/p/src/deep/b.ts:3',
      'packages/p/src/deep/b.ts:8',
      'packages/p/src/index.ts:3',
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
