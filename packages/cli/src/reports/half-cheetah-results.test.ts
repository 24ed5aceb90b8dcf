import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '../testing/table-rows';

const root = join(__dirname, '../../../..');

const script = join(root, 'packages/cli/scripts/half-cheetah-results.mjs');
const computed = tableRows(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
const cellsOf = (start: string): readonly string[] =>
  computed
    .filter((line) => line.startsWith(`|${start}`))[0]
    .split('|')
    .slice(1, -1);

const [page, readme] = ['docs/results/half-cheetah.md', 'README.md'].map((file) =>
  readFileSync(join(root, file), 'utf8'),
);
const said = page.replace(/\s+/g, ' ');
const value = (text: string): number => Number(text.replace('−', '-'));

it('docs/results/half-cheetah.md holds the tables of its data', () => {
  expect(computed).toHaveLength(3 + 4 + 21 + 3);
  expect(tableRows(page)).toEqual(computed);
});

it('says how far apart they are after one step, as README.md does', () => {
  const [, , difference, , adjusted, flips] = cellsOf('1|10|');
  const [mean, low, high] = Array.from(difference.matchAll(/−?[\d.]+/g), ([text]) => text);
  const positive = (text: string) => text.replace('−', '');
  expect(said).toContain(
    `the debiased runs are ${positive(mean)} behind, with an interval from ${positive(low)} behind to ${high} ahead`,
  );
  expect(said).toContain(`p = ${flips} by sign flips, ${adjusted} after`);
  const rounded = [mean, low, high].map((text) => String(Math.round(value(text))).replace('-', '−'));
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `${rounded[0]} [${rounded[1]}, ${rounded[2]}], which may be chance (p = ${Number(flips).toFixed(2)} by`,
  );
});

it('says how the runs end and what they lost, as README.md does', () => {
  const runs = (algorithm: string) =>
    computed
      .filter((line) => new RegExp(`^\\|${algorithm}\\|\\d+\\|(−?[\\d.]+\\|){6}$`).test(line))
      .map((line) => line.split('|').slice(1, -1));
  const ends = (algorithm: string) =>
    runs(algorithm)
      .map((cells) => value(cells[6]))
      .sort((a, b) => a - b);
  const lost = (algorithm: string) => Math.max(...runs(algorithm).map((cells) => value(cells[7])));
  const [maml, debiased] = [ends('none'), ends('leave-one-out-linear')];
  const between = (all: readonly number[], digits: number) =>
    `between ${all[0].toFixed(digits)} and ${all[9].toFixed(digits)}`;
  expect([maml.length, debiased.length]).toEqual([10, 10]);
  expect(said).toContain(
    `lie ${between(maml, 1)}, those of the debiased runs ${between(debiased, 1)}. Six of its ten seeds end above`,
  );
  expect(maml.filter((end) => end > debiased[9])).toHaveLength(6);
  expect(said).toContain(`MAML lost at most ${lost('none')}, a debiased run ${lost('leave-one-out-linear')}`);
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `Over the last twenty of a hundred iterations of training, MAML's runs end ${between(maml, 0)}, the debiased ones ${between(debiased, 0)}`,
  );
});

it('says how many times as long the debiased meta-gradient is', () => {
  const [maml, debiased] = computed.slice(-2).map((line) => line.split('|').slice(2, -1).map(value));
  const [first, last] = debiased.map((norm, i) => (norm / maml[i]).toFixed(1));
  expect(said).toContain(
    `${first} times that of MAML in the first twenty iterations and ${last} times in the last`,
  );
});
