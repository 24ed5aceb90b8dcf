import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

const tableRows = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ |-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );

it('docs/results/step-size.md holds the tables of its data', () => {
  const script = join(root, 'packages/cli/scripts/step-size-results.mjs');
  const computed = tableRows(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  expect(computed).toHaveLength(27);
  expect(tableRows(readFileSync(join(root, 'docs/results/step-size.md'), 'utf8'))).toEqual(computed);
});
