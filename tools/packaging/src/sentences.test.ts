import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const words = (count: number): string => 'word '.repeat(count).trim();

/** Each case: what it is, a document, and the lines of paragraphs with a sentence of 26 words. */
const cases: readonly (readonly [string, string, readonly number[]])[] = [
  ['a sentence of 25 words', `${words(25)}.`, []],
  ['two sentences', `${words(25)}. ${words(25)}!`, []],
  ['a sentence that begins with code', `${words(20)}. \`x\` ${words(20)}.`, []],
  ['a quoted sentence', `"${words(25)}." ${words(10)}.`, []],
  ['items of a list', `- ${words(20)}\n- ${words(20)}`, []],
  ['a table', `| a |\n| - |\n| ${words(40)} |`, []],
  ['a block of code', `\`\`\`\n${words(40)}\n\`\`\``, []],
  ['symbols and numbers', `${words(20)} ${'α 2 = '.repeat(10)}.`, []],
  ['where a link leads', `[${words(20)}](https://a.test/${'b-'.repeat(40)}).`, []],
  ['a list of code', '`x`, '.repeat(40), []],
  ['a sentence of 26 words', `${words(26)}.`, [1]],
  ['a sentence over two lines', `# Title\n\n${words(10)}\n${words(16)}.`, [3]],
  ['emphasis, links and code', `**${words(10)}** [${words(10)}](x) ${'`x` '.repeat(6)}.`, [1]],
  ['clauses', `${words(10)}; ${words(8)}: ${words(8)}.`, [1]],
  ['a long item', `- ${words(3)}\n- ${words(26)}`, [2]],
];

const fileOf = (what: string): string => `${what.replaceAll(/\W+/g, '-')}.md`;
const documents = [...cases.map(([what, text]) => [fileOf(what), text]), ['CHANGELOG.md', `${words(26)}.`]];

let said: readonly string[] = [];
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'sentences-'));
  try {
    execFileSync('git', ['init', '-q', root]);
    documents.forEach(([name, text]) => {
      writeFileSync(join(root, name), text);
    });
    const program = join(__dirname, '../bin/sentences.mjs');
    said = spawnSync(process.execPath, [program, root], { encoding: 'utf8' }).stderr.trim().split('\n');
  } finally {
    rmSync(root, { recursive: true });
  }
});

it.each(cases)('names long sentences of %s', (what, _, lines) => {
  const ofIt = said.filter((one) => one.startsWith(`${fileOf(what)}:`));
  expect(ofIt.map((one) => one.split(': ').slice(0, 2).join(': '))).toEqual(
    lines.map((line) => `${fileOf(what)}:${line}: expected 25 words, found 26`),
  );
});

it('leaves histories out', () => {
  expect(said.filter((one) => one.startsWith('CHANGELOG.md'))).toEqual([]);
});
