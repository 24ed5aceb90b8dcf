import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '../testing/table-rows';

const root = join(__dirname, '../../../..');
const script = join(root, 'packages/cli/scripts/half-cheetah-full-results.mjs');
const computed = tableRows(execFileSync(process.execPath, [script], { encoding: 'utf8' }));

const [page, readme] = ['docs/results/half-cheetah-full.md', 'README.md'].map((file) =>
  readFileSync(join(root, file), 'utf8'),
);
const said = page.replace(/\s+/g, ' ');

const cells = (line: string): readonly string[] => line.split('|').slice(1, -1);
/** Returns after one step at iteration 90. */
const [maml, , windowed] = computed.slice(1, 4).map((line) => cells(line)[5]);
/** Where each run stands. */
const ends = computed
  .slice(-3)
  .map(cells)
  .map(([algorithm, , iterations, , , after, reached]) => ({ algorithm, iterations, after, reached }));

it('docs/results/half-cheetah-full.md holds the tables of its data', () => {
  expect(computed).toHaveLength(4 + 4);
  expect(tableRows(page)).toEqual(computed);
  expect(ends.map(({ algorithm }) => algorithm)).toEqual(['maml', 'trpo-maml', 'windowed']);
});

it('says which run is ahead, as README.md does', () => {
  expect(said).toContain(`At iteration 90 \`windowed\` is at ${windowed} and MAML at ${maml}.`);
  expect(readme.replace(/\s+/g, ' ')).toContain(`ahead of MAML so far: ${windowed} against ${maml} after 90`);
  expect(said).toContain(`\`windowed\` reaches 293 at iteration ${ends[2].reached}.`);
});

it('says where the trust region ends', () => {
  expect(said).toContain(`ends at ${ends[1].after} after ${ends[1].iterations} iterations`);
});
