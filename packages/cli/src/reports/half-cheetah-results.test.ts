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
  const [, , difference, , adjusted] = cellsOf('1|10|');
  expect(difference).toBe('−11.5 [−77.7, 54.7]');
  expect(adjusted).toBe('1');
  expect(said).toContain(
    'the debiased runs are 11.5 behind, with an interval from 77.7 behind to 54.7 ahead',
  );
  expect(readme.replace(/\s+/g, ' ')).toContain('−12 [−78, 55]');
});

it('says what the first five seeds suggested and the next five did', () => {
  const heldOut = readFileSync(join(root, 'docs/results/half-cheetah/adaptation.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, , , steps]) => steps === '1');
  const meanOf = (algorithm: string, seeds: readonly number[]) =>
    heldOut
      .filter(([name, , seed]) => name === algorithm && seeds.includes(Number(seed)))
      .reduce((sum, row) => sum + Number(row[4]) / seeds.length, 0);
  const [first, next] = [
    [1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10],
  ].map((seeds) => Math.round(meanOf('leave-one-out-linear', seeds) - meanOf('none', seeds)));
  expect(said).toContain(
    `With the first five seeds they were ${first} ahead, with the next five ${-next} behind`,
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
  const written = (x: number) => x.toFixed(1).replace('-', '−');
  expect([maml.length, debiased.length]).toEqual([10, 10]);
  expect(said).toContain(`lie between ${written(maml[0])} and ${written(maml[9])}`);
  expect(said).toContain(`debiased runs between ${written(debiased[0])} and ${written(debiased[9])}`);
  expect(maml.filter((end) => end > debiased[9])).toHaveLength(5);
  expect(said).toContain('Five of its ten seeds end above the best debiased run');
  expect(
    runs('none').filter((cells) => value(cells[6]) < 0 && value(cells[2]) > value(cells[6])),
  ).toHaveLength(2);
  expect(said).toContain(`at most ${written(lost('leave-one-out-linear'))} since its best block`);
  expect(said).toContain(`MAML's ${written(lost('none'))}`);
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `between ${Math.round(maml[0])} and ${Math.round(maml[9])}`.replace('-', '−'),
  );
});
